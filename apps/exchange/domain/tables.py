"""Files with one heading: cells found by the words above them, and rows made of what they hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal

from msgspec.structs import replace

from apps.core.units import WeightUnit
from apps.exchange.domain import cells, foreign_cells
from apps.exchange.domain.cells import CellRefusedError
from apps.exchange.domain.formula_guard import unguarded
from apps.exchange.domain.levelset_csv import MAX_TYPED_LOAD
from apps.exchange.domain.registry import Item
from apps.exchange.domain.row_reader import SHOWN_CHARACTERS
from apps.exchange.domain.rows import (
    MAX_CELL_CHARACTERS,
    MAX_COLUMNS,
    NumberedRow,
    Problem,
    ProblemCode,
    SetRow,
)
from apps.exchange.domain.side_names import split_name
from apps.exchange.domain.sniffing import Sniff
from apps.exchange.domain.spreadsheets import body_of, has_surplus
from apps.exchange.domain.text_files import FileRefusedError, Record
from apps.exercises.domain.vocabulary import SetKind, SetSide, SideSource
from apps.lifts.domain import limits

type Names = Mapping[str, tuple[str, ...]]
"""What stands above a column, by the key under which a reader asks for it."""


def places_of(heading: tuple[str, ...], names: Names) -> dict[str, int]:
    """Index of each column that is there; the first of two alike."""
    if len(heading) > MAX_COLUMNS:
        raise FileRefusedError(Problem(code=ProblemCode.TOO_MANY_COLUMNS, line=1))
    return {
        key: heading.index(word)
        for key, words in names.items()
        for word in words[::-1]
        if word in heading
    }


_NOTHING = frozenset({"-", "\u2013", "\u2014", "N/A", "n/a", "null", "NULL", "None", "nan", "NaN"})
"""What stands in a cell for a value that is not there."""
_YES = frozenset({"true", "1", "yes", "wahr", "vrai", "vero", "verdadero", "verdadeiro", "waar"})
"""What a spreadsheet writes for true in the languages that Levelset's readers know."""
_BODY_ALONE = frozenset({"bw", "bodyweight", "body weight"})


def has_columns(heading: tuple[str, ...], *words: str) -> bool:
    """Whether all of these words head a column."""
    return set(words) <= set(heading)


