"""FitNotes on Android and iOS: days without times, and names with commas that nobody quoted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from apps.core.units import WeightUnit
from apps.exchange.domain import cells, foreign_cells
from apps.exchange.domain.registry import Dialect, Item
from apps.exchange.domain.sniffing import Sniff
from apps.exchange.domain.spreadsheets import body_of
from apps.exchange.domain.tables import Line, Names, has_columns, line_of, places_of
from apps.exchange.domain.text_files import Record
from apps.exercises.domain.vocabulary import SetKind

_NAMES: Names = {
    "date": ("date", "start time"),
    "workout": ("name",),
    "exercise": ("exercise",),
    "category": ("category",),
    "weight": ("weight",),
    "weight kg": ("weight kg",),
    "weight lbs": ("weight lbs",),
    "unit": ("weight unit",),
    "reps": ("reps",),
    "seconds": ("time",),
    "notes": ("comment", "notes", "note"),
    "warm-up": ("is warmup",),
    "kind": ("kind",),
    "rpe": ("rpe",),
    "rir": ("rir",),
}
_NUMBERS = ("weight", "weight kg", "weight lbs", "reps")
_NUMBER = re.compile(r"[-+]?\d*[.,]?\d*")


def recognises(start: Sniff) -> bool:
    """Android's and iOS's categories with distances, or iOS's richer list."""
    plain = has_columns(start.heading, "date", "exercise", "category", "distance unit")
    return plain or has_columns(start.heading, "exercise", "start time", "is warmup", "categories")


def read(start: Sniff) -> Iterator[Item]:
    """Yield the sets, with names put together again."""
    width = len(start.heading)
    places = places_of(start.heading, _NAMES)
    for record in body_of(start, places["date"]):
        yield from _row_of(line_of(rejoined(record, width, places), start, places))


def rejoined(record: Record, width: int, places: dict[str, int]) -> Record:
    """A record with as many cells as the heading: surplus ones belong to the name, or else to the comment.

    Examples
    --------
    >>> cells = ("2025-04-29", "Press (Each Side", " Dumbbells)", "6.5", "5")
    >>> rejoined(Record(line=2, cells=cells), 4, {"exercise": 1, "weight": 2, "reps": 3}).cells[1]
    'Press (Each Side, Dumbbells)'
    """
    surplus = len(record.cells) - width
    if surplus <= 0:
        return record
    for place in dict.fromkeys((places["exercise"], places.get("notes", places["exercise"]))):
        name = ",".join(record.cells[place : place + surplus + 1])
        joined = (*record.cells[:place], name, *record.cells[place + surplus + 1 :])
        numbers = (joined[places[key]] for key in _NUMBERS if key in places)
        category = joined[places["category"]] if "category" in places else "?"
        # There always is a category; one that is a number is half of a weight with a decimal comma.
        if not _NUMBER.fullmatch(category.strip()) and all(
            _NUMBER.fullmatch(cell.strip()) for cell in numbers
        ):
            return Record(line=record.line, cells=joined)
    return record


def _row_of(line: Line) -> Iterator[Item]:
    load, unit = _load_of(line)
    warm_up = line.says_yes("warm-up") or "warm" in line.text("kind").lower()
    return line.row(
        moment=line.value("date", foreign_cells.spoken_moment),
        workout=line.text("workout"),
        exercise=line.text("exercise"),
        load=load,
        unit=unit,
        reps=line.whole("reps"),
        seconds=line.seconds("seconds"),
        rir=line.reserve("rir") if line.text("rir") else line.effort("rpe"),
        kind=SetKind.WARM_UP if warm_up else SetKind.WORK,
        note=line.text("notes"),
    )


def _load_of(line: Line) -> tuple[Decimal | None, WeightUnit | None]:
    """The load as typed: of two columns the one with the rounder number."""
    if load := line.load("weight"):
        unit = line.value("unit", cells.unit_of)
        return (load, None) if unit is None else foreign_cells.as_typed(load, unit)
    return line.weighed(("weight kg", WeightUnit.KG), ("weight lbs", WeightUnit.LB))


DIALECT = Dialect(name="fitnotes", label="FitNotes", recognises=recognises, read=read)
