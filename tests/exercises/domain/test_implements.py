"""Where an exercise's load comes from."""

from types import SimpleNamespace

import pytest

from apps.core.units import WeightUnit
from apps.exercises.domain.implements import plates_of, steps_of, weight_source_of
from apps.exercises.services import read_catalogue
from apps.profiles.domain.rack import OwnWeights


def exercise(**changes):
    fields = {
        "laterality": "unilateral",
        "limb": "leg",
        "load_basis": "total",
        "implements": 1,
        "equipment": ["dumbbells"],
        "load_step_kg": 2,
        **changes,
    }
    return SimpleNamespace(**fields)


@pytest.mark.parametrize(
    ("changes", "source"),
    [
        ({}, "dumbbells"),
        ({"load_basis": "per_implement", "implements": 2}, "dumbbells"),
        ({"equipment": ["kettlebell"]}, "kettlebells"),
        ({"equipment": ["barbell"], "laterality": "bilateral"}, "bar"),
        ({"equipment": ["barbell", "bench"]}, "bar"),
        ({"equipment": ["barbell"], "limb": "arm"}, "one_end"),
        (
            {"load_basis": "per_side_of_bar", "implements": 0, "equipment": ["leg_press"]},
            "one_side",
        ),
        ({"load_basis": "machine_shown", "implements": 0, "equipment": ["cable"]}, "cable"),
        ({"load_basis": "machine_shown", "implements": 0, "equipment": ["leg_curl"]}, "machine"),
        ({"load_basis": "machine_shown", "equipment": ["dynamometer"]}, "other"),
        ({"implements": 0, "equipment": ["bodyweight"]}, "other"),
        ({"equipment": ["ankle_weight"]}, "other"),
    ],
)
def test_source_by_what_is_held_and_counted(changes, source):
    assert weight_source_of(exercise(**changes)) == source


def test_the_whole_catalogue_has_a_step_in_either_unit():
    for spec in read_catalogue():
        for unit in WeightUnit:
            assert steps_of(spec, weights=OwnWeights(), unit=unit).step > 0


def test_the_catalogue_s_landmine_is_the_only_bar_on_one_end():
    sources = {spec.slug: weight_source_of(spec) for spec in read_catalogue()}

    assert [slug for slug, source in sources.items() if source == "one_end"] == ["landmine-press"]


def test_plates_are_worked_out_for_bars_alone():
    bar = exercise(equipment=["barbell"], laterality="bilateral")

    assert plates_of(bar, weights=OwnWeights(), unit=WeightUnit.KG)["ends"] == 2
    assert plates_of(exercise(), weights=OwnWeights(), unit=WeightUnit.KG) is None
