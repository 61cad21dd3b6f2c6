"""Takes rows out of the log as if they had never come in: the undoing of an import."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import batched
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from apps.core.events import Event, News, announce
from apps.lifts.models import LiftSet, Operation, Workout, WorkoutExercise

if TYPE_CHECKING:
    from apps.profiles.models import Athlete

_CHUNK = 2000


@transaction.atomic
def withdraw_sets(*, athlete: Athlete, set_ids: Iterable[UUID]) -> int:
    """Remove sets with their ledger rows, then the workouts and lines that held nothing else.

    Unlike a deletion it leaves no trace, so that the same sets can come in again. Sets that are gone already
    and other athletes' are passed over. Announces the exercises that were touched.

    Returns
    -------
    int
        Number of sets removed.
    """
    removed = 0
    workouts: set[UUID] = set()
    exercises: set[UUID] = set()
    for chunk in batched(set_ids, _CHUNK):
        mine = LiftSet.objects.filter(athlete=athlete, pk__in=chunk).order_by()
        found = list(mine.values_list("pk", "workout_id", "exercise_id"))
        workouts.update(workout for _pk, workout, _exercise in found)
        exercises.update(exercise for _pk, _workout, exercise in found)
        keys = [pk for pk, _workout, _exercise in found]
        LiftSet.objects.filter(pk__in=keys).delete()
        _forget_operations(athlete, keys)
        removed += len(keys)
    for chunk in batched(workouts, _CHUNK):
        _remove_empty(athlete, chunk)
    if removed:
        announce(
            News(
                event=Event.PAST_SETS_CHANGED,
                athlete_id=athlete.pk,
                exercise_ids=frozenset(exercises),
            )
        )
    return removed


def _remove_empty(athlete: Athlete, workouts: Sequence[UUID]) -> None:
    """Lines without sets, and workouts without lines and sets; a deleted set still holds its workout."""
    sets = LiftSet.objects.filter(workout_id__in=workouts).order_by()
    held = set(sets.values_list("workout_id", "exercise_id").distinct())
    lines = WorkoutExercise.objects.filter(athlete=athlete, workout_id__in=workouts).order_by()
    gone = [
        pk
        for pk, workout, exercise in lines.values_list("pk", "workout_id", "exercise_id")
        if (workout, exercise) not in held
    ]
    WorkoutExercise.objects.filter(pk__in=gone).delete()
    empty = list(set(workouts) - {workout for workout, _exercise in held})
    Workout.objects.filter(athlete=athlete, pk__in=empty).delete()
    _forget_operations(athlete, [*gone, *empty])


def _forget_operations(athlete: Athlete, keys: Sequence[UUID]) -> None:
    Operation.objects.filter(athlete=athlete, entity_id__in=keys).delete()
