"""What goes into a week, the most important first, until the days are full."""

from __future__ import annotations

from apps.exercises.domain.catalogue import ExerciseSpec
from apps.exercises.domain.vocabulary import MovementPattern, Plane
from apps.profiles.domain.people import Goal
from apps.programs.domain.patterns import ANTAGONIST_OF, BALANCED_ORDER, LARGE_PATTERNS, PUSHES
from apps.programs.domain.program import Reason, ReasonCode, Target
from apps.programs.domain.scheduling import WeekBuilder
from apps.programs.domain.selecting import Choice, Purpose, Shelf, serves
from apps.programs.domain.targeting import target_reason

EQUIPMENT, TIME, DAYS = "equipment", "time", "days"


def fill_week(
    week: WeekBuilder, shelf: Shelf, targets: tuple[Target, ...]
) -> tuple[tuple[Target, ...], tuple[Reason, ...]]:
    """Fill a week and tell which targets it works on and what was left out.

    Notes
    -----
    A stretch a day; for each target its exercise on two days, a task in each plane, and its
    antagonist; with the first a bilateral lift and, from 65, balance; then the other patterns in
    the order of a balanced week, once and then once more.
    """
    _stretch(week, shelf, targets)
    worked: list[Target] = []
    reasons: list[Reason] = []
    for target in targets:
        week.lead = target if not worked else week.lead
        is_worked, left_out = _work_on(week, shelf, target, is_first=not worked)
        reasons += left_out
        if is_worked:
            worked.append(target)
        if is_worked and len(worked) == 1:
            reasons += _balance(week, shelf)
    if not worked:
        reasons += _keep_bilateral(week, shelf, None)
        reasons += _balance(week, shelf)
    checks = 0 if worked else week.dosing.policy.balanced_checks
    _maintain(week, shelf, rounds=week.dosing.policy.balanced_rounds, checks=checks)
    if not week.balance_pushes():
        reasons.append(Reason(code=ReasonCode.ANTAGONIST_LEFT_OUT, params={"why": TIME}))
    return tuple(worked), tuple(reasons)


def _stretch(week: WeekBuilder, shelf: Shelf, targets: tuple[Target, ...]) -> None:
    """One stretch each day, two for aches: first those that serve a target in a plane still open."""
    inputs, policy = week.dosing.inputs, week.dosing.policy
    has_time = inputs.session_minutes >= policy.second_stretch_from_minutes
    rounds = 2 if has_time and inputs.goal is Goal.EASE_ACHES else 1
    used: dict[str, int] = {}
    for _ in range(rounds):
        for day in range(len(week.days)):
            ordered = sorted(
                shelf.mobility(),
                key=lambda spec: (
                    used.get(spec.slug, 0),
                    next((i for i, t in enumerate(targets) if serves(spec, t)), len(targets)),
                    Plane.SAGITTAL in spec.planes,
                ),
            )
            for spec in ordered:
                target = next((t for t in targets if serves(spec, t)), None)
                choice = Choice(
                    spec=spec, purpose=Purpose.MOBILITY, sets=policy.mobility_sets, target=target
                )
                if week.place(choice, only_day=day) is not None:
                    used[spec.slug] = used.get(spec.slug, 0) + 1
                    break


def _work_on(
    week: WeekBuilder, shelf: Shelf, target: Target, *, is_first: bool
) -> tuple[bool, list[Reason]]:
    """Give a target its exercise on two days, its planes and its antagonist; False if it must wait.

    The first push is repeated before its pulls are placed, a later one after them, so that it can
    never run ahead of them.
    """
    specs = shelf.one_sided(target.pattern)
    if not specs:
        return False, [target_reason(ReasonCode.TARGET_WITHOUT_EXERCISE, target)]
    main = _first_main(week, shelf, target, specs)
    if main is None or not (is_first or _finds_its_pull(week, shelf, target)):
        if main is not None:
            week.remove(main)
        return False, [target_reason(ReasonCode.TARGET_WAITS, target)]
    reasons: list[Reason] = []
    if not main.is_checked:
        why = TIME if main.spec.measures_sides else EQUIPMENT
        reasons.append(_about(ReasonCode.CHECK_NOT_POSSIBLE, target, why=why))
    is_push = target.pattern in PUSHES
    if is_push and not is_first:
        reasons += _oppose(week, shelf, target)
    reasons += _repeat(week, shelf, main, target)
    if is_first:
        reasons += _keep_bilateral(week, shelf, target)
    if is_push and is_first:
        reasons += _oppose(week, shelf, target)
    reasons += _cover_planes(week, shelf, target)
    if not is_push:
        reasons += _oppose(week, shelf, target)
    return True, reasons


def _finds_its_pull(week: WeekBuilder, shelf: Shelf, target: Target) -> bool:
    """Whether a push has a pull beside it, where any pull is possible; True for all but pushes."""
    if target.pattern not in PUSHES or not shelf.has_pulls:
        return True
    return _antagonist(week, shelf, target)


def _repeat(week: WeekBuilder, shelf: Shelf, main: Choice, target: Target) -> list[Reason]:
    """Place a target's exercise on a second day."""
    sets = shelf.template.target_sets
    repeat = Choice(spec=main.spec, purpose=Purpose.TARGET, sets=sets, target=target)
    if week.place(repeat) is not None:
        return []
    why = TIME if week.can_meet_twice() else DAYS
    return [_about(ReasonCode.ONCE_A_WEEK, target, why=why)]


