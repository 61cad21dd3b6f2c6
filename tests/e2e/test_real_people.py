"""Real people's legs: unilateral 1RM of trained and untrained legs over twelve weeks.

``make test-real LEVELSET_REAL_DATA=/path`` reads ``exscidata_legstrength_train.csv`` from there
(CC0). Each participant is brought in through the web form, as anybody's file would be.
"""

import csv
import datetime as dt
import math
import os
from collections import defaultdict
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from apps.exercises.domain.vocabulary import MovementPattern, Side
from apps.imbalances.domain.verdicts import Finding, Verdict
from apps.imbalances.queries import findings_for
from tests.e2e.people import sign_in_as
from tests.support.factories.profiles import AthleteFactory

FILE = "exscidata_legstrength_train.csv"
DAY_OF = {"pre": 0, "session1": 7, "week2": 14, "week5": 35, "week9": 63, "post": 84}
EXERCISES = {
    "legpress": "Single-leg press",
    "legext": "Single-leg extension",
    "legcurl": "Single-leg curl",
}
SIDES = {"L": "left", "R": "right"}
HOW_MANY = 5

pytestmark = [pytest.mark.real_data, pytest.mark.usefixtures("complaints")]

type Tests = dict[tuple[str, str, str], float]


def people() -> dict[str, Tests]:
    """Best 1RM in kg by occasion, exercise and leg, of the participants with most tests."""
    path = Path(os.environ["LEVELSET_REAL_DATA"]) / FILE
    found: defaultdict[str, Tests] = defaultdict(dict)
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["exercise"] in EXERCISES and row["leg"] in SIDES and row["load"]:
                key = (row["time"], row["exercise"], row["leg"])
                tests = found[row["participant"]]
                tests[key] = max(tests.get(key, 0.0), float(row["load"]))
    by_size = sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))
    return dict(by_size[:HOW_MANY])


def write(path: Path, tests: Tests) -> None:
    """One row a leg; a tested 1RM is a check to failure, one repetition."""
    start = timezone.localdate() - dt.timedelta(days=90)
    lines = ["date,exercise,side,load,unit,reps,set,kind"]
    for (time, exercise, leg), load in sorted(tests.items()):
        day = start + dt.timedelta(days=DAY_OF[time])
        lines.append(f"{day},{EXERCISES[exercise]},{SIDES[leg]},{load:g},kg,1,1,check")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def measured_log_pct(tests: Tests, exercises: tuple[str, ...]) -> float:
    """Mean of 100 ln(R/L) over every occasion on which both legs were tested."""
    ratios = [
        100 * math.log(tests[time, exercise, "R"] / tests[time, exercise, "L"])
        for time in DAY_OF
        for exercise in exercises
        if (time, exercise, "R") in tests and (time, exercise, "L") in tests
    ]
    return sum(ratios) / len(ratios)


def describe(participant: str, finding: Finding, measured: float) -> str:
    """One line of the table that the run prints."""
    side = finding.weaker_side.value if finding.weaker_side is not None else "-"
    return (
        f"{participant:5} {finding.pattern.value:14} {finding.verdict.value:16} weaker {side:5} "
        f"gap {finding.gap_pct:4.1f} % ({finding.low80_pct:.1f} to {finding.high80_pct:.1f}) "
        f"P(>10 %) {finding.p_over_10:.2f}  measured mean {measured:+.1f} log-% (right-positive)"
    )


@pytest.mark.parametrize("place", range(HOW_MANY))
def test_verdict_of_a_real_person(page: Page, site: str, csv_file: Path, place: int) -> None:
    participant, tests = list(people().items())[place]
    athlete = AthleteFactory(name=participant)
    sign_in_as(page, site, athlete.user)
    write(csv_file, tests)

    page.goto(f"{site}/data/")
    page.locator("input[type=file]").set_input_files(csv_file)
    page.locator("#import-look").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"{len(tests)} sets can be read")
    page.locator("#import-accept").click()
    page.wait_for_url("**/balance/")

    findings = {finding.pattern: finding for finding in findings_for(athlete)}
    for pattern, exercises in (
        (MovementPattern.KNEE_DOMINANT, ("legpress", "legext")),
        (MovementPattern.HIP_DOMINANT, ("legcurl",)),
    ):
        finding, measured = findings[pattern], measured_log_pct(tests, exercises)
        print(describe(participant, finding, measured))  # noqa: T201 - the table is the point
        assert finding.verdict not in (Verdict.ONE_SIDE_MISSING, Verdict.NOT_ENOUGH_DATA)
        if finding.verdict in (Verdict.IMBALANCE, Verdict.LEANING):
            weaker = Side.LEFT if finding.mean_log_pct > 0 else Side.RIGHT
            assert finding.weaker_side is weaker
            assert math.copysign(1, measured) == math.copysign(1, finding.mean_log_pct)
        # The estimate is drawn towards level, never past what was measured.
        assert abs(finding.mean_log_pct) <= abs(measured) + finding.sd_log_pct
    expect(page.get_by_role("main")).to_contain_text("Knee-dominant")
