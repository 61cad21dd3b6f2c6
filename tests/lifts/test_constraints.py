"""The database guards itself: every rule is broken once."""

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction

from apps.lifts.models import LiftSet, SidePreference, Workout, WorkoutExercise
from tests.support.factories.exercises import ExerciseFactory
from tests.support.factories.lifts import (
    STARTED,
    LiftSetFactory,
    SidePreferenceFactory,
    WorkoutExerciseFactory,
    WorkoutFactory,
)

pytestmark = pytest.mark.django_db


def refused_by(write):
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        write()
    return refused.value.__cause__.diag.constraint_name


BROKEN_SETS = {
    "lifts_liftset_load_range": {"load_kg": 1501},
    "lifts_liftset_reps_range": {"reps": 1001},
    "lifts_liftset_seconds_range": {"seconds": 7201},
    "lifts_liftset_measures_something": {"reps": None, "seconds": None},
    "lifts_liftset_rir_range": {"rir": 21},
    "lifts_liftset_pain_range": {"pain": 11},
    "lifts_liftset_pair_order_known": {"pair_order": 3},
    "lifts_liftset_side_known": {"side": "front"},
    "lifts_liftset_kind_known": {"kind": "drop"},
    "lifts_liftset_load_as_typed": {"typed_load": None},
}
BROKEN_WORKOUTS = {
    "lifts_workout_ends_after_start": {"ended_at": STARTED - dt.timedelta(hours=1)},
}


@pytest.mark.parametrize(("constraint", "change"), BROKEN_SETS.items())
def test_a_set_that_cannot_be(constraint, change):
    row = LiftSetFactory()

    assert refused_by(lambda: LiftSet.objects.filter(pk=row.pk).update(**change)) == constraint


@pytest.mark.parametrize(("constraint", "change"), BROKEN_WORKOUTS.items())
def test_a_workout_that_cannot_be(constraint, change):
    workout = WorkoutFactory()

    assert refused_by(lambda: Workout.objects.filter(pk=workout.pk).update(**change)) == constraint


def test_two_running_workouts():
    running = WorkoutFactory(running=True)

    constraint = refused_by(lambda: WorkoutFactory(athlete=running.athlete, running=True))

    assert constraint == "lifts_workout_one_running"


def test_an_exercise_twice_on_one_list():
    line = WorkoutExerciseFactory()

    constraint = refused_by(
        lambda: WorkoutExerciseFactory(workout=line.workout, exercise=line.exercise)
    )

    assert constraint == "lifts_workoutexercise_once"


def test_a_first_side_that_is_none():
    line = WorkoutExerciseFactory()

    constraint = refused_by(
        lambda: WorkoutExercise.objects.filter(pk=line.pk).update(first_side="both")
    )

    assert constraint == "lifts_workoutexercise_first_side_known"


def test_a_workout_that_is_a_name_for_another_and_shown():
    other = WorkoutFactory()

    constraint = refused_by(lambda: WorkoutFactory(athlete=other.athlete, joined_to=other))

    assert constraint == "lifts_workout_joined_is_hidden"


def test_a_line_that_is_a_name_for_another_and_shown():
    other = WorkoutExerciseFactory()

    constraint = refused_by(lambda: WorkoutExerciseFactory(workout=other.workout, joined_to=other))

    assert constraint == "lifts_workoutexercise_joined_is_hidden"


def test_a_preference_about_two_things():
    preference = SidePreferenceFactory()
    exercise = ExerciseFactory()

    constraint = refused_by(
        lambda: SidePreference.objects.filter(pk=preference.pk).update(exercise=exercise)
    )

    assert constraint == "lifts_sidepreference_one_subject"


def test_two_preferences_about_one_pattern():
    preference = SidePreferenceFactory()

    constraint = refused_by(lambda: SidePreferenceFactory(athlete=preference.athlete))

    assert constraint == "lifts_sidepreference_pattern_once"


def test_two_preferences_about_one_exercise():
    preference = SidePreferenceFactory(pattern="", exercise=ExerciseFactory())

    constraint = refused_by(
        lambda: SidePreferenceFactory(
            athlete=preference.athlete, pattern="", exercise=preference.exercise
        )
    )

    assert constraint == "lifts_sidepreference_exercise_once"


def test_no_rule_is_left_unbroken():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conname FROM pg_constraint WHERE contype = 'c' AND conname LIKE 'lifts_%'"
        )
        named = {name for (name,) in cursor.fetchall() if not name.endswith("_check")}
    broken = {*BROKEN_SETS, *BROKEN_WORKOUTS} | {
        "lifts_workout_joined_is_hidden",
        "lifts_workoutexercise_first_side_known",
        "lifts_workoutexercise_joined_is_hidden",
        "lifts_sidepreference_one_subject",
    }

    assert named == broken
