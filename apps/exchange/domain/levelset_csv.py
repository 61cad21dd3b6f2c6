"""Levelset's own file: one row a set and a side, nothing lost on the way out and back in."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from msgspec.structs import replace

from apps.core.units import KG_PER_LB, WeightUnit, plain
from apps.exchange.domain import cells
from apps.exchange.domain.cells import CellRefusedError
from apps.exchange.domain.formula_guard import guarded
from apps.exchange.domain.row_reader import (
    SHOWN_CHARACTERS,
    Heading,
    RowReader,
    RowRefusedError,
    folded,
)
from apps.exchange.domain.rows import (
    MAX_CELL_CHARACTERS,
    MAX_COLUMNS,
    Column,
    NumberedRow,
    ParsedFile,
    Problem,
    ProblemCode,
    SetRow,
)
from apps.exchange.domain.sniffing import Sniff, sniff
from apps.exchange.domain.text_files import FileRefusedError, Record
from apps.exercises.domain.vocabulary import (
    LoadBasis,
    RepConvention,
    SetKind,
    SetSide,
    Side,
    SideSource,
)
from apps.lifts.domain import limits

MAX_TYPED_LOAD = limits.MAX_LOAD_KG / KG_PER_LB
"""The heaviest load in pounds; the kilograms are judged once the unit is sure."""
MAX_NAME_CHARACTERS = limits.TITLE_LENGTH

_SYNONYMS: dict[Column, tuple[str, ...]] = {
    Column.DATE: (
        "date",
        "day",
        "start",
        "started",
        "started at",
        "start time",
        "workout date",
        "datetime",
    ),
    Column.TIME_ZONE: ("time zone", "timezone", "tz"),
    Column.WORKOUT: ("workout", "workout name", "workout title", "title", "session"),
    Column.EXERCISE: ("exercise", "exercise name", "movement", "lift", "name"),
    Column.SET: ("set", "set number", "set no", "set nr", "set index", "set order"),
    Column.SIDE: ("side", "limb", "leg", "arm", "hand"),
    Column.LOAD: ("load", "weight"),
    Column.UNIT: ("unit", "units", "weight unit", "load unit"),
    Column.REPS: ("reps", "rep", "repetitions"),
    Column.SECONDS: ("seconds", "secs", "duration", "duration s", "time s", "hold", "hold s"),
    Column.RIR: ("rir", "reps in reserve", "in reserve"),
    Column.KIND: ("kind", "set kind", "set type", "type"),
    Column.FIRST_SIDE: ("first side", "side first", "started with", "first"),
    Column.SIDE_SOURCE: ("side source",),
    Column.LOAD_BASIS: ("load basis", "load means", "load counts"),
    Column.REP_CONVENTION: ("rep convention", "reps mean", "reps count"),
    Column.PAIN: ("pain", "pain 0 10"),
    Column.CAPPED: ("capped", "capped by plan"),
    Column.NOTE: ("note", "notes", "comment", "comments"),
    Column.PERFORMED_AT: ("performed at", "done at"),
    Column.SET_ID: ("set id",),
}
_COLUMN_BY_HEADING = {word: column for column, words in _SYNONYMS.items() for word in words}
_LOAD_HEADING = re.compile(r"(load|weight) (?:in )?(kgs?|lbs?)")
_TEXT_COLUMNS = frozenset({Column.WORKOUT, Column.EXERCISE, Column.NOTE})


def recognises(heading: tuple[str, ...]) -> bool:
    """Whether a heading could be this dialect's: it names a date and an exercise."""
    columns = {_COLUMN_BY_HEADING.get(folded(cell)) for cell in heading}
    return {Column.DATE, Column.EXERCISE} <= columns


def parse(data: bytes | str) -> ParsedFile:
    r"""Read a file of sets.

    Parameters
    ----------
    data
        The file. Columns in any order, delimited by comma, semicolon or tab; decimal point or comma.

    Returns
    -------
    ParsedFile
        Rows and problems. One bad cell leaves out its own line only; a file that cannot be read at all
        gives one problem and no rows.

    Notes
    -----
    Without a side column, or where the cell is empty, the row is ``each`` and ``assumed``. A side that the
    file names is ``imported``, unless ``side_source`` says otherwise. Other absent columns are unknown.

    Examples
    --------
    >>> text = "date,exercise,side,load,unit,reps,rir\n2026-05-04,Leg extension,left,32.5,kg,9,0\n"
    >>> [row] = parse(text).rows
    >>> row.side.value, row.load, row.rir
    ('left', Decimal('32.5'), Decimal('0'))
    """
    rows: list[NumberedRow] = []
    problems: list[Problem] = []
    ignored: tuple[str, ...] = ()
    try:
        start = sniff(data)
        ignored = ignored_columns(start)
        for item in read(start):
            (rows if isinstance(item, NumberedRow) else problems).append(item)  # type: ignore[arg-type]
    except FileRefusedError as refusal:
        problems.append(refusal.problem)
        if refusal.problem.code.concerns_file:
            rows.clear()
    return ParsedFile(numbered=tuple(rows), problems=tuple(problems), ignored_columns=ignored)


