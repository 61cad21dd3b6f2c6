"""Numbers as the reader's language writes them; what a machine reads stays with its dot."""

from __future__ import annotations

from decimal import Decimal

from django.utils.formats import get_format


def number_text(value: Decimal | float) -> str:
    """A number to be read: no spare zeros, no exponent, a real minus."""
    return field_text(value).replace("-", "−")


def field_text(value: Decimal | float) -> str:
    """A number as somebody would type it."""
    number = value if isinstance(value, Decimal) else Decimal(f"{value:g}")
    plain = format(number.normalize(), "f") if number else "0"
    return plain.replace(".", str(get_format("DECIMAL_SEPARATOR")))
