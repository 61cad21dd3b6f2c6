"""How many sets each side does: equal, opened by a lever, halved in a light week, doubled if tight."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from apps.programs.domain.courses import Course, Phase

if TYPE_CHECKING:
    from apps.programs.domain.policy import ProgramPolicy

_RATIO_OF_STEP = {1: Fraction(4, 3), 2: Fraction(3, 2)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """Sets of one line, by side."""

    weaker: int
    stronger: int

    @classmethod
    def equal(cls, sets: int) -> Share:
        """The same on both sides."""
        return cls(weaker=sets, stronger=sets)


@dataclass(frozen=True, slots=True, kw_only=True)
class Weekly:
    """Lines and sets a side in which a week works a pattern one side at a time, ratio closed."""

    lines: int
    sets: int


def shared(
    sets: int, course: Course | None, *, weekly: Weekly, is_first: bool, policy: ProgramPolicy
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

    Notes
    -----
    A held side keeps two sets a week at least, and a third of the weaker side's; what is added to
    the weaker one is at most half of its sets and four a week.
    """
    match course.phase if course is not None else Phase.EQUAL:
        case Phase.STRONGER_HELD:
            least = math.ceil(policy.held_weekly_sets / weekly.lines)
            third = math.ceil(sets / policy.most_ratio_holding)
            return Share(weaker=sets, stronger=min(sets, max(least, third)))
        case Phase.WEAKER_MORE:
            step = 1 if course is None else course.step
            each, rest = _added(step, weekly, policy)
            return Share(weaker=sets + each + (rest if is_first else 0), stronger=sets)
        case _:
            return Share.equal(sets)


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
