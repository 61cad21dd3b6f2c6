"""Rules about the sides and doses of one line."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator

from apps.exercises.domain.catalogue import ExerciseSpec
from apps.exercises.domain.strength import Effort, log_capacity, system_mass_kg
from apps.exercises.domain.vocabulary import Laterality, Side
from apps.programs.domain.breaches import Breach, Case, Rule, at, is_hard, is_one_sided
from apps.programs.domain.program import Block, Prescription, SideDose, SideHistory

MAXIMAL_RIR = 1
"""Fewer reps in reserve than this count as maximal effort."""


def both_sides_are_given(case: Case) -> Iterator[Breach]:
    """One-sided work has a dose for each side and a first side; bilateral work has one for both."""
    for session, line, spec in case.lines():
        if is_one_sided(spec):
            sides = (line.left, line.right)
            complete = line.both is None and all(
                dose is not None and dose.sets >= 1 for dose in sides
            )
            if not complete or line.first_side is None:
                yield at(Rule.SIDE_MISSING, session, line)
        elif line.both is None or line.left is not None or line.right is not None:
            yield at(Rule.SIDE_MISSING, session, line)


def weaker_side_leads(case: Case) -> Iterator[Breach]:
    """The side that the athlete wants first goes first, else the weaker one; but on checks."""
    for session, line, spec in case.lines():
        first = case.inputs.first_side
        if first is None:
            first = _weaker_side(case, spec)
        is_work = line.block in (Block.STRENGTH, Block.BALANCE)
        if is_work and is_one_sided(spec) and first is not None and line.first_side is not first:
            yield at(Rule.WEAKER_SIDE_NOT_FIRST, session, line, first_side=first.value)


def sets_are_equal(case: Case) -> Iterator[Breach]:
    """Both sides do the same number of sets in the first four weeks."""
    for session, line, _ in case.lines():
        if line.left is not None and line.right is not None and line.left.sets != line.right.sets:
            yield at(Rule.UNEQUAL_SETS, session, line)


def stronger_side_matches(case: Case) -> Iterator[Breach]:
    """In work the second side does what the first did, no more; in a check neither is held back."""
    for session, line, spec in case.lines():
        if line.left is None or line.right is None:
            continue
        first, second = line.left, line.right
        if line.first_side is Side.RIGHT:
            first, second = second, first
        if (
            _asked(first) != _asked(second)
            or first.is_capped
            or (is_hard(line, spec) and second.is_capped is line.is_check)
        ):
            yield at(Rule.STRONGER_SIDE_AHEAD, session, line)


def _asked(dose: SideDose) -> tuple[float | None, ...]:
    return (dose.load_kg, dose.reps_low, dose.reps_high, dose.seconds, dose.rir_target)


def reserve_is_left(case: Case) -> Iterator[Breach]:
    """Nobody works nearer to failure than their group, and few go to failure at all."""
    maximal: Counter[tuple[int, str]] = Counter()
    for session, line, spec in case.lines():
        if not is_hard(line, spec):
            continue
        least = _least_rir(case, line, spec)
        for dose in (line.left, line.right, line.both):
            if dose is not None and dose.rir_target is not None and dose.rir_target < least:
                yield at(Rule.TOO_HARD, session, line, rir=dose.rir_target, least=least)
                break
        if any(d.rir_target is not None and d.rir_target < MAXIMAL_RIR for d in line.doses):
            maximal[session.week, line.exercise_slug] += max(d.sets for d in line.doses)
    for (week, slug), count in maximal.items():
        if count > 1:
            yield Breach(rule=Rule.MAXIMAL_TOO_OFTEN, week=week, params={"exercise": slug})


def _least_rir(case: Case, line: Prescription, spec: ExerciseSpec) -> int:
    """Fewest reps in reserve that a line may ask."""
    if case.needs_care_with(spec):
        return case.policy.careful_rir
    return case.template.least_check_rir if line.is_check else case.template.least_rir


def loads_start_light(case: Case) -> Iterator[Breach]:
    """A planned load leaves the leading side the reps it is asked for and those in reserve."""
    for session, line, spec in case.lines():
        dose = line.doses[0] if line.doses else None
        if (
            dose is None
            or dose.load_kg is None
            or dose.load_kg <= 0
            or dose.reps_high is None
            or line.block is not Block.STRENGTH
        ):
            continue
        reserve = 0 if dose.rir_target is None else dose.rir_target
        asked = _capacity(case, spec, dose.load_kg, dose.reps_high + reserve, None)
        able = _leading_capacity(case, spec)
        if able is None or asked is None or asked > able + 1e-6:
            yield at(Rule.STARTS_TOO_HEAVY, session, line, load_kg=dose.load_kg)


def loads_are_real(case: Case) -> Iterator[Breach]:
    """A load is a multiple of the exercise's step and never negative."""
    for session, line, spec in case.lines():
        for dose in line.doses:
            if dose.load_kg is not None and not _is_real(dose.load_kg, spec.load_step_kg):
                yield at(Rule.UNREAL_LOAD, session, line, load_kg=dose.load_kg)


def _is_real(load_kg: float, step_kg: float | None) -> bool:
    if load_kg == 0:
        return True
    if step_kg is None or load_kg < 0:
        return False
    return math.isclose(load_kg / step_kg, round(load_kg / step_kg), abs_tol=1e-6)


def _weaker_side(case: Case, spec: ExerciseSpec) -> Side | None:
    """Weaker side of the surest finding in an exercise's own pattern."""
    finding = case.finding_in(spec.pattern)
    return None if finding is None else finding.weaker_side


def _capacity(
    case: Case, spec: ExerciseSpec, load_kg: float, reps: float, rir: float | None
) -> float | None:
    mass = system_mass_kg(
        load_kg=load_kg,
        body_mass_kg=case.inputs.body_mass_kg,
        body_mass_share=spec.body_mass_share,
    )
    if mass is None:
        return None
    effort = Effort.TO_FAILURE if rir is None else Effort.REPORTED_RIR
    return log_capacity(load_kg=mass, reps=reps, rir=rir, slope=spec.rep_curve_slope, effort=effort)


def _leading_capacity(case: Case, spec: ExerciseSpec) -> float | None:
    """What the limiting side has shown: the lower of what is known of the sides."""
    sides: tuple[Side | None, ...] = (Side.LEFT, Side.RIGHT)
    if spec.laterality is Laterality.BILATERAL:
        sides = (None,)
    shown = [_shown(case, spec, side) for side in sides]
    return min((value for value in shown if value is not None), default=None)


def _shown(case: Case, spec: ExerciseSpec, side: Side | None) -> float | None:
    lines: list[SideHistory] = [
        line
        for line in case.inputs.history
        if line.exercise_slug == spec.slug
        and line.side is side
        and 0 <= (case.plan.starts_on - line.done_on).days <= case.policy.history_days
    ]
    best: float | None = None
    for line in sorted(lines, key=lambda item: item.done_on):
        if line.load_kg is None or line.load_kg < 0 or line.reps is None or line.reps < 1:
            continue
        best = _capacity(case, spec, line.load_kg, line.reps, line.rir)
    return best
