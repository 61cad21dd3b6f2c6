"""Counting requests, minute by minute."""

from __future__ import annotations

import math
from uuid import UUID

from msgspec import Struct, field

WINDOW_S = 60


class RateLimit(Struct, dict=True):
    """Counts in memory: a request must not cost a statement and a commit to be counted.

    Parameters
    ----------
    most
        Requests a minute.
    most_known
        Athletes remembered; the counts start anew when there are more in one minute.

    Examples
    --------
    >>> limit = RateLimit(most=1)
    >>> limit.wait_s(UUID(int=1), now_s=120.0)
    0
    >>> limit.wait_s(UUID(int=1), now_s=150.5)
    30
    >>> limit.wait_s(UUID(int=1), now_s=180.0)
    0
    """

    most: int
    most_known: int = 10_000
    _window: int = -1
    _counts: dict[UUID, int] = field(default_factory=dict)

    def wait_s(self, who: UUID, *, now_s: float) -> int:
        """Count a request; 0 when it may go on, else the whole seconds to wait."""
        window = int(now_s // WINDOW_S)
        if window != self._window or len(self._counts) >= self.most_known:
            self._window = window
            self._counts = {}
        count = self._counts[who] = self._counts.get(who, 0) + 1
        if count <= self.most:
            return 0
        return max(1, math.ceil((window + 1) * WINDOW_S - now_s))
