"""Gymrun: semicolons, days as 29.04.2025, a time for each set."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from apps.exchange.domain import foreign_cells
from apps.exchange.domain.registry import Dialect, Item
from apps.exchange.domain.sniffing import Sniff
from apps.exchange.domain.tables import Line, Names, Sessions, has_columns, lines_of

_NAMES: Names = {
    "date": ("date",),
    "clock": ("time",),
    "workout": ("routine",),
    "exercise": ("exercise",),
    "weight": ("weight",),
    "reps": ("reps",),
    "seconds": ("duration",),
    "notes": ("note",),
}


def recognises(start: Sniff) -> bool:
    """A routine beside parameters without names, or beside the number of a set."""
    heading = start.heading
    return has_columns(heading, "date", "time", "routine", "exercise") and (
        "para6" in heading or has_columns(heading, "set", "weight", "reps")
    )


def read(start: Sniff) -> Iterator[Item]:
    """Yield the sets; those of one day and routine are one workout."""
    return Sessions().joined(_rows(start))


def _rows(start: Sniff) -> Iterator[Item]:
    for line in lines_of(start, _NAMES):
        yield from line.row(
            moment=_moment_of(line),
            workout=line.text("workout"),
            exercise=line.text("exercise"),
            load=line.load("weight"),
            reps=line.whole("reps"),
            seconds=line.seconds("seconds"),
            note=line.text("notes"),
        )


def _moment_of(line: Line) -> date | datetime | None:
    return line.value("date", lambda day: foreign_cells.joined(day, line.text("clock")))


DIALECT = Dialect(name="gymrun", label="Gymrun", recognises=recognises, read=read)
