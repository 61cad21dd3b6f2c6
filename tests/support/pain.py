"""Pain as the log tells it, for what is tested of it and of its pages."""

import datetime as dt

from django.utils import timezone

from apps.assessments import queries
from apps.exercises.domain.vocabulary import Side
from tests.support.factories.lifts import LiftSetFactory, WorkoutFactory


def day(days=0):
    return timezone.localdate() + dt.timedelta(days=days)


def log(athlete, exercise, pain, *, days=0, side="left"):
    """Log a set with its pain in a workout of that day."""
    began = timezone.now() + dt.timedelta(days=days)
    workout = WorkoutFactory(athlete=athlete, started_at=began, local_date=day(days))
    return LiftSetFactory(workout=workout, exercise=exercise, side=side, pain=pain)


def status_of(athlete, exercise, side=Side.LEFT):
    spot = queries.Spot(exercise_id=exercise.pk, side=side)
    return queries.pain_states_for(athlete, today=day())[spot].status
