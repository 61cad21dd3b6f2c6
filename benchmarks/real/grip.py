"""Grip of thousands of people: does one trial a hand foretell the next two?

CDC NHANES 2011 to 2014: three trials a hand in turns, the starting hand drawn by lot. The
detector reads trial 1 as it would an all-out check; the mean of trials 2 and 3 judges it.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from apps.exercises.domain.vocabulary import MovementPattern
from apps.imbalances.domain.columns import CHECK, LEFT, RIGHT, Codes, SetColumns, set_noise
from apps.imbalances.domain.comparing import compare, with_shared_day
from apps.imbalances.domain.filter import Filter
from apps.imbalances.domain.normal import probability_beyond
from apps.imbalances.domain.observations import observed
from apps.imbalances.domain.policy import DEFAULT_POLICY
from apps.imbalances.domain.state import FIRST_EXERCISE, LEVEL, initial_state
from apps.profiles.domain.people import Handedness

FILE = "nhanes_grip*.csv"
TRIALS = (1, 2, 3)
HANDS = {"R": Handedness.RIGHT, "L": Handedness.LEFT, "both": Handedness.BOTH}
AGE_BANDS = ((6, 11), (12, 15), (16, 17), (18, 39), (40, 59), (60, 120))
ADULT = 18
SLOPE = 0.03
TEN_PCT = DEFAULT_POLICY.imbalance_log_pct
FLAG_FROM = DEFAULT_POLICY.imbalance_from
Z80, Z95 = 1.2816, 1.96


class Person(Struct, frozen=True, kw_only=True):
    """One who gave six maximal trials; ``differences`` are right over left, log-%, by trial."""

    age: int
    sex: str
    hand: str
    right_second: bool
    right_kg: tuple[float, ...]
    left_kg: tuple[float, ...]

    @property
    def first_kg(self) -> tuple[float, float]:
        """Left and right of the first trial."""
        return self.left_kg[0], self.right_kg[0]

    @property
    def differences(self) -> tuple[float, ...]:
        """100 ln (right / left) of each trial."""
        return tuple(
            100.0 * math.log(right / left)
            for right, left in zip(self.right_kg, self.left_kg, strict=True)
        )


class Forecast(Struct, frozen=True, kw_only=True):
    """What trial 1 foretells of the mean of two more: mean and SD in log-%, P(over 10 %)."""

    mean: float
    sd: float
    p_over_10: float


def read_people(folder: Path) -> list[Person]:
    """Everybody with six trials of full effort."""
    people = []
    with next(folder.glob(FILE)).open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            names = [f"{side}{trial}" for trial in TRIALS for side in "rl"]
            if any(row[f"{name}_maximal"] != "1" or not row[name] for name in names):
                continue
            people.append(
                Person(
                    age=int(row["age"]),
                    sex=row["sex"],
                    hand=row["dominant"],
                    right_second=row["first_hand"] == "L",
                    right_kg=tuple(float(row[f"r{trial}"]) for trial in TRIALS),
                    left_kg=tuple(float(row[f"l{trial}"]) for trial in TRIALS),
                )
            )
    return [one for one in people if min(*one.right_kg, *one.left_kg) > 0]


def forecast(people: Sequence[Person]) -> list[Forecast]:
    """What the detector makes of each person's first trial."""
    policy = DEFAULT_POLICY
    found, _reasons = compare(_first_trials(people), policy)
    names = tuple(str(number) for number in range(len(people)))
    log = {
        int(one.occasion_id): one
        for one in observed(with_shared_day(found, policy), Codes(names, ("grip",)))
    }
    forecasts = []
    for number, person in enumerate(people):
        belief = Filter(
            initial_state(
                MovementPattern.GRIP,
                HANDS.get(person.hand, Handedness.UNKNOWN),
                policy,
                age_years=person.age,
            ),
            policy,
        )
        # Hands too far apart for it not to be a slip are asked about: then there is no forecast.
        if number not in log:
            forecasts.append(Forecast(mean=math.nan, sd=math.nan, p_over_10=0.0))
            continue
        belief.advance(log[number])
        state = belief.state()
        mean = state.mean[LEVEL] + state.mean[FIRST_EXERCISE]
        cov = state.covariance
        variance = (
            cov[LEVEL][LEVEL]
            + cov[FIRST_EXERCISE][FIRST_EXERCISE]
            + 2.0 * cov[LEVEL][FIRST_EXERCISE]
        )
        noise = set_noise(MovementPattern.GRIP, np.array(person.first_kg), policy)
        trial = float((noise**2).sum())
        forecasts.append(
            Forecast(
                mean=mean,
                sd=math.sqrt(variance + trial / 2.0),
                p_over_10=probability_beyond(TEN_PCT, mean=mean, sd=math.sqrt(variance)),
            )
        )
    return forecasts


