"""Rules about how sets are shared between the sides over a week, and about sides that rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from apps.exercises.domain.vocabulary import MovementPattern, Side
from apps.programs.domain.breaches import (
    Breach,
    Case,
    Rule,
    at,
    hard_sets,
    is_hard,
    is_one_sided,
)
from apps.programs.domain.courses import Phase
from apps.programs.domain.program import Block, PlannedSession, Prescription

MOST_RATIO_BY_ADDING = 2.0
MOST_RATIO_BY_HOLDING = 3.0
LEAST_HELD_SETS = 2
MOST_ADDED_SHARE = 0.5
MOST_ADDED_SETS = 4
LEAST_SESSIONS_OLDER = 2
TIGHT_TO_FREE = 2
WEEKS_BACK = 4
"""Weeks in which a held side may come back."""


def sets_are_shared_fairly(case: Case) -> Iterator[Breach]:
    """Both sides do as many sets, unless a lever is open; then the weaker side never does fewer.

    After a hold the stronger side comes back in steps for some weeks.
    """
    for session, line, spec in case.lines():
        if line.left is None or line.right is None or line.block is Block.MOBILITY:
            continue
        if line.left.sets == line.right.sets:
            continue
        course, finding = case.course_in(spec.pattern), case.finding_in(spec.pattern)
        weaker = None if finding is None else finding.weaker_side
        more = Side.LEFT if line.left.sets > line.right.sets else Side.RIGHT
        may_differ = course is not None and (
            course.phase.is_lever
            or (course.after_hold and course.whole_weeks(session.date) < WEEKS_BACK)
        )
        if not may_differ or more is not weaker:
            yield at(Rule.UNEQUAL_SETS, session, line)


def ratio_is_capped(case: Case) -> Iterator[Breach]:
    """An open lever stays inside its cap, week by week and pattern by pattern."""
    for pattern in MovementPattern:
        finding, course = case.finding_in(pattern), case.course_in(pattern)
        if finding is None or course is None or not course.phase.is_lever:
            continue
        for week in range(1, case.plan.weeks + 1):
            sets = _weekly_sets(case, pattern, week)
            weaker, stronger = sets[finding.weaker_side], sets[finding.weaker_side.opposite]
            if weaker and _is_out_of_ratio(course.phase, weaker, stronger):
                yield Breach(
                    rule=Rule.RATIO_TOO_WIDE,
                    week=week,
                    params={"pattern": pattern.value, "weaker": weaker, "stronger": stronger},
                )


def _is_out_of_ratio(phase: Phase, weaker: int, stronger: int) -> bool:
    if phase is Phase.STRONGER_HELD:
        kept = stronger >= min(LEAST_HELD_SETS, weaker)
        return not kept or weaker > MOST_RATIO_BY_HOLDING * stronger
    added = weaker - stronger
    most_added = min(MOST_ADDED_SETS, MOST_ADDED_SHARE * stronger)
    return stronger < 1 or weaker > MOST_RATIO_BY_ADDING * stronger or added > most_added


def _weekly_sets(case: Case, pattern: MovementPattern, week: int) -> Counter[Side]:
    """Hard sets of each side by itself in a pattern.

    What both do together counts for neither, and so does what one does while the other rests.
    """
    counts: Counter[Side] = Counter()
    for _, line, spec in case.lines(week):
        is_shared = line.both is None and not case.inputs.rests(spec.regions)
        if spec.pattern is pattern and is_hard(line, spec) and is_shared:
            left, right = hard_sets(line)
            counts[Side.LEFT] += left
            counts[Side.RIGHT] += right
    return counts


def stronger_side_is_kept(case: Case) -> Iterator[Breach]:
    """Each week each side does a hard set by itself in every target's pattern; from 65 in two sessions."""
    for target in case.plan.targets:
        if _rests(case, target.pattern):
            continue
        for week in range(1, case.plan.weeks + 1):
            sets = _weekly_sets(case, target.pattern, week)
            dropped = min(sets[Side.LEFT], sets[Side.RIGHT]) < 1
            if dropped or _is_once_for_older(case, target.pattern, week):
                yield Breach(
                    rule=Rule.STRONGER_SIDE_DROPPED,
                    week=week,
                    params={"pattern": target.pattern.value},
                )


