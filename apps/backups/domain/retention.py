"""Which backups are kept, and which have had their time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Hashable

DAYS = 7
WEEKS = 4
MONTHS = 6
UNTOUCHED = dt.timedelta(hours=24)
"""So long everything stays: the last good one may be the one before the latest two."""

_BUCKETS: tuple[tuple[int, Callable[[dt.datetime], Hashable]], ...] = (
    (DAYS, lambda made_at: made_at.date()),
    (WEEKS, lambda made_at: made_at.isocalendar()[:2]),
    (MONTHS, lambda made_at: (made_at.year, made_at.month)),
)


def kept(moments: Collection[dt.datetime], now: dt.datetime) -> frozenset[dt.datetime]:
    """Choose the backups that stay.

    The newest one of each of the last 7 days, 4 weeks (from Monday) and 6 months that have any, by
    UTC, and everything of the last 24 hours.

    Parameters
    ----------
    moments
        When each was made, in UTC.
    now
        In UTC.

    Returns
    -------
    frozenset of datetime
        Never without the newest one.

    Examples
    --------
    >>> days = [dt.datetime(2026, 11, day, 3, tzinfo=dt.UTC) for day in range(1, 24)]
    >>> sorted(one.day for one in kept(days, days[-1]))
    [8, 15, 17, 18, 19, 20, 21, 22, 23]
    """
    newest_first = sorted(moments, reverse=True)
    chosen = {made_at for made_at in newest_first if now - made_at < UNTOUCHED}
    for size, bucket_of in _BUCKETS:
        newest_of: dict[Hashable, dt.datetime] = {}
        for made_at in newest_first:
            newest_of.setdefault(bucket_of(made_at), made_at)
        chosen.update(list(newest_of.values())[:size])
    return frozenset(chosen)
