"""Detector against simulated athletes whose true difference is known.

Run ``python -m benchmarks.detector --athletes 400``. The worlds follow the assumptions that
docs/detector.md lists; the detector is not told their truth, their slopes or who types
wrong. The same seed gives the same table.
"""

from __future__ import annotations

import argparse
import math
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import numpy as np

from apps.exercises.domain.vocabulary import (
    MovementPattern,
    SetKind,
    SetSide,
    SideSource,
)
from apps.imbalances.domain.assessment import assess_pattern
from apps.imbalances.domain.policy import DEFAULT_POLICY
from apps.imbalances.domain.sets import LoggedSet
from apps.imbalances.domain.verdicts import Finding, Verdict
from apps.profiles.domain.people import Handedness

PATTERN = MovementPattern.HORIZONTAL_PUSH
START = datetime(2026, 1, 5, 18, tzinfo=UTC)
BELIEVED_SLOPE = 0.03
FIVE_PCT, EIGHT_PCT, TEN_PCT, TWELVE_PCT = 5.129, 8.338, 10.536, 12.783  # in log-%
PROBABLE = 0.5
MISSED = 0.2
SECOND = 2
HALF_WIDTH_80, HALF_WIDTH_95 = 1.2816, 1.96


@dataclass(frozen=True, kw_only=True)
class World:
    name: str
    matched: bool = False
    rir_share: float = 0.5
    checks: bool = False
    outliers: float = 0.015
    mean: float = 2.0
    sd: float = 6.5
    noise: float = 1.0
    weeks: int = 8
    reference: str = ""


WORLDS = (
    World(
        name="own effort, RIR half",
        reference=".956 / .060 .71 / .014 .47 / 2.6 / .78 .94",
    ),
    World(
        name="own effort, no typing errors",
        outliers=0.0,
        reference=".961 / .047 .75 / .011 .48 / 2.6 / .79 .95",
    ),
    World(
        name="own effort, first 2 weeks",
        weeks=2,
        reference=".926 / .040 .55 / .011 .27 / 2.9 / .83 .97",
    ),
    World(
        name="matched reps, RIR always",
        matched=True,
        rir_share=1.0,
        reference=".960 / .021 .58 / .003 .27 / 2.6 / .76 .93",
    ),
    World(
        name="matched reps, RIR half",
        matched=True,
        reference=".930 / .023 .46 / .002 .17 / 2.9 / .79 .93",
    ),
    World(
        name="matched, no RIR, check each 2 weeks",
        matched=True,
        rir_share=0.0,
        checks=True,
        reference=".929 / .042 .61 / .010 .33 / 3.2 / .76 .93",
    ),
    World(
        name="own effort, noise x 1.5",
        noise=1.5,
        reference=".923 / .082 .64 / .024 .45 / 3.5 / .71 .89",
    ),
    World(
        name="own effort, near-symmetric people",
        mean=0.0,
        sd=4.0,
        reference=".967 / .022 .31 / .003 .23 / 2.6 / .78 .95",
    ),
)


@dataclass(frozen=True, kw_only=True)
class Lift:
    """One exercise of one athlete: own deviation (log-%), maximum (kg) and true slope."""

    name: str
    own: float
    base: float
    slope: float


def simulated_log(world: World, rng: np.random.Generator) -> tuple[list[LoggedSet], float]:
    """One athlete's sets and the true difference (log-%) at the end."""
    truth = rng.normal(world.mean, world.sd)
    lifts = [
        Lift(
            name=str(number),
            own=rng.normal(0, 3.5),
            base=rng.uniform(8, 60),
            slope=float(np.clip(rng.normal(BELIEVED_SLOPE, 0.008), 0.012, 0.06)),
        )
        for number in range(3)
    ]
    sets: list[LoggedSet] = []
    for session in range(2 * world.weeks):
        truth += rng.normal(0, 0.5 * math.sqrt(0.5)) if session else 0.0
        if rng.random() < MISSED:
            continue
        common = rng.normal(0, 3 * world.noise)
        for lift in lifts:
            sets.extend(_sets_of(world, rng, lift, session=session, truth=truth, common=common))
    return sets, float(truth)


