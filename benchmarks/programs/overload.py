"""Rules of overload, counted here anew and not by the product's own checker."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

MOST_WEEKLY_SETS = 20.0
MOST_SESSION_SETS = 10.0
MOST_RATIO_ADDING = 2.0
MOST_RATIO_HOLDING = 3.0
LEAST_HELD_SETS = 2.0
LEAST_STRONGER_SETS = 1.0
MOST_GROWTH, FREE_GROWTH_SETS, LOOK_BACK_WEEKS = 1.3, 2.0, 4
_TOLERANCE = 1e-9


class Overload(StrEnum):
    """What went too far."""

    WEEK = "more than 20 hard sets a week and side"
    SESSION = "more than 10 hard sets a session and side"
    RATIO = "sides too far apart"
    STRONGER_DROPPED = "stronger side without a set"
    JUMP = "over 1.3 times the most of four weeks, and over two sets"
    LOAD_STEP = "load up by over 10 %, or 10 kg for a leg"
    MAXIMAL = "to failure more than once a week"
    NO_REST = "same muscle twice within a day"


def side_overloads(weekly_sets: Sequence[float], sessions: float) -> list[Overload]:
    """Rules that one side's sets of one muscle break, each week that it happens.

    Parameters
    ----------
    weekly_sets
        Hard sets in each week, from the first.
    sessions
        Sessions that a week's sets are spread over.
    """
    found: list[Overload] = []
    for week, sets in enumerate(weekly_sets):
        if sets > MOST_WEEKLY_SETS:
            found.append(Overload.WEEK)
        if sets / sessions > MOST_SESSION_SETS:
            found.append(Overload.SESSION)
        before = weekly_sets[max(0, week - LOOK_BACK_WEEKS) : week]
        if before and jumps(sets, max(before)):
            found.append(Overload.JUMP)
    return found


def jumps(sets: float, most_before: float) -> bool:
    """Whether a week's sets rise too fast over the most of the weeks before."""
    return (
        sets > MOST_GROWTH * most_before + _TOLERANCE
        and sets - most_before > FREE_GROWTH_SETS + _TOLERANCE
    )


def ratio_overloads(
    weak_sets: Sequence[float], strong_sets: Sequence[float], *, holds: bool
) -> list[Overload]:
    """Rules on how far the sides' sets may be apart, each week that they break.

    Parameters
    ----------
    holds
        The ratio is made by holding the stronger side and not by adding to the weaker one.
    """
    found: list[Overload] = []
    for weak, strong in zip(weak_sets, strong_sets, strict=True):
        if weak > 0 and strong < LEAST_STRONGER_SETS:
            found.append(Overload.STRONGER_DROPPED)
        elif weak > most_ratio(strong, holds=holds) * strong + _TOLERANCE:
            found.append(Overload.RATIO)
    return found


def most_ratio(strong_sets: float, *, holds: bool) -> float:
    """Largest ratio of weaker to stronger side's sets that is allowed."""
    is_held = holds and strong_sets >= LEAST_HELD_SETS
    return MOST_RATIO_HOLDING if is_held else MOST_RATIO_ADDING
