"""Whether a database is the one that the data folder knows."""

from __future__ import annotations

from enum import StrEnum
from uuid import UUID


class Standing(StrEnum):
    """What a start finds."""

    FIRST_RUN = "first_run"
    KNOWN = "known"
    UNNAMED = "unnamed"
    EMPTIED = "emptied"
    ANOTHER = "another"

    @property
    def may_start(self) -> bool:
        """Whether to go on as if nothing had happened."""
        return self not in {Standing.EMPTIED, Standing.ANOTHER}


def standing(*, known: UUID | None, found: UUID | None, people: int) -> Standing:
    """Compare the folder's note with the database's.

    Parameters
    ----------
    known
        The id that the data folder noted, None if it has no note.
    found
        The id in the database, None if it has none or no such table.
    people
        Accounts in the database.

    Returns
    -------
    Standing
        ``UNNAMED`` is a database with people or an id and a folder without a note: it is
        noted. A folder with a note stops where the database is another, or holds neither id nor people.
    """
    if known is None:
        return Standing.FIRST_RUN if found is None and not people else Standing.UNNAMED
    if found == known:
        return Standing.KNOWN
    return Standing.EMPTIED if found is None and not people else Standing.ANOTHER
