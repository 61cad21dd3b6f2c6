"""The log's everyday verbs: each makes an operation and applies it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from msgspec import Struct

from apps.core.identifiers import new_uuid7
from apps.exercises.domain.vocabulary import SetKind, SetSide, Side, SideSource
from apps.lifts.domain.operations import (
    Entity,
    OperationKind,
    OperationRequest,
    OperationStatus,
)
from apps.lifts.models import Operation, WorkoutExercise

from .changes import OperationResult, Parents, UnknownEntity
from .operations import apply_operation

if TYPE_CHECKING:
    from apps.profiles.models import Athlete


def start_workout(
    *,
    athlete: Athlete,
    started_at: datetime,
    time_zone: str,
    local_date: date,
    title: str = "",
    workout_id: UUID | None = None,
    op_id: UUID | None = None,
) -> OperationResult:
    """Begin a workout; refused while another one is running."""
    fields = {
        "started_at": started_at,
        "time_zone": time_zone,
        "local_date": local_date,
        "title": title,
    }
    return _apply(
        athlete,
        Entity.WORKOUT,
        OperationKind.PUT,
        entity_id=workout_id,
        fields=fields,
        op_id=op_id,
    )


def finish_workout(
    *,
    athlete: Athlete,
    workout_id: UUID,
    ended_at: datetime | None = None,
    op_id: UUID | None = None,
) -> OperationResult:
    """End a workout, now unless told when."""
    fields = {"ended_at": ended_at if ended_at is not None else timezone.now()}
    return edit_workout(athlete=athlete, workout_id=workout_id, fields=fields, op_id=op_id)


def edit_workout(
    *,
    athlete: Athlete,
    workout_id: UUID,
    fields: Mapping[str, Any],
    base_revision: int | None = None,
    op_id: UUID | None = None,
) -> OperationResult:
    """Change a workout's title, notes, times or date."""
    return _apply(
        athlete,
        Entity.WORKOUT,
        OperationKind.PATCH,
        entity_id=workout_id,
        fields=fields,
        op_id=op_id,
        base_revision=base_revision,
    )


def delete_workout(
    *, athlete: Athlete, workout_id: UUID, op_id: UUID | None = None
) -> OperationResult:
    """Take a workout and its sets out of the log; undoing brings both back."""
    return _apply(
        athlete,
        Entity.WORKOUT,
        OperationKind.DELETE,
        entity_id=workout_id,
        op_id=op_id,
    )


def add_exercise_to_workout(
    *,
    athlete: Athlete,
    workout_id: UUID,
    exercise_id: UUID,
    first_side: Side | None = None,
    workout_exercise_id: UUID | None = None,
    op_id: UUID | None = None,
) -> OperationResult:
    """Put an exercise at the end of the workout's list; one already there stays where it is."""
    listed = WorkoutExercise.objects.of(athlete).filter(workout=workout_id)
    present = listed.filter(exercise=exercise_id).first()
    if present is not None:
        return OperationResult(
            op_id=op_id if op_id is not None else new_uuid7(),
            status=OperationStatus.REPLAYED,
            entity=Entity.WORKOUT_EXERCISE,
            entity_id=present.pk,
            revision=present.revision,
            row=present,
        )
    last = listed.aggregate(last=Max("position"))["last"]
    fields = {
        "workout_id": workout_id,
        "exercise_id": exercise_id,
        "position": 1 if last is None else last + 1,
        "first_side": first_side.value if first_side is not None else "",
    }
    return _apply(
        athlete,
        Entity.WORKOUT_EXERCISE,
        OperationKind.PUT,
        entity_id=workout_exercise_id,
        fields=fields,
        op_id=op_id,
    )


def remove_exercise_from_workout(
    *, athlete: Athlete, workout_exercise_id: UUID, op_id: UUID | None = None
) -> OperationResult:
    """Take an exercise off the workout's list; its sets, if any, stay."""
    return _apply(
        athlete,
        Entity.WORKOUT_EXERCISE,
        OperationKind.DELETE,
        entity_id=workout_exercise_id,
        op_id=op_id,
    )


