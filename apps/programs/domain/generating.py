"""From targets and an athlete's facts to a program of four to eight weeks.

The same exercises return each week on the same days: what changes are effort, checks, a light
week, and, after each session, the loads. Nothing here is random, and every tie is broken by name.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from msgspec.structs import replace

from apps.exercises.domain.catalogue import ExerciseSpec
from apps.programs.domain.dosing import Dosing
from apps.programs.domain.filling import fill_week
from apps.programs.domain.growing import growing
from apps.programs.domain.inputs import ProgramInputs
from apps.programs.domain.levers import dosing_of, worked_with
from apps.programs.domain.policy import POLICY, ProgramPolicy
from apps.programs.domain.program import (
    Block,
    NoProgram,
    PlannedSession,
    Prescription,
    ProgramPlan,
    Reason,
    ReasonCode,
)
from apps.programs.domain.scheduling import WeekBuilder
from apps.programs.domain.selecting import Choice, Purpose, shelf_for
from apps.programs.domain.targeting import (
    is_under_age,
    split_targets,
    target_reason,
)
from apps.programs.domain.timing import session_minutes
from apps.programs.domain.training_days import DAYS_A_WEEK, day_offsets

_PURPOSE_ORDER = {purpose: rank for rank, purpose in enumerate(Purpose)}
_FOCUS_PATTERNS = 3


def generate_program(
    inputs: ProgramInputs,
    catalogue: Iterable[ExerciseSpec],
    policy: ProgramPolicy = POLICY,
) -> ProgramPlan | NoProgram:
    """Make a program, or say what to change so that one can be made.

    Parameters
    ----------
    inputs
        The athlete, the targets (none gives a balanced program) and the first day.
    catalogue
        Exercises to choose from.
    policy
        All numbers.

    Returns
    -------
    ProgramPlan or NoProgram
        Equal inputs give an equal plan.
    """
    refusal = _refusal(inputs, policy)
    if refusal is not None:
        return NoProgram(reasons=(refusal,), policy_version=policy.version)
    dosing = Dosing.for_athlete(inputs, policy)
    template = dosing.template
    shelf = shelf_for(catalogue, inputs, template)
    week = WeekBuilder(
        offsets=day_offsets(inputs, template), dosing=dosing, has_pulls=shelf.has_pulls
    )
    targets, reasons = split_targets(
        inputs, most=policy.most_targets, sign_weight=policy.sign_weight
    )
    worked, left_out = fill_week(week, shelf, targets)
    if not any(choice.is_force for choice in week.choices):
        return NoProgram(reasons=(_nothing_to_do(inputs),), policy_version=policy.version)
    dosing = growing(week.choices, dosing_of(week, dosing, worked))
    worked = worked_with(dosing, worked)
    return ProgramPlan(
        weeks=dosing.weeks,
        starts_on=inputs.starts_on,
        targets=worked,
        sessions=_sessions(week, dosing),
        reasons=(
            *(target_reason(ReasonCode.TARGET_TAKEN, target) for target in worked),
            *(() if inputs.targets else (Reason(code=ReasonCode.NO_FINDING),)),
            *reasons,
            *left_out,
            *_days_left_free(inputs, week),
            Reason(code=ReasonCode.WEEKS_PLANNED, params={"weeks": dosing.weeks}),
            *(() if not inputs.daily else (Reason(code=ReasonCode.DAILY_DOSE),)),
        ),
        policy_version=policy.version,
        daily=inputs.daily[: policy.most_daily],
    )


def _refusal(inputs: ProgramInputs, policy: ProgramPolicy) -> Reason | None:
    """Why no program can be made for anybody like this, or None."""
    if is_under_age(inputs):
        return Reason(code=ReasonCode.UNDER_AGE)
    if not inputs.training_days:
        return Reason(code=ReasonCode.NO_TRAINING_DAYS)
    if inputs.session_minutes < policy.least_minutes:
        return Reason(
            code=ReasonCode.TOO_FEW_MINUTES,
            params={"minutes": inputs.session_minutes, "least_minutes": policy.least_minutes},
        )
    return None


def _nothing_to_do(inputs: ProgramInputs) -> Reason:
    if inputs.blocked_regions or inputs.caution_regions:
        regions = sorted(inputs.blocked_regions | inputs.caution_regions)
        return Reason(code=ReasonCode.REGIONS_BLOCKED, params={"regions": ", ".join(regions)})
    return Reason(code=ReasonCode.NOTHING_AT_HAND)


def _days_left_free(inputs: ProgramInputs, week: WeekBuilder) -> tuple[Reason, ...]:
    offered = len(set(inputs.training_days))
    used = sum(bool(day) for day in week.days)
    if used == offered:
        return ()
    return (Reason(code=ReasonCode.DAYS_LEFT_FREE, params={"offered": offered, "used": used}),)


def _sessions(week: WeekBuilder, dosing: Dosing) -> tuple[PlannedSession, ...]:
    """Every session of the program in the order of its dates."""
    used = [(offset, day) for offset, day in zip(week.offsets, week.days, strict=True) if day]
    return tuple(
        _session(day, dosing, number, day_index, offset)
        for number in range(1, dosing.weeks + 1)
        for day_index, (offset, day) in enumerate(used)
    )


def _session(
    day: list[Choice], dosing: Dosing, number: int, day_index: int, offset: int
) -> PlannedSession:
    ordered = sorted(day, key=lambda choice: _PURPOSE_ORDER[choice.purpose])
    lines = _in_order(ordered, dosing, number)
    focus = dict.fromkeys(choice.spec.pattern for choice in ordered if choice.is_force)
    return PlannedSession(
        week=number,
        day_index=day_index,
        date=dosing.inputs.starts_on + timedelta(days=(number - 1) * DAYS_A_WEEK + offset),
        focus=tuple(focus)[:_FOCUS_PATTERNS],
        estimated_minutes=session_minutes(lines, dosing.policy),
        prescriptions=lines,
        is_check_session=any(line.is_check for line in lines),
    )


def _in_order(choices: list[Choice], dosing: Dosing, number: int) -> tuple[Prescription, ...]:
    """Lines of a session: stretches, checks while fresh, balance, one-sided, bilateral."""
    lines = [line for choice in choices for line in dosing.lines_in_week(choice, number)]
    ordered = sorted(lines, key=_place)
    return tuple(replace(line, position=position) for position, line in enumerate(ordered))


def _place(line: Prescription) -> int:
    match line.block:
        case Block.MOBILITY:
            return 0
        case Block.WARM_UP | Block.CHECK:
            return 1
        case Block.BALANCE:
            return 2
        case Block.STRENGTH:
            return 3 if line.both is None else 4
