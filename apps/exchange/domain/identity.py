"""Which set of a file is which set of the log, so that the same file twice is the same sets once.

Two equal rows are two sets: nothing is recognised by its content. A set is known by the identity that
Levelset's own export gives it, or else by its workout, exercise, side and place among those.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from msgspec import Struct, field

from apps.exchange.domain.rows import SetRow

if TYPE_CHECKING:
    from hashlib import _Hash

_IMPORTS = UUID("6f1a4c1e-3f0b-5b7e-9d55-5b0d3a1c7e42")


@lru_cache(maxsize=16)
def _begun(athlete_id: UUID) -> _Hash:
    """What ``uuid5`` does with an athlete's namespace, done once."""
    return hashlib.sha1(uuid5(_IMPORTS, str(athlete_id)).bytes, usedforsecurity=False)


class Identities(Struct, frozen=True, kw_only=True):
    """Identifiers of one athlete's imported rows, the same whenever and however often they are made.

    Parameters
    ----------
    athlete_id
        Two athletes importing one file get different rows.
    """

    athlete_id: UUID

    def of(self, *parts: object) -> UUID:
        """The identifier of what the parts name."""
        digest = _begun(self.athlete_id).copy()
        digest.update("\x1f".join(map(str, parts)).encode())
        return UUID(bytes=digest.digest()[:16], version=5)


def workout_key(row: SetRow, started_at: datetime) -> str:
    """What makes two rows belong to one workout: its start, or its day and title without a time.

    Parameters
    ----------
    started_at
        The start as a moment, whatever the file gave.
    """
    if row.started_at is None:
        return f"{row.day.isoformat()} {row.workout.casefold()}".strip()
    return started_at.astimezone(UTC).replace(microsecond=0).isoformat()


def foreign_key(row: SetRow, source: str) -> str:
    """What makes two rows of another app's file belong to one workout: the start as the file writes it.

    Nothing that the athlete answers is part of it, so that other answers do not double a workout.
    """
    start = f"{row.day.isoformat()} {row.workout.casefold()}".strip()
    if row.started_at is not None:
        start = row.started_at.isoformat()
    return f"{source} {start}"


class SetPlaces(Struct, kw_only=True):
    """Counts the rows that share a workout, an exercise and a side, in the order of the file."""

    _seen: Counter[tuple[str, ...]] = field(default_factory=Counter)

    def next_place(self, *parts: str) -> int:
        """The place of the next such row, from 1."""
        self._seen[parts] += 1
        return self._seen[parts]
