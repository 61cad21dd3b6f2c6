"""JEFIT: one file of many tables, of which sessions, logs and sets belong together."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from datetime import date, datetime

from apps.core.units import WeightUnit
from apps.exchange.domain import cells, foreign_cells
from apps.exchange.domain.cells import CellRefusedError
from apps.exchange.domain.registry import Dialect, Item
from apps.exchange.domain.rows import MAX_ROWS, Problem, ProblemCode
from apps.exchange.domain.sniffing import Sniff
from apps.exchange.domain.tables import Line
from apps.exchange.domain.text_files import FileRefusedError, Record, delimiter_of
from apps.exercises.domain.search import fold_text

_SECTION = re.compile(r"^### +([^#\s](?:[^#\r\n]*[^#\s])?) +#+[ \t,;]*\r?$", re.MULTILINE)
_LOGGED = re.compile(r"(-?\d+(?:\.\d+)?)x(\d+)")


def recognises(start: Sniff) -> bool:
    """A line of number signs around a section's name."""
    return bool(_SECTION.search(start.beginning))


def read(start: Sniff) -> Iterator[Item]:
    """Yield the sets of each log, those that it only lists first.

    ``weight_lbs`` is pounds whatever the athlete uses; the lists in the logs are in their own unit.
    Times of a log are when it was synchronised, so the session's start counts, or else the day.
    """
    sections = dict(_sections(start.text))
    unit = _own_unit(sections)
    begun = {
        line.text("id"): line.text("starttime") for line in _table(sections, "WORKOUT SESSIONS")
    }
    logs: dict[str, tuple[str, str, str]] = {}
    with_sets = {line.text("exercise log id") for line in _table(sections, "EXERCISE SET LOGS")}
    count = 0
    for line in _table(sections, "EXERCISE LOGS"):
        began = begun.get(line.text("belongsession"), "")
        key = (line.text("mydate"), began, line.text("ename"))
        logs[line.text("id")] = key
        # Versions before the table of sets left only the list.
        if line.text("id") not in with_sets and line.text("logs"):
            for item in _listed(line, key, unit):
                count = _counted(count, line)
                yield item
    for line in _table(sections, "EXERCISE SET LOGS"):
        count = _counted(count, line)
        log = logs.get(line.text("exercise log id"))
        if log is None:
            yield Problem(code=ProblemCode.MISSING_VALUE, line=line.number, column="exercise")
        else:
            yield from _row_of(line, log, WeightUnit.LB)


def _listed(line: Line, log: tuple[str, str, str], unit: WeightUnit | None) -> Iterator[Item]:
    """The sets of a log's list, such as 64.9998x5,64.9998x4; none of them where one cannot be read."""
    listed = [_LOGGED.fullmatch(part.strip()) for part in line.text("logs").split(",")]
    found = [one for one in listed if one is not None]
    if len(found) < len(listed):
        line.refuse(ProblemCode.NOT_A_NUMBER, "logs", line.text("logs"))
        yield from line.problems
        return
    for one in found:
        made = Record(line=line.number, cells=(one[1], one[2], ""))
        yield from _row_of(Line(made, _SETS, comma_is_decimal=False), log, unit)


_SETS = {"weight lbs": 0, "reps": 1, "duration": 2}


def _counted(count: int, line: Line) -> int:
    if count >= MAX_ROWS:
        raise FileRefusedError(Problem(code=ProblemCode.TOO_MANY_ROWS, line=line.number))
    return count + 1


def _row_of(line: Line, log: tuple[str, str, str], unit: WeightUnit | None) -> Iterator[Item]:
    day, began, exercise = log
    line.places = {**line.places, "day": len(line.cells), "began": len(line.cells) + 1}
    line.cells = (*line.cells, day, began if began not in ("0", "-1") else "")
    load = line.load("weight lbs")
    if load is not None and unit is not None:
        load, unit = foreign_cells.as_typed(load, unit)
    moment: date | datetime | None
    if line.text("began"):
        moment = line.value("began", foreign_cells.instant_of_epoch)
    else:
        moment = line.value("day", cells.moment_of)
    return line.row(
        moment=moment,
        exercise=exercise,
        load=load,
        unit=unit,
        reps=line.whole("reps"),
        seconds=line.seconds("duration"),
        is_instant=isinstance(moment, datetime) and moment.tzinfo is not None,
    )


def _sections(text: str) -> Iterator[tuple[str, tuple[int, str]]]:
    """Name of each section with the line on which it begins and its text."""
    found = list(_SECTION.finditer(text))
    ends = [section.start() for section in found[1:]] + [len(text)] * bool(found)
    # None at all where what looked like a section was the edge of the beginning.
    for here, end in zip(found, ends, strict=True):
        body = text[here.end() : end]
        yield here[1], (text.count("\n", 0, here.end()) + 1, body)


def _table(sections: dict[str, tuple[int, str]], name: str) -> Iterator[Line]:
    start, body = sections.get(name, (0, ""))
    body = body.lstrip("\r\n")
    # Spreadsheets of half the world save the file with semicolons.
    delimiter = delimiter_of(body.partition("\n")[0])
    reader = csv.reader(io.StringIO(body, newline=""), delimiter=delimiter)
    places: dict[str, int] | None = None
    while True:
        number = start + reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise FileRefusedError(Problem(code=ProblemCode.BROKEN_QUOTES, line=number)) from error
        if places is None:
            places = {fold_text(cell[:100]): place for place, cell in enumerate(row)}
        elif any(cell.strip() for cell in row):
            yield Line(
                Record(line=number, cells=tuple(row)), places, comma_is_decimal=delimiter != ","
            )


def _own_unit(sections: dict[str, tuple[int, str]]) -> WeightUnit | None:
    """The athlete's own unit, or None where the settings are missing."""
    first = next(_table(sections, "SETTING"), None)
    try:
        return cells.unit_of(first.text("mass")) if first is not None else None
    except CellRefusedError:
        return None


DIALECT = Dialect(name="jefit", label="JEFIT", recognises=recognises, read=read)
