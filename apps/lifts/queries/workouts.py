"""The only door to a workout, a set, an entry of the ledger: always the athlete's own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import (
    Count,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
)
from django.db.models.functions import Cast, Coalesce, Concat
from django.shortcuts import get_object_or_404

from apps.lifts.domain.operations import Entity, OperationKind
from apps.lifts.models import (
    LiftSet,
    LiftSetQuerySet,
    Operation,
    Workout,
    WorkoutExercise,
    WorkoutExerciseQuerySet,
    WorkoutQuerySet,
)

if TYPE_CHECKING:
    from apps.profiles.models import Athlete


def workout_for(athlete: Athlete, pk: UUID, *, deleted_by: UUID | None = None) -> Workout:
    """One workout, or 404; one that the operation ``deleted_by`` deleted is there for it again."""
    rows = Workout.objects.filter(athlete=athlete)
    return get_object_or_404(rows.filter(_present(athlete, Entity.WORKOUT, deleted_by)), pk=pk)


def workout_behind(athlete: Athlete, pk: UUID) -> UUID | None:
    """Key of the workout that ``pk`` is, or was joined to; None when there is none."""
    row = Workout.objects.filter(athlete=athlete, pk=pk).first()
    while row is not None and row.joined_to is not None:
        row = row.joined_to
    return row.pk if row is not None else None


def running_workout_for(athlete: Athlete) -> Workout | None:
    """The workout that was started and not finished."""
    return Workout.objects.of(athlete).running().first()


def last_workout_for(athlete: Athlete) -> Workout | None:
    """The finished workout that was started last."""
    return Workout.objects.of(athlete).exclude(ended_at=None).first()


def workouts_for(athlete: Athlete) -> WorkoutQuerySet:
    """All workouts, latest first, each with ``set_count`` and ``exercise_count``.

    Both sides of one set are one: a pair is never counted twice.
    """
    sets = (
        LiftSet.objects.filter(workout=OuterRef("pk"), deleted_at=None).order_by().values("workout")
    )
    set_key = Concat(
        Cast("exercise_id", TextField()),
        Value(" "),
        Cast("set_index", TextField()),
        output_field=TextField(),
    )
    counts = {
        "set_count": sets.annotate(n=Count(set_key, distinct=True)),
        "exercise_count": sets.annotate(n=Count("exercise", distinct=True)),
    }
    return Workout.objects.of(athlete).annotate(
        **{
            name: Coalesce(Subquery(rows.values("n"), IntegerField()), 0)
            for name, rows in counts.items()
        }
    )


def lift_set_for(athlete: Athlete, pk: UUID, *, deleted_by: UUID | None = None) -> LiftSet:
    """One set with its workout and exercise, or 404.

    A deleted one is gone, but for the operation ``deleted_by`` that deleted it.
    """
    rows = LiftSet.objects.filter(athlete=athlete, workout__deleted_at=None)
    rows = rows.filter(_present(athlete, Entity.LIFT_SET, deleted_by))
    return get_object_or_404(rows.select_related("workout", "exercise"), pk=pk)


def sets_of_workout(athlete: Athlete, workout: Workout) -> LiftSetQuerySet:
    """The workout's sets, exercise by exercise, in the order they were done."""
    return LiftSet.objects.of(athlete).filter(workout=workout)


def workout_exercises_of(athlete: Athlete, workout: Workout) -> WorkoutExerciseQuerySet:
    """The workout's list of exercises, in order."""
    return (
        WorkoutExercise.objects.of(athlete)
        .filter(workout=workout)
        .select_related("exercise")
        .order_by("position", "id")
    )


