"""What an athlete can really pick up: dumbbells, kettlebells, bars, plates and stacks.

Every number stays in the unit it was typed in: somebody who logs in kilograms may well train with
plates of 45 lb.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, Self

from msgspec import Struct
from msgspec.structs import fields

from apps.core.units import WeightUnit, plain

LIGHTEST = Decimal("0.05")
"""Smallest weight, and the grid that all weights lie on: magnets of 0.1 to 0.25 kg are sold."""
HEAVIEST = Decimal(300)
"""Heaviest single dumbbell, bar or plate, in either unit."""
MOST_WEIGHTS = 120
"""Dumbbells or kettlebells of one athlete."""
MOST_BARS = 6
MOST_SIZES = 12
"""Sizes of plates."""
MOST_PAIRS = 12
"""Pairs of plates of one size."""


class RackError(ValueError):
    """Weights that nobody can own, or that cannot be read."""


def _checked(weight: Decimal) -> Decimal:
    if not weight.is_finite() or not LIGHTEST <= weight <= HEAVIEST or weight % LIGHTEST:
        raise RackError(f"No weight weighs {weight}.")
    return weight


class Rack(Struct, frozen=True, kw_only=True):
    """Dumbbells or kettlebells: a run in even steps, and single ones beside it.

    Examples
    --------
    >>> rack = Rack(unit=WeightUnit.KG, first=Decimal(2), last=Decimal(6), step=Decimal(2),
    ...             also=(Decimal("2.5"),))
    >>> [str(weight) for weight in rack.values]
    ['2', '2.5', '4', '6']
    """

    unit: WeightUnit
    first: Decimal | None = None
    last: Decimal | None = None
    step: Decimal | None = None
    also: tuple[Decimal, ...] = ()

    def __post_init__(self) -> None:
        """Refuse half a run, a run backwards, and more than a rack holds."""
        run = (self.first, self.last, self.step)
        if any(part is None for part in run) and any(part is not None for part in run):
            raise RackError("A run needs its first, its last and its step.")
        for weight in (*run, *self.also):
            if weight is not None:
                _checked(weight)
        if self.first is not None and self.last is not None and self.last < self.first:
            raise RackError("A run goes up.")
        if not 1 <= len(self.values) <= MOST_WEIGHTS:
            raise RackError("Too many weights, or none.")

    @property
    def values(self) -> tuple[Decimal, ...]:
        """Every weight, the lightest first."""
        found = set(self.also)
        if self.first is not None and self.last is not None and self.step is not None:
            count = int((self.last - self.first) / self.step)
            if count > MOST_WEIGHTS:
                raise RackError("Too many weights.")
            found |= {self.first + place * self.step for place in range(count + 1)}
        return tuple(plain(weight) for weight in sorted(found))


class Bars(Struct, frozen=True, kw_only=True):
    """Bars by weight, the one that is used most first."""

    unit: WeightUnit
    weights: tuple[Decimal, ...]

    def __post_init__(self) -> None:
        """Refuse none, too many, and weights that no bar has."""
        if not 1 <= len(self.weights) <= MOST_BARS:
            raise RackError("Too many bars, or none.")
        for weight in self.weights:
            _checked(weight)


class Plates(Struct, frozen=True, kw_only=True):
    """Sizes of plates, the heaviest first, each with its number of pairs."""

    unit: WeightUnit
    pairs: tuple[tuple[Decimal, int], ...]

    def __post_init__(self) -> None:
        """Refuse none, a size named twice, and numbers that nobody stores."""
        sizes = [size for size, _count in self.pairs]
        if not 1 <= len(sizes) <= MOST_SIZES or len(set(sizes)) != len(sizes):
            raise RackError("Too many sizes, none, or one twice.")
        for size, count in self.pairs:
            _checked(size)
            if not 1 <= count <= MOST_PAIRS:
                raise RackError("That many pairs nobody has.")


class Stack(Struct, frozen=True, kw_only=True):
    """How far one pin of a cable or machine goes."""

    unit: WeightUnit
    step: Decimal

    def __post_init__(self) -> None:
        """Refuse a step that no stack has."""
        _checked(self.step)


class OwnWeights(Struct, frozen=True, kw_only=True):
    """All that an athlete told us; None where the usual weights hold."""

    dumbbells: Rack | None = None
    kettlebells: Rack | None = None
    bars: Bars | None = None
    plates: Plates | None = None
    cable: Stack | None = None
    machine: Stack | None = None

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """Read what :meth:`as_json` wrote; raise :class:`RackError` for anything else."""
        if unknown := set(stored) - {field.name for field in fields(cls)}:
            raise RackError(f"Unknown weights: {sorted(unknown)}")
        try:
            parts: dict[str, Any] = {name: _READERS[name](part) for name, part in stored.items()}
        except (AttributeError, TypeError, ValueError) as error:
            raise RackError(str(error)) from error
        return cls(**parts)

    def as_json(self) -> dict[str, Any]:
        """Plain values to be stored: numbers as text, what was not told left out."""
        parts = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: _written(part) for name, part in parts.items() if part is not None}


# Convention: what a common gym has, by the unit that its weights are stamped in.
USUAL_BARS = {
    WeightUnit.KG: Bars(unit=WeightUnit.KG, weights=(Decimal(20), Decimal(15), Decimal(10))),
    WeightUnit.LB: Bars(unit=WeightUnit.LB, weights=(Decimal(45), Decimal(35), Decimal(25))),
}
USUAL_DUMBBELLS = {
    WeightUnit.KG: Rack(unit=WeightUnit.KG, first=Decimal(2), last=Decimal(30), step=Decimal(2)),
    WeightUnit.LB: Rack(unit=WeightUnit.LB, first=Decimal(5), last=Decimal(70), step=Decimal(5)),
}
USUAL_KETTLEBELLS = {
    WeightUnit.KG: Rack(unit=WeightUnit.KG, first=Decimal(8), last=Decimal(32), step=Decimal(4)),
    WeightUnit.LB: Rack(
        unit=WeightUnit.LB, also=tuple(Decimal(pounds) for pounds in (18, 26, 35, 44, 53, 62, 70))
    ),
}
USUAL_PLATES = {
    WeightUnit.KG: Plates(
        unit=WeightUnit.KG,
        pairs=(
            (Decimal(20), 4),
            (Decimal(15), 2),
            (Decimal(10), 2),
            (Decimal(5), 2),
            (Decimal("2.5"), 2),
            (Decimal("1.25"), 1),
        ),
    ),
    WeightUnit.LB: Plates(
        unit=WeightUnit.LB,
        pairs=(
            (Decimal(45), 4),
            (Decimal(35), 2),
            (Decimal(25), 2),
            (Decimal(10), 2),
            (Decimal(5), 2),
            (Decimal("2.5"), 1),
        ),
    ),
}


def read_weights(text: str) -> tuple[Decimal, ...]:
    """Weights as somebody types a list of them; raise :class:`RackError` for anything else.

    A comma inside one number is a decimal comma, as in 2,5; after a number, or between several, it
    parts them.

    Examples
    --------
    >>> [str(weight) for weight in read_weights("2,5 5, 7.5; 10")]
    ['2.5', '5', '7.5', '10']
    >>> [str(weight) for weight in read_weights("20,15,10")]
    ['20', '15', '10']
    """
    words = [word.strip(",") for word in re.split(r"[\s;]+", text) if word.strip(",")]
    parted = [
        part
        for word in words
        for part in (word.split(",") if word.count(",") > 1 else [word.replace(",", ".")])
    ]
    return _numbers(parted)


def read_pairs(text: str) -> tuple[tuple[Decimal, int], ...]:
    """Sizes of plates with their pairs, one a line; raise :class:`RackError` for anything else.

    Examples
    --------
    >>> read_pairs("0.75 x 2") == ((Decimal("0.75"), 2),)
    True
    """
    lines = [re.split(r"\s*[x×*]\s*", line.strip()) for line in text.splitlines() if line.strip()]
    if any(len(line) != len(("size", "pairs")) for line in lines):
        raise RackError("A line is a size and its pairs.")
    return tuple((_number(size.replace(",", ".")), _whole(count)) for size, count in lines)


def _whole(text: object) -> int:
    number = _number(text)
    if not number.is_finite() or number != number.to_integral_value():
        raise RackError(f"{text!r} is no number of pairs.")
    return int(number)


def _number(text: object) -> Decimal:
    try:
        return Decimal(str(text))
    except InvalidOperation:
        raise RackError(f"{text!r} is no number.") from None


def _numbers(texts: Iterable[object]) -> tuple[Decimal, ...]:
    return tuple(_number(text) for text in texts)


def _unit(part: Mapping[str, Any]) -> WeightUnit:
    try:
        return WeightUnit(part["unit"])
    except (KeyError, TypeError, ValueError):
        raise RackError("Weights without a unit.") from None


def _rack(part: Mapping[str, Any]) -> Rack:
    run = {
        name: None if part.get(name) is None else _number(part[name])
        for name in ("first", "last", "step")
    }
    return Rack(unit=_unit(part), also=_numbers(part.get("also", ())), **run)


def _bars(part: Mapping[str, Any]) -> Bars:
    return Bars(unit=_unit(part), weights=_numbers(part.get("weights", ())))


def _plates(part: Mapping[str, Any]) -> Plates:
    pairs = tuple((_number(size), _whole(count)) for size, count in part.get("pairs", ()))
    return Plates(unit=_unit(part), pairs=pairs)


def _stack(part: Mapping[str, Any]) -> Stack:
    return Stack(unit=_unit(part), step=_number(part.get("step")))


_READERS = {
    "dumbbells": _rack,
    "kettlebells": _rack,
    "bars": _bars,
    "plates": _plates,
    "cable": _stack,
    "machine": _stack,
}


def _written(part: Rack | Bars | Plates | Stack) -> dict[str, Any]:
    values = {field.name: getattr(part, field.name) for field in fields(part)}
    return {name: _plain(value) for name, value in values.items() if value not in (None, ())}


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value if isinstance(value, int) else str(value)
