"""Loads that can be put together, and the one that is offered."""

from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.core.units import WeightUnit, from_kg, to_kg
from apps.profiles.domain.rack import Bars, OwnWeights, Plates, Rack, Stack
from apps.profiles.domain.weights import (
    MOST_ON_ONE_END,
    Steps,
    WeightSource,
    offered_load,
    plates_for,
    steps_for,
    usual_step,
)
from tests.support.weights import BARS, OWN_WEIGHTS, PLATES, SIZES, UNITS

KG, LB = WeightUnit.KG, WeightUnit.LB
LOADS = st.decimals(min_value=-300, max_value=600, places=2)
STEPS = st.one_of(
    st.builds(Steps, step=SIZES),
    st.lists(SIZES, min_size=1, max_size=30, unique=True).map(
        lambda values: Steps(values=tuple(sorted(values)))
    ),
)


def plates(unit, **pairs):
    return Plates(
        unit=unit,
        pairs=tuple((Decimal(size[1:].replace("_", ".")), n) for size, n in pairs.items()),
    )


def texts(steps):
    return steps.as_json()["values"]


class TestStepsFor:
    @pytest.mark.parametrize("source", WeightSource)
    @pytest.mark.parametrize(("unit", "step"), [(KG, "1.25"), (LB, "2.5")])
    def test_untold_the_exercise_s_own_step_holds(self, source, unit, step):
        found = steps_for(source, weights=OwnWeights(), unit=unit, usual_step_kg=Decimal("1.25"))

        assert found.as_json() == {"step": step}

    def test_from_one_own_dumbbell_to_the_next(self):
        rack = Rack(unit=KG, also=(Decimal(10), Decimal("7.5"), Decimal(4)))

        found = steps_for(WeightSource.DUMBBELLS, weights=OwnWeights(dumbbells=rack), unit=KG)

        assert texts(found) == ["4", "7.5", "10"]

    def test_dumbbells_in_pounds_for_somebody_who_logs_in_kilograms(self):
        rack = Rack(unit=LB, first=Decimal(10), last=Decimal(20), step=Decimal(5))

        found = steps_for(WeightSource.DUMBBELLS, weights=OwnWeights(dumbbells=rack), unit=KG)

        assert texts(found) == ["4.54", "6.8", "9.07"]

    def test_kettlebells_say_nothing_of_dumbbells(self):
        weights = OwnWeights(kettlebells=Rack(unit=KG, also=(Decimal(16),)))

        assert texts(steps_for(WeightSource.KETTLEBELLS, weights=weights, unit=KG)) == ["16"]
        assert steps_for(WeightSource.DUMBBELLS, weights=weights, unit=KG).step is not None

    def test_a_full_set_of_plates_is_one_step_for_the_whole_bar(self):
        weights = OwnWeights(plates=plates(KG, p20=4, p10=1, p5=1, p2_5=1, p1_25=1))

        assert steps_for(WeightSource.BAR, weights=weights, unit=KG).as_json() == {"step": "2.5"}
        assert steps_for(WeightSource.ONE_SIDE, weights=weights, unit=KG).as_json() == {
            "step": "1.25"
        }

    def test_few_plates_are_gone_through_one_load_at_a_time(self):
        weights = OwnWeights(
            bars=Bars(unit=KG, weights=(Decimal(10),)), plates=plates(KG, p10=1, p2_5=1)
        )

        assert texts(steps_for(WeightSource.BAR, weights=weights, unit=KG)) == [
            "10",
            "15",
            "30",
            "35",
        ]
        assert texts(steps_for(WeightSource.ONE_SIDE, weights=weights, unit=KG)) == [
            "2.5",
            "10",
            "12.5",
        ]

    def test_one_end_takes_both_plates_of_a_pair(self):
        weights = OwnWeights(plates=plates(KG, p10=1, p4=1))

        assert texts(steps_for(WeightSource.ONE_END, weights=weights, unit=KG)) == [
            "4",
            "8",
            "10",
            "14",
            "18",
            "20",
            "24",
            "28",
        ]

    def test_plates_in_pounds_bring_their_bar(self):
        weights = OwnWeights(plates=plates(LB, p45=1))

        assert texts(steps_for(WeightSource.BAR, weights=weights, unit=KG))[:3] == [
            "11.34",
            "15.88",
            "20.41",
        ]

    @given(bars=BARS, own=PLATES, unit=UNITS)
    def test_every_load_of_a_bar_can_be_put_on_and_none_is_left_out(self, bars, own, unit):
        found = steps_for(WeightSource.BAR, weights=OwnWeights(bars=bars, plates=own), unit=unit)

        sizes = [size for size, _pairs in own.pairs]
        real = {
            from_kg(
                to_kg(bar, bars.unit)
                + 2 * to_kg(sum(n * size for n, size in zip(some, sizes, strict=True)), own.unit),
                unit,
            )
            for bar in bars.weights
            for some in product(*(range(pairs + 1) for _size, pairs in own.pairs))
            if sum(n * size for n, size in zip(some, sizes, strict=True)) <= MOST_ON_ONE_END
        }
        if found.step is not None and len(real) <= 400:
            assert all(load % found.step == 0 for load in real)
        elif found.step is None:
            assert set(found.values) == real

    def test_a_stack_in_another_unit_is_gone_through_pin_by_pin(self):
        weights = OwnWeights(machine=Stack(unit=LB, step=Decimal(10)))

        assert texts(steps_for(WeightSource.MACHINE, weights=weights, unit=KG))[:2] == [
            "4.54",
            "9.07",
        ]
        assert steps_for(WeightSource.MACHINE, weights=weights, unit=LB).as_json() == {"step": "10"}


