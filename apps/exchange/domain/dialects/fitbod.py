"""Fitbod, old and new: kilograms that were pounds, help as a load under zero, and a multiplier."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from apps.core.units import WeightUnit
from apps.exchange.domain import foreign_cells
from apps.exchange.domain.registry import Dialect, Item
from apps.exchange.domain.rows import MAX_ROWS, NumberedRow, Problem, ProblemCode
from apps.exchange.domain.sniffing import Sniff
from apps.exchange.domain.spreadsheets import body_of
from apps.exchange.domain.tables import Line, Names, has_columns, line_of, places_of
from apps.exchange.domain.text_files import FileRefusedError, Record
from apps.exercises.domain.vocabulary import LoadBasis, SetKind

_NAMES: Names = {
    "date": ("date",),
    "exercise": ("exercise",),
    "weight kg": ("weight kg", "weight"),
    "weight lbs": ("weight lbs", "weight lb"),
    "sets": ("sets",),
    "reps": ("reps",),
    "seconds": ("duration s",),
    "warm-up": ("is warmup",),
    "notes": ("note",),
    "multiplier": ("multiplier",),
}
_MAX_SETS = 30
_WARM_UPS = ("true", "false", "")
_TWO_IMPLEMENTS_OF_TWO_SIDES = "4"


def recognises(start: Sniff) -> bool:
    """A multiplier, or the older column of sets beside warm-ups."""
    if not has_columns(start.heading, "date", "exercise", "reps", "is warmup"):
        return False
    return "multiplier" in start.heading or "sets" in start.heading or "duration s" in start.heading


def read(start: Sniff) -> Iterator[Item]:
    """Yield the sets; loads without a unit in the heading are kilograms, as that version wrote them."""
    count = 0
    places = places_of(start.heading, _NAMES)
    for record in body_of(start, places["date"]):
        line = line_of(_with_whole_note(record, len(start.heading), places), start, places)
        # The older file may tell several equal sets in one row.
        sets = line.whole("sets", _MAX_SETS)
        for item in _row_of(line):
            for _set in range(1 if isinstance(item, Problem) else sets or 1):
                count += 1
                if count > MAX_ROWS:
                    problem = Problem(code=ProblemCode.TOO_MANY_ROWS, line=line.number)
                    raise FileRefusedError(problem)
                yield _with_multiplier(item, line.text("multiplier"))


def _with_whole_note(record: Record, width: int, places: Mapping[str, int]) -> Record:
    """A note with commas that nobody quoted, put together where the cell before it is what it should be."""
    surplus = len(record.cells) - width
    place = places.get("notes")
    flag = record.cells[places["warm-up"]] if surplus > 0 else "?"
    if not place or not record.cells[-1].strip() or flag.strip().lower() not in _WARM_UPS:
        return record
    note = ",".join(record.cells[place : place + surplus + 1])
    after = record.cells[place + surplus + 1 :]
    return Record(line=record.line, cells=(*record.cells[:place], note, *after))


def _row_of(line: Line) -> Iterator[Item]:
    load, unit = line.weighed(("weight kg", WeightUnit.KG), ("weight lbs", WeightUnit.LB))
    moment = line.value("date", foreign_cells.spoken_moment)
    return line.row(
        moment=moment,
        exercise=line.text("exercise"),
        load=load,
        unit=unit,
        reps=line.whole("reps"),
        seconds=line.seconds("seconds"),
        kind=SetKind.WARM_UP if line.says_yes("warm-up") else SetKind.WORK,
        note=line.text("notes"),
        is_instant=getattr(moment, "tzinfo", None) is not None,
    )


def _with_multiplier(item: Item, multiplier: str) -> Item:
    """Four is two implements times two sides, so the load is one implement's; two alone may be either."""
    if (
        not isinstance(item, NumberedRow)
        or multiplier.split(".", maxsplit=1)[0] != _TWO_IMPLEMENTS_OF_TWO_SIDES
    ):
        return item
    return replace(item, row=replace(item.row, load_basis=LoadBasis.PER_IMPLEMENT))


DIALECT = Dialect(name="fitbod", label="Fitbod", recognises=recognises, read=read)
