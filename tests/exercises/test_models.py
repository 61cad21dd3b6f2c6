import pytest
from django.db import IntegrityError, transaction

from apps.exercises.models import Exercise
from tests.support.factories.exercises import ExerciseFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("constraint", "fields"),
    [
        ("pattern_known", {"pattern": "dancing"}),
        ("laterality_known", {"laterality": "one"}),
        ("limb_known", {"limb": "tail"}),
        ("load_basis_known", {"load_basis": "half"}),
        (
            "rep_convention_known",
            {"rep_convention": "guess", "laterality": "alternating", "measurement": "none"},
        ),
        ("kind_known", {"kind": "fun", "measurement": "none"}),
        ("metric_known", {"metric": "miles", "measurement": "none"}),
        ("level_known", {"level": "elite"}),
        ("measurement_known", {"measurement": "perfect"}),
        ("planes_known", {"planes": ["sideways"]}),
        ("planes_known", {"planes": []}),
        ("primary_muscles_known", {"primary_muscles": []}),
        ("primary_muscles_known", {"primary_muscles": ["wing"]}),
        ("secondary_muscles_known", {"secondary_muscles": ["wing"]}),
        ("joints_known", {"joints": []}),
        ("joints_known", {"joints": ["hinge"]}),
        ("equipment_known", {"equipment": []}),
        ("equipment_known", {"equipment": ["anvil"]}),
        ("cautions_known", {"cautions": ["soul"]}),
        ("cues_counted", {"cues": ["Pull.", "Lower."]}),
        ("cues_counted", {"cues": ["1", "2", "3", "4", "5", "6"]}),
        ("implements_range", {"implements": 3}),
        ("body_mass_share_range", {"body_mass_share": "1.001"}),
        ("body_mass_share_range", {"body_mass_share": "-0.1"}),
        ("rep_curve_slope_range", {"rep_curve_slope": "0.009"}),
        ("rep_curve_slope_range", {"rep_curve_slope": "0.081"}),
        ("load_step_range", {"load_step_kg": 0}),
        ("load_step_range", {"load_step_kg": 11}),
        ("implements_held", {"load_basis": "per_implement", "implements": 0}),
        (
            "reps_together_alternate",
            {"rep_convention": "both_sides_together", "measurement": "none"},
        ),
        ("measures_one_side", {"laterality": "bilateral"}),
        ("measures_one_side", {"kind": "mobility"}),
        ("measures_one_side", {"metric": "reps"}),
        (
            "measures_one_side",
            {"laterality": "alternating", "rep_convention": "both_sides_together"},
        ),
    ],
)
def test_the_database_refuses(constraint, fields):
    # The search text is given, because it cannot be made from words outside the vocabulary.
    with (
        pytest.raises(IntegrityError, match=f"exercises_exercise_{constraint}"),
        transaction.atomic(),
    ):
        ExerciseFactory(search_text="row", **fields)


def test_every_constraint_has_been_violated_above():
    violated = {
        f"exercises_exercise_{mark[0]}" for mark in test_the_database_refuses.pytestmark[0].args[1]
    }
    named = {constraint.name for constraint in Exercise._meta.constraints}
    assert named == violated | {"exercises_exercise_slug_unique"}


def test_a_slug_is_unique_in_the_shared_catalogue():
    ExerciseFactory(slug="row")
    with pytest.raises(IntegrityError, match="slug_unique"), transaction.atomic():
        ExerciseFactory(slug="row", name="Another row")


def test_a_slug_is_unique_for_each_athlete_and_may_repeat_between_them(athlete, stranger):
    for owner in (None, athlete, stranger):
        ExerciseFactory(slug="row", athlete=owner)
    with pytest.raises(IntegrityError, match="slug_unique"), transaction.atomic():
        ExerciseFactory(slug="row", athlete=athlete)


def test_an_own_exercise_needs_no_cues(athlete):
    assert ExerciseFactory(athlete=athlete, cues=[]).pk


def test_the_catalogue_is_what_a_full_check_accepts(catalogue):
    for exercise in Exercise.objects.all():
        exercise.full_clean(validate_unique=False, validate_constraints=False)


def test_is_called_by_its_name_and_has_a_page():
    exercise = ExerciseFactory.build(slug="row", name="Row")
    assert str(exercise) == "Row"
    assert exercise.get_absolute_url() == "/exercises/row/"