class Line:
    """One record: its cells by key, and what was wrong with them."""

    __slots__ = ("cells", "comma_is_decimal", "number", "places", "problems")

    def __init__(
        self, record: Record, places: Mapping[str, int], *, comma_is_decimal: bool
    ) -> None:
        """Start without problems."""
        self.number = record.line
        self.cells = record.cells
        self.places = places
        self.comma_is_decimal = comma_is_decimal
        self.problems: list[Problem] = []

    def text(self, key: str) -> str:
        """The cell without spaces around it, nor the guard of our own exports; empty when not there."""
        place = self.places.get(key)
        cell = "" if place is None or place >= len(self.cells) else self.cells[place].strip()
        return unguarded(cell) if cell.startswith("'") else cell

    def says_yes(self, key: str) -> bool:
        """Whether the cell is ticked."""
        return self.text(key).lower() in _YES

    def value[T](self, key: str, read: Callable[[str], T]) -> T | None:
        """What ``read`` makes of the cell; None when it is empty, or wrong and told as a problem."""
        cell = self.text(key)
        if not cell or cell in _NOTHING:
            return None
        try:
            return read(cell)
        except CellRefusedError as refusal:
            self.refuse(refusal.code, key, cell)
            return None

    def decimal(self, key: str) -> Decimal | None:
        """A number."""
        return self.value(
            key,
            lambda cell: foreign_cells.number_of(cell, comma_is_decimal=self.comma_is_decimal),
        )

    def load(self, key: str) -> Decimal | None:
        """A load that a log can hold, in the unit of the file; none where the body is all."""
        if self.text(key).lower() in _BODY_ALONE:
            return None
        load = self.decimal(key)
        if load is not None and not -MAX_TYPED_LOAD <= load <= MAX_TYPED_LOAD:
            self.refuse(ProblemCode.OUT_OF_RANGE, key, self.text(key))
            return None
        return load

    def weighed(self, *columns: tuple[str, WeightUnit]) -> tuple[Decimal | None, WeightUnit | None]:
        """The load as typed and its unit, from the first of these columns that holds one."""
        for key, unit in columns:
            if load := self.load(key):
                return foreign_cells.as_typed(load, unit)
        return None, None

    def whole(self, key: str, high: int = limits.MAX_REPS) -> int | None:
        """A whole number from 0, however many zeros follow its point."""
        value = self.decimal(key)
        if value is None:
            return None
        if value != value.to_integral():
            self.refuse(ProblemCode.NOT_WHOLE, key, self.text(key))
        elif not 0 <= value <= high:
            self.refuse(ProblemCode.OUT_OF_RANGE, key, self.text(key))
        else:
            return int(value)
        return None

    def seconds(self, key: str) -> int | None:
        """A duration in seconds or as a clock, to the nearest second; nothing for zero."""
        cell = self.text(key)
        if ":" in cell:
            if not cell.strip("0:"):
                return None
            return self.value(
                key,
                lambda text: cells.seconds_of(text, limits.MAX_SECONDS, comma_is_decimal=False),
            )
        value = self.decimal(key)
        if value is None or value == 0:
            return None
        if not 0 < value <= limits.MAX_SECONDS:
            self.refuse(ProblemCode.OUT_OF_RANGE, key, cell)
            return None
        return max(1, round(value))

    def effort(self, key: str) -> Decimal | None:
        """Reps in reserve from an effort cell; one that is no number says nothing."""
        cell = self.text(key)
        if not cell:
            return None
        try:
            return foreign_cells.rir_of_rpe(
                foreign_cells.number_of(cell, comma_is_decimal=self.comma_is_decimal)
            )
        except CellRefusedError:
            return None

    def reserve(self, key: str) -> Decimal | None:
        """Reps in reserve as they stand; finer than halves, or no number, says nothing."""
        try:
            value = foreign_cells.number_of(self.text(key) or "-", comma_is_decimal=True)
        except CellRefusedError:
            return None
        fits = 0 <= value <= limits.MAX_RIR and value % limits.RIR_STEP == 0
        return value if fits else None

    def refuse(self, code: ProblemCode, key: str = "", value: str = "") -> None:
        """Remember what was wrong."""
        self.problems.append(
            Problem(code=code, line=self.number, column=key, value=value[:SHOWN_CHARACTERS])
        )

    def row(
        self,
        *,
        moment: date | datetime | None,
        exercise: str,
        workout: str = "",
        load: Decimal | None = None,
        unit: WeightUnit | None = None,
        reps: int | None = None,
        seconds: int | None = None,
        rir: Decimal | None = None,
        kind: SetKind = SetKind.WORK,
        side: SetSide | None = None,
        note: str = "",
        is_instant: bool = False,
    ) -> Iterator[Item]:
        """Yield the row, or what was wrong with it.

        A load of zero without a unit is no load. A load with no rep is an attempt that failed; nothing
        at all is no set.
        """
        if moment is None and not any(problem.column == "date" for problem in self.problems):
            self.refuse(ProblemCode.MISSING_VALUE, "date")
        if not exercise:
            self.refuse(ProblemCode.MISSING_VALUE, "exercise")
        if _is_long(exercise, side) or self._is_too_long():
            self.refuse(ProblemCode.CELL_TOO_LONG, "exercise", exercise)
        if not reps and not seconds:
            if reps is None or not load:
                self._refuse_empty()
        elif not reps:
            reps = None
        if self.problems or moment is None:
            yield from self.problems
            return
        yield NumberedRow(
            line=self.number,
            row=SetRow(
                day=moment.date() if isinstance(moment, datetime) else moment,
                started_at=moment if isinstance(moment, datetime) else None,
                workout=workout[: limits.TITLE_LENGTH].strip(),
                exercise=exercise,
                side=side or SetSide.EACH,
                side_source=SideSource.IMPORTED if side else SideSource.ASSUMED,
                load=None if not load else cells.rounded_load(load),
                unit=unit if load else None,
                reps=reps,
                seconds=seconds,
                rir=rir if reps else None,
                kind=kind,
                note=shortened(note),
                is_instant=is_instant,
            ),
        )

    def _is_too_long(self) -> bool:
        """Whether a cell that is read is beyond all sense; notes are cut, and other columns left alone."""
        if max(map(len, self.cells), default=0) <= MAX_CELL_CHARACTERS:
            return False
        return any(
            len(self.text(key)) > MAX_CELL_CHARACTERS for key in self.places if key != "notes"
        )

    def _refuse_empty(self) -> None:
        """Say that nothing was counted, unless a wrong cell was the reason."""
        if not any(problem.column in ("reps", "seconds") for problem in self.problems):
            self.refuse(ProblemCode.NO_MEASURE, "reps", self.text("reps"))


def _is_long(exercise: str, side: SetSide | None) -> bool:
    """Whether a name is longer than a log keeps, without the side that stands behind it."""
    if len(exercise) <= limits.TITLE_LENGTH:
        return False
    return side is not None or len(split_name(exercise)[0]) > limits.TITLE_LENGTH


def shortened(note: str) -> str:
    """A note as long as a log keeps."""
    note = note.strip()
    return note if len(note) <= limits.NOTE_LENGTH else f"{note[: limits.NOTE_LENGTH - 1]}\u2026"


def lines_of(start: Sniff, names: Names) -> Iterator[Line]:
    """Every record below the heading; one with cells too many comes with its problem."""
    places = places_of(start.heading, names)
    for record in body_of(start, places.get("date")):
        yield line_of(record, start, places)


def line_of(record: Record, start: Sniff, places: Mapping[str, int]) -> Line:
    """One record as a line."""
    line = Line(record, places, comma_is_decimal=start.comma_is_decimal)
    if len(record.cells) > len(start.heading) and has_surplus(start, record):
        line.refuse(ProblemCode.SURPLUS_CELLS)
    return line


class Sessions:
    """Joins sets that each have a time of their own into workouts: one for a day and a title.

    The first set that stands in the file begins its workout.
    """

    def __init__(self) -> None:
        """Know no workout yet."""
        self._begun: dict[tuple[date, str], datetime] = {}

    def joined(self, items: Iterator[Item]) -> Iterator[Item]:
        """The same items, with the start of the workout and the time of the set apart."""
        for item in items:
            row = item.row if isinstance(item, NumberedRow) else None
            if row is None or row.started_at is None:
                yield item
                continue
            moment = row.started_at
            begun = self._begun.setdefault((row.day, row.workout.casefold()), moment)
            row = replace(row, started_at=begun, performed_at=moment)
            yield NumberedRow(line=item.line, row=row)
