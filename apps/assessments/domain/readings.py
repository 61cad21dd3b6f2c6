"""A number as somebody types it during a test: with a comma, with a unit, as minutes and seconds."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from enum import StrEnum

from .protocols.kinds import Protocol, Unit

CM_PER_INCH = 2.54
"""Exact by the international yard and pound agreement of 1959."""
SECONDS_PER_MINUTE = 60
LONGEST = 16
"""Characters that a reading may have; a longer one is no reading."""


class Problem(StrEnum):
    """Why something typed is no reading of a test."""

    NOT_A_NUMBER = "not_a_number"
    WRONG_UNIT = "wrong_unit"
    NOT_WHOLE = "not_whole"
    TOO_SMALL = "too_small"
    TOO_LARGE = "too_large"


class ReadingError(ValueError):
    """What was typed cannot be a reading; ``problem`` says why."""

    def __init__(self, problem: Problem) -> None:
        """Keep the reason, which the page puts into words."""
        super().__init__(problem.value)
        self.problem = problem


_NUMBER = re.compile(r"(?P<number>[+-]?\d+(?:\.\d+)?)\s*(?P<unit>\D*)", re.ASCII)
_CLOCK = re.compile(r"(?P<minutes>\d+):(?P<seconds>[0-5]?\d(?:\.\d+)?)", re.ASCII)
_FACTORS: dict[Unit, dict[str, float]] = {
    Unit.CM: {"cm": 1.0, "mm": 0.1, "m": 100.0, "in": CM_PER_INCH, '"': CM_PER_INCH},
    Unit.DEGREES: {"°": 1.0, "deg": 1.0},
    Unit.SECONDS: {"s": 1.0, "sec": 1.0, "min": float(SECONDS_PER_MINUTE)},
    Unit.REPS: {"reps": 1.0, "x": 1.0},
    Unit.TOUCHES: {"touches": 1.0, "x": 1.0},
    Unit.KG: {"kg": 1.0},
    Unit.LOAD_REPS: {"kg": 1.0},
}


def read(text: str, protocol: Protocol) -> float:
    """The value of what was typed, in the protocol's unit.

    Parameters
    ----------
    text
        A number with a dot or a comma, with or without a unit; seconds also as ``1:05``.
    protocol
        Its unit and limits.

    Raises
    ------
    ReadingError
        Nothing that can be read, a unit of something else, half a repetition, or a number beyond
        what is believed.

    Examples
    --------
    >>> from apps.assessments.domain.protocols import PROTOCOLS
    >>> read("9,5", PROTOCOLS["knee-to-wall"]), read("4 in", PROTOCOLS["knee-to-wall"])
    (9.5, 10.16)
    >>> read("1:05", PROTOCOLS["side-plank-hold"])
    65.0
    """
    value = _value(_plain(text), protocol.unit)
    least, most = protocol.limits
    if value < least:
        raise ReadingError(Problem.TOO_SMALL)
    if value > most:
        raise ReadingError(Problem.TOO_LARGE)
    return value


def recalled(texts: Iterable[str], protocol: Protocol) -> tuple[float, ...]:
    """Values of readings that were kept: believed then, whatever the limits are now.

    What can no longer be read, since a test changed its unit, is left out.

    Examples
    --------
    >>> from apps.assessments.domain.protocols import PROTOCOLS
    >>> recalled(["9,5", "31", "10 reps"], PROTOCOLS["knee-to-wall"])
    (9.5, 31.0)
    """
    found = []
    for text in texts:
        try:
            found.append(_value(_plain(text), protocol.unit))
        except ReadingError:
            continue
    return tuple(found)


def _plain(text: str) -> str:
    return text.strip().lower().replace(",", ".").replace("−", "-")


def _value(text: str, unit: Unit) -> float:
    if len(text) > LONGEST:
        raise ReadingError(Problem.NOT_A_NUMBER)
    if unit is Unit.SECONDS and (clock := _CLOCK.fullmatch(text)):
        return int(clock["minutes"]) * SECONDS_PER_MINUTE + float(clock["seconds"])
    found = _NUMBER.fullmatch(text)
    if found is None:
        raise ReadingError(Problem.NOT_A_NUMBER)
    named = found["unit"].strip()
    factors = _FACTORS[unit]
    if named and named not in factors:
        known = {name for names in _FACTORS.values() for name in names} | {"lb", "lbs", "ft"}
        raise ReadingError(Problem.WRONG_UNIT if named in known else Problem.NOT_A_NUMBER)
    value = float(found["number"]) * factors.get(named, 1.0)
    if unit.is_counted and not math.isclose(value, round(value)):
        raise ReadingError(Problem.NOT_WHOLE)
    return round(value, 4)