def _is_once_for_older(case: Case, pattern: MovementPattern, week: int) -> bool:
    """Whether somebody of 65 or more trains one side on fewer days than the other, and under two."""
    if not case.is_older:
        return False
    days: dict[Side, set[int]] = {side: set() for side in Side}
    for session, line, spec in case.lines(week):
        works = spec.pattern is pattern and is_hard(line, spec) and line.both is None
        if works and not case.inputs.rests(spec.regions):
            for side, sets in zip(Side, hard_sets(line), strict=True):
                if sets:
                    days[side].add(session.day_index)
    fewest, most = sorted(len(of_side) for of_side in days.values())
    return fewest < LEAST_SESSIONS_OLDER and fewest < most


def resting_sides_rest(case: Case) -> Iterator[Breach]:
    """A side that must rest is asked nothing; where only one rests, the other one may work."""
    for session, line, spec in case.lines():
        resting = case.inputs.rests(spec.regions)
        asked = {side for side in Side if line.dose_for(side) is not None}
        if line.both is not None:
            asked = set(Side)
        if resting & asked:
            yield at(Rule.RESTING_SIDE_WORKED, session, line)


def both_sides_are_given(case: Case) -> Iterator[Breach]:
    """One-sided work has a dose for each side that may work, and a first side; bilateral one for both."""
    for session, line, spec in case.lines():
        if not is_one_sided(spec):
            if line.both is None or line.left is not None or line.right is not None:
                yield at(Rule.SIDE_MISSING, session, line)
            continue
        working = set(Side) - case.inputs.rests(spec.regions)
        given = {side for side in Side if _is_asked(line, side)} | _had_its_check(
            case, session, line
        )
        first_works = line.first_side is not None and line.first_side in given
        if line.both is not None or not working <= given or not first_works:
            yield at(Rule.SIDE_MISSING, session, line)


def _had_its_check(case: Case, session: PlannedSession, line: Prescription) -> set[Side]:
    """The side that a lever gives fewer sets, where the check of the day was its set of the exercise."""
    course, finding = case.course_in(line.pattern), case.finding_in(line.pattern)
    if course is None or finding is None or not course.phase.is_lever:
        return set()
    held = finding.weaker_side.opposite
    checks = [one for one in session.prescriptions if one.is_check]
    done = any(one.exercise_slug == line.exercise_slug and _is_asked(one, held) for one in checks)
    return {held} if done else set()


def _is_asked(line: Prescription, side: Side) -> bool:
    dose = line.dose_for(side)
    return dose is not None and dose.sets >= 1


def tight_sides_stretch_more(case: Case) -> Iterator[Breach]:
    """Where one side reaches less, it stretches twice as many sets; otherwise both do the same."""
    for session, line, spec in case.lines():
        if line.block is not Block.MOBILITY or line.left is None or line.right is None:
            continue
        tight = {place.side for place in case.inputs.tight if place.region in spec.regions}
        left, right = line.left.sets, line.right.sets
        if len(tight) == 1:
            (side,) = tight
            more, fewer = (left, right) if side is Side.LEFT else (right, left)
            broken = more != TIGHT_TO_FREE * fewer or line.first_side is not side
        else:
            broken = left != right
        if broken:
            yield at(Rule.STRETCH_RATIO, session, line)


def _rests(case: Case, pattern: MovementPattern) -> bool:
    """Whether a side rests in everything that the program does of a pattern."""
    trained = [
        spec
        for _, line, spec in case.lines()
        if spec.pattern is pattern and is_hard(line, spec) and line.both is None
    ]
    return bool(trained) and all(case.inputs.rests(spec.regions) for spec in trained)
