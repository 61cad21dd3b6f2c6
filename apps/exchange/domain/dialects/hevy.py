"""Hevy: days with months in the athlete's language, types of sets, and a note that every row repeats."""

from __future__ import annotations

from collections.abc import Iterator

from apps.core.units import WeightUnit
from apps.exchange.domain import foreign_cells
from apps.exchange.domain.registry import Dialect, Item
from apps.exchange.domain.sniffing import Sniff
from apps.exchange.domain.tables import Names, has_columns, lines_of
from apps.exercises.domain.vocabulary import SetKind

_NAMES: Names = {
    "date": ("start time",),
    "workout": ("title",),
    "exercise": ("exercise title",),
    "notes": ("exercise notes",),
    "type": ("set type",),
    "weight": ("weight kg", "weight lbs"),
    "reps": ("reps",),
    "seconds": ("duration seconds",),
    "rpe": ("rpe",),
}
_KINDS = {"warmup": SetKind.WARM_UP, "failure": SetKind.FAILURE}


def recognises(start: Sniff) -> bool:
    """The heading names a start, an exercise's title and a type of set."""
    return has_columns(start.heading, "start time", "exercise title", "set type")


def read(start: Sniff) -> Iterator[Item]:
    """Yield the sets; a note stands on the first set of its exercise alone."""
    unit = WeightUnit.LB if "weight lbs" in start.heading else WeightUnit.KG
    noted: tuple[str, str, str] | None = None
    for line in lines_of(start, _NAMES):
        note = line.text("notes").replace("\\n", "\n")
        here = (line.text("date"), line.text("exercise"), note)
        load = line.load("weight")
        in_unit = unit
        if load is not None:
            load, in_unit = foreign_cells.as_typed(load, unit)
        yield from line.row(
            moment=line.value("date", foreign_cells.spoken_moment),
            workout=line.text("workout"),
            exercise=line.text("exercise"),
            load=load,
            unit=in_unit,
            reps=line.whole("reps"),
            seconds=line.seconds("seconds"),
            rir=line.effort("rpe"),
            kind=_KINDS.get(line.text("type").lower(), SetKind.WORK),
            note="" if here == noted else note,
        )
        noted = here


DIALECT = Dialect(name="hevy", label="Hevy", recognises=recognises, read=read)
