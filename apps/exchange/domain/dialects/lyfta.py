"""Lyfta: types of sets that may say left and right."""

from __future__ import annotations

from collections.abc import Iterator

from apps.exchange.domain import foreign_cells
from apps.exchange.domain.registry import Dialect, Item
from apps.exchange.domain.sniffing import Sniff
from apps.exchange.domain.tables import Names, has_columns, lines_of
from apps.exercises.domain.search import fold_text
from apps.exercises.domain.vocabulary import SetKind, SetSide

_NAMES: Names = {
    "date": ("date",),
    "workout": ("title",),
    "exercise": ("exercise",),
    "weight": ("weight",),
    "reps": ("reps",),
    "seconds": ("time",),
    "type": ("set type",),
    "notes": ("notes", "note"),
}
_SIDES = {"left": SetSide.LEFT, "right": SetSide.RIGHT}
_KINDS = {"warmup": SetKind.WARM_UP, "warm": SetKind.WARM_UP, "failure": SetKind.FAILURE}


def recognises(start: Sniff) -> bool:
    """A superset's number beside a type of set."""
    return has_columns(start.heading, "title", "exercise", "superset id", "set type")


def read(start: Sniff) -> Iterator[Item]:
    """Yield the sets; the file never says its unit."""
    for line in lines_of(start, _NAMES):
        words = fold_text(line.text("type")).split()
        yield from line.row(
            moment=line.value("date", foreign_cells.spoken_moment),
            workout=line.text("workout"),
            exercise=line.text("exercise"),
            load=line.load("weight"),
            reps=line.whole("reps"),
            seconds=line.seconds("seconds"),
            kind=next((_KINDS[word] for word in words if word in _KINDS), SetKind.WORK),
            side=_side_in(words),
            note=line.text("notes"),
        )


def _side_in(words: list[str]) -> SetSide | None:
    """The one side that a type of set names; two are none."""
    found = {_SIDES[word] for word in words if word in _SIDES}
    return found.pop() if len(found) == 1 else None


DIALECT = Dialect(name="lyfta", label="Lyfta", recognises=recognises, read=read)
