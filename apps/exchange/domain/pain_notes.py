"""Notes of other apps that speak of pain: offered as pain of a side, never taken for it by themselves."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from msgspec import Struct, field

from apps.exchange.domain.rows import SetRow
from apps.exercises.domain.search import fold_text
from apps.exercises.domain.vocabulary import Side

OFFERED_NOTES = 20
"""More than this nobody answers; the newest are asked about."""
_NOTE_CHARACTERS = 120

_PAIN = (
    r"pain(?:s|ful|ed)?|painfull?y|hurt(?:s|ing)?|ache[sd]?|aching|achy|ouch|tweaked|twinges?|pinch(?:es|ed|ing)"
    r"|cooked|strained|pulled|injur(?:y|ed)|tend[io]nitis|impingement"
    r"|\w*schmerz(?:en|t|te|haft)?|weh(?:getan)?|gezerrt|zerrung|entzundet|zwickt"
    r"|douleurs?|douloureu(?:x|se)|fait mal|mal a|mal au|mal aux"
    r"|dolor(?:es)?|duele|dolio|molestias?|dor(?:es)?|doi|doeu|doendo|senti o|senti a|incomod\w+"
    r"|dolore|dolori|fa male|fastidio|pijn"
)
_PLACE = r"achilles|wrists?|shoulders?|elbows?|knees?|ankles?|hamstrings?|groin|lower back|neck|rotator cuff|si joint"
_SIDE = r"left|right"
_SPEAKS = re.compile(rf"\b(?:{_PAIN})\b|\b(?:{_SIDE}) (?:{_PLACE})\b|\b(?:{_PLACE}) (?:{_SIDE})\b")
_HARMLESS = re.compile(
    r"\b(?:no|not|zero|without|sans|sin|sem|senza|ohne|keine?|geen|non|nessun|pas de|aucune)"
    rf" (?:\w+ )?(?:{_PAIN})\b|\b(?:pain|schmerz) ?frei\b|\bpain free\b|\bno more pain\b"
    r"|\b(?:painful|ouch) (?:but )?(?:easy|fun)\b|\bpulled (?:up|to|through|it)\b|\bmuscle ache\b|\bdoms\b"
)
_LEFT = re.compile(
    r"\b(?:left|links|link(?:e|er|es|en)|gauche|izquierd[oa]|esquerd[oa]|sinistr[oa])\b"
)
_RIGHT = re.compile(
    r"\b(?:right|rechts|recht(?:e|er|es|en)|droite?|derech[oa]|direit[oa]|destr[oa])\b"
)


def speaks_of_pain(note: str) -> bool:
    """Whether a note may be about pain: a word for it, or a joint of a named side.

    Examples
    --------
    >>> speaks_of_pain("Right wrist cooked"), speaks_of_pain("senti o ombro direito")
    (True, True)
    >>> speaks_of_pain("no pain today"), speaks_of_pain("felt strong")
    (False, False)
    """
    folded = fold_text(note)
    return bool(_SPEAKS.search(folded)) and not _HARMLESS.search(folded)


def side_in(note: str) -> Side | None:
    """The only side that a note names; "right on the edge" names one all the same, so the athlete is asked.

    Examples
    --------
    >>> side_in("left achilles"), side_in("linke und rechte Schulter")
    (<Side.LEFT: 'left'>, None)
    """
    folded = fold_text(note)
    left, right = bool(_LEFT.search(folded)), bool(_RIGHT.search(folded))
    if left is right:
        return None
    return Side.LEFT if left else Side.RIGHT


class PainNote(Struct, frozen=True, kw_only=True, order=True):
    """A note of a day that may be about pain, as the file tells it.

    Parameters
    ----------
    day
        Of the workout, as ISO.
    exercise
        As the file calls it.
    side
        ``left``, ``right`` or nothing, by what the note or the row says.
    """

    day: str
    exercise: str
    note: str
    side: str = ""


class PainNotes(Struct, kw_only=True):
    """Those of a whole file from one day on, each once."""

    since: dt.date
    _found: set[PainNote] = field(default_factory=set)

    def add(self, row: SetRow) -> None:
        """Look at one row; one that has a number of its own needs no other."""
        if not row.note or row.pain is not None or row.day < self.since:
            return
        if speaks_of_pain(row.note):
            side = row.side.body_side or side_in(row.note)
            self._found.add(
                PainNote(
                    day=row.day.isoformat(),
                    exercise=row.exercise,
                    note=" ".join(row.note.split())[:_NOTE_CHARACTERS],
                    side=side.value if side else "",
                )
            )

    def newest(self) -> list[dict[str, Any]]:
        """Plain values, the newest first."""
        return [
            {"day": one.day, "exercise": one.exercise, "note": one.note, "side": one.side}
            for one in sorted(self._found, reverse=True)[:OFFERED_NOTES]
        ]
