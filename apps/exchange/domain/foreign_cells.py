"""Dates, loads and efforts as other trackers write them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from decimal import Decimal
from functools import lru_cache

from apps.core.units import KG_PER_LB, WeightUnit
from apps.exchange.domain import cells
from apps.exchange.domain.cells import CellRefusedError
from apps.exchange.domain.rows import ProblemCode
from apps.exercises.domain.search import fold_text

_MONTHS: tuple[tuple[str, ...], ...] = (
    ("jan", "ene", "gen", "oca", "янв"),
    ("feb", "fev", "sub", "фев"),
    ("mar", "maer", "mrt", "mrz", "мар"),
    ("apr", "abr", "avr", "nis", "апр"),
    ("may", "mai", "mag", "mei", "maj", "маи", "мая"),
    ("jun", "juin", "giu", "haz", "июн"),
    ("jul", "juil", "lug", "tem", "июл"),
    ("aug", "ago", "aou", "agu", "авг"),
    ("sep", "set", "eyl", "сен"),
    ("oct", "okt", "out", "ott", "eki", "окт"),
    ("nov", "kas", "marr", "ноя"),
    ("dec", "dez", "dic", "des", "ara", "дек"),
)
"""Beginnings of the months in English, German, French, Spanish, Portuguese, Italian, Dutch, Swedish, Danish,
Norwegian, Turkish and Russian; Finland's November is no March."""
_MONTH_BY_START = {start: n for n, starts in enumerate(_MONTHS, start=1) for start in starts}
_NUMBERED_MONTH = re.compile(r"(\d{1,2})[\u6708\uc6d4]")
_YEAR_FIRST = re.compile(r"(\d{4})[年년] ?(\d{1,2})[月월] ?(\d{1,2})[日일](?:,?\s+(.+))?")
_DAY_FIRST = re.compile(
    r"(\d{1,2})\.?[\s-]+(?:de\s+)?(\w+)\.?[\s-]+(?:de\s+)?(\d{4})(?:,?\s+(.+))?"
)
_MONTH_FIRST = re.compile(r"(\w+)\.?\s+(\d{1,2}),?\s+(\d{4})(?:,?\s+(.+))?")
_NUMBERS_AND_HALF = re.compile(
    r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})[ T,]+(\d{1,2}:\d{2}(?::\d{2})?\s*[ap]\.?\s?m\.?)",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"(\d{1,2})[:.h](\d{2})(?::(\d{2}))?\s*([ap])?\.?\s?(?:m\.?)?", re.IGNORECASE)
_GRID = Decimal("0.25")
_NEAR = Decimal("0.001")
_HALF = Decimal("0.5")
_LONGEST_NUMBER = 40
_KEPT_CHARACTERS = 17
_MAX_RPE = 10
_NOON = 12


@lru_cache(maxsize=1024)
def month_of(word: str) -> int:
    """The month, 1 to 12, of its name or short name in any of a dozen languages.

    Examples
    --------
    >>> month_of("Mai"), month_of("ago."), month_of("März"), month_of("juil.")
    (5, 8, 3, 7)
    """
    folded = fold_text(word)
    numbered = _NUMBERED_MONTH.fullmatch(word)
    if numbered and 1 <= int(numbered[1]) <= _NOON:
        return int(numbered[1])
    for length in (4, 3):
        if found := _MONTH_BY_START.get(folded[:length]):
            return found
    raise CellRefusedError(ProblemCode.NOT_A_DATE)


@lru_cache(maxsize=256)
def clock_of(text: str) -> time:
    """A time of day, with or without seconds and half of the day.

    Examples
    --------
    >>> clock_of("1:01 PM"), clock_of("09:00")
    (datetime.time(13, 1), datetime.time(9, 0))
    """
    found = _CLOCK.fullmatch(" ".join(text.split()))
    if not found:
        raise CellRefusedError(ProblemCode.NOT_A_DATE)
    hour = int(found[1])
    if half := (found[4] or "").lower():
        hour = hour % _NOON + (_NOON if half == "p" else 0)
    try:
        return time(hour, int(found[2]), int(found[3] or 0))
    except ValueError as error:
        raise CellRefusedError(ProblemCode.NOT_A_DATE) from error


