"""What an athlete owns, as it is typed and kept."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.core.units import WeightUnit
from apps.profiles.domain.rack import (
    USUAL_BARS,
    USUAL_PLATES,
    Bars,
    OwnWeights,
    Plates,
    Rack,
    RackError,
    Stack,
)
from tests.support.weights import OWN_WEIGHTS


def decimals(*texts):
    return tuple(Decimal(text) for text in texts)


class TestRack:
    def test_a_run_and_single_ones(self):
        rack = Rack(
            unit=WeightUnit.LB,
            first=Decimal(5),
            last=Decimal(22),
            step=Decimal(5),
            also=decimals("12.5", "10.0"),
        )

        assert [str(value) for value in rack.values] == ["5", "10", "12.5", "15", "20"]

    @pytest.mark.parametrize(
        "fields",
        [
            {},
            {"first": "5"},
            {"first": "5", "last": "20"},
            {"first": "20", "last": "5", "step": "5"},
            {"first": "5", "last": "20", "step": "0"},
            {"first": "0.05", "last": "300", "step": "0.05"},
            {"also": ["-5"]},
            {"also": ["0"]},
            {"also": ["301"]},
            {"also": ["2.501"]},
            {"also": ["NaN"]},
            {"also": ["Infinity"]},
            {"also": ["heavy"]},
            {"also": [str(number) for number in range(1, 200)]},
        ],
    )
    def test_what_nobody_owns_is_refused(self, fields):
        with pytest.raises(RackError):
            OwnWeights.from_json({"dumbbells": {"unit": "kg", **fields}})


class TestOwnWeights:
    @pytest.mark.parametrize(
        "stored",
        [
            {"anvils": {"unit": "kg", "also": ["5"]}},
            {"dumbbells": {"unit": "stone", "also": ["5"]}},
            {"dumbbells": {"also": ["5"]}},
            {"dumbbells": None},
            {"dumbbells": ["5"]},
            {"bars": {"unit": "kg", "weights": []}},
            {"bars": {"unit": "kg", "weights": 20}},
            {"plates": {"unit": "kg", "pairs": []}},
            {"plates": {"unit": "kg", "pairs": [["20", 0]]}},
            {"plates": {"unit": "kg", "pairs": [["20", 13]]}},
            {"plates": {"unit": "kg", "pairs": [["20", 1], ["20.0", 2]]}},
            {"plates": {"unit": "kg", "pairs": [["20"]]}},
            {"plates": {"unit": "kg", "pairs": {"20": 1}}},
            {"cable": {"unit": "kg"}},
        ],
    )
    def test_what_cannot_be_read_is_said_to_be(self, stored):
        with pytest.raises(RackError):
            OwnWeights.from_json(stored)

    @given(weights=OWN_WEIGHTS)
    def test_comes_back_as_it_was_kept(self, weights):
        assert OwnWeights.from_json(weights.as_json()) == weights

    def test_nothing_told_is_nothing_kept(self):
        assert OwnWeights().as_json() == {}

    def test_numbers_are_kept_as_typed(self):
        weights = OwnWeights(
            bars=Bars(unit=WeightUnit.LB, weights=decimals("45")),
            plates=Plates(unit=WeightUnit.LB, pairs=((Decimal("2.5"), 1),)),
            cable=Stack(unit=WeightUnit.KG, step=Decimal("2.50")),
        )

        assert weights.as_json() == {
            "bars": {"unit": "lb", "weights": ["45"]},
            "plates": {"unit": "lb", "pairs": [["2.5", 1]]},
            "cable": {"unit": "kg", "step": "2.50"},
        }


@given(unit=st.sampled_from(WeightUnit))
def test_usual_weights_are_of_the_unit_they_are_usual_in(unit):
    assert USUAL_BARS[unit].unit is USUAL_PLATES[unit].unit is unit
