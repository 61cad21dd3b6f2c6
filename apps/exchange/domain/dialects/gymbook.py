"""GymBook: units inside the cells, two-digit years, and sets that were skipped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime

from apps.core.units import WeightUnit
from apps.exchange.domain import foreign_cells
from apps.exchange.domain.cells import CellRefusedError
from apps.exchange.domain.registry import Dialect, Item
from apps.exchange.domain.rows import ProblemCode
from apps.exchange.domain.sniffing import Sniff
from apps.exchange.domain.tables import Line, Names, Sessions, lines_of
from apps.exercises.domain.search import fold_text
from apps.exercises.domain.vocabulary import SetKind

_KEYS = (
    "date",
    "workout",
    "clock",
    "exercise",
    "zone",
    "first",
    "second",
    "kind",
    "reps",
    "weight",
)
_UNITS = frozenset({"kg", "lb", "lbs"})
_KEYS_AT_END = ("notes", "skipped")
_WIDTH = len(_KEYS) + len(_KEYS_AT_END)
_SKIPPED = frozenset({"saltato", "skipped", "ubersprungen", "saute", "omitido", "pulado"})
_YES = frozenset({"si", "yes", "ja", "oui", "sim"})
_MEASURE = re.compile(r"([-+]?[\d.,]+)\s*(.*)")
_SLASHED = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{2}|\d{4})")
_SECONDS = re.compile(r"s|se[ck].*|sec.*")
_MINUTES = re.compile(r"min.*")
_REPS = re.compile(r"(?:r[ei]p|wdh|wied|herh|x$|$).*")
_CLOCK = re.compile(r"(\d{1,2}(?::\d{2}){1,2})(?:\s*(?:min|h|s)\D*)?")
_DISTANCE = re.compile(r"(?:k?m|mi|miles?|meters?|metri|meter|yd|ft|%)?")
_WARM_UP = re.compile(r"riscaldamento|warm|aufwarm|echauff|calent|aquec")
_CENTURY = 2000
_MONTHS = 12


def recognises(start: Sniff) -> bool:
    """Twelve columns of which the last says what was skipped."""
    heading = start.heading
    return len(heading) >= _WIDTH and heading[_WIDTH - 1] in _SKIPPED and not any(heading[_WIDTH:])


def read(start: Sniff) -> Iterator[Item]:
    """Yield the sets that were not skipped; those of one day and program are one workout."""
    return Sessions().joined(_rows(start))


def _rows(start: Sniff) -> Iterator[Item]:
    keys = (*_KEYS, *_KEYS_AT_END)
    names: Names = {key: (word,) for key, word in zip(keys, start.heading, strict=False)}
    month_first = _is_month_first(start)
    for line in lines_of(start, names):
        # GymBook writes decimal commas inside quotation marks.
        line.comma_is_decimal = True
        if fold_text(line.text("skipped")) not in _YES:
            yield from _row_of(line, month_first=month_first)


def _row_of(line: Line, *, month_first: bool | None) -> Iterator[Item]:
    count, what = _parted(line.text("reps"))
    load, unit = _parted(line.text("weight"))
    clock = _CLOCK.fullmatch(line.text("reps"))
    if clock:
        count, what = clock[1], "s"
    is_seconds, is_minutes = bool(_SECONDS.fullmatch(what)), bool(_MINUTES.fullmatch(what))
    if not (is_seconds or is_minutes or _REPS.fullmatch(what)):
        line.refuse(ProblemCode.UNKNOWN_WORD, "reps", line.text("reps"))
    if unit not in _UNITS and not _DISTANCE.fullmatch(unit):
        line.refuse(ProblemCode.UNKNOWN_WORD, "weight", line.text("weight"))
    line.places = {**line.places, "count": len(line.cells), "load": len(line.cells) + 1}
    line.cells = (*line.cells, count, load if unit in _UNITS else "")
    seconds = line.seconds("count") if is_seconds or is_minutes else None
    return line.row(
        moment=line.value(
            "date", lambda day: _moment_of(day, line.text("clock"), month_first=month_first)
        ),
        workout=line.text("workout"),
        exercise=line.text("exercise"),
        load=line.load("load"),
        unit=WeightUnit.KG if unit == "kg" else WeightUnit.LB,
        reps=None if is_seconds or is_minutes else line.whole("count"),
        seconds=seconds * 60 if seconds and is_minutes and seconds <= _MONTHS * 10 else seconds,
        kind=SetKind.WARM_UP if _WARM_UP.search(fold_text(line.text("kind"))) else SetKind.WORK,
        note=line.text("notes"),
    )


def _parted(cell: str) -> tuple[str, str]:
    found = _MEASURE.fullmatch(cell)
    return (found[1], fold_text(found[2])) if found else ("", "")


def _is_month_first(start: Sniff) -> bool | None:
    """Which of the two numbers is the month, from the whole file; None when it cannot be told."""
    if start.heading[0] != "date":
        return False
    first = second = 0
    for record in start.body():
        if found := _SLASHED.fullmatch(record.cells[0].strip()):
            first, second = max(first, int(found[1])), max(second, int(found[2]))
    if first > _MONTHS:
        return False
    return True if second > _MONTHS else None


def _moment_of(day: str, clock: str, *, month_first: bool | None) -> date | datetime:
    found = _SLASHED.fullmatch(day)
    if not found:
        return foreign_cells.joined(day, clock)
    if month_first is None:
        raise CellRefusedError(ProblemCode.NOT_A_DATE)
    number, month = (found[2], found[1]) if month_first else (found[1], found[2])
    year = int(found[3]) + (_CENTURY if len(found[3]) == len("25") else 0)
    return foreign_cells.joined(f"{year:04}-{int(month):02}-{int(number):02}", clock)


DIALECT = Dialect(name="gymbook", label="GymBook", recognises=recognises, read=read)
