"""What goes with an athlete, and what no one can take from the log."""

import pytest
from django.db.models import RestrictedError

from apps.exercises.models import Exercise
from apps.lifts.models import LiftSet, Operation, Workout, WorkoutExercise
from tests.support.factories.exercises import ExerciseFactory
from tests.support.factories.lifts import LiftSetFactory, WorkoutExerciseFactory, WorkoutFactory
from tests.support.factories.programs import (
    PrescriptionFactory,
    ProgramChangeFactory,
    ProgramFactory,
    SessionFactory,
)

pytestmark = pytest.mark.django_db


def test_an_athlete_goes_with_everything_that_is_theirs(athlete):
    own = ExerciseFactory(athlete=athlete)
    catalogue = ExerciseFactory()
    workout = WorkoutFactory(athlete=athlete)
    session = SessionFactory(program=ProgramFactory(athlete=athlete))
    for position, exercise in enumerate((own, catalogue)):
        WorkoutExerciseFactory(workout=workout, exercise=exercise)
        LiftSetFactory(workout=workout, exercise=exercise)
        PrescriptionFactory(session=session, exercise=exercise, position=position)
        ProgramChangeFactory(session=session, exercise=exercise)

    athlete.user.delete()

    for model in (Workout, WorkoutExercise, LiftSet, Operation):
        assert not model.objects.exists()
    assert list(Exercise.objects.filter(pk__in=[own.pk, catalogue.pk])) == [catalogue]


@pytest.mark.parametrize(
    "use", [LiftSetFactory, WorkoutExerciseFactory, PrescriptionFactory, ProgramChangeFactory]
)
def test_an_exercise_that_was_trained_cannot_be_deleted(use):
    exercise = ExerciseFactory()
    use(exercise=exercise)

    with pytest.raises(RestrictedError):
        exercise.delete()

    assert Exercise.objects.filter(pk=exercise.pk).exists()
