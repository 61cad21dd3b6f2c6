"""Rules about the sides and doses of one line."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator

from apps.exercises.domain.catalogue import ExerciseSpec
from apps.exercises.domain.implements import weight_source_of
from apps.exercises.domain.strength import Effort, log_capacity, system_mass_kg
from apps.exercises.domain.vocabulary import Laterality, Side
from apps.programs.domain.breaches import Breach, Case, Rule, at, is_hard, is_one_sided
from apps.programs.domain.courses import Phase
from apps.programs.domain.inputs import SideHistory
from apps.programs.domain.program import Block, Prescription, SideDose

MAXIMAL_RIR = 1
"""Fewer reps in reserve than this count as maximal effort."""


def weaker_side_leads(case: Case) -> Iterator[Breach]:
    """The side that the athlete wants first goes first, else the weaker one; but on checks."""
    for session, line, spec in case.lines():
        first = case.inputs.first_side
        if first is None:
            first = _weaker_side(case, spec)
        is_work = line.block in (Block.STRENGTH, Block.BALANCE) and len(line.doses) > 1
        if is_work and is_one_sided(spec) and first is not None and line.first_side is not first:
            yield at(Rule.WEAKER_SIDE_NOT_FIRST, session, line, first_side=first.value)


def stronger_side_matches(case: Case) -> Iterator[Breach]:
    """In work the second side does what the first did, no more; in a check neither is held back.

    A stronger side that is held carries its own load, and is not stopped by the other one.
    """
    for session, line, spec in case.lines():
        if line.left is None or line.right is None:
            continue
        first, second = line.left, line.right
        if line.first_side is Side.RIGHT:
            first, second = second, first
        is_held = _is_held(case, spec) and not line.is_check
        capped = is_hard(line, spec) and not is_held and second.is_capped is line.is_check
        if _asked(first, is_held) != _asked(second, is_held) or first.is_capped or capped:
            yield at(Rule.STRONGER_SIDE_AHEAD, session, line)


def _is_held(case: Case, spec: ExerciseSpec) -> bool:
    course = case.course_in(spec.pattern)
    return course is not None and course.phase is Phase.STRONGER_HELD


def _asked(dose: SideDose, is_held: bool) -> tuple[float | None, ...]:  # noqa: FBT001 - a fact of the line
    load = None if is_held else dose.load_kg
    return (load, dose.reps_low, dose.reps_high, dose.seconds, dose.rir_target)


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
    """A planned load leaves the limiting side the reps it is asked for and those in reserve.

    A light week has a rule of its own: where there is no lighter load, fewer reps make it light.
    """
    for session, line, spec in case.lines():
        if line.block is not Block.STRENGTH or line.is_light:
            continue
        loads = {dose.load_kg for dose in line.doses}
        for side in (*Side, None):
            dose = line.dose_for(side)
            if dose is None or not dose.load_kg or dose.load_kg < 0 or dose.reps_high is None:
                continue
            reserve = 0 if dose.rir_target is None else dose.rir_target
            asked = _capacity(case, spec, dose.load_kg, dose.reps_high + reserve, None)
            able = _leading_capacity(case, spec) if len(loads) == 1 else _shown(case, spec, side)
            if able is None or asked is None or asked > able + 1e-6:
                yield at(Rule.STARTS_TOO_HEAVY, session, line, load_kg=dose.load_kg)
                break


def loads_are_real(case: Case) -> Iterator[Breach]:
    """A load can be put together from what the athlete has, and is never negative."""
    for session, line, spec in case.lines():
        own = _own_loads(case, spec)
        for dose in line.doses:
            if dose.load_kg is not None and not _is_real(dose.load_kg, spec.load_step_kg, own):
                yield at(Rule.UNREAL_LOAD, session, line, load_kg=dose.load_kg)


def _own_loads(case: Case, spec: ExerciseSpec) -> tuple[float, ...]:
    source = weight_source_of(spec)
    return next((kind.loads_kg for kind in case.inputs.weights if kind.source is source), ())


def _is_real(load_kg: float, step_kg: float | None, own: tuple[float, ...]) -> bool:
    if load_kg == 0:
        return True
    if own:
        return any(math.isclose(load_kg, kg, abs_tol=1e-6) for kg in own)
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
