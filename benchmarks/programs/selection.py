"""How good the chosen week is: our selection against the best week that an exact solver finds.

Run ``make bench-selection`` or ``python -m benchmarks.programs.selection --athletes 60``.

The generator fills a week by rules, the most important first, and then searches: it takes one or
two choices out, or puts one in for what is worth least, fills what is free, and keeps what is worth
more. What a week is worth is one figure (``apps/programs/domain/worth.py``): points for each
target's two days, checks, planes and antagonist, for a bilateral lift, balance, stretches and the
patterns of a balanced week, less what each exercise loses to a better one. All points are
conventions, in the order of the rules.

CP-SAT of OR-tools gets the same shelf, the same points and the same limits, with a fixed amount of
work. Where it proves no optimum, the divisor is its bound, which is larger than any week could be:
the shares printed are then too low. The athletes are drawn at random from ordinary ages, kits,
days, minutes, findings and histories, and those with no possible program are left out. Times are
of the whole of ``generate_program``, eight weeks of sessions included; CPU time is what a quiet
machine needs.
"""

from __future__ import annotations

import argparse
import sys
import time

import numpy as np
from msgspec import Struct

from apps.programs.domain.dosing import Dosing
from apps.programs.domain.filling import aims_of, fill_by_rules
from apps.programs.domain.generating import generate_program
from apps.programs.domain.improving import improve_week
from apps.programs.domain.inputs import ProgramInputs
from apps.programs.domain.policy import POLICY
from apps.programs.domain.program import ProgramPlan
from apps.programs.domain.scheduling import WeekBuilder
from apps.programs.domain.selecting import shelf_for
from apps.programs.domain.tallying import worth_of
from apps.programs.domain.targeting import split_targets
from apps.programs.domain.training_days import day_offsets
from apps.programs.domain.worth import Aims

from .catalogue import catalogue
from .optimum import optimum_of
from .ordinary import ordinary_athlete

ATHLETES = 500
FIRST_SEED = 10_000
EFFORT = 1.0
MEDIAN_TARGET, LOW_TARGET, TIME_TARGET_S = 0.98, 0.95, 0.150
LOW_PERCENTILE, HIGH_PERCENTILE = 5, 95


class Score(Struct, frozen=True):
    """One athlete: shares of the best week, and seconds to make the program."""

    by_rules: float
    ours: float
    is_proven: bool
    wall_s: float
    cpu_s: float


def filled_by_rules(inputs: ProgramInputs) -> tuple[Aims, WeekBuilder]:
    """An athlete's week as the rules alone fill it."""
    dosing = Dosing.for_athlete(inputs, POLICY)
    shelf = shelf_for(catalogue(), inputs, dosing.template)
    week = WeekBuilder(
        offsets=day_offsets(inputs, dosing.template), dosing=dosing, has_pulls=shelf.has_pulls
    )
    targets, _ = split_targets(inputs, most=POLICY.most_targets, sign_weight=POLICY.sign_weight)
    worked = fill_by_rules(week, shelf, targets)
    return aims_of(week, shelf, targets, worked), week


def score_of(inputs: ProgramInputs, *, effort: float) -> Score | None:
    """Score of one athlete, or None where there is no program."""
    wall, cpu = time.perf_counter(), time.process_time()
    plan = generate_program(inputs, catalogue())
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    if not isinstance(plan, ProgramPlan):
        return None
    aims, week = filled_by_rules(inputs)
    by_rules = worth_of(aims, week.days)
    improve_week(aims, week)
    ours = worth_of(aims, week.days)
    best = optimum_of(aims, week, effort=effort)
    assert ours <= best.bound, "the solver solved a harder problem"
    return Score(by_rules / best.bound, ours / best.bound, best.is_proven, wall, cpu)


def scores_of(athletes: int, *, effort: float) -> list[Score]:
    """Scores of so many athletes that have a program."""
    scores: list[Score] = []
    seed = FIRST_SEED
    while len(scores) < athletes:
        score = score_of(ordinary_athlete(seed, catalogue()), effort=effort)
        seed += 1
        if score is not None:
            scores.append(score)
            print(f"\r{len(scores)} of {athletes}", end="", file=sys.stderr, flush=True)
    print(f"\r{seed - FIRST_SEED} drawn, {athletes} with a program", file=sys.stderr)
    return scores


def report(scores: list[Score]) -> bool:
    """Print the table; True if every target is met."""
    print("Share of the best week's points")
    for name, values in (
        ("by rules alone", [score.by_rules for score in scores]),
        ("after the search", [score.ours for score in scores]),
    ):
        median, low = np.median(values), np.percentile(values, LOW_PERCENTILE)
        print(f"  {name:18} median {median:.4f}   5th {low:.4f}   least {min(values):.4f}")
    ours = [score.ours for score in scores]
    proven = sum(score.is_proven for score in scores)
    print(f"  optimum proven for {proven} of {len(scores)}; for the others its upper bound divides")
    print("Time to make a program, ms")
    for name, seconds in (
        ("wall clock", [score.wall_s for score in scores]),
        ("CPU", [score.cpu_s for score in scores]),
    ):
        middle, high = (1000 * np.percentile(seconds, q) for q in (50, HIGH_PERCENTILE))
        print(f"  {name:18} median {middle:.0f}   95th {high:.0f}")
    high = np.percentile([score.cpu_s for score in scores], HIGH_PERCENTILE)
    met = (
        np.median(ours) >= MEDIAN_TARGET,
        np.percentile(ours, LOW_PERCENTILE) >= LOW_TARGET,
        high <= TIME_TARGET_S,
    )
    for text, is_met in zip(
        ("median at least 98 %", "5th percentile at least 95 %", "95th of CPU time at most 150 ms"),
        met,
        strict=True,
    ):
        print(f"  {'met   ' if is_met else 'missed'} {text}")
    return all(met)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--athletes", type=int, default=ATHLETES)
    parser.add_argument("--effort", type=float, default=EFFORT, help="work of the solver each")
    options = parser.parse_args()
    return 0 if report(scores_of(options.athletes, effort=options.effort)) else 1


if __name__ == "__main__":
    sys.exit(main())
