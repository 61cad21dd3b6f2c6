"""A running workout and an exercise, and a device that sends."""

import pytest

from tests.support.factories.exercises import ExerciseFactory
from tests.support.factories.lifts import WorkoutFactory


@pytest.fixture
def workout(athlete):
    return WorkoutFactory(athlete=athlete, running=True)


@pytest.fixture
def exercise(athlete):
    return ExerciseFactory()
