"""The order of a workout's list, what is done in turn, and doing a list again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from apps.core.identifiers import new_uuid7
from apps.lifts.domain.operations import (
    Entity,
    OperationKind,
    OperationRequest,
    OperationStatus,
)
from apps.lifts.models import Operation, Workout, WorkoutExercise
from apps.lifts.queries import sets_of_workout, workout_exercises_of, workout_lines

from .changes import OperationResult
from .logging import start_workout
from .operations import apply_operation

if TYPE_CHECKING:
    from apps.profiles.models import Athlete


@transaction.atomic
def repeat_workout(
    *,
    athlete: Athlete,
    repeated: Workout,
    started_at: datetime,
    time_zone: str,
    local_date: date,
    workout_id: UUID,
    op_id: UUID,
) -> OperationResult:
    """Begin a workout with the list of an earlier one: its order and supersets.

    Which side starts was said for that day; since then it may be another, or the athlete's choice.
    """
    result = start_workout(
        athlete=athlete,
        started_at=started_at,
        time_zone=time_zone,
        local_date=local_date,
        title=repeated.title,
        workout_id=workout_id,
        op_id=op_id,
    )
    if result.status is not OperationStatus.APPLIED:
        return result
    groups: dict[UUID, UUID] = {}
    for place, line in enumerate(_list_of(athlete, repeated), start=1):
        fields = {
            "workout_id": workout_id,
            "exercise_id": line.exercise_id,
            "position": place,
            "superset": line.superset and groups.setdefault(line.superset, new_uuid7()),
        }
        _apply(athlete, OperationKind.PUT, new_uuid7(), fields)
    return result


@transaction.atomic
def move_exercise(*, athlete: Athlete, line: WorkoutExercise, by: int, op_id: UUID) -> None:
    """Move a line of a workout's list up (-1) or down (+1); at either end it stays."""
    if _was_done(athlete, op_id):
        return
    lines = list(workout_exercises_of(athlete, line.workout))
    place = next((index for index, one in enumerate(lines) if one.pk == line.pk), None)
    if place is None or not 0 <= place + by < len(lines):
        return
    lines.insert(place + by, lines.pop(place))
    for position, one in enumerate(lines, start=1):
        own = op_id if one.pk == line.pk else None
        if own is not None or one.position != position:
            _patch(athlete, one, {"position": position}, op_id=own)


@transaction.atomic
def do_in_turn(*, athlete: Athlete, line: WorkoutExercise, op_id: UUID) -> None:
    """Make a superset of a line and the one before it, or add it to theirs."""
    lines = list(workout_exercises_of(athlete, line.workout))
    place = next((index for index, one in enumerate(lines) if one.pk == line.pk), 0)
    if place == 0 or _was_done(athlete, op_id):
        return
    before = lines[place - 1]
    group = before.superset or new_uuid7()
    if before.superset is None:
        _patch(athlete, before, {"superset": group})
    _leave(athlete, lines, lines[place])
    _patch(athlete, lines[place], {"superset": group}, op_id=op_id)


@transaction.atomic
def do_alone(*, athlete: Athlete, line: WorkoutExercise, op_id: UUID) -> None:
    """Take a line out of its superset; one that would be left alone in it leaves too."""
    if line.superset is None or _was_done(athlete, op_id):
        return
    lines = list(workout_exercises_of(athlete, line.workout))
    _leave(athlete, lines, line)
    _patch(athlete, line, {"superset": None}, op_id=op_id)


def _leave(athlete: Athlete, lines: Sequence[WorkoutExercise], line: WorkoutExercise) -> None:
    others = [one for one in lines if one.superset == line.superset and one.pk != line.pk]
    if line.superset is not None and len(others) == 1:
        _patch(athlete, others[0], {"superset": None})


def _list_of(athlete: Athlete, workout: Workout) -> list[WorkoutExercise]:
    sets: dict[UUID, list[Any]] = {}
    for row in sets_of_workout(athlete, workout).select_related("exercise"):
        sets.setdefault(row.exercise_id, []).append(row)
    return workout_lines(athlete, workout, sets)


def _was_done(athlete: Athlete, op_id: UUID) -> bool:
    """Whether this was sent before: moving twice would move further."""
    return Operation.objects.filter(pk=op_id, athlete=athlete).exists()


def _patch(
    athlete: Athlete, line: WorkoutExercise, fields: dict[str, Any], *, op_id: UUID | None = None
) -> None:
    _apply(athlete, OperationKind.PATCH, line.pk, fields, op_id=op_id)


def _apply(
    athlete: Athlete,
    kind: OperationKind,
    entity_id: UUID,
    fields: dict[str, Any],
    *,
    op_id: UUID | None = None,
) -> None:
    operation = OperationRequest(
        op_id=op_id if op_id is not None else new_uuid7(),
        entity=Entity.WORKOUT_EXERCISE,
        entity_id=entity_id,
        kind=kind,
        fields=fields,
        made_at=timezone.now(),
    )
    apply_operation(athlete=athlete, operation=operation)
