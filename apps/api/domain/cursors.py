"""Where a list goes on: the place of the last row that was told, not its number.

Rows that arrive or go meanwhile move nothing: each row is told once.
"""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import json
from typing import Final
from uuid import UUID

MOST_CHARACTERS: Final = 600


class CursorError(ValueError):
    """A text that no list has given out."""


def write_cursor(place: dt.datetime | dt.date | str, key: UUID) -> str:
    """The cursor after a row.

    Parameters
    ----------
    place
        What the list is ordered by.
    key
        What decides between rows of one place.

    Examples
    --------
    >>> read_moment(write_cursor(dt.datetime(2026, 3, 1, tzinfo=dt.UTC), UUID(int=7)))[1].int
    7
    """
    told = place if isinstance(place, str) else place.isoformat()
    text = json.dumps([told, str(key)], separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def read_moment(cursor: str) -> tuple[dt.datetime, UUID]:
    """The place of a list that is ordered by moments."""
    place, key = _read(cursor)
    try:
        found = dt.datetime.fromisoformat(place)
        if found.tzinfo is None:
            raise CursorError
        return found.astimezone(dt.UTC), key
    except (ValueError, OverflowError):
        raise CursorError from None


def read_day(cursor: str) -> tuple[dt.date, UUID]:
    """The place of a list that is ordered by days."""
    place, key = _read(cursor)
    try:
        return dt.date.fromisoformat(place), key
    except ValueError:
        raise CursorError from None


def read_text(cursor: str) -> tuple[str, UUID]:
    r"""The place of a list that is ordered by names.

    Examples
    --------
    >>> read_text(write_cursor("Row\x00", UUID(int=7)))
    Traceback (most recent call last):
    ...
    apps.api.domain.cursors.CursorError
    """
    place, key = _read(cursor)
    if not place.isprintable():
        raise CursorError
    return place, key


def _read(cursor: str) -> tuple[str, UUID]:
    if len(cursor) > MOST_CHARACTERS or not cursor.isascii():
        raise CursorError
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        place, key = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
        if not isinstance(place, str) or not isinstance(key, str):
            raise CursorError
        return place, UUID(key)
    except (ValueError, TypeError, RecursionError, binascii.Error):
        raise CursorError from None