def log_set(
    *,
    athlete: Athlete,
    workout_id: UUID,
    exercise_id: UUID,
    set_index: int,
    side: SetSide,
    reps: int | None = None,
    seconds: int | None = None,
    typed_load: Decimal | None = None,
    typed_unit: str = "",
    rir: Decimal | None = None,
    pain: int | None = None,
    kind: SetKind = SetKind.WORK,
    pair_order: int | None = None,
    capped_by_plan: bool = False,
    side_source: SideSource = SideSource.LOGGED,
    note: str = "",
    made_at: datetime | None = None,
    lift_set_id: UUID | None = None,
    op_id: UUID | None = None,
) -> OperationResult:
    """Log one set of one side; ``made_at`` is when it was done, now unless told."""
    fields = {
        "workout_id": workout_id,
        "exercise_id": exercise_id,
        "set_index": set_index,
        "side": side.value,
        "side_source": side_source.value,
        "reps": reps,
        "seconds": seconds,
        "typed_load": typed_load,
        "typed_unit": typed_unit if typed_load is not None else "",
        "rir": rir,
        "pain": pain,
        "kind": kind.value,
        "pair_order": pair_order,
        "capped_by_plan": capped_by_plan,
        "note": note,
    }
    return _apply(
        athlete,
        Entity.LIFT_SET,
        OperationKind.PUT,
        entity_id=lift_set_id,
        fields=fields,
        op_id=op_id,
        made_at=made_at,
    )


class SetEntry(Struct, frozen=True, kw_only=True):
    """One side's set as it was typed, with the ids its sender gave it.

    ``capped_by_plan`` says that the numbers were offered and left as they were.
    """

    op_id: UUID
    lift_set_id: UUID
    set_index: int
    side: SetSide
    pair_order: int | None
    typed_load: Decimal | None
    typed_unit: str
    reps: int | None
    seconds: int | None
    capped_by_plan: bool


@transaction.atomic
def log_sets(
    *,
    athlete: Athlete,
    line: WorkoutExercise,
    entries: Sequence[SetEntry],
    made_at: datetime,
) -> tuple[OperationResult, ...]:
    """Log the sides of one set, all or none."""
    parents = Parents(workout=line.workout, exercise=line.exercise)
    return tuple(
        apply_operation(
            athlete=athlete,
            parents=parents,
            operation=OperationRequest(
                op_id=entry.op_id,
                entity=Entity.LIFT_SET,
                entity_id=entry.lift_set_id,
                kind=OperationKind.PUT,
                made_at=made_at,
                fields={
                    "workout_id": line.workout_id,
                    "exercise_id": line.exercise_id,
                    "set_index": entry.set_index,
                    "side": entry.side,
                    "pair_order": entry.pair_order,
                    "typed_load": entry.typed_load,
                    "typed_unit": entry.typed_unit if entry.typed_load is not None else "",
                    "reps": entry.reps,
                    "seconds": entry.seconds,
                    "capped_by_plan": entry.capped_by_plan,
                },
            ),
        )
        for entry in entries
    )


def edit_set(
    *,
    athlete: Athlete,
    lift_set_id: UUID,
    fields: Mapping[str, Any],
    base_revision: int | None = None,
    op_id: UUID | None = None,
) -> OperationResult:
    """Change what a set says."""
    return _apply(
        athlete,
        Entity.LIFT_SET,
        OperationKind.PATCH,
        entity_id=lift_set_id,
        fields=fields,
        op_id=op_id,
        base_revision=base_revision,
    )


def delete_set(
    *,
    athlete: Athlete,
    lift_set_id: UUID,
    base_revision: int | None = None,
    op_id: UUID | None = None,
) -> OperationResult:
    """Take a set out of the log."""
    return _apply(
        athlete,
        Entity.LIFT_SET,
        OperationKind.DELETE,
        entity_id=lift_set_id,
        op_id=op_id,
        base_revision=base_revision,
    )


def undo_operation(
    *, athlete: Athlete, operation_id: UUID, op_id: UUID | None = None
) -> OperationResult:
    """Take one earlier operation back, leaving what was changed again since."""
    target = Operation.objects.filter(pk=operation_id, athlete=athlete).first()
    if target is None:
        raise UnknownEntity
    return _apply(
        athlete,
        Entity(target.entity),
        OperationKind.UNDO,
        entity_id=target.entity_id,
        fields={"operation_id": operation_id},
        op_id=op_id,
    )


def _apply(
    athlete: Athlete,
    entity: Entity,
    kind: OperationKind,
    *,
    entity_id: UUID | None,
    fields: Mapping[str, Any] | None = None,
    op_id: UUID | None,
    base_revision: int | None = None,
    made_at: datetime | None = None,
) -> OperationResult:
    operation = OperationRequest(
        op_id=op_id if op_id is not None else new_uuid7(),
        entity=entity,
        entity_id=entity_id if entity_id is not None else new_uuid7(),
        kind=kind,
        fields=fields if fields is not None else {},
        base_revision=base_revision,
        made_at=made_at if made_at is not None else timezone.now(),
    )
    return apply_operation(athlete=athlete, operation=operation)
