"""What each choice of a filled week is in it for, and what the week leaves out and why."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from apps.exercises.domain.catalogue import ExerciseSpec
from apps.exercises.domain.vocabulary import ExerciseKind, MovementPattern, Plane
from apps.programs.domain.inputs import Target
from apps.programs.domain.patterns import ANTAGONIST_OF, BALANCED_ORDER, PULLS, PUSHES
from apps.programs.domain.program import Reason, ReasonCode
from apps.programs.domain.scheduling import WeekBuilder
from apps.programs.domain.selecting import Choice, Purpose, Shelf, serves
from apps.programs.domain.targeting import target_reason
from apps.programs.domain.worth import Aims, is_bilateral, is_task

EQUIPMENT, TIME, DAYS = "equipment", "time", "days"


def name_purposes(aims: Aims, week: WeekBuilder) -> tuple[Target, ...]:
    """Name what each choice is in the week for, order the days, and tell the targets worked on.

    Notes
    -----
    The exercise that stands on the most days for a target's pattern serves the target; others of
    that pattern, and what was taken for a plane, serve the plane.
    """
    worked = tuple(target for target in aims.targets if week.days_with(target.pattern))
    standing = {target.pattern: _standing(week, target.pattern) for target in worked}
    for day, choices in enumerate(week.days):
        named = [_named(choice, aims, worked, standing) for choice in choices]
        week.days[day] = sorted(named, key=lambda choice: _place(choice, worked))
    return worked


def _standing(week: WeekBuilder, pattern: MovementPattern) -> str:
    """Slug of the exercise that stands for a pattern: checked, then on the most days."""
    own = [c for c in week.choices if is_task(c.spec) and c.spec.pattern is pattern]
    days = {c.spec.slug: sum(o.spec.slug == c.spec.slug for o in own) for c in own}
    checked = {c.spec.slug for c in own if c.is_checked}
    return min(days, key=lambda slug: (slug not in checked, -days[slug], slug))


def _named(
    choice: Choice,
    aims: Aims,
    worked: tuple[Target, ...],
    standing: dict[MovementPattern, str],
) -> Choice:
    spec = choice.spec
    own = next((t for t in worked if t.pattern is spec.pattern), None)
    if is_bilateral(spec):
        return replace(choice, purpose=Purpose.BILATERAL, target=None, plane=None)
    if is_task(spec) and own is not None and standing[spec.pattern] == spec.slug:
        return replace(choice, purpose=Purpose.TARGET, target=own, plane=None)
    if choice.purpose is Purpose.PLANE or own is not None:
        places = [(aims.targets[rank], plane) for rank, plane in aims.planes_of[spec.slug]]
        ours = [(target, plane) for target, plane in places if target in worked]
        if ours:
            kept = (choice.target, choice.plane)
            served, plane = next((place for place in ours if place == kept), ours[0])
            return replace(choice, purpose=Purpose.PLANE, target=served, plane=plane)
    if is_task(spec):
        return _accessory(choice, worked)
    purpose = Purpose.MOBILITY if spec.kind is ExerciseKind.MOBILITY else Purpose.BALANCE
    stretched = next((t for t in worked if serves(spec, t)), None)
    target = stretched if purpose is Purpose.MOBILITY else None
    return replace(choice, purpose=purpose, target=target, plane=None)


def _accessory(choice: Choice, worked: tuple[Target, ...]) -> Choice:
    opposed = next((t for t in worked if ANTAGONIST_OF.get(t.pattern) is choice.spec.pattern), None)
    purpose = Purpose.MAINTENANCE if opposed is None else Purpose.ANTAGONIST
    return replace(choice, purpose=purpose, target=opposed, plane=None)


def _place(choice: Choice, worked: tuple[Target, ...]) -> tuple[int, int, str]:
    pattern = choice.spec.pattern
    rank = worked.index(choice.target) if choice.target in worked else len(worked)
    order = BALANCED_ORDER.index(pattern) if pattern in BALANCED_ORDER else len(BALANCED_ORDER)
    return rank, order, choice.spec.slug


def left_out(week: WeekBuilder, shelf: Shelf, targets: tuple[Target, ...]) -> tuple[Reason, ...]:
    """What a filled week does not hold, and whether time, days or equipment were missing."""
    return tuple(_left_out(week, shelf, targets))


def _left_out(week: WeekBuilder, shelf: Shelf, targets: tuple[Target, ...]) -> Iterator[Reason]:
    for target in targets:
        if not shelf.one_sided(target.pattern):
            yield target_reason(ReasonCode.TARGET_WITHOUT_EXERCISE, target)
        elif not any(c.purpose is Purpose.TARGET and c.target == target for c in week.choices):
            yield target_reason(ReasonCode.TARGET_WAITS, target)
        else:
            yield from _missing_for(week, shelf, target)
    if not any(choice.purpose is Purpose.BILATERAL for choice in week.choices):
        why = _why(shelf.bilateral(()))
        yield Reason(code=ReasonCode.BILATERAL_LEFT_OUT, params={"why": why})
    does_balance = shelf.template.does_balance
    if does_balance and not any(c.spec.kind is ExerciseKind.BALANCE for c in week.choices):
        yield Reason(code=ReasonCode.BALANCE_LEFT_OUT, params={"why": _why(shelf.balance())})
    if week.has_pulls and week.sets_of(PUSHES) > week.sets_of(PULLS):
        yield Reason(code=ReasonCode.ANTAGONIST_LEFT_OUT, params={"why": TIME})


def _missing_for(week: WeekBuilder, shelf: Shelf, target: Target) -> Iterator[Reason]:
    tasks = [c for c in week.choices if is_task(c.spec) and c.spec.pattern is target.pattern]
    if not any(choice.is_checked for choice in tasks):
        measuring = [choice.spec for choice in tasks if choice.spec.measures_sides]
        # Where a side rests in all of them, that is told already.
        if not measuring or any(week.dosing.inputs.measures(spec) for spec in measuring):
            why = TIME if measuring else EQUIPMENT
            yield _about(ReasonCode.CHECK_NOT_POSSIBLE, target, why=why)
    if week.days_with(target.pattern) < week.dosing.policy.least_frequency:
        why = TIME if week.can_meet_twice() else DAYS
        yield _about(ReasonCode.ONCE_A_WEEK, target, why=why)
    opposite = ANTAGONIST_OF.get(target.pattern)
    if opposite is not None and week.days_with(opposite) == 0:
        why = _why(shelf.one_sided(opposite))
        yield _about(ReasonCode.ANTAGONIST_LEFT_OUT, target, why=why)
    for plane in Plane:
        if not week.covers(plane, target):
            why = _why(shelf.tasks_in(plane, target))
            yield _about(ReasonCode.PLANE_LEFT_OUT, target, why=why, plane=plane.value)


def _why(specs: tuple[ExerciseSpec, ...]) -> str:
    """Time was missing where there is an exercise, and equipment where there is none."""
    return TIME if specs else EQUIPMENT


def _about(code: ReasonCode, target: Target, **params: str) -> Reason:
    return Reason(code=code, params={"pattern": target.pattern.value, **params})