def workout_lines(
    athlete: Athlete, workout: Workout, sets: dict[UUID, list[LiftSet]]
) -> list[WorkoutExercise]:
    """The workout's list, and after it what has sets without standing on it."""
    lines = list(workout_exercises_of(athlete, workout))
    listed = {line.exercise_id for line in lines}
    unlisted = [rows[0] for exercise_id, rows in sets.items() if exercise_id not in listed]
    return lines + [
        WorkoutExercise(athlete=athlete, workout=workout, exercise=row.exercise, position=0)
        for row in sorted(unlisted, key=lambda row: row.performed_at)
    ]


def workout_exercise_for(athlete: Athlete, pk: UUID) -> WorkoutExercise:
    """One line of a workout's list with its workout and exercise, or 404."""
    rows = WorkoutExercise.objects.of(athlete).filter(workout__deleted_at=None)
    return get_object_or_404(rows.select_related("workout", "exercise"), pk=pk)


def workout_and_exercise_of(row: Any) -> tuple[UUID, UUID]:
    """Keys of the workout and the exercise that a set or a line of the list belongs to."""
    return row.workout_id, row.exercise_id


def operation_for(athlete: Athlete, pk: UUID) -> Operation:
    """One entry of the athlete's ledger, or 404."""
    return get_object_or_404(Operation, pk=pk, athlete=athlete)


def deleted_workout_for(athlete: Athlete, op_id: UUID) -> Workout | None:
    """The workout that this operation deleted, as long as it is deleted."""
    rows = Workout.objects.filter(athlete=athlete, deleted_at__isnull=False)
    return rows.filter(pk__in=_deleted_by(athlete, Entity.WORKOUT, op_id)).first()


def deleted_set_for(athlete: Athlete, op_id: UUID) -> LiftSet | None:
    """The set that this operation deleted, as long as it is deleted and its workout is not."""
    rows = LiftSet.objects.filter(
        athlete=athlete, deleted_at__isnull=False, workout__deleted_at=None
    )
    rows = rows.filter(pk__in=_deleted_by(athlete, Entity.LIFT_SET, op_id))
    return rows.select_related("exercise").first()


def _present(athlete: Athlete, entity: Entity, deleted_by: UUID | None) -> Q:
    there = Q(deleted_at=None)
    if deleted_by is None:
        return there
    return there | Q(pk__in=_deleted_by(athlete, entity, deleted_by))


def _deleted_by(athlete: Athlete, entity: Entity, op_id: UUID) -> QuerySet[Operation, UUID]:
    return Operation.objects.filter(
        pk=op_id, athlete=athlete, entity=entity, kind=OperationKind.DELETE
    ).values_list("entity_id", flat=True)


def listed_exercise_for(athlete: Athlete, workout_pk: UUID, exercise_pk: UUID) -> WorkoutExercise:
    """An exercise of a workout with both rows, or 404; sets alone put it on the list too."""
    lines = WorkoutExercise.objects.of(athlete).filter(workout__deleted_at=None)
    line = (
        lines.filter(workout=workout_pk, exercise=exercise_pk)
        .select_related("workout", "exercise")
        .first()
    )
    if line is not None:
        return line
    sets = LiftSet.objects.of(athlete).filter(workout__deleted_at=None)
    found = sets.filter(workout=workout_pk, exercise=exercise_pk)
    row = get_object_or_404(found.select_related("workout", "exercise").order_by("id")[:1])
    return WorkoutExercise(athlete=athlete, workout=row.workout, exercise=row.exercise, position=0)


def set_times_of(
    athlete: Athlete, workout_ids: Collection[UUID]
) -> tuple[tuple[UUID, str, dt.datetime], ...]:
    """Workout, side and moment of every set of some workouts, in one query."""
    rows = LiftSet.objects.of(athlete).filter(workout__in=workout_ids, workout__deleted_at=None)
    return tuple(rows.order_by("performed_at").values_list("workout_id", "side", "performed_at"))


def sets_for(athlete: Athlete) -> LiftSetQuerySet:
    """Every set of the athlete's log, without those of deleted workouts."""
    return LiftSet.objects.of(athlete).filter(workout__deleted_at=None)
