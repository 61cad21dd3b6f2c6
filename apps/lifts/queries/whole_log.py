"""What the log holds already, for files that come and go."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import batched
from typing import TYPE_CHECKING
from uuid import UUID

from apps.lifts.models import (
    LiftSet,
    LiftSetQuerySet,
    Workout,
    WorkoutExercise,
)

if TYPE_CHECKING:
    from apps.profiles.models import Athlete


_CHUNK = 2000


def known_set_ids_for(athlete: Athlete, ids: Iterable[UUID]) -> frozenset[UUID]:
    """Those of ``ids`` that the log ever held, deleted ones too."""
    return frozenset(
        pk
        for chunk in batched(ids, _CHUNK)
        for pk in LiftSet.objects.filter(athlete=athlete, pk__in=chunk)
        .order_by()
        .values_list("pk", flat=True)
    )


def known_workouts_for(athlete: Athlete, ids: Iterable[UUID]) -> dict[UUID, bool]:
    """Those of ``ids`` that the log ever held, each with whether it is still there."""
    return {
        pk: deleted_at is None
        for chunk in batched(ids, _CHUNK)
        for pk, deleted_at in Workout.objects.filter(athlete=athlete, pk__in=chunk)
        .order_by()
        .values_list("pk", "deleted_at")
    }


def listed_exercises_for(
    athlete: Athlete, workout_ids: Iterable[UUID]
) -> frozenset[tuple[UUID, UUID]]:
    """Pairs of workout and exercise that stand on these workouts' lists."""
    return frozenset(
        pair
        for chunk in batched(workout_ids, _CHUNK)
        for pair in WorkoutExercise.objects.of(athlete)
        .filter(workout_id__in=chunk)
        .order_by()
        .values_list("workout_id", "exercise_id")
    )


def whole_log_for(athlete: Athlete) -> LiftSetQuerySet:
    """Every set of every finished workout with its workout and exercise, oldest first."""
    return (
        LiftSet.objects.of(athlete)
        .filter(workout__deleted_at=None)
        .exclude(workout__ended_at=None)
        .select_related("workout", "exercise")
        .order_by(
            "workout__started_at",
            "workout_id",
            "performed_at",
            "exercise__slug",
            "set_index",
            "pair_order",
            "side",
            "id",
        )
    )
