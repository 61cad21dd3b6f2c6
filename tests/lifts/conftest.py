"""A running workout with one exercise on its list."""

import pytest

from tests.support.factories.exercises import ExerciseFactory
from tests.support.factories.lifts import WorkoutExerciseFactory, WorkoutFactory


@pytest.fixture
def workout(athlete):
    return WorkoutFactory(athlete=athlete, running=True)


@pytest.fixture
def exercise(athlete):
    return ExerciseFactory()


@pytest.fixture
def line(athlete):
    return WorkoutExerciseFactory(
        workout=WorkoutFactory(athlete=athlete, running=True), exercise=ExerciseFactory()
    )