class TestUsualStep:
    @given(step=st.decimals(min_value="0.1", max_value=10, places=2), unit=UNITS)
    def test_is_a_step(self, step, unit):
        assert usual_step(step, unit) > 0

    def test_unknown_is_a_pair_of_small_plates(self):
        assert (usual_step(None, KG), usual_step(None, LB)) == (Decimal("2.5"), 5)


class TestOfferedLoad:
    @given(load=LOADS, unit=UNITS, steps=STEPS)
    def test_what_was_typed_in_one_s_own_unit_is_never_changed(self, load, unit, steps):
        offered = offered_load(
            load_kg=to_kg(load, unit), typed=load, typed_unit=unit, unit=unit, steps=steps
        )

        assert offered == load

    @given(load=LOADS, steps=STEPS, typed=st.booleans())
    def test_anything_else_is_the_nearest_load_that_exists(self, load, steps, typed):
        load_kg = to_kg(load, KG)
        offered = offered_load(
            load_kg=load_kg, typed=load if typed else None, typed_unit="kg", unit=LB, steps=steps
        )

        size = abs(from_kg(load_kg, LB))
        if size == 0:
            assert offered == 0
            return
        assert (offered > 0) == (load > 0)
        if steps.step is not None:
            assert offered % steps.step == 0
            assert abs(abs(offered) - size) <= max(steps.step / 2, steps.step - size)
        else:
            assert abs(offered) in steps.values
            assert abs(abs(offered) - size) == min(abs(value - size) for value in steps.values)

    @given(lighter=LOADS, heavier=LOADS, steps=STEPS)
    def test_more_is_never_offered_as_less(self, lighter, heavier, steps):
        low, high = sorted([lighter, heavier])

        assert steps.nearest(low) <= steps.nearest(high)

    @given(load=LOADS, steps=STEPS)
    def test_what_exists_stays(self, load, steps):
        once = steps.nearest(load)

        assert steps.nearest(once) == once

    def test_of_two_as_near_the_lighter(self):
        assert Steps(step=Decimal(5)).nearest(Decimal("12.5")) == 10


class TestPlatesFor:
    @pytest.mark.parametrize(
        "source",
        set(WeightSource) - {WeightSource.BAR, WeightSource.ONE_END, WeightSource.ONE_SIDE},
    )
    def test_nothing_to_work_out_without_plates(self, source):
        assert plates_for(source, weights=OwnWeights(), unit=KG) is None

    def test_pounds_on_the_bar_of_somebody_who_logs_in_kilograms(self):
        weights = OwnWeights(plates=plates(LB, p10=1, p45=2))

        assert plates_for(WeightSource.BAR, weights=weights, unit=KG) == {
            "ends": 2,
            "bars": [
                {"label": "45 lb", "load": "20.41"},
                {"label": "35 lb", "load": "15.88"},
                {"label": "25 lb", "load": "11.34"},
            ],
            "plates": [
                {"label": "45 lb", "load": "20.41", "count": 2},
                {"label": "10 lb", "load": "4.54", "count": 1},
            ],
        }

    @pytest.mark.parametrize(
        ("source", "count"), [(WeightSource.ONE_SIDE, 1), (WeightSource.ONE_END, 2)]
    )
    def test_one_end_has_no_bar_to_count(self, source, count):
        data = plates_for(source, weights=OwnWeights(plates=plates(KG, p10=1)), unit=KG)

        assert data["ends"] == 1
        assert data["bars"] == []
        assert data["plates"] == [{"label": "10 kg", "load": "10", "count": count}]

    @given(weights=OWN_WEIGHTS, unit=UNITS)
    def test_a_full_bar_is_a_load_that_is_stepped_to(self, weights, unit):
        data = plates_for(WeightSource.BAR, weights=weights, unit=unit)
        steps = steps_for(WeightSource.BAR, weights=weights, unit=unit)

        on = sum(Decimal(plate["load"]) * plate["count"] for plate in data["plates"])
        full = Decimal(data["bars"][0]["load"]) + 2 * on
        if steps.step is None and on < MOST_ON_ONE_END / 3:
            assert abs(steps.nearest(full) - full) < Decimal("0.1")
