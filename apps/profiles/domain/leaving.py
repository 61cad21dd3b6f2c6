"""When an account that somebody has asked to delete goes for good."""

from __future__ import annotations

import datetime as dt

GRACE = dt.timedelta(days=7)
"""Time to think again, from the moment of asking."""


def day_of_leaving(asked_at: dt.datetime) -> dt.datetime:
    """The instant from which nothing may be left.

    Parameters
    ----------
    asked_at
        With its zone; seven days are 168 hours, whatever clocks do in between.

    Returns
    -------
    datetime
        In UTC.

    Examples
    --------
    >>> day_of_leaving(dt.datetime(2026, 11, 23, 6, tzinfo=dt.UTC)).isoformat()
    '2026-11-30T06:00:00+00:00'
    """
    return asked_at.astimezone(dt.UTC) + GRACE


def is_over(leaves_at: dt.datetime | None, now: dt.datetime) -> bool:
    """Whether the time to think again has passed; never for somebody who stays."""
    return leaves_at is not None and leaves_at <= now
