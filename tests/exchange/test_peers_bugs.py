"""What other trackers got wrong on the way out and back in, one test a bug, for every file that leaves."""

from decimal import Decimal

import pytest
from django.utils import timezone

from apps.core.units import WeightUnit
from apps.exchange import services
from apps.lifts.models import LiftSet
from tests.support.factories.lifts import LiftSetFactory, WorkoutFactory

WAYS = {
    "everything": lambda athlete: "".join(
        services.archive_for(athlete, now=timezone.now())
    ).encode(),
    "table": lambda athlete: b"".join(services.export_file_for(athlete)),
    "strong": lambda athlete: b"".join(services.strong_file_for(athlete)),
    "hevy": lambda athlete: b"".join(services.hevy_file_for(athlete)),
}
WHOLE = ("everything", "table")
"""Those that have a place for everything about a set."""


@pytest.fixture
def moved(request, athlete, stranger, exercises):
    """Take the athlete's log out one way and bring it into the stranger's; say what arrived."""

    def move(way):
        kept = services.create_import(
            athlete=stranger, filename="log", content=WAYS[way](athlete), unit=WeightUnit.KG,
            time_zone="Europe/Berlin", now=timezone.now(), start=lambda _pk: None,
        )  # fmt: skip
        services.accept_import(
            athlete=stranger, pending=kept, said=services.Said(keep_pain=True),
            now=timezone.now(), start=lambda _pk: None,
        )  # fmt: skip
        return list(LiftSet.objects.filter(athlete=stranger).order_by("performed_at", "side"))

    return move


@pytest.fixture
def pair(athlete, exercises):
    """Left and right of one exercise, two sets each, the left weaker."""
    workout = WorkoutFactory(athlete=athlete)
    same = {"workout": workout, "exercise": exercises["extension"]}
    for number in (1, 2):
        LiftSetFactory(**same, set_index=number, reps=7, rir=Decimal(0))
        LiftSetFactory(**same, set_index=number, reps=11, rir=Decimal(1), right=True)
    return same


def sides(sets):
    return sorted((one.side, one.reps, one.side_source != "assumed") for one in sets)


@pytest.mark.parametrize("way", WAYS)
class TestEveryWayOut:
    def test_side_lost_on_export_so_that_a_round_trip_invents_symmetry(self, moved, pair, way):
        assert sides(moved(way)) == sides(LiftSet.objects.all()[:4])

    def test_sides_inverted(self, moved, pair, way):
        weaker = {one.side for one in moved(way) if one.reps == 7}
        assert weaker == {"left"}

    def test_one_side_missing_shown_as_balanced(self, moved, pair, way):
        LiftSet.objects.filter(side="right").delete()
        assert {one.side for one in moved(way)} == {"left"}

    def test_sets_or_volume_counted_twice(self, moved, pair, way):
        mine = sum(one.reps * one.load_kg for one in LiftSet.objects.all())
        arrived = moved(way)
        assert len(arrived) == 4
        assert sum(one.reps * one.load_kg for one in arrived) == mine
        assert len(moved(way)) == 4

    def test_even_reps_forced(self, moved, pair, way):
        assert {one.reps for one in moved(way)} == {7, 11}

    def test_left_and_right_merged_by_a_name_normaliser(self, moved, pair, way):
        arrived = moved(way)
        assert {one.exercise.slug for one in arrived} == {"single-leg-extension"}
        assert {one.side for one in arrived} == {"left", "right"}

    def test_rir_0_dropped_as_missing(self, moved, pair, way):
        LiftSet.objects.filter(side="right", set_index=2).update(rir=None)
        assert sorted((one.side, one.rir) for one in moved(way) if one.rir is not None) == [
            ("left", 0), ("left", 0), ("right", 1),
        ]  # fmt: skip

    def test_an_unknown_side_becomes_a_known_one(self, moved, pair, way):
        LiftSet.objects.update(side="each", side_source="assumed", pair_order=None)
        assert {(one.side, one.side_source) for one in moved(way)} == {("each", "assumed")}

    def test_equal_rows_taken_for_one(self, moved, pair, way):
        LiftSet.objects.update(reps=8, rir=None)
        assert len(moved(way)) == 4

    def test_negative_loads_turned_into_text(self, moved, athlete, exercises, way):
        LiftSetFactory(
            workout=WorkoutFactory(athlete=athlete), exercise=exercises["pull_up"], side="both",
            pair_order=None, typed_load=Decimal(-20),
        )  # fmt: skip
        assert [one.typed_load for one in moved(way)] == [Decimal(-20)]


@pytest.mark.parametrize("way", WHOLE)
class TestOwnFiles:
    def test_per_side_of_bar_read_as_a_limb(self, moved, pair, way):
        LiftSet.objects.update(side="both", pair_order=None, load_basis="per_side_of_bar")
        assert {(one.side, one.load_basis) for one in moved(way)} == {("both", "per_side_of_bar")}

    def test_reps_of_both_sides_together_read_as_each_sides(self, moved, pair, way):
        LiftSet.objects.update(side="each", pair_order=None, rep_convention="both_sides_together")
        assert {(one.reps, one.rep_convention) for one in moved(way)} == {
            (7, "both_sides_together"),
            (11, "both_sides_together"),
        }

    def test_pounds_rounded_through_kilograms(self, moved, athlete, exercises, way):
        LiftSetFactory(
            workout=WorkoutFactory(athlete=athlete), exercise=exercises["row"],
            typed_load=Decimal("17.5"), typed_unit="lb",
        )  # fmt: skip
        assert [(one.typed_load, one.typed_unit) for one in moved(way)] == [(Decimal("17.5"), "lb")]
