"""A number as a thumb types it."""

from decimal import Decimal

import pytest
from django import forms
from django.utils import translation

from apps.core.fields import MeasureField


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize(
    ("typed", "value"),
    [("12,5", "12.5"), ("12.5", "12.5"), (" 12,50 ", "12.50"), ("0", "0"), ("-5", "-5")],
)
def test_reads_a_comma_and_a_dot_alike(language, typed, value):
    with translation.override(language):
        assert MeasureField().clean(typed) == Decimal(value)


@pytest.mark.parametrize("typed", ["1,2,3", "1.234,5", "NaN", "Infinity", "ten", "💪", "1e999"])
def test_refuses_what_is_no_measure(typed):
    with pytest.raises(forms.ValidationError):
        MeasureField(max_digits=6, decimal_places=2).clean(typed)


def test_nothing_is_none_and_not_zero():
    assert MeasureField(required=False).clean("") is None
    with pytest.raises(forms.ValidationError):
        MeasureField().clean("")


def test_a_comma_is_no_change():
    assert not MeasureField().has_changed(Decimal("12.5"), "12,5")
    assert MeasureField().has_changed(Decimal("12.5"), "12,6")


def test_shows_the_number_keyboard_but_not_the_browsers_number_field():
    widget = MeasureField().widget

    assert (widget.input_type, widget.attrs["inputmode"]) == ("text", "decimal")
