"""Hevy: days with months in the athlete's language, types of sets, and a note that every row repeats."""

from __future__ import annotations

from collections.abc import Iterator

from apps.core.units import WeightUnit
from apps.exchange.domain import foreign_cells
from apps.exchange.domain.registry import Dialect, Item
from apps.exchange.domain.sniffing import Sniff
from apps.exchange.domain.tables import Names, has_columns, lines_of
from apps.exercises.domain.vocabulary import SetKind, SetSide

_NAMES: Names = {
    "date": ("start time",),
    "workout": ("title",),
    "exercise": ("exercise title",),
    "notes": ("exercise notes",),
    "type": ("set type",),
    "weight kg": ("weight kg",),
    "weight lbs": ("weight lbs", "weight lb"),
    "reps": ("reps",),
    "seconds": ("duration seconds",),
    "rpe": ("rpe",),
}
_KINDS = {
    "warmup": SetKind.WARM_UP,
    "warm_up": SetKind.WARM_UP,
    "warm-up": SetKind.WARM_UP,
    "failure": SetKind.FAILURE,
}
_SIDES = {"left": SetSide.LEFT, "right": SetSide.RIGHT}


def recognises(start: Sniff) -> bool:
    """The heading names a start, an exercise's title and a type of set."""
    return has_columns(start.heading, "start time", "exercise title", "set type")


def read(start: Sniff) -> Iterator[Item]:
    """Yield the sets; a note stands on the first set of its exercise alone."""
    noted: tuple[str, str, str] | None = None
    for line in lines_of(start, _NAMES):
        note = line.text("notes").replace("\\n", "\n")
        here = (line.text("date"), line.text("exercise"), note)
        load, unit = line.weighed(("weight kg", WeightUnit.KG), ("weight lbs", WeightUnit.LB))
        kind = line.text("type").lower()
        yield from line.row(
            moment=line.value("date", foreign_cells.spoken_moment),
            workout=line.text("workout"),
            exercise=line.text("exercise"),
            load=load,
            unit=unit,
            reps=line.whole("reps"),
            seconds=line.seconds("seconds"),
            rir=line.effort("rpe"),
            kind=_KINDS.get(kind, SetKind.WORK),
            side=_SIDES.get(kind),
            note="" if here == noted else note,
        )
        noted = here


DIALECT = Dialect(name="hevy", label="Hevy", recognises=recognises, read=read)
