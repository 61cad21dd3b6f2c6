"""How the work on one difference goes on: equal sets first, then a lever, then level or a hold.

A course begins with the same number of sets on both sides, the weaker one first. Only what the
measurements say afterwards opens the ratio, by adding sets to the weaker side or by holding the
stronger one, and what they say closes it again. Every step is one call of :func:`review`.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from apps.programs.domain.serialising import Serialisable

if TYPE_CHECKING:
    from apps.programs.domain.policy import ProgramPolicy

_DAYS_A_WEEK = 7


class Phase(StrEnum):
    """How the sets are shared between the sides."""

    EQUAL = "equal"
    """The same number on both sides."""
    STRONGER_HELD = "stronger_held"
    """The stronger side keeps what it has with few sets; the weaker one goes on."""
    WEAKER_MORE = "weaker_more"
    """The weaker side does a set or two more in an exercise."""
    LEVEL_KEPT = "level_kept"
    """Level: equal sets again, watched for a while."""
    MONITOR = "monitor"
    """More work has not moved it: equal sets, a check now and then, and no chase."""

    @property
    def is_lever(self) -> bool:
        """Whether the sides do different amounts."""
        return self in (Phase.STRONGER_HELD, Phase.WEAKER_MORE)


class Turn(StrEnum):
    """What a review decided."""

    BEGUN = "begun"
    MOVES = "moves"
    """The gap moves as it is: nothing changes."""
    TOO_EARLY = "too_early"
    HOLD_STRONGER = "hold_stronger"
    ADD_TO_WEAKER = "add_to_weaker"
    ADD_MORE = "add_more"
    CLOSED = "closed"
    REOPENED = "reopened"
    HOLD_AND_MONITOR = "hold_and_monitor"
    STAYS = "stays"
    """Nothing more is asked of it."""


class Reading(Struct, Serialisable, frozen=True, kw_only=True):
    """What was believed of a gap on a day.

    Parameters
    ----------
    gap_log_pct
        Difference of the sides, log-%, positive while the course's weaker side is the weaker one.
    sd_log_pct
        Standard deviation of that belief, log-%.
    p_over_5
        Probability, 0 to 1, that the size is over 5 % of the stronger side.
    """

    on: date
    gap_log_pct: float
    sd_log_pct: float
    p_over_5: float


class Expected(Struct, Serialisable, frozen=True, kw_only=True):
    """What a gap is expected to be on a day, percent of the stronger side, with its 80 % range."""

    on: date
    middle_pct: float
    low_pct: float
    high_pct: float


class Course(Struct, Serialisable, frozen=True, kw_only=True):
    """Where the work on one difference stands.

    Parameters
    ----------
    began_on
        First day of training for it.
    since
        First day of the present phase.
    start
        What was believed when the course began.
    at_phase
        What was believed when the phase began.
    near_since
        First day on which it was probably level, while it has been since; None while it is not.
    step
        How far the ratio is opened. More sets for the weaker side: 1 is 4:3, 2 is 3:2. While the
        stronger side is held: 1 brings the weaker one to three sets in a line, 0 leaves it.
    after_hold
        Whether the stronger side was held before, so that its sets come back in steps.
    equal_moved_log_pct
        How far the gap moved toward level in the weeks of equal sets, log-%; None until known.
    """

    phase: Phase
    began_on: date
    since: date
    start: Reading
    at_phase: Reading
    near_since: date | None = None
    step: int = 0
    after_hold: bool = False
    equal_moved_log_pct: float | None = None

    @classmethod
    def begun(cls, reading: Reading) -> Course:
        """A course that begins with equal sets on the day of a reading."""
        return cls(
            phase=Phase.EQUAL,
            began_on=reading.on,
            since=reading.on,
            start=reading,
            at_phase=reading,
        )

    def weeks_in_phase(self, on: date) -> float:
        """Weeks since the phase began."""
        return (on - self.since).days / _DAYS_A_WEEK

    @property
    def smaller(self) -> Course | None:
        """The same lever with fewer sets, for where there is no room; None where it is the smallest."""
        match self.phase:
            case Phase.WEAKER_MORE:
                return replace(self, phase=Phase.STRONGER_HELD, step=1)
            case Phase.STRONGER_HELD if self.step > 0:
                return replace(self, step=0)
            case _:
                return None

    @property
    def full(self) -> Course:
        """The same lever with all its sets, for a new block that may have the room."""
        if self.phase is Phase.STRONGER_HELD and not self.step:
            return replace(self, step=1)
        return self

    def whole_weeks(self, on: date) -> int:
        """Whole weeks of the phase that are over on a day, 0 before it began."""
        return max(0, (on - self.since).days // _DAYS_A_WEEK)

    def weeks(self, on: date) -> float:
        """Weeks since the course began."""
        return (on - self.began_on).days / _DAYS_A_WEEK


class Leeway(Struct, Serialisable, frozen=True, kw_only=True):
    """What decides which lever suits an athlete.

    Parameters
    ----------
    adds_sets
        The athlete wants sets added to the weaker side rather than taken from the stronger one.
    pace_log_pct
        How fast a gap of somebody in the athlete's group closes, log-% a week.
    keeps_equal
        A cause asks for the same sets on both sides, whatever the gap does.
    """

    adds_sets: bool = False
    pace_log_pct: float = 0.0
    keeps_equal: bool = False


class Reviewed(Struct, Serialisable, frozen=True, kw_only=True):
    """A course after a review, and what was decided on which figures."""

    course: Course
    turn: Turn
    moved_log_pct: float

    @property
    def changes_sets(self) -> bool:
        """Whether the sets of sessions to come are shared in another way."""
        return self.turn not in (Turn.MOVES, Turn.TOO_EARLY, Turn.STAYS, Turn.BEGUN)


def review(course: Course, now: Reading, leeway: Leeway, policy: ProgramPolicy) -> Reviewed:
    """Decide how a course goes on after a reading.

    Parameters
    ----------
    now
        What is believed today; on or after the day the phase began.

    Notes
    -----
    Closing comes first: probably within 5 % twice, two weeks apart, or the sides have changed
    places. Then equal sets get four weeks at a time: they go on while they lead to level by the
    decision horizon, else a lever opens. A lever that leads nowhere ends. What was level and is no
    longer begins again with equal sets.
    """
    moved = course.at_phase.gap_log_pct - now.gap_log_pct
    course = replace(course, near_since=_near_since(course, now, policy))
    if course.phase in (Phase.LEVEL_KEPT, Phase.MONITOR):
        turn = _after_rest(course, now, policy)
    elif _is_closed(course, now, policy):
        turn = Turn.CLOSED
    elif course.weeks_in_phase(now.on) < policy.weeks_to_judge:
        turn = Turn.TOO_EARLY
    elif course.phase.is_lever:
        turn = _after_lever(course, now, moved, leeway, policy)
    else:
        turn = _after_equal_sets(course, now, moved, leeway, policy)
    return Reviewed(course=_turned(course, turn, now, moved), turn=turn, moved_log_pct=moved)


def _near_since(course: Course, now: Reading, policy: ProgramPolicy) -> date | None:
    if now.p_over_5 >= policy.closed_below:
        return None
    return now.on if course.near_since is None else course.near_since


def _is_closed(course: Course, now: Reading, policy: ProgramPolicy) -> bool:
    """Whether extra sets have to stop: level for two weeks, or the other side is the weaker now."""
    near = course.near_since
    lasts = near is not None and (now.on - near).days >= policy.closed_days
    return lasts or now.gap_log_pct <= 0


def _after_rest(course: Course, now: Reading, policy: ProgramPolicy) -> Turn:
    reopened = now.p_over_5 > policy.reopened_above and now.gap_log_pct > 0
    if course.phase is Phase.LEVEL_KEPT and reopened:
        return Turn.REOPENED
    if course.phase is Phase.MONITOR and _is_closed(course, now, policy):
        return Turn.CLOSED
    return Turn.STAYS


def _after_equal_sets(
    course: Course, now: Reading, moved: float, leeway: Leeway, policy: ProgramPolicy
) -> Turn:
    left = now.gap_log_pct - policy.level_log_pct
    is_in_time = left <= _pace(course, now) * (policy.equal_weeks - course.weeks(now.on))
    if _moves(course, now, moved, policy) and is_in_time:
        return Turn.MOVES
    # An estimate shrinks while the sides match each other: being sure once is enough.
    if max(now.p_over_5, course.start.p_over_5) < policy.lever_above:
        return Turn.STAYS
    if leeway.keeps_equal:
        is_due = course.weeks(now.on) >= policy.weeks_to_decide
        return Turn.HOLD_AND_MONITOR if is_due else Turn.STAYS
    return Turn.ADD_TO_WEAKER if leeway.adds_sets else Turn.HOLD_STRONGER


def _after_lever(
    course: Course, now: Reading, moved: float, leeway: Leeway, policy: ProgramPolicy
) -> Turn:
    is_over = course.weeks_in_phase(now.on) >= policy.most_lever_weeks
    if is_over or _leads_nowhere(course, now, leeway, policy):
        return Turn.HOLD_AND_MONITOR
    if course.phase is Phase.WEAKER_MORE and not _moves(course, now, moved, policy):
        return Turn.ADD_MORE if course.step < policy.most_steps else Turn.HOLD_STRONGER
    return Turn.MOVES


def _leads_nowhere(course: Course, now: Reading, leeway: Leeway, policy: ProgramPolicy) -> bool:
    """Whether a lever is to be given up when the decision is due.

    A gap's own pace is that of estimates which lag and shrink, so that of the group counts as well:
    a beginner goes on, and somebody with years of training, whose gaps hardly move, is told so.
    """
    weeks = course.weeks(now.on)
    if weeks < policy.weeks_to_decide:
        return False
    pace = max(_pace(course, now), leeway.pace_log_pct)
    return now.gap_log_pct - policy.level_log_pct > pace * (policy.horizon_weeks - weeks)


def _pace(course: Course, now: Reading) -> float:
    """How fast the gap closed in the whole course, log-% a week."""
    weeks = course.weeks(now.on)
    return (course.start.gap_log_pct - now.gap_log_pct) / weeks if weeks > 0 else 0.0


def _moves(course: Course, now: Reading, moved: float, policy: ProgramPolicy) -> bool:
    """Whether the gap came nearer to level by a share of what it was and by more than its error."""
    share = policy.moved_share * course.at_phase.gap_log_pct
    return moved >= max(share, policy.moved_sds * now.sd_log_pct)


_PHASE_AFTER = {
    Turn.HOLD_STRONGER: Phase.STRONGER_HELD,
    Turn.ADD_TO_WEAKER: Phase.WEAKER_MORE,
    Turn.ADD_MORE: Phase.WEAKER_MORE,
    Turn.CLOSED: Phase.LEVEL_KEPT,
    Turn.HOLD_AND_MONITOR: Phase.MONITOR,
}


def _turned(course: Course, turn: Turn, now: Reading, moved: float) -> Course:
    if turn is Turn.REOPENED:
        return replace(Course.begun(now), equal_moved_log_pct=course.equal_moved_log_pct)
    was_equal = course.phase is Phase.EQUAL and turn is not Turn.TOO_EARLY
    known = moved if was_equal else course.equal_moved_log_pct
    phase = _PHASE_AFTER.get(turn)
    if phase is None and not (was_equal and turn is Turn.MOVES):
        return replace(course, equal_moved_log_pct=known)
    # Equal sets that move the gap are judged anew after as many weeks: growth slows down.
    return replace(
        course,
        phase=course.phase if phase is None else phase,
        since=now.on,
        at_phase=now,
        near_since=course.near_since if phase is None else None,
        step=_step_after(course, turn),
        after_hold=course.phase is Phase.STRONGER_HELD,
        equal_moved_log_pct=known,
    )


def _step_after(course: Course, turn: Turn) -> int:
    match turn:
        case Turn.ADD_TO_WEAKER | Turn.ADD_MORE:
            return course.step + 1
        case Turn.HOLD_STRONGER:
            return 1
        case _:
            return 0
