"""Kilograms inside, the athlete's unit outside. What was typed is kept, so 45 lb stays 45 lb."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal
from enum import StrEnum

KG_PER_LB = Decimal("0.45359237")
"""Exact by the international yard and pound agreement of 1959."""

_STORED = Decimal("0.00001")
_SHOWN = Decimal("0.01")


class WeightUnit(StrEnum):
    """Unit in which a mass is typed and shown."""

    KG = "kg"
    LB = "lb"


def to_kg(value: Decimal, unit: str) -> Decimal:
    """``value`` in kilograms, to the hundredth of a gram that is stored."""
    kilograms = value * KG_PER_LB if unit == WeightUnit.LB else value
    return kilograms.quantize(_STORED, rounding=ROUND_HALF_EVEN)


def from_kg(value_kg: Decimal, unit: str) -> Decimal:
    """``value_kg`` in ``unit``, to two decimals, without trailing zeros."""
    value = value_kg / KG_PER_LB if unit == WeightUnit.LB else value_kg
    return plain(value.quantize(_SHOWN, rounding=ROUND_HALF_EVEN))


def shown_load(value_kg: Decimal, typed: Decimal | None, typed_unit: str, unit: str) -> Decimal:
    """The load as the athlete typed it when the unit is theirs, converted otherwise."""
    if typed is not None and typed_unit == unit:
        return plain(typed)
    return from_kg(value_kg, unit)


def plain(value: Decimal) -> Decimal:
    """``value`` without trailing zeros and without an exponent."""
    return value.quantize(Decimal(1)) if value == value.to_integral() else value.normalize()
