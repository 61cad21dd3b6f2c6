"""Reading one record cell by cell, whatever the dialect, and remembering what was wrong with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from enum import StrEnum

from msgspec import Struct

from apps.core.units import WeightUnit
from apps.exchange.domain import cells
from apps.exchange.domain.cells import CellRefusedError
from apps.exchange.domain.formula_guard import unguarded
from apps.exchange.domain.rows import Column, Problem, ProblemCode
from apps.exchange.domain.text_files import Record

SHOWN_CHARACTERS = 60


def folded(cell: str) -> str:
    """A heading or a word without case, accents apart, and with every other sign as one space.

    Examples
    --------
    >>> folded(" Weight_(kg) ")
    'weight kg'
    """
    return " ".join(re.sub(r"[^a-z0-9]+", " ", cell.lower()).split())


class Heading(Struct, frozen=True, kw_only=True):
    """What the first record says about all others.

    Parameters
    ----------
    places
        Index of the cell of each column.
    unit
        Unit that stands in the heading of the load, or None.
    ignored
        Headings that mean nothing here.
    width
        Number of cells of the heading.
    comma_is_decimal
        Whether a comma in a number is surely a decimal sign.
    """

    places: Mapping[Column, int]
    unit: WeightUnit | None
    ignored: tuple[str, ...]
    width: int
    comma_is_decimal: bool


class RowRefusedError(ValueError):
    """A record with at least one problem."""

    def __init__(self, problems: list[Problem]) -> None:
        """Keep what was wrong."""
        super().__init__(len(problems))
        self.problems = tuple(problems)


class RowReader:
    """Reads the cells of one record and remembers what was wrong with them."""

    def __init__(self, record: Record, heading: Heading) -> None:
        """Start without problems."""
        self.record = record
        self.heading = heading
        self.problems: list[Problem] = []

    def text(self, column: Column) -> str:
        """The cell as it stands; empty when the column or the cell is not there."""
        place = self.heading.places.get(column)
        if place is None or place >= len(self.record.cells):
            return ""
        return self.record.cells[place]

    def value[T, U](self, column: Column, read: Callable[[str], T], absent: U) -> T | U:
        """What ``read`` makes of the cell, or ``absent`` when it is empty or wrong."""
        cell = self.text(column)
        if not cell.strip():
            return absent
        try:
            return read(cell)
        except CellRefusedError as refusal:
            self.refuse(refusal.code, column, cell)
            return absent

    def optional[T](self, column: Column, read: Callable[[str], T]) -> T | None:
        """What ``read`` makes of the cell, or None when it is empty or wrong."""
        return self.value(column, read, None)

    def whole(self, column: Column, low: int, high: int) -> int | None:
        """A whole number from ``low`` to ``high``."""
        comma = self.heading.comma_is_decimal
        return self.optional(
            column, lambda cell: cells.whole_of(cell, low, high, comma_is_decimal=comma)
        )

    def number(
        self,
        column: Column,
        low: Decimal | int,
        high: Decimal | int,
        *,
        step: Decimal | None = None,
    ) -> Decimal | None:
        """A number from ``low`` to ``high``, in whole steps if ``step`` is given."""
        comma = self.heading.comma_is_decimal

        def read(cell: str) -> Decimal:
            value = cells.number_of(cell, comma_is_decimal=comma)
            return cells.in_steps(cells.within(value, low, high), step)

        return self.optional(column, read)

    def words(self, column: Column, longest: int) -> str:
        """Free text without the guard against formulas."""
        cell = unguarded(self.text(column))
        if len(cell) > longest:
            self.refuse(ProblemCode.CELL_TOO_LONG, column, cell)
        return cell

    def one_of[E: StrEnum](self, column: Column, words: type[E]) -> E | None:
        """A word of a closed set."""

        def read(cell: str) -> E:
            try:
                return words(folded(cell).replace(" ", "_"))
            except ValueError as error:
                raise CellRefusedError(ProblemCode.UNKNOWN_WORD) from error

        return self.optional(column, read)

    def refuse(self, code: ProblemCode, column: Column | None = None, value: str = "") -> None:
        """Remember what was wrong."""
        self.problems.append(
            Problem(
                code=code,
                line=self.record.line,
                column=column.value if column else "",
                value=value.strip()[:SHOWN_CHARACTERS],
            )
        )
