"""Two devices that began the same thing without a network: one of them stays, nothing is refused."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Max
from django.utils import timezone

from apps.lifts.domain.operations import (
    DELETED,
    Entity,
    OperationRequest,
    OperationStatus,
    WireFields,
    wire_value,
)
from apps.lifts.models import LiftSet, Operation, Workout, WorkoutExercise

from .changes import OperationResult, Row, entity_of, wire_row, wire_values, write_values
from .ledger import note_own_change

if TYPE_CHECKING:
    from uuid import UUID

    from apps.profiles.models import Athlete

LATE_SET = timedelta(hours=3)
"""A set this long after its workout's end still belongs to it, and moves the end."""


def running_beside(athlete: Athlete, workout: Workout) -> Workout | None:
    """Another workout that runs, locked."""
    rows = Workout.objects.of(athlete).running().exclude(pk=workout.pk)
    return rows.select_for_update().order_by().first()


def listed_beside(line: WorkoutExercise, workout_id: UUID) -> WorkoutExercise | None:
    """Another line of the same exercise on the workout's list, locked."""
    rows = WorkoutExercise.objects.filter(
        workout=workout_id, exercise=line.exercise_id, deleted_at=None
    )
    return rows.exclude(pk=line.pk).select_for_update().order_by().first()


def followed(row: Row) -> Row:
    """The row that this one is a name for, locked; the row itself when it is none."""
    while isinstance(row, Workout | WorkoutExercise) and row.joined_to_id is not None:
        rows: Any = type(row).objects.select_for_update(of=("self",))
        if isinstance(row, WorkoutExercise):
            rows = rows.select_related("workout")
        row = rows.order_by().get(pk=row.joined_to_id)
    return row


def join_new(
    operation: OperationRequest, row: Workout | WorkoutExercise, into: Workout | WorkoutExercise
) -> OperationResult:
    """Keep a new row as a name for one that was there, and fill what that one leaves open."""
    row.joined_to = into
    row.deleted_at = timezone.now()
    row.save(force_insert=True)
    names = ("title", "notes") if isinstance(into, Workout) else ("first_side", "superset")
    added = {name: getattr(row, name) for name in names if not getattr(into, name)}
    wanted = wire_values({name: value for name, value in added.items() if value})
    before = wire_row(into, entity_of(operation))
    if wanted:
        columns = write_values(
            into, {name: added[name] for name in wanted}, deleted=None, now=timezone.now()
        )
        into.save(update_fields=columns)
    Operation.objects.filter(pk=operation.op_id).update(
        entity_id=into.pk,
        status=OperationStatus.MERGED,
        revision=into.revision,
        fields=wanted,
        before={name: before[name] for name in wanted},
    )
    return OperationResult(
        op_id=operation.op_id,
        status=OperationStatus.MERGED,
        entity=entity_of(operation),
        entity_id=into.pk,
        revision=into.revision,
        row=into,
    )


def join_deleted(row: WorkoutExercise, into: WorkoutExercise) -> None:
    """Let a line that was taken off the list be a name for one that was added since."""
    row.joined_to = into
    row.save(update_fields=["joined_to"])


def end_at_last_set(workout: Workout) -> None:
    """End a workout that was left running when a later day's began."""
    write_own(workout, {"ended_at": last_moment_of(workout)})


def last_moment_of(workout: Workout) -> datetime:
    """When the last set of a workout was done; its start when there is none."""
    sets = LiftSet.objects.filter(workout=workout, deleted_at=None).order_by()
    last = sets.aggregate(last=Max("performed_at"))["last"]
    return max(workout.started_at, last) if last is not None else workout.started_at


def bring_back(workout: Workout, row: WorkoutExercise | LiftSet) -> None:
    """A set that arrives after its workout was deleted elsewhere is not lost with it."""
    changes: dict[str, Any] = {DELETED: False}
    if workout.ended_at is None:
        performed = row.performed_at if isinstance(row, LiftSet) else workout.started_at
        changes["ended_at"] = max(workout.started_at, performed)
    write_own(workout, changes)


def reach(workout: Workout, row: LiftSet) -> None:
    """Move the end of a workout that was ended before its last sets arrived."""
    ended = workout.ended_at
    if ended is not None and ended < row.performed_at <= ended + LATE_SET:
        write_own(workout, {"ended_at": row.performed_at})


def write_own(workout: Workout, changes: dict[str, Any]) -> None:
    """Change a workout by the server's own decision, and enter it in the ledger."""
    before = wire_row(workout, Entity.WORKOUT)
    after: WireFields = {name: wire_value(value) for name, value in changes.items()}
    values = {name: value for name, value in changes.items() if name != DELETED}
    deleted = after.get(DELETED)
    columns = write_values(workout, values, deleted=deleted, now=timezone.now())
    workout.save(update_fields=columns)
    replaced = {name: before[name] for name in after}
    note_own_change(workout, entity=Entity.WORKOUT, before=replaced, after=after)
