"""What can be added to a workout."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import (
    Max,
)
from msgspec import Struct

from apps.exercises.domain.vocabulary import Equipment, MeasurementClass
from apps.exercises.queries import exercises_for
from apps.lifts.models import (
    LiftSet,
    Workout,
    WorkoutExercise,
)

if TYPE_CHECKING:
    from apps.profiles.models import Athlete


class ExerciseChoice(Struct, frozen=True, kw_only=True):
    """An exercise that could join a workout's list."""

    exercise: Any
    is_recent: bool
    is_listed: bool


def exercise_choices_for(
    athlete: Athlete, workout: Workout, *, search: str = "", limit: int = 60
) -> list[ExerciseChoice]:
    """What can be added to the workout, the likeliest first.

    What was trained last comes first, then what fits the equipment at hand and can tell the sides
    apart, then the rest; each by name.
    """
    recent = recent_exercise_ids_for(athlete, limit=12)
    listed = set(
        WorkoutExercise.objects.of(athlete)
        .filter(workout=workout)
        .values_list("exercise_id", flat=True)
    )
    at_hand = {*athlete.equipment, Equipment.BODYWEIGHT}
    place = {exercise_id: index for index, exercise_id in enumerate(recent)}
    found = sorted(
        exercises_for(athlete, search=search),
        key=lambda exercise: (
            place.get(exercise.pk, len(place)),
            not at_hand.issuperset(exercise.equipment),
            exercise.measurement == MeasurementClass.NONE,
            exercise.name,
        ),
    )
    return [
        ExerciseChoice(
            exercise=exercise, is_recent=exercise.pk in place, is_listed=exercise.pk in listed
        )
        for exercise in found[:limit]
    ]


def recent_exercise_ids_for(athlete: Athlete, *, limit: int) -> list[UUID]:
    """What was trained last, latest first."""
    return list(
        LiftSet.objects.of(athlete)
        .filter(workout__deleted_at=None)
        .order_by()
        .values("exercise_id")
        .annotate(latest=Max("performed_at"))
        .order_by("-latest", "exercise_id")
        .values_list("exercise_id", flat=True)[:limit]
    )