def read(start: Sniff) -> Iterator[NumberedRow | Problem]:
    """Yield rows and problems line by line; see :func:`parse`."""
    records = start.records()
    heading = _first_heading(records, start)
    for record in records:
        try:
            yield NumberedRow(line=record.line, row=_row_of(record, heading))
        except RowRefusedError as refusal:
            yield from refusal.problems


def ignored_columns(start: Sniff) -> tuple[str, ...]:
    """Headings that mean nothing in this dialect."""
    return _first_heading(start.records(), start).ignored


def _first_heading(records: Iterator[Record], start: Sniff) -> Heading:
    first = next(records, None)
    if first is None:
        # Delimiters alone.
        raise FileRefusedError(Problem(code=ProblemCode.EMPTY_FILE))
    return _heading_of(first, comma_is_decimal=start.comma_is_decimal)


def _heading_of(record: Record, *, comma_is_decimal: bool) -> Heading:
    if len(record.cells) > MAX_COLUMNS:
        raise FileRefusedError(Problem(code=ProblemCode.TOO_MANY_COLUMNS, line=record.line))
    places: dict[Column, int] = {}
    ignored: list[str] = []
    unit: WeightUnit | None = None
    for place, cell in enumerate(record.cells):
        word = folded(cell)
        column = _COLUMN_BY_HEADING.get(word)
        if with_unit := _LOAD_HEADING.fullmatch(word):
            column, unit = Column.LOAD, cells.unit_of(with_unit[2])
        if column is None:
            ignored.extend([cell.strip()[:SHOWN_CHARACTERS]] if cell.strip() else [])
        elif column in places:
            raise FileRefusedError(
                Problem(code=ProblemCode.REPEATED_COLUMN, line=record.line, column=column.value)
            )
        else:
            places[column] = place
    missing = [c for c in (Column.DATE, Column.EXERCISE) if c not in places]
    missing += [Column.REPS] if not {Column.REPS, Column.SECONDS} & places.keys() else []
    if missing:
        raise FileRefusedError(
            Problem(code=ProblemCode.MISSING_COLUMN, line=record.line, column=missing[0].value)
        )
    return Heading(
        places=places,
        unit=unit,
        ignored=tuple(ignored),
        width=len(record.cells),
        comma_is_decimal=comma_is_decimal,
    )


def _row_of(record: Record, heading: Heading) -> SetRow:
    reader = RowReader(record, heading)
    if any(cell.strip() for cell in record.cells[heading.width :]):
        reader.refuse(ProblemCode.SURPLUS_CELLS)
    if any(len(cell) > MAX_CELL_CHARACTERS for cell in record.cells):
        reader.refuse(ProblemCode.CELL_TOO_LONG)
    if reader.problems:
        raise RowRefusedError(reader.problems)
    moment = reader.optional(Column.DATE, cells.moment_of)
    exercise = reader.words(Column.EXERCISE, MAX_NAME_CHARACTERS).strip()
    side, source = _side_of(reader)
    load = reader.number(Column.LOAD, -MAX_TYPED_LOAD, MAX_TYPED_LOAD)
    rir = reader.number(Column.RIR, 0, limits.MAX_RIR, step=limits.RIR_STEP)
    comma = heading.comma_is_decimal
    row = SetRow(
        day=moment.date() if isinstance(moment, datetime) else moment or date.min,
        started_at=moment if isinstance(moment, datetime) else None,
        time_zone=reader.value(Column.TIME_ZONE, cells.time_zone_of, ""),
        workout=reader.words(Column.WORKOUT, MAX_NAME_CHARACTERS).strip(),
        exercise=exercise,
        side=side,
        side_source=source,
        load=None if load is None else cells.rounded_load(load),
        unit=None if load is None else reader.value(Column.UNIT, cells.unit_of, heading.unit),
        reps=reader.whole(Column.REPS, 0, limits.MAX_REPS),
        seconds=reader.optional(
            Column.SECONDS,
            lambda cell: cells.seconds_of(cell, limits.MAX_SECONDS, comma_is_decimal=comma),
        ),
        rir=rir,
        set_number=reader.whole(Column.SET, 1, limits.MAX_SET_INDEX),
        kind=reader.value(Column.KIND, cells.kind_of, SetKind.WORK),
        first_side=reader.optional(Column.FIRST_SIDE, _limb_of),
        load_basis=reader.one_of(Column.LOAD_BASIS, LoadBasis),
        rep_convention=reader.one_of(Column.REP_CONVENTION, RepConvention),
        pain=reader.whole(Column.PAIN, 0, limits.MAX_PAIN),
        capped=reader.value(Column.CAPPED, cells.yes_or_no, False),
        note=reader.words(Column.NOTE, limits.NOTE_LENGTH),
        performed_at=reader.optional(Column.PERFORMED_AT, _time_of),
        set_id=reader.optional(Column.SET_ID, _identity_of),
    )
    _check_presence(reader, row)
    if reader.problems:
        raise RowRefusedError(reader.problems)
    return row


