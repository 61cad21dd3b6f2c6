"""Keeping the bests in step with the log."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Exists, OuterRef

from apps.exercises.queries import visible_exercises_for
from apps.lifts.domain.bests import bests_as_json
from apps.lifts.models import ExerciseBests, LiftSet
from apps.lifts.queries import bests_for
from apps.profiles.queries import body_masses_for

if TYPE_CHECKING:
    from apps.profiles.models import Athlete


@transaction.atomic
def refresh_bests(
    *, athlete: Athlete, exercise_ids: Collection[UUID] = (), workout_id: UUID | None = None
) -> None:
    """Work the bests out again: of these exercises, else of a workout's, else of all logged ones.

    Two refreshes at once would write over each other, so one waits for the other.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"bests {athlete.pk}"]
        )
    done = LiftSet.objects.filter(athlete=athlete, exercise=OuterRef("pk")).order_by()
    if workout_id is not None and not exercise_ids:
        done = done.filter(workout=workout_id)
    touched = visible_exercises_for(athlete).filter(Exists(done))
    if exercise_ids:
        touched = touched.filter(pk__in=exercise_ids)
    exercises = list(touched)
    found = bests_for(athlete, exercises, weigh_ins=body_masses_for(athlete))
    ExerciseBests.objects.bulk_create(
        [
            ExerciseBests(
                athlete=athlete,
                exercise=exercise,
                sides={
                    side.value: bests_as_json(bests)
                    for side, bests in found.get(exercise.pk, {}).items()
                },
            )
            for exercise in exercises
        ],
        update_conflicts=True,
        unique_fields=["athlete", "exercise"],
        update_fields=["sides"],
    )
