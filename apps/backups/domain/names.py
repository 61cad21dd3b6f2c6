"""How the files are called: the moment is in the name, so that a folder can be read by eye."""

from __future__ import annotations

import datetime as dt
import re

SUFFIX = ".backup"
_FORMAT = "%Y-%m-%d-%H%M%S-%f"
_NAME = re.compile(r"levelset-(\d{4}-\d\d-\d\d-\d{6}-\d{6})\.backup")


def name_of(made_at: dt.datetime) -> str:
    """Name of the backup of a moment.

    Examples
    --------
    >>> name_of(dt.datetime(2026, 11, 23, 6, 5, 4, 30, tzinfo=dt.UTC))
    'levelset-2026-11-23-060504-000030.backup'
    """
    return f"levelset-{made_at.astimezone(dt.UTC).strftime(_FORMAT)}{SUFFIX}"


def moment_of(name: str) -> dt.datetime | None:
    """The moment in a name, in UTC; None if it is no backup's name."""
    found = _NAME.fullmatch(name)
    if found is None:
        return None
    try:
        return dt.datetime.strptime(found[1], _FORMAT).replace(tzinfo=dt.UTC)
    except ValueError:
        return None