def _first_trials(people: Sequence[Person]) -> SetColumns:
    """Trial 1 of everybody as all-out checks of one repetition, a workout each."""
    n = len(people)
    who = np.repeat(np.arange(n), 2)
    side = np.tile([LEFT, RIGHT], n)
    second = np.repeat([one.right_second for one in people], 2) == (side == RIGHT)
    unknown = np.full(2 * n, np.nan)
    load = np.array([kg for one in people for kg in one.first_kg])
    return SetColumns(
        occasion=who,
        exercise=np.zeros(2 * n, dtype=np.int64),
        at=np.zeros(2 * n),
        day=np.ones(2 * n, dtype=np.int64),
        turn=np.ones(2 * n, dtype=np.int64),
        side=side,
        assumed=np.zeros(2 * n, dtype=np.bool_),
        kind=np.full(2 * n, CHECK),
        place=np.where(second, 2, 1),
        load_kg=load,
        reps=np.ones(2 * n),
        seconds=unknown,
        rir=unknown,
        pain=unknown,
        capped=np.zeros(2 * n, dtype=np.bool_),
        slope=np.full(2 * n, SLOPE),
        order_log_pct=np.full(2 * n, DEFAULT_POLICY.grip_order_log_pct),
        set_sd_log_pct=set_noise(MovementPattern.GRIP, load, DEFAULT_POLICY),
    )


type Flags = NDArray[np.bool_]


def report(folder: Path) -> list[str]:
    """Lines of the tables."""
    people = read_people(folder)
    forecasts = forecast(people)
    later = np.array([float(np.mean(one.differences[1:])) for one in people])
    first = np.array([one.differences[0] for one in people])
    mean, sd, p10 = (
        np.array([getattr(one, name) for one in forecasts]) for name in ("mean", "sd", "p_over_10")
    )
    true = np.abs(later) > TEN_PCT
    adult = np.array([one.age >= ADULT for one in people])
    lines = [
        f"{len(people):,} people with six maximal trials, {int(adult.sum()):,} of 18 and over",
        "",
    ]
    lines.append(
        "flag from trial 1                      flagged    PPV (SE)       FPR (SE)       found"
    )
    for name, flag, among in (
        ("Levelset, P(over 10 %) > 0.8, adults", p10 > FLAG_FROM, adult),
        ("10 % rule on trial 1, adults", np.abs(first) > TEN_PCT, adult),
        ("Levelset, P(over 10 %) > 0.8, all ages", p10 > FLAG_FROM, adult | True),
        ("10 % rule on trial 1, all ages", np.abs(first) > TEN_PCT, adult | True),
    ):
        ppv, fpr = _share(true, flag & among), _share(flag, ~true & among)
        lines.append(
            f"{name:38} {(flag & among).sum():7,}    {ppv[0]:.3f} ({ppv[1]:.3f})  {fpr[0]:.3f} ({fpr[1]:.3f})"
            f"  {_share(flag, true & among)[0]:.3f}"
        )
    lines += [
        "",
        "predicting the mean of trials 2 and 3      n     RMSE  trial 1's   80 % (SE)      95 % (SE)",
    ]
    error = later - mean
    told = np.isfinite(mean)
    lines.append(f"(asked about and not foretold: {int((~told).sum())})")
    for name, band in _bands(people, adult):
        among = band & told
        if among.sum() < 20:  # noqa: PLR2004 - fewer tell nothing
            continue
        inside80 = _share(np.abs(error) < Z80 * sd, among)
        inside95 = _share(np.abs(error) < Z95 * sd, among)
        lines.append(
            f"{name:38} {among.sum():6,}  {_rms(error[among]):6.2f}  {_rms((later - first)[among]):8.2f}"
            f"   {inside80[0]:.3f} ({inside80[1]:.3f})  {inside95[0]:.3f} ({inside95[1]:.3f})"
            f"  {'ok' if _near(inside80, 0.80) and _near(inside95, 0.95) else 'miss'}"
        )
    return lines


def _bands(people: Sequence[Person], adult: Flags) -> list[tuple[str, Flags]]:
    def among(test: Callable[[Person], bool]) -> Flags:
        return np.array([test(one) for one in people])

    bands = [("adults", adult)]
    bands += [
        (f"adults, {hand} hand", adult & among(lambda p, h=hand: p.hand == h)) for hand in HANDS
    ]
    bands += [(f"adults, sex {sex}", adult & among(lambda p, s=sex: p.sex == s)) for sex in "FM"]
    bands += [
        (f"age {low} to {high}", among(lambda p, a=low, b=high: a <= p.age <= b))
        for low, high in AGE_BANDS
    ]
    return bands


def _share(flags: Flags, among: Flags) -> tuple[float, float]:
    n = int(among.sum())
    if not n:
        return math.nan, math.nan
    share = float(flags[among].mean())
    return share, math.sqrt(share * (1 - share) / n)


def _near(share: tuple[float, float], aim: float) -> bool:
    """Within 3 points or two standard errors."""
    return abs(share[0] - aim) <= max(0.03, 2 * share[1])


def _rms(values: NDArray[np.float64]) -> float:
    return float(np.sqrt((values**2).mean()))
