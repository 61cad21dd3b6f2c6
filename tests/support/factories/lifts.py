"""What was trained. Exercises come from the exercises' own factory."""

import datetime as dt
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from apps.core.units import to_kg
from apps.lifts.models import LiftSet, SidePreference, Workout, WorkoutExercise

from .exercises import ExerciseFactory
from .profiles import AthleteFactory

STARTED = dt.datetime(2026, 3, 2, 17, 0, tzinfo=dt.UTC)


class WorkoutFactory(DjangoModelFactory):
    class Meta:
        model = Workout

    class Params:
        running = factory.Trait(ended_at=None)

    athlete = factory.SubFactory(AthleteFactory)
    title = ""
    started_at = STARTED
    ended_at = factory.LazyAttribute(lambda o: o.started_at + dt.timedelta(hours=1))
    time_zone = "Europe/Berlin"
    local_date = factory.LazyAttribute(lambda o: o.started_at.date())


class WorkoutExerciseFactory(DjangoModelFactory):
    class Meta:
        model = WorkoutExercise

    workout = factory.SubFactory(WorkoutFactory)
    athlete = factory.SelfAttribute("workout.athlete")
    exercise = factory.SubFactory(ExerciseFactory)
    position = factory.Sequence(lambda n: n % 100 + 1)


class LiftSetFactory(DjangoModelFactory):
    """One set; ``typed_load`` and ``typed_unit`` decide ``load_kg``."""

    class Meta:
        model = LiftSet

    class Params:
        right = factory.Trait(side="right", pair_order=2)
        hold = factory.Trait(reps=None, seconds=30)

    workout = factory.SubFactory(WorkoutFactory)
    athlete = factory.SelfAttribute("workout.athlete")
    exercise = factory.SubFactory(ExerciseFactory)
    performed_at = factory.LazyAttribute(
        lambda o: o.workout.started_at + dt.timedelta(minutes=3 * o.set_index)
    )
    set_index = 1
    side = "left"
    pair_order = 1
    typed_load = Decimal(24)
    typed_unit = "kg"
    load_kg = factory.LazyAttribute(
        lambda o: None if o.typed_load is None else to_kg(Decimal(o.typed_load), o.typed_unit)
    )
    reps = 10


class SidePreferenceFactory(DjangoModelFactory):
    class Meta:
        model = SidePreference

    athlete = factory.SubFactory(AthleteFactory)
    pattern = "knee_dominant"
    first_side = "right"
    chosen_by = "finding"
