"""StrongLifts: one row for each exercise, with a pair of columns for each of its sets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime

from apps.core.units import WeightUnit
from apps.exchange.domain import cells, foreign_cells
from apps.exchange.domain.cells import CellRefusedError
from apps.exchange.domain.registry import Dialect, Item
from apps.exchange.domain.rows import MAX_ROWS, Problem, ProblemCode
from apps.exchange.domain.sniffing import Sniff
from apps.exchange.domain.tables import Line, Names, lines_of, places_of
from apps.exchange.domain.text_files import FileRefusedError

_NAMES: Names = {
    "date": ("date yyyy mm dd", "date"),
    "clock": ("start time h mm", "start time"),
    "workout": ("workout name", "workout"),
    "exercise": ("exercise",),
    "reps": ("reps",),
    "weight": ("weight", "weight kg", "weight lb", "weight lbs", "top set kg", "top set lb"),
    "notes": ("notes",),
}
_PAIR = re.compile(r"set (\d{1,2}) (reps|kg|lbs?)")
_LIST = re.compile(r"(?:\d{1,3}|-)(?:/(?:\d{1,3}|-))+")


def recognises(start: Sniff) -> bool:
    """Pairs of columns for the first set, or a program's name beside counts with slashes."""
    heading = start.heading
    if "exercise" not in heading:
        return False
    pair = "set 1 reps" in heading and any(
        f"set 1 {unit}" in heading for unit in ("kg", "lb", "lbs")
    )
    return pair or ("reps" in heading and "/" in start.beginning and _has_slashed_reps(start))


def _has_slashed_reps(start: Sniff) -> bool:
    try:
        record = next(start.body(), None)
    except FileRefusedError:
        return False
    place = places_of(start.heading, _NAMES)["reps"]
    return record is not None and bool(
        _LIST.fullmatch(record.cells[place].strip() if place < len(record.cells) else "")
    )


def read(start: Sniff) -> Iterator[Item]:
    """Yield the sets of each row; a dash or an empty cell is a set that was not done."""
    own_unit = _unit_of(start.heading)
    pairs = _pairs_of(start.heading)
    sets = 0
    for line in lines_of(start, _NAMES):
        if not pairs:
            counts = line.text("reps").split("/")
            load = line.text("weight")
            line.cells = (*line.cells, load, *counts)
            base = len(line.cells) - len(counts)
            pairs_here = [(place, base - 1, own_unit) for place in range(base, len(line.cells))]
        else:
            pairs_here = pairs
        first = True
        unreadable = tuple(line.problems)
        for place, load_place, unit in pairs_here:
            line.places = {**line.places, "count": place, "load": load_place}
            if line.text("count") in ("", "-"):
                continue
            sets += 1
            if sets > MAX_ROWS:
                raise FileRefusedError(Problem(code=ProblemCode.TOO_MANY_ROWS, line=line.number))
            line.problems = list(unreadable)
            yield from line.row(
                moment=line.value("date", lambda day: _moment_of(day, line)),  # noqa: B023
                workout=line.text("workout"),
                exercise=line.text("exercise"),
                load=line.load("load"),
                unit=unit,
                reps=line.whole("count"),
                note=line.text("notes") if first else "",
            )
            first = False


def _moment_of(day: str, line: Line) -> date | datetime:
    return foreign_cells.joined(cells.moment_of(day).isoformat()[:10], line.text("clock"))


def _pairs_of(heading: tuple[str, ...]) -> list[tuple[int, int, WeightUnit | None]]:
    """Place of the reps, of the load, and the load's unit, set by set; body weight may be in another."""
    counts: dict[int, int] = {}
    loads: dict[int, tuple[int, WeightUnit]] = {}
    for place, word in enumerate(heading):
        if pair := _PAIR.fullmatch(word):
            if pair[2] == "reps":
                counts.setdefault(int(pair[1]), place)
            else:
                loads.setdefault(int(pair[1]), (place, cells.unit_of(pair[2])))
    return [(counts[n], *loads[n]) for n in sorted(counts) if n in loads]


def _unit_of(heading: tuple[str, ...]) -> WeightUnit | None:
    """The unit above the load."""
    above = next((word for word in _NAMES["weight"] if word in heading), "")
    try:
        return cells.unit_of(above.split()[-1]) if above else None
    except CellRefusedError:
        return None


DIALECT = Dialect(name="stronglifts", label="StrongLifts", recognises=recognises, read=read)
