"""Form fields that a tired thumb fills in."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms

from apps.core.numbers import field_text


class MeasureField(forms.DecimalField):
    """A decimal number typed with a comma or a dot, whatever the language of the page."""

    def __init__(self, **options: Any) -> None:
        """Show the number keyboard; never the browser's own number widget, which drops commas."""
        options.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal"}))
        super().__init__(**options)

    def to_python(self, value: Any) -> Any:
        """Read ``12,5`` and ``12.5`` as the same number."""
        if isinstance(value, str):
            value = value.strip().replace(",", ".").replace("−", "-")
        return super().to_python(value)

    def prepare_value(self, value: Any) -> Any:
        """Show a number as it would be typed; what was typed stays as it is."""
        return field_text(value) if isinstance(value, Decimal | float) else value
