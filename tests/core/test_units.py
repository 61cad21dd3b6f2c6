"""Kilograms inside, the athlete's unit outside."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.core.units import KG_PER_LB, from_kg, plain, shown_load, to_kg

LOADS = st.decimals(min_value=-500, max_value=1500, places=2)


class TestToKg:
    @pytest.mark.parametrize(
        ("value", "unit", "kg"),
        [
            ("20", "kg", "20.00000"),
            ("45", "lb", "20.41166"),
            ("-10", "lb", "-4.53592"),
            ("0", "lb", "0"),
        ],
    )
    def test_is_exact_to_a_hundredth_of_a_gram(self, value, unit, kg):
        assert to_kg(Decimal(value), unit) == Decimal(kg)

    @given(typed=LOADS)
    def test_pounds_come_back_as_they_were_typed(self, typed):
        assert from_kg(to_kg(typed, "lb"), "lb") == typed

    @given(typed=LOADS)
    def test_going_to_and_fro_ten_times_does_not_drift(self, typed):
        value = typed
        for _turn in range(10):
            value = from_kg(to_kg(value, "lb"), "lb")

        assert value == typed

    @given(lighter=LOADS, heavier=LOADS)
    def test_keeps_the_order(self, lighter, heavier):
        low, high = sorted((lighter, heavier))

        assert to_kg(low, "lb") <= to_kg(high, "lb")

    @given(typed=LOADS)
    def test_is_off_by_no_more_than_it_rounds(self, typed):
        assert abs(to_kg(typed, "lb") - typed * KG_PER_LB) <= Decimal("0.000005")


class TestShownLoad:
    @pytest.mark.parametrize(
        ("kg", "typed", "typed_unit", "unit", "shown"),
        [
            ("20.41166", "45.0", "lb", "lb", "45"),
            ("20.41166", "45", "lb", "kg", "20.41"),
            ("22.5", "22.50", "kg", "kg", "22.5"),
            ("20", None, "", "lb", "44.09"),
            ("0", "0", "kg", "kg", "0"),
        ],
    )
    def test_as_typed_in_ones_own_unit_else_converted(self, kg, typed, typed_unit, unit, shown):
        value = None if typed is None else Decimal(typed)

        assert str(shown_load(Decimal(kg), value, typed_unit, unit)) == shown


@pytest.mark.parametrize(
    ("value", "text"),
    [("100", "100"), ("1E+2", "100"), ("2.50", "2.5"), ("0.000", "0"), ("-0.250", "-0.25")],
)
def test_plain_has_neither_trailing_zeros_nor_an_exponent(value, text):
    assert str(plain(Decimal(value))) == text