def _oppose(week: WeekBuilder, shelf: Shelf, target: Target) -> list[Reason]:
    """Place the pattern that works the other way, for a push on as many days as the push has."""
    opposite = ANTAGONIST_OF.get(target.pattern)
    if opposite is None:
        return []
    wanted = week.dosing.policy.least_frequency if target.pattern in PUSHES else 1
    while week.days_with(opposite) < wanted and _antagonist(week, shelf, target):
        pass
    if week.days_with(opposite) > 0:
        return []
    why = TIME if shelf.one_sided(opposite) else EQUIPMENT
    return [_about(ReasonCode.ANTAGONIST_LEFT_OUT, target, why=why)]


def _first_main(
    week: WeekBuilder, shelf: Shelf, target: Target, specs: tuple[ExerciseSpec, ...]
) -> Choice | None:
    """The target's exercise on its first day, with its checks if it can measure and they fit."""
    sets = shelf.template.target_sets
    plain = [Choice(spec=spec, purpose=Purpose.TARGET, sets=sets, target=target) for spec in specs]
    checked = [
        Choice(spec=c.spec, purpose=c.purpose, sets=sets, target=target, is_checked=True)
        for c in plain
        if c.spec.measures_sides
    ]
    return week.place_first((*checked, *plain))


def _antagonist(week: WeekBuilder, shelf: Shelf, target: Target) -> bool:
    """Place the pattern that works the other way; True if it is there."""
    opposite = ANTAGONIST_OF.get(target.pattern)
    if opposite is None:
        return False
    sets = shelf.template.target_sets if target.pattern in PUSHES else shelf.template.other_sets
    placed = week.place_first(
        Choice(spec=spec, purpose=Purpose.ANTAGONIST, sets=sets)
        for spec in _same_first(week, shelf, opposite)
    )
    return placed is not None


def _same_first(
    week: WeekBuilder, shelf: Shelf, pattern: MovementPattern
) -> tuple[ExerciseSpec, ...]:
    """The exercise that already stands for a pattern alone, else all that could."""
    known = week.spec_of(pattern)
    return shelf.one_sided(pattern) if known is None else (known,)


def _cover_planes(week: WeekBuilder, shelf: Shelf, target: Target) -> list[Reason]:
    reasons = []
    for plane in Plane:
        if any(
            plane in c.spec.planes and serves(c.spec, target)
            for c in week.choices
            if c.purpose is not Purpose.BILATERAL
        ):
            continue
        tasks = shelf.tasks_in(plane, target)
        placed = week.place_first(
            Choice(
                spec=spec,
                purpose=Purpose.PLANE,
                sets=shelf.template.other_sets,
                target=target,
                plane=plane,
            )
            for spec in tasks
        )
        if placed is None:
            why = TIME if tasks else EQUIPMENT
            reasons.append(_about(ReasonCode.PLANE_LEFT_OUT, target, why=why, plane=plane.value))
    return reasons


def _keep_bilateral(week: WeekBuilder, shelf: Shelf, target: Target | None) -> list[Reason]:
    wanted = [target.pattern] if target is not None and target.pattern in LARGE_PATTERNS else []
    specs = shelf.bilateral((*wanted, *BALANCED_ORDER))
    placed = week.place_first(
        Choice(spec=spec, purpose=Purpose.BILATERAL, sets=shelf.template.other_sets)
        for spec in specs
    )
    if placed is not None:
        return []
    why = TIME if specs else EQUIPMENT
    return [Reason(code=ReasonCode.BILATERAL_LEFT_OUT, params={"why": why})]


def _balance(week: WeekBuilder, shelf: Shelf) -> list[Reason]:
    if not shelf.template.does_balance:
        return []
    specs = shelf.balance()
    placed = week.place_first(
        Choice(spec=spec, purpose=Purpose.BALANCE, sets=shelf.template.other_sets) for spec in specs
    )
    if placed is not None:
        week.place(placed)
        return []
    why = TIME if specs else EQUIPMENT
    return [Reason(code=ReasonCode.BALANCE_LEFT_OUT, params={"why": why})]


def _maintain(week: WeekBuilder, shelf: Shelf, *, rounds: int, checks: int) -> None:
    """Work every pattern of a balanced week up to ``rounds`` days, the first few with a check."""
    for number in range(1, rounds + 1):
        for pattern in BALANCED_ORDER:
            if week.days_with(pattern) >= number:
                continue
            specs = _same_first(week, shelf, pattern)
            if number == 1 and checks > 0:
                measured = [
                    Choice(
                        spec=spec,
                        purpose=Purpose.MAINTENANCE,
                        sets=shelf.template.other_sets,
                        is_checked=True,
                    )
                    for spec in specs
                    if spec.measures_sides
                ]
                if week.place_first(measured) is not None:
                    checks -= 1
                    continue
            week.place_first(
                Choice(spec=spec, purpose=Purpose.MAINTENANCE, sets=shelf.template.other_sets)
                for spec in specs
            )


def _about(code: ReasonCode, target: Target, **params: str) -> Reason:
    return Reason(code=code, params={"pattern": target.pattern.value, **params})
