"""KingsKiln: a column for the side."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from apps.exchange.domain import cells, foreign_cells
from apps.exchange.domain.registry import Dialect, Item
from apps.exchange.domain.sniffing import Sniff
from apps.exchange.domain.tables import Line, Names, has_columns, lines_of

_NAMES: Names = {
    "date": ("date",),
    "workout": ("day",),
    "clock": ("started",),
    "exercise": ("exercise",),
    "reps": ("reps",),
    "side": ("side",),
    "weight": ("weight",),
}


def recognises(start: Sniff) -> bool:
    """A side beside a start and an end."""
    return has_columns(start.heading, "date", "day", "started", "ended", "exercise", "side")


def read(start: Sniff) -> Iterator[Item]:
    """Yield the sets; the file never says its unit."""
    for line in lines_of(start, _NAMES):
        yield from line.row(
            moment=_moment_of(line),
            workout=line.text("workout"),
            exercise=line.text("exercise"),
            load=line.load("weight"),
            reps=line.whole("reps"),
            side=line.value("side", cells.side_of),
        )


def _moment_of(line: Line) -> date | datetime | None:
    return line.value(
        "date", lambda day: foreign_cells.joined(day, line.text("clock").replace("-", ""))
    )


DIALECT = Dialect(name="kingskiln", label="KingsKiln", recognises=recognises, read=read)
