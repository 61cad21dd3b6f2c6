"""Tested legs over twelve weeks: do the occasions so far foretell the next?

exscidata (CC0): unilateral one-repetition maxima of both legs at up to six occasions, by
adults of whom one leg trained three sets and the other one. The same question is put to the
detector, to the last value and to the mean so far.
"""

from __future__ import annotations

import csv
import datetime as dt
import math
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from msgspec import Struct

from apps.exercises.domain.vocabulary import MovementPattern, SetKind, SetSide, SideSource
from apps.imbalances.domain.assessment import assess_pattern
from apps.imbalances.domain.dynamics import variance_at
from apps.imbalances.domain.policy import DEFAULT_POLICY
from apps.imbalances.domain.sets import LoggedSet
from apps.imbalances.domain.state import FIRST_EXERCISE, LEVEL, FilterState
from apps.profiles.domain.people import Handedness

FILE = "exscidata_legstrength*.csv"
DAY_OF = {"pre": 0, "session1": 7, "week2": 14, "week5": 35, "week9": 63, "post": 84}
PATTERN_OF = {
    "legpress": MovementPattern.KNEE_DOMINANT,
    "legext": MovementPattern.KNEE_DOMINANT,
    "legcurl": MovementPattern.HIP_DOMINANT,
}
SLOPE = {"legpress": 0.019, "legext": 0.03, "legcurl": 0.03}
SIDE_OF = {"L": SetSide.LEFT, "R": SetSide.RIGHT}
START = dt.datetime(2026, 1, 5, 12, tzinfo=dt.UTC)
Z80, Z95 = 1.2816, 1.96


class Guess(Struct, frozen=True):
    """One occasion's difference (log-%) and what was expected of it."""

    exercise: str
    occasions_before: int
    came: float
    mean: float
    sd: float
    last: float
    average: float


type Tested = dict[tuple[str, str], dict[str, float]]


def read_people(folder: Path) -> dict[str, Tested]:
    """Best kilograms of each leg, by occasion and exercise, of each participant."""
    people: defaultdict[str, Tested] = defaultdict(lambda: defaultdict(dict))
    with next(folder.glob(FILE)).open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["exercise"] in PATTERN_OF and row["leg"] in SIDE_OF and row["load"]:
                best = people[row["participant"]][row["time"], row["exercise"]]
                best[row["leg"]] = max(best.get(row["leg"], 0.0), float(row["load"]))
    return people


def guesses(people: dict[str, Tested]) -> Iterator[Guess]:
    """For each later test of both legs, what the earlier ones made of it."""
    for tested in people.values():
        times = sorted({time for time, _exercise in tested}, key=DAY_OF.__getitem__)
        for number, time in enumerate(times[1:], start=1):
            for exercise in PATTERN_OF:
                came = _difference(tested.get((time, exercise), {}))
                before = [
                    difference
                    for earlier in times[:number]
                    if (difference := _difference(tested.get((earlier, exercise), {}))) is not None
                ]
                if came is None or not before:
                    continue
                mean, sd = _foretold(tested, times[:number], time, exercise)
                yield Guess(
                    exercise, len(before), came, mean, sd, before[-1], sum(before) / len(before)
                )


def _difference(kilograms: dict[str, float]) -> float | None:
    if len(kilograms) < len(SIDE_OF):
        return None
    return 100.0 * math.log(kilograms["R"] / kilograms["L"])


def _foretold(tested: Tested, times: list[str], time: str, exercise: str) -> tuple[float, float]:
    policy, pattern = DEFAULT_POLICY, PATTERN_OF[exercise]
    at = START + dt.timedelta(days=DAY_OF[time])
    state = assess_pattern(
        list(_sets(tested, times, pattern)),
        pattern=pattern,
        handedness=Handedness.UNKNOWN,
        as_of=at,
        policy=policy,
    ).state
    place = FIRST_EXERCISE + state.exercises.index(exercise)
    own, shared = state.covariance[place][place], state.covariance[LEVEL][place]
    variance = variance_at(state, at, policy) + own + 2.0 * shared
    return state.mean[LEVEL] + state.mean[place], math.sqrt(variance + _test_variance(state))


def _test_variance(state: FilterState) -> float:
    """Noise of one more test of both sides, log-%²."""
    policy = DEFAULT_POLICY
    gain = 100.0 * SLOPE["legext"] / (1.0 + SLOPE["legext"])
    one = (gain * policy.failure_sd_reps) ** 2 + policy.set_sd_log_pct**2
    day = policy.own_day_variance + policy.shared_day_variance
    return (2.0 * one + day) * state.noise_factor


def _sets(tested: Tested, times: list[str], pattern: MovementPattern) -> Iterator[LoggedSet]:
    for time in times:
        at = START + dt.timedelta(days=DAY_OF[time])
        for exercise, its_pattern in PATTERN_OF.items():
            kilograms = tested.get((time, exercise), {})
            if its_pattern is not pattern or len(kilograms) < len(SIDE_OF):
                continue
            for leg, load in kilograms.items():
                yield LoggedSet(
                    set_id=f"{time}-{exercise}-{leg}",
                    exercise_id=exercise,
                    occasion_id=time,
                    pattern=pattern,
                    performed_at=at,
                    local_date=at.date(),
                    set_index=1,
                    side=SIDE_OF[leg],
                    side_source=SideSource.LOGGED,
                    kind=SetKind.CHECK,
                    load_kg=load,
                    reps=1.0,
                    slope=SLOPE[exercise],
                )


def report(folder: Path) -> list[str]:
    """Lines of the table."""
    people = read_people(folder)
    found = list(guesses(people))
    lines = [
        f"{len(people)} people, {len(found)} later tests of both legs",
        "",
        f"{'next occasion':26}     n   RMSE   last value's   mean's   80 %    95 %",
    ]
    groups = {"all": found}
    groups |= {name: [g for g in found if g.exercise == name] for name in PATTERN_OF}
    groups |= {
        "after 1 occasion": [g for g in found if g.occasions_before == 1],
        "after 2 or more": [g for g in found if g.occasions_before > 1],
    }
    for name, group in groups.items():
        came = np.array([g.came for g in group])
        error = np.array([g.mean for g in group]) - came
        sd = np.array([g.sd for g in group])
        lines.append(
            f"{name:26} {len(group):5}  {_rms(error):5.2f}"
            f"   {_rms(np.array([g.last for g in group]) - came):12.2f}"
            f"   {_rms(np.array([g.average for g in group]) - came):6.2f}"
            f"   {np.mean(np.abs(error) < Z80 * sd):.3f}   {np.mean(np.abs(error) < Z95 * sd):.3f}"
        )
    return lines


def _rms(values: np.ndarray) -> float:
    return float(np.sqrt((values**2).mean()))
