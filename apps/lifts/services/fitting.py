"""What a row can take of what is asked of it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from apps.lifts.domain.operations import (
    OperationKind,
    OperationRequest,
    WireFields,
    wire_value,
)
from apps.lifts.domain.planning import without_stale_cap
from apps.lifts.domain.validation import FIXED, Problem
from apps.lifts.models import LiftSet, Workout, WorkoutExercise

from .changes import InvalidOperation, Row, entity_of
from .joining import last_moment_of, running_beside
from .ledger import device_logged_elsewhere


def fitted(
    operation: OperationRequest, row: Row, before: WireFields, wanted: WireFields
) -> WireFields:
    """What is wanted, as far as the row can take it; refused when it is to move elsewhere."""
    fields = dict(wanted)
    if isinstance(row, LiftSet):
        return _unmoved(operation, row, before, without_stale_cap(row=before, fields=fields))
    if isinstance(row, WorkoutExercise):
        return _unmoved(operation, row, before, fields)
    if operation.device is None:
        return fields
    ended = fields.get("ended_at", before["ended_at"])
    if ended is None:
        comes_back = row.deleted_at is not None and operation.kind is not OperationKind.DELETE
        if comes_back and running_beside(row.athlete, row) is not None:
            fields["ended_at"] = wire_value(last_moment_of(row))
    elif "started_at" not in fields and datetime.fromisoformat(str(ended)) < row.started_at:
        # The device that ends it may have another clock than the one that began it.
        fields["ended_at"] = wire_value(last_moment_of(row))
    return fields


def _unmoved(
    operation: OperationRequest,
    row: LiftSet | WorkoutExercise,
    before: WireFields,
    wanted: WireFields,
) -> WireFields:
    moved = {
        name for name in FIXED[entity_of(operation)] & wanted.keys() if wanted[name] != before[name]
    }
    if "workout_id" in moved and _is_name_for(str(wanted["workout_id"]), row.workout_id):
        moved.discard("workout_id")
        wanted = {**wanted, "workout_id": before["workout_id"]}
    if moved:
        raise InvalidOperation(dict.fromkeys(moved, Problem.FIXED), op_id=operation.op_id)
    return wanted


def would_hide_sets(operation: OperationRequest, row: Row) -> bool:
    """Whether a device deletes a workout with sets that it does not know of."""
    if operation.kind is not OperationKind.DELETE or operation.device is None:
        return False
    if not isinstance(row, Workout) or row.deleted_at is not None:
        return False
    was_joined = row.pk != operation.entity_id
    return was_joined or device_logged_elsewhere(row, operation.device)


def _is_name_for(workout_id: str, other: UUID) -> bool:
    return Workout.objects.filter(pk=workout_id, joined_to=other).exists()
