"""From one cell to one value, or to the reason why not."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import ROUND_HALF_EVEN, Decimal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from apps.core.units import WeightUnit, plain
from apps.exchange.domain.rows import ProblemCode
from apps.exercises.domain.vocabulary import SetKind, SetSide

LOAD_STEP = Decimal("0.001")
"""Finest load that is kept as typed."""

_NUMBER = re.compile(
    r"[-+\u2212]?(\d+([.,]\d*)?|[.,]\d+|\d{1,3}(,\d{3})+\.\d+|\d{1,3}(\.\d{3})+,\d+)"
)
_THOUSANDS_OR_DECIMALS = re.compile(r"[-+\u2212]?[1-9]\d{0,2},\d{3}")
_CLOCK = re.compile(r"(?:(\d{1,2}):)?(\d{1,2}):(\d{2})")
_DAY = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[T ]+(.+))?")
_DAY_FIRST = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?:[T ,]+(.+))?")
_MAX_DIGITS = 18
_EARLIEST_YEAR = 1950

_SIDES = {
    **dict.fromkeys(("left", "l", "lt", "left side"), SetSide.LEFT),
    **dict.fromkeys(("right", "r", "rt", "right side"), SetSide.RIGHT),
    **dict.fromkeys(("both", "b", "both sides", "bilateral"), SetSide.BOTH),
    **dict.fromkeys(("each", "e", "each side", "per side"), SetSide.EACH),
}
_UNITS = {
    **dict.fromkeys(("kg", "kgs", "kilogram", "kilograms", "kilo", "kilos"), WeightUnit.KG),
    **dict.fromkeys(("lb", "lbs", "pound", "pounds"), WeightUnit.LB),
}
_KINDS = {
    **dict.fromkeys(("work", "normal", "working"), SetKind.WORK),
    **dict.fromkeys(("warm up", "warmup", "w", "wu"), SetKind.WARM_UP),
    **dict.fromkeys(("check", "test"), SetKind.CHECK),
    **dict.fromkeys(("failure", "to failure", "f"), SetKind.FAILURE),
}
_YES_NO = {
    **dict.fromkeys(("yes", "y", "true", "1"), True),
    **dict.fromkeys(("no", "n", "false", "0"), False),
}


class CellRefusedError(ValueError):
    """The cell cannot be taken; ``code`` says why."""

    def __init__(self, code: ProblemCode) -> None:
        """Keep the reason."""
        super().__init__(code.value)
        self.code = code


def number_of(cell: str, *, comma_is_decimal: bool) -> Decimal:
    """Read a plain number with a decimal point or comma.

    Parameters
    ----------
    cell
        Text of the cell, without a unit.
    comma_is_decimal
        Whether a comma before exactly three digits is surely decimal (the file is not delimited by commas).

    Returns
    -------
    Decimal
        The number, exact.

    Raises
    ------
    CellRefusedError
        It is no number, is infinite or no-number in the machine's sense, has an exponent, or could be
        either one thousand or one.

    Examples
    --------
    >>> number_of("1.250,5", comma_is_decimal=True), number_of("-20", comma_is_decimal=False)
    (Decimal('1250.5'), Decimal('-20'))
    """
    text = cell.strip()
    if len(text) > _MAX_DIGITS or (not text.isascii() and "\u2212" not in text):
        raise CellRefusedError(ProblemCode.NOT_A_NUMBER)
    if not _NUMBER.fullmatch(text):
        raise CellRefusedError(ProblemCode.NOT_A_NUMBER)
    if not comma_is_decimal and _THOUSANDS_OR_DECIMALS.fullmatch(text):
        raise CellRefusedError(ProblemCode.AMBIGUOUS_NUMBER)
    text = text.replace("\u2212", "-")
    decimal_sign = max(".,", key=text.rfind)
    thousands_sign = "," if decimal_sign == "." else "."
    return Decimal(text.replace(thousands_sign, "").replace(decimal_sign, "."))


def within(value: Decimal, low: Decimal | int, high: Decimal | int) -> Decimal:
    """``value``, if it lies from ``low`` to ``high``; refused otherwise."""
    if not low <= value <= high:
        raise CellRefusedError(ProblemCode.OUT_OF_RANGE)
    return value


def in_steps(value: Decimal, step: Decimal | None) -> Decimal:
    """``value``, if it is a whole number of steps; any value without a step."""
    if step is not None and value % step != 0:
        raise CellRefusedError(ProblemCode.NOT_IN_STEPS)
    return value


def whole_of(cell: str, low: int, high: int, *, comma_is_decimal: bool) -> int:
    """Read a whole number from ``low`` to ``high``; "8.0" is 8.

    Examples
    --------
    >>> whole_of("8.0", 1, 1000, comma_is_decimal=False)
    8
    """
    value = number_of(cell, comma_is_decimal=comma_is_decimal)
    if value != value.to_integral():
        raise CellRefusedError(ProblemCode.NOT_WHOLE)
    return int(within(value, low, high))


def rounded_load(value: Decimal) -> Decimal:
    """``value`` to the three decimals that a log keeps."""
    return plain(value.quantize(LOAD_STEP, rounding=ROUND_HALF_EVEN))


def seconds_of(cell: str, high: int, *, comma_is_decimal: bool) -> int:
    """Read a duration: whole seconds, m:ss or h:mm:ss.

    Examples
    --------
    >>> seconds_of("1:30", 7200, comma_is_decimal=False)
    90
    """
    if clock := _CLOCK.fullmatch(cell.strip()):
        hours, minutes, seconds = (int(part) if part else 0 for part in clock.groups())
        return int(within(Decimal(hours * 3600 + minutes * 60 + seconds), 1, high))
    return whole_of(cell, 1, high, comma_is_decimal=comma_is_decimal)


def moment_of(cell: str) -> date | datetime:
    """Read a day, or a day with a time.

    Parameters
    ----------
    cell
        ``2026-05-04``, ``2026-05-04 18:30``, an ISO timestamp with offset, or ``04.05.2026``. Slashes
        between day and month are refused: nobody can tell which is which.

    Returns
    -------
    date | datetime
        A datetime only if there was a time; aware only if there was an offset.

    Examples
    --------
    >>> moment_of("4.5.2026"), moment_of("2026-05-04T18:30Z").isoformat()
    (datetime.date(2026, 5, 4), '2026-05-04T18:30:00+00:00')
    """
    text = cell.strip()
    if found := _DAY.fullmatch(text):
        year, _sign, month, day, clock = found.groups()
    elif found := _DAY_FIRST.fullmatch(text):
        day, month, year, clock = found.groups()
    else:
        raise CellRefusedError(ProblemCode.NOT_A_DATE)
    written = f"{year}-{int(month):02}-{int(day):02}"
    try:
        moment = _with_clock(written, clock) if clock else date.fromisoformat(written)
    except ValueError as error:
        raise CellRefusedError(ProblemCode.NOT_A_DATE) from error
    if moment.year < _EARLIEST_YEAR:
        raise CellRefusedError(ProblemCode.OUT_OF_RANGE)
    return moment


def _with_clock(day: str, clock: str) -> datetime:
    # "9:05" and "18:30:00 +0000" are common in exports and no ISO times.
    clock = re.sub(r"\s+(?=[-+Z])", "", clock.strip())
    clock = f"0{clock}" if re.match(r"\d:", clock) else clock
    return datetime.fromisoformat(f"{day}T{clock}")


def time_zone_of(cell: str) -> str:
    """Read the IANA name of a time zone."""
    name = cell.strip()
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise CellRefusedError(ProblemCode.UNKNOWN_TIME_ZONE) from error
    return name


def _word[T](cell: str, words: dict[str, T]) -> T:
    try:
        return words[" ".join(cell.lower().replace("-", " ").replace("_", " ").split())]
    except KeyError as error:
        raise CellRefusedError(ProblemCode.UNKNOWN_WORD) from error


def side_of(cell: str) -> SetSide:
    """Read a side; only these words, never a guess from a longer text."""
    return _word(cell, _SIDES)


def unit_of(cell: str) -> WeightUnit:
    """Read a unit of mass."""
    return _word(cell, _UNITS)


def kind_of(cell: str) -> SetKind:
    """Read what a set was done for."""
    return _word(cell, _KINDS)


def yes_or_no(cell: str) -> bool:
    """Read a yes or a no."""
    return _word(cell, _YES_NO)