def _side_of(reader: RowReader) -> tuple[SetSide, SideSource]:
    side = reader.optional(Column.SIDE, cells.side_of)
    source = reader.one_of(Column.SIDE_SOURCE, SideSource)
    if side is None:
        return SetSide.EACH, SideSource.ASSUMED
    if source is None:
        source = SideSource.ASSUMED if side is SetSide.EACH else SideSource.IMPORTED
    return side, source


def _check_presence(reader: RowReader, row: SetRow) -> None:
    """Refuse a row without a date, an exercise or a measure; empty cells are not in the problems yet."""
    named = {problem.column for problem in reader.problems}
    if row.day == date.min and Column.DATE not in named:
        reader.refuse(ProblemCode.MISSING_VALUE, Column.DATE)
    if not row.exercise:
        reader.refuse(ProblemCode.MISSING_VALUE, Column.EXERCISE)
    if row.reps is None and row.seconds is None and not {Column.REPS, Column.SECONDS} & named:
        reader.refuse(ProblemCode.MISSING_VALUE, Column.REPS)


def _limb_of(cell: str) -> Side:
    limb = cells.side_of(cell).body_side
    if limb is None:
        raise CellRefusedError(ProblemCode.UNKNOWN_WORD)
    return limb


def _time_of(cell: str) -> datetime:
    moment = cells.moment_of(cell)
    if not isinstance(moment, datetime):
        raise CellRefusedError(ProblemCode.NOT_A_DATE)
    return moment


def _identity_of(cell: str) -> UUID:
    try:
        return UUID(cell.strip())
    except ValueError as error:
        raise CellRefusedError(ProblemCode.UNKNOWN_WORD) from error


def write_lines(rows: Iterable[SetRow]) -> Iterator[str]:
    """Yield the heading and then one record a row, each ending in CRLF."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(column.value for column in Column)
    yield buffer.getvalue()
    for row in rows:
        buffer.seek(0)
        buffer.truncate()
        values = _cells_of(row)
        writer.writerow(values[column] for column in Column)
        yield buffer.getvalue()


def write(rows: Iterable[SetRow]) -> str:
    """Write rows as a file that :func:`parse` reads back to the same rows."""
    return "".join(write_lines(rows))


def _cells_of(row: SetRow) -> dict[Column, str]:
    values = {
        Column.DATE: (row.started_at or row.day).isoformat(),
        Column.TIME_ZONE: row.time_zone,
        Column.WORKOUT: row.workout,
        Column.EXERCISE: row.exercise,
        Column.SET: _written(row.set_number),
        Column.SIDE: row.side.value,
        Column.LOAD: _written(row.load),
        Column.UNIT: _written(row.unit),
        Column.REPS: _written(row.reps),
        Column.SECONDS: _written(row.seconds),
        Column.RIR: _written(row.rir),
        Column.KIND: row.kind.value,
        Column.FIRST_SIDE: _written(row.first_side),
        Column.SIDE_SOURCE: row.side_source.value,
        Column.LOAD_BASIS: _written(row.load_basis),
        Column.REP_CONVENTION: _written(row.rep_convention),
        Column.PAIN: _written(row.pain),
        Column.CAPPED: "yes" if row.capped else "no",
        Column.NOTE: row.note,
        Column.PERFORMED_AT: "" if row.performed_at is None else row.performed_at.isoformat(),
        Column.SET_ID: _written(row.set_id),
    }
    return {
        column: guarded(value) if column in _TEXT_COLUMNS else value
        for column, value in values.items()
    }


def _written(value: Decimal | StrEnum | UUID | int | None) -> str:
    match value:
        case None:
            return ""
        case Decimal():
            return f"{plain(value):f}"
        case _:
            return str(value)


def with_unit(row: SetRow, unit: WeightUnit) -> SetRow:
    """``row`` with ``unit`` where it has a load and the file did not say."""
    return replace(row, unit=unit) if row.load is not None and row.unit is None else row
