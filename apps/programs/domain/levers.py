"""Which lever really opens: sets are added only where the days and the muscles have room for them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING

from msgspec.structs import replace

from apps.exercises.domain.vocabulary import MovementPattern, Side
from apps.programs.domain.courses import Course
from apps.programs.domain.dosing import Dosing
from apps.programs.domain.inputs import Target
from apps.programs.domain.muscles import shares_of_muscles
from apps.programs.domain.program import Prescription
from apps.programs.domain.timing import session_seconds

if TYPE_CHECKING:
    from apps.exercises.domain.anatomy import Muscle
    from apps.programs.domain.scheduling import WeekBuilder
    from apps.programs.domain.selecting import Choice


def dosing_of(week: WeekBuilder, dosing: Dosing, worked: tuple[Target, ...]) -> Dosing:
    """The doses of a filled week: levers for the worked targets alone, and only where they fit.

    Where a muscle would get too much, what is only kept up gives sets away. A target whose extra
    sets find no room all the same gets fewer of them, or has its stronger side held instead.
    """
    patterns = {target.pattern for target in worked}
    known = replace(
        dosing,
        weekly=week.one_sided_work(),
        findings={
            pattern: found if pattern in patterns else replace(found, course=None)
            for pattern, found in dosing.findings.items()
        },
    )
    for target in worked:
        course = known.findings[target.pattern].course
        if course is None:
            continue
        lever: Course | None = course.full
        while lever is not None:
            known = _with_course(known, target, lever)
            lever = None if _finds_room(week, known) else lever.smaller
        known = replace(known, weekly=week.one_sided_work())
    return known


def _with_course(dosing: Dosing, target: Target, course: Course) -> Dosing:
    found = replace(target, course=course)
    return replace(dosing, findings={**dosing.findings, target.pattern: found})


def _finds_room(week: WeekBuilder, dosing: Dosing) -> bool:
    """Whether a week has room, or gets it from what is only kept up; if not it stays as it was."""
    as_it_was = week.copied()
    while (full := _too_full(week, dosing)) is not None:
        if not full or not week.spare(full):
            week.take_over(as_it_was)
            return False
        dosing = replace(dosing, weekly=week.one_sided_work())
    return True


def _too_full(week: WeekBuilder, dosing: Dosing) -> frozenset[Muscle] | None:
    """Muscles with too many sets in a week of the block; None if all fits, none if a day does not."""
    full: set[Muscle] = set()
    for number in dosing.longest_weeks:
        counts = _counts(week, dosing, number)
        if counts is None:
            return frozenset()
        most = min(dosing.template.most_weekly_sets, dosing.policy.hard_weekly_sets)
        full |= {muscle for (_side, muscle), sets in counts.items() if sets > most}
    return frozenset(full) or None


def _counts(
    week: WeekBuilder, dosing: Dosing, number: int
) -> Mapping[tuple[Side, Muscle], float] | None:
    """Sets of each muscle in a week of the block; None if a day is too long, or too much for a muscle."""
    policy = dosing.policy
    in_week: defaultdict[tuple[Side, Muscle], float] = defaultdict(float)
    for day in week.days:
        planned = [(choice, dosing.lines_in_week(choice, number)) for choice in day]
        if session_seconds((line for _, lines in planned for line in lines), policy) > (
            dosing.inputs.session_minutes * 60
        ):
            return None
        in_day: defaultdict[tuple[Side, Muscle], float] = defaultdict(float)
        for choice, lines in planned:
            _count(choice, lines, in_day, policy.secondary_share)
        if any(sets > policy.most_session_sets for sets in in_day.values()):
            return None
        for key, sets in in_day.items():
            in_week[key] += sets
    return in_week


def _count(
    choice: Choice,
    lines: tuple[Prescription, ...],
    counts: defaultdict[tuple[Side, Muscle], float],
    secondary_share: float,
) -> None:
    if not choice.is_force:
        return
    shares = shares_of_muscles(choice.spec, secondary_share)
    for line in lines:
        if line.block.is_hard:
            for side in Side:
                dose = line.dose_for(side) or line.both
                for muscle, share in shares.items():
                    counts[side, muscle] += share * (0 if dose is None else dose.sets)


def worked_with(dosing: Dosing, worked: tuple[Target, ...]) -> tuple[Target, ...]:
    """The targets with the courses that their doses follow."""
    findings: dict[MovementPattern, Target] = dict(dosing.findings)
    return tuple(replace(one, course=findings[one.pattern].course) for one in worked)
