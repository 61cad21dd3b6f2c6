"""The bests that are kept beside the log."""

import datetime as dt
from decimal import Decimal

import pytest

from apps.lifts import queries, services
from apps.lifts.models import ExerciseBests
from apps.profiles.models import BodyMass
from tests.support.factories.exercises import ExerciseFactory
from tests.support.factories.lifts import LiftSetFactory, WorkoutFactory

NOW = dt.datetime(2026, 3, 20, 17, 0, tzinfo=dt.UTC)


def log(athlete, exercise, *, day, **values):
    at = dt.datetime(2026, 2, day, 9, tzinfo=dt.UTC)
    return LiftSetFactory(
        workout=WorkoutFactory(athlete=athlete, started_at=at),
        exercise=exercise,
        load_basis=exercise.load_basis,
        **values,
    )


def heaviest(athlete, exercise, side="left"):
    """What the page of the exercise says, from what is stored."""
    stored = ExerciseBests.objects.get(athlete=athlete, exercise=exercise).sides
    bests = queries.exercise_history_for(athlete, exercise.slug).bests
    assert bests == queries.bests_for(athlete, [exercise]).get(exercise.pk, {})
    assert {str(side) for side in bests} == set(stored)
    return bests[side].load.typed_load


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


class TestFollowingTheLog:
    def test_a_finished_workout_counts_and_a_running_one_does_not(self, athlete, committed):
        exercise = ExerciseFactory()
        with committed():
            log(athlete, exercise, day=3)
            services.refresh_bests(athlete=athlete)
        workout = WorkoutFactory(athlete=athlete, started_at=NOW, running=True)
        with committed():
            services.log_set(
                athlete=athlete,
                workout_id=workout.pk,
                exercise_id=exercise.pk,
                set_index=1,
                side=queries.measures.SetSide.LEFT,
                reps=5,
                typed_load=Decimal(30),
                typed_unit="kg",
            )
        assert heaviest(athlete, exercise) == 24

        with committed():
            services.finish_workout(athlete=athlete, workout_id=workout.pk)

        assert heaviest(athlete, exercise) == 30

    def test_a_corrected_and_a_deleted_set_count_no_longer(self, athlete, committed):
        exercise = ExerciseFactory()
        rows = [log(athlete, exercise, day=day, typed_load=20 + day) for day in (3, 4, 5)]
        services.refresh_bests(athlete=athlete)

        with committed():
            services.edit_set(
                athlete=athlete, lift_set_id=rows[2].pk, fields={"typed_load": Decimal(10)}
            )
        assert heaviest(athlete, exercise) == 24
        with committed():
            services.delete_set(athlete=athlete, lift_set_id=rows[1].pk)
        assert heaviest(athlete, exercise) == 23

    def test_a_deleted_workout_counts_no_longer(self, athlete, committed):
        exercise = ExerciseFactory()
        log(athlete, exercise, day=3)
        row = log(athlete, exercise, day=4, typed_load=40)
        services.refresh_bests(athlete=athlete)

        with committed():
            services.delete_workout(athlete=athlete, workout_id=row.workout_id)

        assert heaviest(athlete, exercise) == 24

    def test_body_mass_counts_where_the_body_is_lifted(self, athlete):
        exercise = ExerciseFactory(bodyweight=True)
        log(athlete, exercise, day=3, typed_load=None)
        services.refresh_bests(athlete=athlete)
        before = queries.exercise_history_for(athlete, exercise.slug).bests["left"]

        BodyMass.objects.create(
            athlete=athlete, measured_on=NOW.date(), mass_kg=80, typed=80, typed_unit="kg"
        )
        services.refresh_bests(athlete=athlete)

        after = queries.exercise_history_for(athlete, exercise.slug).bests["left"]
        assert (before.estimate, before.count.moved_kg) == (None, None)
        assert after.count.moved_kg == pytest.approx(51.2)

    def test_others_are_left_alone(self, athlete, stranger):
        exercise = ExerciseFactory()
        log(stranger, exercise, day=3)

        services.refresh_bests(athlete=athlete)

        assert not ExerciseBests.objects.exists()


class TestBeforeTheyWereKept:
    def test_they_are_worked_out(self, client, athlete):
        exercise = ExerciseFactory()
        log(athlete, exercise, day=3)

        details = client.get("/log/data/").json()["details"]

        assert details[str(exercise.pk)]["bests"]["left"]["load"]["typed_load"] == "24"
