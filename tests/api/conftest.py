"""A token, and a program that shows it."""

import pytest
from django.core.cache import cache
from django.utils import timezone

from apps.api.domain.scopes import Scope
from apps.api.services import make_token
from apps.profiles.domain.consent import Purpose
from apps.profiles.services import give_consent
from tests.support.api import Program
from tests.support.factories.exercises import ExerciseFactory
from tests.support.factories.lifts import LiftSetFactory, WorkoutFactory


@pytest.fixture(autouse=True)
def nobody_has_tried():
    """Forget how often a wrong token was shown, and how much was asked with a right one."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def open_token():
    """Make a token and return what opens it."""

    def make(athlete, *scopes, expires_at=None):
        chosen = scopes or tuple(Scope)
        return make_token(athlete=athlete, name="watch", scopes=chosen, expires_at=expires_at)[1]

    return make


@pytest.fixture
def program(athlete, open_token):
    """Return a program that may do everything of the athlete's."""
    return Program(open_token(athlete))


@pytest.fixture
def stranger_program(stranger, open_token):
    """Return a program of somebody else."""
    return Program(open_token(stranger))


@pytest.fixture
def workout(athlete):
    return WorkoutFactory(athlete=athlete, running=True)


@pytest.fixture
def exercise(db):
    return ExerciseFactory()


@pytest.fixture
def lift_set(athlete, workout, exercise):
    return LiftSetFactory(workout=workout, exercise=exercise, side="left", set_index=1)


@pytest.fixture
def may_keep_pain(athlete):
    return give_consent(athlete=athlete, purpose=Purpose.PAIN, given_at=timezone.now())