def _sets_of(
    world: World,
    rng: np.random.Generator,
    lift: Lift,
    *,
    session: int,
    truth: float,
    common: float,
) -> Iterator[LoggedSet]:
    half = (truth + lift.own) / 2
    right_day, left_day = rng.normal(0, 3 * world.noise, 2)
    day = {
        SetSide.LEFT: math.log(lift.base) + (common + left_day - half) / 100,
        SetSide.RIGHT: math.log(lift.base) + (common + right_day + half) / 100,
    }
    weaker = SetSide.RIGHT if half < 0 else SetSide.LEFT
    is_check = world.checks and session % 4 == 0
    order = [weaker, SetSide.LEFT if weaker is SetSide.RIGHT else SetSide.RIGHT]
    if is_check and (session // 4) % 2:
        order.reverse()
    aim = 8 if is_check else 12
    load = max(2.0, 2 * round(math.exp(day[weaker]) / (1 + lift.slope * aim) / 2))
    at = START + timedelta(weeks=session / 2, minutes=20 * int(lift.name))
    for index in range(1 if is_check else 3):
        first_reps = 0
        for place, side in enumerate(order, start=1):
            tired = 4 * index + (place == SECOND)
            capacity = day[side] + (rng.normal(0, 2 * world.noise) - tired) / 100
            can = max(1.0, (math.exp(capacity) / load - 1) / lift.slope)
            reps = max(1, math.floor(can if is_check else can - rng.uniform(0.5, 2.5)))
            if world.matched and not is_check and place == SECOND:
                reps = min(first_reps, max(1, math.floor(can)))
            first_reps = reps
            moment = at + timedelta(minutes=4 * index + place)
            plain = LoggedSet(
                set_id=f"{session}-{lift.name}-{index}-{place}",
                exercise_id=lift.name,
                occasion_id=str(session),
                pattern=PATTERN,
                performed_at=moment,
                local_date=moment.date(),
                set_index=index + 1,
                side=side,
                side_source=SideSource.LOGGED,
                kind=SetKind.CHECK if is_check else SetKind.WORK,
                pair_order=place,
                load_kg=load,
                reps=float(reps),
                rir=None if is_check else _reported_rir(world, rng, max(0.0, can - reps)),
                capped_by_plan=world.matched and not is_check,
                slope=BELIEVED_SLOPE,
            )
            yield _typed(world, rng, plain, order[2 - place])


def _reported_rir(world: World, rng: np.random.Generator, left: float) -> float | None:
    if rng.random() >= world.rir_share:
        return None
    return float(max(0, round(rng.normal(left - 0.5, world.noise * (1 + 0.2 * left)))))


def _typed(world: World, rng: np.random.Generator, meant: LoggedSet, other: SetSide) -> LoggedSet:
    """What reaches the log: now and then the wrong side, unit or count."""
    if rng.random() >= world.outliers:
        return meant
    slips = ({"side": other}, {"load_kg": meant.load_kg * 2.2046}, {"reps": meant.reps + 10})
    return replace(meant, **slips[rng.integers(3)])


def area_under_curve(scores: np.ndarray, positive: np.ndarray) -> float:
    """Chance that a positive scores above a negative."""
    high, low = scores[positive], scores[~positive]
    if not len(high) or not len(low):
        return math.nan
    above = (high[:, None] > low).mean() + 0.5 * (high[:, None] == low).mean()
    return float(above)


def row(world: World, athletes: int, seed: int) -> str:
    rng = np.random.default_rng(seed)
    findings: list[Finding] = []
    truths: list[float] = []
    for _ in range(athletes):
        sets, truth = simulated_log(world, rng)
        findings.append(
            assess_pattern(
                sets,
                pattern=PATTERN,
                handedness=Handedness.RIGHT,
                as_of=START + timedelta(weeks=world.weeks),
                policy=DEFAULT_POLICY,
            ).finding
        )
        truths.append(truth)
    truth_of = np.array(truths)
    mean = np.array([f.mean_log_pct for f in findings])
    sd = np.array([f.sd_log_pct for f in findings])
    p10 = np.array([f.p_over_10 for f in findings])
    called = np.array([f.verdict is Verdict.IMBALANCE for f in findings])
    level = np.array([f.verdict is Verdict.LEVEL for f in findings])
    positive = np.abs(truth_of) > TEN_PCT
    clear = ~positive & (np.abs(truth_of) < EIGHT_PCT)
    error = mean - truth_of
    large = np.abs(truth_of) > FIVE_PCT
    wrong = (np.sign(mean) != np.sign(truth_of)) & np.array(
        [f.weaker_side is not None for f in findings]
    )

    def share(flags: np.ndarray, among: np.ndarray) -> str:
        return f"{flags[among].mean():.3f}" if among.any() else "-"

    return (
        f"{world.name:38} AUC {area_under_curve(p10, positive):.3f}"
        f" | P>.5 FPR {share(p10 > PROBABLE, ~positive)} sens {share(p10 > PROBABLE, positive)}"
        f" | verdict FPR {share(called, ~positive)} (under 8 %: {share(called, clear)})"
        f" sens {share(called, positive)}"
        f" | RMSE {math.sqrt(float((error**2).mean())):.2f}"
        f" | cover {(np.abs(error) < HALF_WIDTH_80 * sd).mean():.3f} {(np.abs(error) < HALF_WIDTH_95 * sd).mean():.3f}"
        f" | slope {np.polyfit(truth_of, mean, 1)[0]:.2f}"
        f" | wrong side {share(wrong, large)}"
        f" | level when over 12 % {share(level, np.abs(truth_of) > TWELVE_PCT)}"
        f"\n{'  reference':38} {world.reference}"
    )


def replay_time() -> str:
    """Time to replay 37,000 sets of one pattern."""
    rng = np.random.default_rng(3)
    sets: list[LoggedSet] = []
    world = World(name="long", rir_share=1.0, weeks=1330)
    sets, _ = simulated_log(world, rng)
    sets = sets[:37_000]
    began = time.perf_counter()
    assess_pattern(
        sets,
        pattern=PATTERN,
        handedness=Handedness.RIGHT,
        as_of=sets[-1].performed_at,
        policy=DEFAULT_POLICY,
    )
    return f"replay of {len(sets):,} sets: {time.perf_counter() - began:.2f} s"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--athletes", type=int, default=400)
    parser.add_argument("--seed", type=int, default=10_001)
    options = parser.parse_args()
    print(
        f"{options.athletes} athletes a world, seed {options.seed}, policy {DEFAULT_POLICY.version}"
    )
    print("reference: AUC / FPR, sensitivity at P>.5 / at P>.8 / RMSE / coverage 80, 95\n")
    for world in WORLDS:
        print(row(world, options.athletes, options.seed), flush=True)
    print("\n" + replay_time())


if __name__ == "__main__":
    main()
