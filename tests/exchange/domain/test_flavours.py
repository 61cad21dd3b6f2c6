"""What other trackers get to read, and what our own readers make of it again."""

import datetime as dt
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.core.units import WeightUnit
from apps.exchange.domain.dialects import parse_file
from apps.exchange.domain.flavours import hevy_lines, strong_lines
from apps.exchange.domain.rows import SetRow
from apps.exercises.domain.vocabulary import SetKind, SetSide, SideSource
from apps.lifts.domain.limits import TITLE_LENGTH

START = dt.datetime(2026, 3, 2, 18, 30, tzinfo=ZoneInfo("Europe/Berlin"))


def row(**changes) -> SetRow:
    values = {
        "day": dt.date(2026, 3, 2),
        "started_at": START,
        "workout": "Legs",
        "exercise": "Split squat",
        "side": SetSide.LEFT,
        "side_source": SideSource.LOGGED,
        "load": Decimal("22.5"),
        "unit": WeightUnit.KG,
        "reps": 8,
    }
    return SetRow(**{**values, **changes})


def strong(*rows) -> str:
    return "".join(strong_lines(((one, None) for one in rows), word_for_workout="Workout"))


def hevy(*rows, unit=WeightUnit.KG, end=None) -> str:
    done = ((one, end) for one in rows)
    return "".join(hevy_lines(done, unit=unit, word_for_workout="Workout"))


FLAVOURS = {"strong": strong, "hevy": hevy}


@pytest.fixture(params=FLAVOURS.values(), ids=FLAVOURS)
def flavour(request):
    return request.param


class TestSides:
    def test_the_side_stands_in_the_name_and_comes_back_for_certain(self, flavour):
        text = flavour(row(), row(side=SetSide.RIGHT))
        assert "Split squat (Left)" in text
        assert "Split squat (Right)" in text
        assert [(one.exercise, one.side, one.side_source) for one in parse_file(text).rows] == [
            ("Split squat", SetSide.LEFT, SideSource.IMPORTED),
            ("Split squat", SetSide.RIGHT, SideSource.IMPORTED),
        ]

    @pytest.mark.parametrize(
        "name",
        [
            "Lunge left and right", "Lunge left/right", "Press (Each Side, Dumbbells)", "Both arms up",
            'Row, 3" deficit; slow', "Rosca Direta", "Bankdrücken 😀", "x" * TITLE_LENGTH,
        ],
    )  # fmt: skip
    @pytest.mark.parametrize("side", [SetSide.LEFT, SetSide.RIGHT, SetSide.BOTH])
    def test_odd_names_come_back_with_the_side_and_no_other(self, flavour, name, side):
        [found] = parse_file(flavour(row(exercise=name, side=side))).rows
        known = side if side is not SetSide.BOTH else SetSide.EACH
        assert (found.exercise, found.side) == (name, known)

    @pytest.mark.parametrize("side", [SetSide.BOTH, SetSide.EACH])
    def test_no_side_is_made_up(self, flavour, side):
        [found] = parse_file(flavour(row(side=side))).rows
        assert (found.exercise, found.side_source) == ("Split squat", SideSource.ASSUMED)

    def test_an_assumed_side_does_not_become_a_sure_one(self, flavour):
        [found] = parse_file(flavour(row(side_source=SideSource.ASSUMED))).rows
        assert found.side_source is SideSource.ASSUMED

    def test_a_side_alone_stays_alone(self, flavour):
        assert [one.side for one in parse_file(flavour(row(), row())).rows] == [SetSide.LEFT] * 2


class TestValues:
    def test_zero_in_reserve_is_the_hardest_effort_and_not_missing(self, flavour):
        found = parse_file(flavour(row(rir=Decimal(0)), row(rir=None))).rows
        assert [one.rir for one in found] == [Decimal(0), None]

    @pytest.mark.parametrize("rir", ["0.5", "1", "2.5", "3", "4"])
    def test_an_effort_comes_back(self, flavour, rir):
        [found] = parse_file(flavour(row(rir=Decimal(rir)))).rows
        assert found.rir == Decimal(rir)

    @pytest.mark.parametrize("rir", ["3.5", "5", "20"])
    def test_an_easier_one_than_they_take_is_left_out(self, flavour, rir):
        assert [one.rir for one in parse_file(flavour(row(rir=Decimal(rir)))).rows] == [None]

    def test_kinds_and_holds(self, flavour):
        found = parse_file(
            flavour(
                row(kind=SetKind.WARM_UP), row(kind=SetKind.FAILURE), row(reps=None, seconds=45)
            )
        ).rows
        assert [one.kind for one in found] == [SetKind.WARM_UP, SetKind.FAILURE, SetKind.WORK]
        assert (found[2].reps, found[2].seconds) == (None, 45)

    def test_help_stays_a_number_under_zero(self, flavour):
        text = flavour(row(load=Decimal(-20)))
        assert "'-20" not in text
        assert [one.load for one in parse_file(text).rows] == [Decimal(-20)]

    def test_text_that_would_run_is_guarded_and_read_without_the_guard(self, flavour):
        text = flavour(row(workout="=1+1", note="-5 kg next time", exercise="@home press"))
        assert "'=1+1" in text
        assert "'-5 kg" in text
        assert "'@home press (Left)" in text
        [found] = parse_file(text).rows
        assert (found.workout, found.note) == ("=1+1", "-5 kg next time")
        assert found.exercise == "@home press"

    @given(
        quarters=st.integers(1, 1600),
        typed=st.sampled_from(WeightUnit),
        whole=st.sampled_from(WeightUnit),
    )
    def test_a_load_comes_back_in_the_unit_it_was_typed_in(self, quarters, typed, whole):
        load = Decimal(quarters) / 4
        [found] = parse_file(hevy(row(load=load, unit=typed), unit=whole)).rows
        if found.unit is typed:
            assert found.load == load
        else:
            # Round in both units; the weight is the same.
            pounds = found.load if found.unit is WeightUnit.LB else load
            kilograms = load if found.unit is WeightUnit.LB else found.load
            assert abs(pounds * Decimal("0.45359237") - kilograms) < Decimal("0.001")


class TestLayout:
    def test_the_headings_are_theirs(self):
        assert (
            strong()
            .splitlines()[0]
            .startswith(
                "Date;Workout Name;Exercise Name;Set Order;Weight;Weight Unit;Reps;RPE;Distance"
            )
        )
        assert hevy().splitlines()[0].startswith('"title","start_time","end_time","description"')
        assert '"weight_lbs"' in hevy(unit=WeightUnit.LB).splitlines()[0]

    def test_sets_of_one_name_stand_together_and_are_counted(self):
        right = {"side": SetSide.RIGHT}
        lines = strong(row(), row(**right), row(), row(**right)).splitlines()[1:]
        assert [line.split(";")[2:4] for line in lines] == [
            ["Split squat (Left)", "1"],
            ["Split squat (Left)", "2"],
            ["Split squat (Right)", "1"],
            ["Split squat (Right)", "2"],
        ]

    def test_hevy_gets_its_dates_and_the_end_of_the_workout(self):
        end = dt.datetime(2026, 3, 2, 18, 15, tzinfo=dt.UTC)
        assert '"2 Mar 2026, 18:30","2 Mar 2026, 19:15"' in hevy(row(), end=end)

    def test_a_workout_without_time_or_title_has_both(self, flavour):
        [found] = parse_file(flavour(row(started_at=None, workout=""))).rows
        assert found.started_at.isoformat() == "2026-03-02T12:00:00"
        assert found.workout == "Workout"
