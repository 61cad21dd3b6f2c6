"""Sides that people wrote into the names of exercises, where nobody can mean anything else."""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec.structs import replace

from apps.exchange.domain.hints import looks_one_sided, says_one_limb
from apps.exchange.domain.rows import SetRow
from apps.exercises.domain.vocabulary import SetSide, SideSource
from apps.lifts.domain.limits import TITLE_LENGTH

_LIMB = r"(?:arm|leg|hand|side|foot|knee|hip|shoulder)"
_BRACKETS = re.compile(
    rf"\s*[(\[]\s*(?P<side>left|right|both)(?:\s+{_LIMB}s?)?(?:\s+(?:only|side))?\s*[)\]]",
    re.IGNORECASE,
)
_AT_END = re.compile(
    rf"(?:\s*[-\u2013\u2014:,/]\s*|\s+)(?P<side>left|right)(?:\s+{_LIMB})?(?:\s+only)?\s*$",
    re.IGNORECASE,
)
_AT_START = re.compile(rf"^\s*(?P<side>left|right)\s+(?={_LIMB}\b)", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"\s*(?:[(\[]|[-\u2013\u2014:,]\s)\s*"
    r"(?:(?:brazo|pierna|bra\u00e7o|perna|bras|jambe|braccio|gamba)\s+)?"
    r"(?P<side>link(?:s|er|es|e)|gauche|izquierd[oa]|esquerd[oa]|sinistr[oa]"
    r"|recht(?:s|er|es|e)|droite?|derech[oa]|direit[oa]|destr[oa])"
    r"(?:\s+(?:arm|bein|hand|seite|fu\u00df|fuss))?\s*[)\]]?\s*$",
    re.IGNORECASE,
)
"""Sides in German, French, Spanish, Portuguese and Italian: only in brackets or behind a sign, at the end."""
_ANY_SIDE = re.compile(r"\b(?:left|right|both|each|alternat\w*)\b", re.IGNORECASE)
_SIDES = {
    "left": SetSide.LEFT,
    "right": SetSide.RIGHT,
    "both": SetSide.BOTH,
}
_LEFTS = ("li", "ga", "iz", "es", "si")


@lru_cache(maxsize=4096)
def split_name(name: str) -> tuple[str, SetSide | None]:
    """Part a name from the side in it.

    Parameters
    ----------
    name
        As the file says it.

    Returns
    -------
    tuple[str, SetSide | None]
        The name without the side, and the side; the name as it is and None when no side is certain.

    Notes
    -----
    Taken are brackets, the end of the name, and a side before a limb at its start. "Iso-Lateral",
    "(Each Side)" and "Direita" say nothing about which side a set was of, and two sides in one name cancel
    each other; so do "left and right" and "left/right" without brackets.

    Examples
    --------
    >>> split_name("Single Leg Leg Extension (Left)")
    ('Single Leg Leg Extension', <SetSide.LEFT: 'left'>)
    >>> split_name("DB Row (Right Arm)")[0], split_name("Overhead Press (Each Side)")[1]
    ('DB Row', None)
    """
    found = [
        (pattern, match)
        for pattern in (_BRACKETS, _AT_END, _AT_START, _ELSEWHERE)
        for match in pattern.finditer(name)
    ]
    sides = {_side_called(match["side"].lower()) for _pattern, match in found}
    if len(sides) != 1 or (found[0][0] is not _BRACKETS and len(_ANY_SIDE.findall(name)) > 1):
        return name, None
    base = name
    for pattern, _match in found:
        base = pattern.sub("", base)
    base = " ".join(base.split())
    side = sides.pop()
    left_over = {_SIDES[word] for word in map(str.lower, _ANY_SIDE.findall(base)) if word in _SIDES}
    # "Row left (Right)" says nothing; "left and right (Left)" is one of two.
    left_over.discard(SetSide.BOTH)
    if not base or (len(left_over) == 1 and side not in left_over):
        return name, None
    return base, side


def _side_called(word: str) -> SetSide:
    return _SIDES.get(word) or (SetSide.LEFT if word.startswith(_LEFTS) else SetSide.RIGHT)


def with_side_of_name(row: SetRow) -> SetRow:
    """``row`` with the side that stands in its exercise's name, unless the file said a side already."""
    if row.side_source is not SideSource.ASSUMED:
        return row
    name, side = split_name(row.exercise)
    if side is None:
        return row
    return replace(row, exercise=name, side=side, side_source=SideSource.IMPORTED)


ONE_LIMB = " (one side)"
"""What is put behind the name of a two-sided exercise that a note says was done one-sided."""


class OneLimbNotes:
    """Parts the workouts in which an exercise was done with one limb from those in which it was not.

    "One arm" in the note of a triceps extension names another exercise, for the sets from there to the end
    of that exercise in that workout; on the mapping screen it has a line of its own. The side stays unknown.
    """

    def __init__(self) -> None:
        """Have read no note yet."""
        self._here: tuple[object, str] | None = None

    def applied(self, row: SetRow) -> SetRow:
        """The row, under another name where a note says so."""
        if self._here is None and not row.note:
            return row
        here = (row.started_at or row.day, row.exercise)
        if row.note and says_one_limb(row.note) and not looks_one_sided(row.exercise):
            self._here = here
        if self._here != here or row.side_source is not SideSource.ASSUMED:
            return row
        name = row.exercise[: TITLE_LENGTH - len(ONE_LIMB)] + ONE_LIMB
        return replace(row, exercise=name)