@lru_cache(maxsize=256)
def spoken_moment(cell: str) -> date | datetime:
    """A day whose month has a name, or any form that :func:`cells.moment_of` reads.

    Examples
    --------
    >>> spoken_moment("7 Ago 2023, 18:05"), spoken_moment("Jun 11, 2026, 1:01 PM").hour
    (datetime.datetime(2023, 8, 7, 18, 5), 13)
    """
    text = " ".join(cell.replace("\u202f", " ").split())
    if found := _DAY_FIRST.fullmatch(text):
        day, month, year, clock = found.groups()
    elif found := _MONTH_FIRST.fullmatch(text):
        month, day, year, clock = found.groups()
    elif found := _YEAR_FIRST.fullmatch(text):
        return joined(f"{found[1]}-{found[2]}-{found[3]}", found[4])
    elif found := _NUMBERS_AND_HALF.fullmatch(text):
        return joined(f"{found[1]}-{found[3]}-{found[4]}", found[5])
    else:
        return cells.moment_of(text)
    return joined(f"{year}-{month_of(month):02}-{int(day):02}", clock)


def joined(day: str, clock: str | None) -> date | datetime:
    """An ISO day and a clock, if there is one, as a moment."""
    moment = cells.moment_of(day)
    return datetime.combine(moment, clock_of(clock)) if clock and clock.strip() else moment


def instant_of_epoch(cell: str) -> datetime:
    """Seconds since 1970 as an aware moment."""
    try:
        return datetime.fromtimestamp(int(cell), tz=UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise CellRefusedError(ProblemCode.NOT_A_DATE) from error


@lru_cache(maxsize=2048)
def number_of(cell: str, *, comma_is_decimal: bool) -> Decimal:
    """A number with any count of decimals; what is finer than a machine's rounding is cut off.

    Kept for a while: a log has few different numbers, and each of them thousands of times.
    """
    text = cell.strip().lstrip("+")
    if len(text) > _LONGEST_NUMBER:
        raise CellRefusedError(ProblemCode.NOT_A_NUMBER)
    if len(text) > _KEPT_CHARACTERS and "." in text[: _KEPT_CHARACTERS - 4]:
        if not text[_KEPT_CHARACTERS:].isdigit():
            raise CellRefusedError(ProblemCode.NOT_A_NUMBER)
        text = text[:_KEPT_CHARACTERS]
    return cells.number_of(text, comma_is_decimal=comma_is_decimal)


def rir_of_rpe(rpe: Decimal | None) -> Decimal | None:
    """Reps in reserve of an effort from 0 to 10 in halves, or None: finer ones are not whole reps.

    Examples
    --------
    >>> rir_of_rpe(Decimal("10")), rir_of_rpe(Decimal("7.5"))
    (Decimal('0'), Decimal('2.5'))
    """
    if rpe is None or not 0 < rpe <= _MAX_RPE or rpe % _HALF:
        return None
    return _MAX_RPE - rpe


def as_typed(load: Decimal, unit: WeightUnit) -> tuple[Decimal, WeightUnit]:
    """The load in the unit in which somebody must have typed it.

    Parameters
    ----------
    load, unit
        As the file has them: 7.937875915 kg is 17.5 lb turned into kilograms by a tracker.

    Returns
    -------
    tuple[Decimal, WeightUnit]
        In the other unit when it is a quarter there and none here, else rounded to what a log keeps.

    Examples
    --------
    >>> as_typed(Decimal("7.937875915"), WeightUnit.KG)[0], as_typed(Decimal("77.16"), WeightUnit.LB)[0]
    (Decimal('17.5'), Decimal('35'))
    """
    here = _on_grid(load, _NEAR)
    if here is not None:
        return here, unit
    decimals = -int(load.as_tuple().exponent)
    if decimals >= len("25"):
        is_kg = unit is WeightUnit.KG
        factor = 1 / KG_PER_LB if is_kg else KG_PER_LB
        near = max(_NEAR, Decimal(5).scaleb(-decimals - 1) * factor)
        there = _on_grid(load * factor, near)
        if there is not None:
            return there, WeightUnit.LB if is_kg else WeightUnit.KG
    return cells.rounded_load(load), unit


def _on_grid(load: Decimal, near: Decimal) -> Decimal | None:
    snapped = (load / _GRID).to_integral_value() * _GRID
    return cells.rounded_load(snapped) if abs(load - snapped) <= near else None
