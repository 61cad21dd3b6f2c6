"""How many sets each side does: equal, opened by a lever, halved in a light week, doubled if tight."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import TYPE_CHECKING

from msgspec import Struct

from apps.programs.domain.courses import Course, Phase

if TYPE_CHECKING:
    from datetime import date

    from apps.programs.domain.policy import ProgramPolicy

_RATIO_OF_STEP = {1: Fraction(4, 3), 2: Fraction(3, 2)}


class Share(Struct, frozen=True, kw_only=True):
    """Sets of one line, by side."""

    weaker: int
    stronger: int

    @classmethod
    def equal(cls, sets: int) -> Share:
        """The same on both sides."""
        return cls(weaker=sets, stronger=sets)

    def at_most(self, sets: int) -> Share:
        """The share with no more than so many sets on either side."""
        return Share(weaker=min(self.weaker, sets), stronger=min(self.stronger, sets))

    def without(self, checks: int) -> Share:
        """What is left of it beside the checks that take the place of sets.

        The weaker side works once at least; one that does fewer has done its only set in the check.
        """
        return Share(weaker=max(1, self.weaker - checks), stronger=max(0, self.stronger - checks))


class Weekly(Struct, frozen=True, kw_only=True):
    """Lines and sets a side in which a week works a pattern one side at a time, ratio closed."""

    lines: int
    sets: int


def shared(
    sets: int,
    course: Course | None,
    *,
    weekly: Weekly,
    is_first: bool,
    on: date,
    policy: ProgramPolicy,
) -> Share:
    """Sets of one line of a pattern on which there is a course.

    Parameters
    ----------
    sets
        What both sides do while the ratio is closed.
    weekly
        All of the week's work on the pattern, this line included.
    is_first
        Whether this is the line that takes what cannot be divided evenly.
    on
        Day of the line; changes come in steps of a line a week.

    Notes
    -----
    A held side keeps two sets a week at least, and a third of the weaker side's; the weaker one
    comes to three sets in a line. What is added to the weaker one by the other lever is at most
    half of its sets and four a week. After a hold the stronger side gets a set more in each line
    at once, then every other week: a light week may lie between, and must not hide a step.
    """
    if course is None:
        return Share.equal(sets)
    weeks = course.whole_weeks(on)
    match course.phase:
        case Phase.STRONGER_HELD:
            grows = course.step > 0 and (is_first or weeks > 0)
            weaker = max(sets, min(sets + 1, policy.held_line_sets)) if grows else sets
            return Share(weaker=weaker, stronger=_held(weaker, weekly, policy))
        case Phase.WEAKER_MORE:
            each, rest = _added(course.step, weekly, policy)
            return Share(weaker=sets + each + (rest if is_first else 0), stronger=sets)
        case Phase.LEVEL_KEPT | Phase.MONITOR if course.after_hold:
            back = _held(sets, weekly, policy) + 1 + weeks // policy.weeks_a_step_back
            return Share(weaker=sets, stronger=min(sets, back))
        case _:
            return Share.equal(sets)


def _held(sets: int, weekly: Weekly, policy: ProgramPolicy) -> int:
    """Sets in a line of a side that is held while the other one does ``sets``."""
    least = math.ceil(policy.held_weekly_sets / weekly.lines)
    third = math.ceil(sets / policy.most_ratio_holding)
    return min(sets, max(least, third))


def _added(step: int, weekly: Weekly, policy: ProgramPolicy) -> tuple[int, int]:
    """Sets that each line gets on top, and those left over for the first one."""
    ratio = _RATIO_OF_STEP[min(max(step, 1), max(_RATIO_OF_STEP))]
    extra = min(policy.most_added_sets, math.floor(weekly.sets * (ratio - 1)))
    return divmod(extra, weekly.lines)


def lightened(share: Share, *, rounds_up: bool, policy: ProgramPolicy) -> Share:
    """A line's sets in a light week: about half, and at least one a side.

    A side that is held already does no more than it needs, and keeps that.
    """

    def fewer(sets: int) -> int:
        part = sets * policy.light_sets_share
        return max(1, math.ceil(part) if rounds_up else math.floor(part))

    weaker = fewer(share.weaker)
    if share.stronger < share.weaker:
        return Share(weaker=weaker, stronger=min(weaker, share.stronger))
    return Share(weaker=weaker, stronger=fewer(share.stronger))
