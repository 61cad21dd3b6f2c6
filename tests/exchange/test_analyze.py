"""The command that judges a file: the same verdicts as the app's, without touching a database."""

import datetime as dt
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from apps.exchange import services
from apps.exchange.domain.plan import Answers
from apps.exercises.services import load_catalogue, read_catalogue
from apps.imbalances.queries import findings_for
from apps.imbalances.services import refresh
from apps.profiles.domain.people import Handedness
from tests.support.factories.profiles import AthleteFactory

UNTIL = dt.date(2026, 6, 30)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Sixteen workouts: the left leg clearly weaker, the arms alike, a name nobody knows."""
    lines = ["date,exercise,side,load,unit,reps,rir,set,first side"]
    for workout in range(16):
        day = UNTIL - dt.timedelta(days=3 * (16 - workout))
        first = "left" if workout % 2 else "right"
        for number in (1, 2):
            reps = 9 + (workout + number) % 2
            for exercise, left, right in (
                ("Single-leg extension", 28, 36),
                ("Single-leg press", 70, 90),
                ("One-arm dumbbell row", 24, 24),
            ):
                for side, load in (("left", left), ("right", right)):
                    lines.append(f"{day},{exercise},{side},{load},kg,{reps},1,{number},{first}")
    lines.append(f"{UNTIL},Moon walk,left,1,kg,1,1,1,left")
    path = tmp_path / "log.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_the_table_names_the_weaker_side(file, capsys):
    call_command("analyze", file, "--as-of", "2026-06-30", "--handedness", "R")
    out, err = capsys.readouterr()
    knee = next(line for line in out.splitlines() if line.startswith("knee_dominant"))
    assert knee.split()[1:3] == ["imbalance", "left"]
    assert (
        next(line for line in out.splitlines() if "horizontal_pull" in line).split()[1] == "level"
    )
    assert "192 sets read" in out
    assert "No exercise is called 'Moon walk'" in err


def test_json_carries_no_estimate_where_there_is_none(tmp_path, capsys):
    path = tmp_path / "one.csv"
    path.write_text(
        "date,exercise,side,load,unit,reps\n2026-06-01,Single-leg press,left,70,kg,8\n",
        encoding="utf-8",
    )
    call_command("analyze", path, "--as-of", "2026-06-30", "--json")
    (finding,) = json.loads(capsys.readouterr().out)
    assert finding["verdict"] == "one_side_missing"
    assert "gap_pct" not in finding


@pytest.mark.django_db
def test_it_says_what_the_app_says_of_the_same_log(file, capsys):
    load_catalogue(specs=read_catalogue())
    athlete = AthleteFactory(handedness=Handedness.RIGHT, time_zone="UTC")
    parsed = services.read_file(file.read_bytes())
    services.store_content(
        athlete=athlete,
        content=file.read_bytes(),
        answers=Answers(
            exercises=services.matched_names_for(athlete, parsed), unit="kg", time_zone="UTC"
        ),
        now=timezone.now(),
    )
    as_of = dt.datetime.combine(UNTIL, dt.time.max, tzinfo=dt.UTC)
    refresh(athlete_id=athlete.pk, as_of=as_of)
    call_command("analyze", file, "--as-of", "2026-06-30", "--handedness", "R", "--json")
    told = {finding["pattern"]: finding for finding in json.loads(capsys.readouterr().out)}
    stored = {finding.pattern.value: finding for finding in findings_for(athlete)}
    assert told.keys() == stored.keys()
    for pattern, finding in stored.items():
        assert told[pattern]["verdict"] == finding.verdict.value
        assert told[pattern]["mean_log_pct"] == pytest.approx(finding.mean_log_pct, abs=1e-9)
        assert told[pattern]["sd_log_pct"] == pytest.approx(finding.sd_log_pct, abs=1e-9)


def test_a_file_that_is_none_is_answered_in_words(tmp_path):
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("analyze", tmp_path / "none.csv")
    empty = tmp_path / "empty.csv"
    empty.touch()
    with pytest.raises(CommandError, match="empty"):
        call_command("analyze", empty)
