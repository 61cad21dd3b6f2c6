"""What goes into a week, the most important first, until the days are full."""

from __future__ import annotations

from msgspec.structs import replace

from apps.exercises.domain.catalogue import ExerciseSpec
from apps.exercises.domain.vocabulary import MovementPattern, Plane
from apps.profiles.domain.people import Goal
from apps.programs.domain.courses import Course, Phase
from apps.programs.domain.improving import improve_week
from apps.programs.domain.inputs import Target
from apps.programs.domain.levers import dosing_of
from apps.programs.domain.naming import left_out, name_purposes
from apps.programs.domain.patterns import ANTAGONIST_OF, BALANCED_ORDER, PUSHES
from apps.programs.domain.program import Reason
from apps.programs.domain.scheduling import WeekBuilder
from apps.programs.domain.selecting import Choice, Purpose, Shelf, serves
from apps.programs.domain.worth import Aims


def fill_week(
    week: WeekBuilder, shelf: Shelf, targets: tuple[Target, ...]
) -> tuple[tuple[Target, ...], tuple[Reason, ...]]:
    """Fill a week and tell which targets it works on and what was left out.

    Notes
    -----
    First by rules: a stretch a day; for each target its exercise on two days, a task in each plane,
    and its antagonist; with the first a bilateral lift and, from 65, balance; then the other
    patterns in the order of a balanced week, once and then once more. Then by trying: see
    :mod:`~apps.programs.domain.improving`.
    """
    worked = fill_by_rules(week, shelf, targets)
    aims = aims_of(week, shelf, targets, worked)
    by_rules, levers = week.copied(), _levers(week, worked)
    improve_week(aims, week)
    if _levers(week, worked) != levers:
        week.take_over(by_rules)
    return name_purposes(aims, week), left_out(week, shelf, targets)


def _levers(week: WeekBuilder, worked: tuple[Target, ...]) -> list[Course | None]:
    """The courses that the week has room for, where a lever would add sets."""
    if not any(t.course is not None and t.course.phase is Phase.WEAKER_MORE for t in worked):
        return []
    findings = dosing_of(week, week.dosing, worked).findings
    return [findings[target.pattern].course for target in worked]


def aims_of(
    week: WeekBuilder, shelf: Shelf, targets: tuple[Target, ...], worked: tuple[Target, ...]
) -> Aims:
    """What a week filled by rules should hold: what it has of the targets, then what it has not."""
    waiting = (t for t in targets if worked and t not in worked and shelf.one_sided(t.pattern))
    return Aims(
        inputs=week.dosing.inputs,
        policy=week.dosing.policy,
        template=week.dosing.template,
        shelf=shelf,
        targets=(*worked, *waiting),
    )


def fill_by_rules(
    week: WeekBuilder, shelf: Shelf, targets: tuple[Target, ...]
) -> tuple[Target, ...]:
    """Fill a week, the most important first; the targets that found their place."""
    _stretch(week, shelf, targets)
    worked: list[Target] = []
    for target in targets:
        week.lead = target if not worked else week.lead
        if not _work_on(week, shelf, target, is_first=not worked):
            continue
        worked.append(target)
        if len(worked) == 1:
            _balance(week, shelf)
    if not worked:
        _keep_bilateral(week, shelf)
        _balance(week, shelf)
    checks = 0 if worked else week.dosing.policy.balanced_checks
    _maintain(week, shelf, rounds=week.dosing.policy.balanced_rounds, checks=checks)
    week.balance_pushes()
    return tuple(worked)


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


def _work_on(week: WeekBuilder, shelf: Shelf, target: Target, *, is_first: bool) -> bool:
    """Give a target its exercise on two days, its planes and its antagonist; False if it must wait.

    The first push is repeated before its pulls are placed, a later one after them, so that it can
    never run ahead of them.
    """
    main = _first_main(week, shelf, target)
    if main is None:
        return False
    if not is_first and not _finds_its_pull(week, shelf, target):
        week.remove(main)
        return False
    is_push = target.pattern in PUSHES
    if is_push and not is_first:
        _oppose(week, shelf, target)
    week.place(replace(main, sets=shelf.template.target_sets, is_checked=False))
    if is_first:
        _keep_bilateral(week, shelf)
    if is_push and is_first:
        _oppose(week, shelf, target)
    _cover_planes(week, shelf, target)
    if not is_push:
        _oppose(week, shelf, target)
    return True


def _finds_its_pull(week: WeekBuilder, shelf: Shelf, target: Target) -> bool:
    """Whether a push has a pull beside it, where any pull is possible; True for all but pushes."""
    if target.pattern not in PUSHES or not shelf.has_pulls:
        return True
    return _antagonist(week, shelf, target)


def _oppose(week: WeekBuilder, shelf: Shelf, target: Target) -> None:
    """Place the pattern that works the other way, for a push on as many days as the push has."""
    opposite = ANTAGONIST_OF.get(target.pattern)
    wanted = week.dosing.policy.least_frequency if target.pattern in PUSHES else 1
    while opposite is not None and week.days_with(opposite) < wanted:
        if not _antagonist(week, shelf, target):
            return


def _first_main(week: WeekBuilder, shelf: Shelf, target: Target) -> Choice | None:
    """The target's exercise on its first day, with its checks if it can measure and they fit."""
    sets = shelf.template.target_sets
    plain = [
        Choice(spec=spec, purpose=Purpose.TARGET, sets=sets, target=target)
        for spec in shelf.one_sided(target.pattern, is_own=True)
    ]
    measures = week.dosing.inputs.measures
    checked = [replace(choice, is_checked=True) for choice in plain if measures(choice.spec)]
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


def _cover_planes(week: WeekBuilder, shelf: Shelf, target: Target) -> None:
    for plane in Plane:
        if week.covers(plane, target):
            continue
        week.place_first(
            Choice(
                spec=spec,
                purpose=Purpose.PLANE,
                sets=shelf.template.other_sets,
                target=target,
                plane=plane,
            )
            for spec in shelf.tasks_in(plane, target)
        )


def _keep_bilateral(week: WeekBuilder, shelf: Shelf) -> None:
    week.place_first(
        Choice(spec=spec, purpose=Purpose.BILATERAL, sets=shelf.template.other_sets)
        for spec in shelf.bilateral(BALANCED_ORDER)
    )


def _balance(week: WeekBuilder, shelf: Shelf) -> None:
    if not shelf.template.does_balance:
        return
    placed = week.place_first(
        Choice(spec=spec, purpose=Purpose.BALANCE, sets=shelf.template.other_sets)
        for spec in shelf.balance()
    )
    if placed is not None:
        week.place(placed)


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
                    if week.dosing.inputs.measures(spec)
                ]
                if week.place_first(measured) is not None:
                    checks -= 1
                    continue
            week.place_first(
                Choice(spec=spec, purpose=Purpose.MAINTENANCE, sets=shelf.template.other_sets)
                for spec in specs
            )
