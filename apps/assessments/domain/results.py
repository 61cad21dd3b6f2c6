"""What the tries of a self-test say: one number a side, a difference, and whether it is one.

A difference inside the test's own error is no difference. The first occasion is practice: people get
better at a test by doing it, on the second day more than ever after.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from statistics import fmean

from msgspec import Struct

from apps.exercises.domain.vocabulary import Region, Side

from .body import BodySide
from .protocols.kinds import Better, Flag, Protocol, Summary, Verb

OCCASIONS_TO_COUNT = 2
"""The second occasion is the first that counts: scores rose at the second test in every group of
McCurdy et al. 2004 (J Sports Sci Med 3:190-196), and balance and hops rise longer."""
PRACTICE_GAP_DAYS = 2
"""Days between practice and the first test that counts. Convention."""


def summarised(tries: Sequence[float], protocol: Protocol) -> float:
    """One side's number, by the rule of the protocol.

    Raises
    ------
    ValueError
        There is no try.

    Examples
    --------
    >>> from apps.assessments.domain.protocols import PROTOCOLS
    >>> summarised([9.0, 10.0, 11.0], PROTOCOLS["knee-to-wall"])
    10.5
    """
    if not tries:
        raise ValueError("No try.")
    best_first = sorted(tries, reverse=protocol.better is not Better.LESS)
    counted = {Summary.BEST: 1, Summary.MEAN_OF_TWO_BEST: 2, Summary.MEAN: len(tries)}
    return fmean(best_first[: counted[protocol.summary]])


class Occasion(Struct, frozen=True, kw_only=True):
    """One test on one day.

    Attributes
    ----------
    day
        Local date.
    tries
        Readings by side, in the protocol's unit; ``BodySide.BOTH`` for a test that has no sides. A
        side without a try is missing and not zero.
    first_side
        The side that began, None where there are no sides.
    """

    day: dt.date
    tries: Mapping[BodySide, tuple[float, ...]]
    first_side: Side | None = None

    def of(self, side: Side, protocol: Protocol) -> float | None:
        """The number of one side, None when it was not tested."""
        tries = self.tries.get(BodySide(side.value), ())
        return summarised(tries, protocol) if tries else None

    def alone(self, protocol: Protocol) -> float | None:
        """The number of a test without sides."""
        tries = self.tries.get(BodySide.BOTH, ())
        return summarised(tries, protocol) if tries else None


class Reading(StrEnum):
    """What a difference between sides, or since last time, amounts to."""

    WITHIN_ERROR = "within_error"
    BEYOND_ERROR = "beyond_error"


class Comparison(Struct, frozen=True, kw_only=True):
    """Left beside right.

    Attributes
    ----------
    left, right
        Each side's number, in the protocol's unit.
    error
        The test's own error between these two, in the same unit.
    is_flagged
        Whether the difference is one that the source calls worth a second look.
    """

    left: float
    right: float
    error: float
    is_flagged: bool = False

    @property
    def difference(self) -> float:
        """Right minus left, in the protocol's unit: right-positive."""
        return self.right - self.left

    @property
    def size(self) -> float:
        """How far apart they are, without a sign."""
        return abs(self.difference)

    @property
    def smaller_side(self) -> Side | None:
        """The side with the smaller number, None when both are alike."""
        if self.left == self.right:
            return None
        return Side.LEFT if self.left < self.right else Side.RIGHT

    @property
    def reading(self) -> Reading:
        """Whether the difference is larger than the error."""
        return Reading.BEYOND_ERROR if self.size > self.error else Reading.WITHIN_ERROR

    def behind(self, better: Better) -> Side | None:
        """The side that can do less, beyond the error; None where neither, or nobody can say."""
        smaller = self.smaller_side
        if self.reading is Reading.WITHIN_ERROR or smaller is None or better is Better.NEITHER:
            return None
        return smaller if better is Better.MORE else smaller.opposite


def compare_sides(occasion: Occasion, protocol: Protocol) -> Comparison | None:
    """Left beside right on one day, None when a side is missing or the test has none.

    Examples
    --------
    >>> from apps.assessments.domain.protocols import PROTOCOLS
    >>> tries = {BodySide.LEFT: (8.0,), BodySide.RIGHT: (11.1,)}
    >>> found = compare_sides(
    ...     Occasion(day=dt.date(2026, 3, 1), tries=tries), PROTOCOLS["knee-to-wall"])
    >>> found.behind(Better.MORE), round(found.size, 1), found.error
    (<Side.LEFT: 'left'>, 3.1, 1.9)
    """
    left, right = occasion.of(Side.LEFT, protocol), occasion.of(Side.RIGHT, protocol)
    if left is None or right is None:
        return None
    flagged = protocol.flag is not None and _passes(protocol.flag, left, right)
    return Comparison(
        left=left, right=right, error=protocol.error.at(left, right), is_flagged=flagged
    )


def _passes(flag: Flag, left: float, right: float) -> bool:
    size, larger = abs(right - left), max(abs(left), abs(right))
    return size > flag.at * larger if flag.is_share else size > flag.at


