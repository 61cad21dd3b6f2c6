"""What hands and spreadsheets do to a table on its way: days with slashes, cells too many, a heading again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum

from apps.exchange.domain.rows import Problem, ProblemCode
from apps.exchange.domain.sniffing import Sniff
from apps.exchange.domain.text_files import FileRefusedError, Record

_SLASHED = re.compile(r"(\d{1,2})([/-])(\d{1,2})\2(\d{4}|\d{2})(?:[T ,]+(.+))?")
_MONTHS = 12


class DayOrder(Enum):
    """Which number of a day with slashes is the month."""

    MONTH_FIRST = "month_first"
    DAY_FIRST = "day_first"


def day_order(start: Sniff, place: int | None) -> DayOrder | None:
    """What the whole file tells of its days with slashes; None when it has none, or they could be either.

    One number above twelve decides for all lines. Where none is, or both places have one, nothing is
    guessed: the lines are refused later.
    """
    first = second = 0
    for record in start.body():
        cell = (
            record.cells[place].strip() if place is not None and place < len(record.cells) else ""
        )
        found = _SLASHED.fullmatch(cell)
        if found:
            first, second = max(first, int(found[1])), max(second, int(found[3]))
        elif not first and cell:
            return None
    if (first > _MONTHS) == (second > _MONTHS):
        return None
    return DayOrder.DAY_FIRST if first > _MONTHS else DayOrder.MONTH_FIRST


def with_iso_day(record: Record, place: int, order: DayOrder) -> Record:
    """The record with its day as ``2025-03-28``, whatever stands after it."""
    found = _SLASHED.fullmatch(record.cells[place].strip()) if place < len(record.cells) else None
    if not found:
        return record
    first, _sign, second, year, clock = found.groups()
    if len(year) == len("25"):
        if order is DayOrder.DAY_FIRST:
            # 25/03/28 may begin with the year.
            return record
        year = f"20{year}"
    month, day = (first, second) if order is DayOrder.MONTH_FIRST else (second, first)
    cell = f"{year}-{month}-{day}" + (f" {clock}" if clock else "")
    cells = (*record.cells[:place], cell, *record.cells[place + 1 :])
    return Record(line=record.line, cells=cells)


def body_of(start: Sniff, date_place: int | None) -> Iterator[Record]:
    """Every record below the heading, days with slashes told where the file tells them.

    A heading that stands there again, as in files that were put together, is left out.

    Raises
    ------
    FileRefusedError
        Another heading stands below the first: what follows it has other columns.
    """
    order = day_order(start, date_place)
    first = start.first
    for record in start.body():
        cell = record.cells[0]
        if cell[:1] == "\ufeff":
            # The mark of a second file, which hides the quotation marks behind it.
            cell = cell.strip('\ufeff"')
        if cell == first[0] and _is_heading(record, date_place):
            if _without_tail((cell, *record.cells[1:])) != _without_tail(first):
                raise FileRefusedError(Problem(code=ProblemCode.OTHER_HEADING, line=record.line))
            continue
        if order is not None and date_place is not None:
            yield with_iso_day(record, date_place, order)
        else:
            yield record


def _is_heading(record: Record, date_place: int | None) -> bool:
    """Whether where the day belongs stands a word."""
    cells = record.cells
    return (
        date_place is not None
        and date_place < len(cells)
        and bool(cells[date_place].strip())
        and not any(sign.isdigit() for sign in cells[date_place])
    )


def _without_tail(cells: tuple[str, ...]) -> list[str]:
    """The cells up to the last that holds something."""
    kept = [cell.strip() for cell in cells]
    while kept and not kept[-1]:
        kept.pop()
    return kept


def has_surplus(start: Sniff, record: Record) -> bool:
    """Whether a record has more cells than the heading, so that nobody knows which belong together.

    Empty ones at its end are harmless, but not between commas: the comma of 22,5 makes the same.
    """
    surplus = record.cells[len(start.heading) :]
    return bool(surplus) and (start.delimiter == "," or any(cell.strip() for cell in surplus))
