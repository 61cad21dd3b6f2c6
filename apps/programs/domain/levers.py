"""Which lever really opens: sets are added only where the days and the muscles have room for them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from msgspec.structs import replace

from apps.exercises.domain.vocabulary import MovementPattern, Side
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

    A target whose extra sets find no room gets fewer of them, or has its stronger side held instead.
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
        while course is not None and not _has_room(week, known):
            course = course.smaller
            if course is not None:
                less = replace(target, course=course)
                known = replace(known, findings={**known.findings, target.pattern: less})
    return known


def _has_room(week: WeekBuilder, dosing: Dosing) -> bool:
    return all(_fits(week, dosing, number) for number in dosing.longest_weeks)


def _fits(week: WeekBuilder, dosing: Dosing, number: int) -> bool:
    """Whether each day keeps to its minutes, and each muscle to its sets, in a week of the block."""
    policy = dosing.policy
    most = min(dosing.template.most_weekly_sets, policy.hard_weekly_sets)
    in_week: defaultdict[tuple[Side, Muscle], float] = defaultdict(float)
    for day in week.days:
        planned = [(choice, dosing.lines_in_week(choice, number)) for choice in day]
        if session_seconds((line for _, lines in planned for line in lines), policy) > (
            dosing.inputs.session_minutes * 60
        ):
            return False
        in_day: defaultdict[tuple[Side, Muscle], float] = defaultdict(float)
        for choice, lines in planned:
            _count(choice, lines, in_day, policy.secondary_share)
        if any(sets > policy.most_session_sets for sets in in_day.values()):
            return False
        for key, sets in in_day.items():
            in_week[key] += sets
    return all(sets <= most for sets in in_week.values())


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