def whole_arc(occasions: Sequence[Occasion], protocols: Sequence[Protocol]) -> Comparison | None:
    """Two tests that make one arc, added up for each side.

    Parameters
    ----------
    occasions, protocols
        The two tests of one day, in the same order.

    Returns
    -------
    Comparison or None
        Degrees; flagged over 10°. The errors of two tests add as squares. None when a side is
        missing from either.
    """
    parts = [compare_sides(one, kind) for one, kind in zip(occasions, protocols, strict=True)]
    known = [part for part in parts if part is not None]
    if len(known) < len(parts):
        return None
    left, right = sum(part.left for part in known), sum(part.right for part in known)
    error = sum(part.error**2 for part in known) ** 0.5
    return Comparison(
        left=left, right=right, error=error, is_flagged=abs(right - left) > WHOLE_ARC_FLAG_DEG
    )


WHOLE_ARC_FLAG_DEG = 10.0
"""Difference of the whole turning arc of the shoulder that is worth a second look, degrees."""


class Change(Struct, frozen=True, kw_only=True):
    """One side now beside the same side on the occasion before."""

    before: float
    now: float
    error: float

    @property
    def reading(self) -> Reading:
        """Whether it changed by more than the error."""
        return (
            Reading.BEYOND_ERROR
            if abs(self.now - self.before) > self.error
            else Reading.WITHIN_ERROR
        )

    @property
    def is_more(self) -> bool:
        """Whether the number grew."""
        return self.now > self.before


def change_of(side: BodySide, before: Occasion, now: Occasion, protocol: Protocol) -> Change | None:
    """How one side changed between two occasions, None when it was missing from either."""
    one, other = (_number(side, occasion, protocol) for occasion in (before, now))
    if one is None or other is None:
        return None
    return Change(before=one, now=other, error=protocol.error.at(one, other))


def _number(side: BodySide, occasion: Occasion, protocol: Protocol) -> float | None:
    body_side = side.body_side
    if body_side is None:
        return occasion.alone(protocol)
    return occasion.of(body_side, protocol)


def next_due_on(protocol: Protocol, last: dt.date, *, is_practice: bool) -> dt.date:
    """The day of the next test after ``last``: soon after practice, else as the protocol says."""
    days = PRACTICE_GAP_DAYS if is_practice else protocol.retest_days
    return last + dt.timedelta(days=days)


class Course(Struct, frozen=True, kw_only=True):
    """One test over time, the newest occasion last.

    ``is_practised``: the practice was done elsewhere, so the first occasion counts.
    """

    protocol: Protocol
    occasions: tuple[Occasion, ...]
    is_practised: bool = False

    @property
    def latest(self) -> Occasion | None:
        """The newest occasion."""
        return self.occasions[-1] if self.occasions else None

    @property
    def is_practice(self) -> bool:
        """Whether the newest occasion is the first one, which does not count yet."""
        return not self.is_practised and len(self.occasions) < OCCASIONS_TO_COUNT

    @property
    def comparison(self) -> Comparison | None:
        """Left beside right on the newest occasion."""
        return compare_sides(self.latest, self.protocol) if self.latest is not None else None

    @property
    def counting(self) -> Comparison | None:
        """The same once there were two occasions: what other parts may go by."""
        return None if self.is_practice else self.comparison

    @property
    def is_flagged(self) -> bool:
        """Whether a difference that counts is worth a second look.

        Where the source asks for it twice, the last two occasions must both show it, on one side.
        """
        found = self.counting
        if found is None or not found.is_flagged or self.protocol.flag is None:
            return False
        if not self.protocol.flag.twice:
            return True
        before = self._before
        return (
            before is not None and before.is_flagged and before.smaller_side is found.smaller_side
        )

    @property
    def is_new_flag(self) -> bool:
        """Whether the difference was not there on the occasion before."""
        before = self._before
        return self.is_flagged and (before is None or not before.is_flagged)

    @property
    def _before(self) -> Comparison | None:
        """Left beside right on the occasion before the newest."""
        earlier = self.occasions[-2:-1]
        return compare_sides(earlier[0], self.protocol) if earlier else None

    def first_side(self, usual: Side) -> Side:
        """The side that begins the next time: the other one than last time."""
        if self.latest is None or self.latest.first_side is None:
            return usual
        return self.latest.first_side.opposite

    def due_on(self) -> dt.date | None:
        """The day of the next one, None for a test that was never done."""
        if self.latest is None:
            return None
        return next_due_on(self.protocol, self.latest.day, is_practice=self.is_practice)

    def is_due(self, today: dt.date) -> bool:
        """Whether it is time again."""
        due = self.due_on()
        return due is not None and due <= today


def short_reach(courses: Iterable[Course]) -> tuple[tuple[Region, Side], ...]:
    """Regions and sides that reach or turn less than the other, by more than the test's error.

    Only occasions that count; several tests of one side and region name it once.
    """
    found = {
        (course.protocol.region, side)
        for course in courses
        if course.protocol.verb in (Verb.REACHES, Verb.TURNS)
        and (comparison := course.counting) is not None
        and (side := comparison.behind(course.protocol.better)) is not None
    }
    return tuple(sorted(found))
