"""Days: how far a pause moves a program, and which days a month shows."""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from datetime import date

WEEK_DAYS = 7
MOST_DAYS_AHEAD = 365
"""How far ahead a session may be moved or a pause may reach; convention."""

MOST_PAUSE_DAYS = 180
"""The longest pause or trip, days; convention. After half a year a new program serves better."""


def shift_for_pause(days: Iterable[date], *, starts_on: date, ends_on: date) -> int:
    """By how many days planned sessions move on for a pause.

    Parameters
    ----------
    days
        Days of the sessions that are planned; those before the pause do not matter.
    starts_on, ends_on
        First and last day of the pause.

    Returns
    -------
    int
        Whole weeks, in days: as few as bring every session behind the pause. 0 where no session
        lies in it or after it.

    Notes
    -----
    Whole weeks keep the athlete's own weekdays and the days of rest between the sessions; a shift
    by the bare length would lose both.

    Examples
    --------
    >>> monday = date(2026, 3, 2)
    >>> shift_for_pause([monday], starts_on=monday, ends_on=date(2026, 3, 4))
    7
    >>> shift_for_pause([monday], starts_on=monday, ends_on=date(2026, 3, 11))
    14
    >>> shift_for_pause([date(2026, 3, 6)], starts_on=monday, ends_on=date(2026, 3, 4))
    0
    """
    first = min((day for day in days if day >= starts_on), default=None)
    if first is None or first > ends_on:
        return 0
    return WEEK_DAYS * -(-((ends_on - first).days + 1) // WEEK_DAYS)


def weeks_of_month(year: int, month: int) -> tuple[tuple[date, ...], ...]:
    """The weeks that a month touches, Monday to Sunday, with the days of its neighbours."""
    weeks = calendar.Calendar().monthdatescalendar(year, month)
    return tuple(tuple(week) for week in weeks)


def month_beside(first: date, by: int) -> date:
    """The first day of the month ``by`` months after that of ``first``."""
    months = first.year * 12 + first.month - 1 + by
    return date(months // 12, months % 12 + 1, 1)
