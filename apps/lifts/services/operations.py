"""The one write path: an operation and its ledger row, in one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Case, Exists, Max, PositiveSmallIntegerField, Value, When
from django.http import Http404
from django.utils import timezone

from apps.core.events import Event, News, announce
from apps.exercises.queries import exercise_for
from apps.lifts.domain.operations import (
    DELETED,
    Entity,
    Merge,
    OperationKind,
    OperationRequest,
    OperationStatus,
    PastChange,
    WireFields,
    merge,
    revert,
)
from apps.lifts.domain.planning import without_lone_cap, without_stale_cap
from apps.lifts.domain.validation import FIXED, Problem, check_fields
from apps.lifts.models import LiftSet, Operation, Workout, WorkoutExercise

from .changes import (
    MODELS,
    CaptionedExercise,
    InvalidOperation,
    OperationKeyReused,
    OperationResult,
    Parents,
    Row,
    UnknownEntity,
    checked_values,
    constraint_of,
    new_row,
    problems_of,
    settle,
    wire_row,
    wire_values,
    write_values,
)

if TYPE_CHECKING:
    from apps.profiles.models import Athlete

# What may change without changing anything that is computed.
_WORDS = frozenset({"title", "notes", "note"})


def apply_operation(
    *, athlete: Athlete, operation: OperationRequest, parents: Parents | None = None
) -> OperationResult:
    """Apply one change once: whoever sends it again is answered with the same row.

    ``parents`` are rows the caller has just read through the athlete's own queries.
    """
    try:
        return _apply_in_transaction(athlete=athlete, operation=operation, parents=parents)
    except IntegrityError as error:
        if (constraint_of(error) or "").endswith("_pkey"):
            # Somebody made the row while we looked for it: now it is there to be edited.
            return _apply_in_transaction(athlete=athlete, operation=operation, parents=parents)
        problems = problems_of(error)
        if problems is None:
            raise
        raise InvalidOperation(problems, op_id=operation.op_id) from error


@transaction.atomic
def _apply_in_transaction(
    *, athlete: Athlete, operation: OperationRequest, parents: Parents | None
) -> OperationResult:
    result, news = apply_quietly(athlete=athlete, operation=operation, parents=parents)
    if news is not None:
        announce(news)
    return result


def apply_quietly(
    *, athlete: Athlete, operation: OperationRequest, parents: Parents | None = None
) -> tuple[OperationResult, News | None]:
    """Apply one change within the caller's transaction and leave the news to the caller."""
    values = checked_values(operation)
    claimed = Operation.objects.claim(
        op_id=operation.op_id,
        athlete_id=athlete.pk,
        entity=operation.entity,
        entity_id=operation.entity_id,
        kind=operation.kind,
        payload_hash=operation.payload_hash,
        fields=wire_values(values),
    )
    if not claimed:
        return replayed(athlete=athlete, operation=operation), None
    row = _locked_row(athlete, operation)
    if row is None:
        return _create(athlete, operation, values, parents)
    return _change(athlete, operation, row, values)


def replayed(*, athlete: Athlete, operation: OperationRequest) -> OperationResult:
    """The answer to an operation that was applied before."""
    entry = Operation.objects.get(pk=operation.op_id)
    if entry.athlete_id != athlete.pk or entry.payload_hash != operation.payload_hash:
        raise OperationKeyReused
    row = MODELS[operation.entity].objects.get(pk=operation.entity_id)
    return _result(operation, OperationStatus.REPLAYED, row, {})


def _locked_row(athlete: Athlete, operation: OperationRequest) -> Row | None:
    rows = MODELS[operation.entity].objects.select_for_update(of=("self",))
    if operation.entity is Entity.LIFT_SET:
        rows = rows.select_related("workout", "exercise")
    elif operation.entity is Entity.WORKOUT_EXERCISE:
        rows = rows.select_related("workout")
    row: Row | None = rows.filter(pk=operation.entity_id).order_by().first()
    if row is not None and row.athlete_id != athlete.pk:
        raise UnknownEntity
    if row is None and operation.kind is not OperationKind.PUT:
        raise UnknownEntity
    return row


def _create(
    athlete: Athlete,
    operation: OperationRequest,
    values: dict[str, Any],
    parents: Parents | None,
) -> tuple[OperationResult, News | None]:
    if operation.entity is Entity.WORKOUT:
        workout = exercise = None
    else:
        workout, exercise = _parents_of(athlete, values, parents)
    row = new_row(athlete_id=athlete.pk, operation=operation, values=values, exercise=exercise)
    if workout is not None and not isinstance(row, Workout):
        row.workout = workout
        if workout.deleted_at is not None:
            _bring_back(workout, row)
    if isinstance(row, LiftSet):
        _take_free_number(row)
    row.save(force_insert=True)
    result = _result(operation, OperationStatus.APPLIED, row, {})
    return result, _news(athlete, row, was_running=True)


def _take_free_number(row: LiftSet) -> None:
    """Count on when another tab or device has logged this number of this side meanwhile.

    Both sets were done, so both stay; two sets of one number would be shown and paired as one.
    The database looks while it inserts, so that it costs no statement.
    """
    same = LiftSet.objects.filter(
        workout=row.workout_id, exercise=row.exercise_id, side=row.side, deleted_at=None
    )
    following = same.order_by().values("side").annotate(following=Max("set_index") + 1)
    row.set_index = Case(
        When(Exists(same.filter(set_index=row.set_index)), then=following.values("following")),
        default=Value(row.set_index),
        output_field=PositiveSmallIntegerField(),
    )


def _change(
    athlete: Athlete,
    operation: OperationRequest,
    row: Row,
    values: dict[str, Any],
) -> tuple[OperationResult, News | None]:
    before = wire_row(row, operation.entity)
    wanted = _wanted(athlete, operation, before, values)
    if operation.entity is Entity.LIFT_SET:
        wanted = without_stale_cap(row=before, fields=wanted)
    fixed = {
        name: Problem.FIXED
        for name in FIXED[operation.entity] & wanted.keys()
        if wanted[name] != before[name]
    }
    if fixed:
        raise InvalidOperation(fixed, op_id=operation.op_id)
    merged = merge(
        row=before,
        revision=row.revision,
        base_revision=operation.base_revision,
        fields=wanted,
        history=_history(operation, row),
    )
    was_running = isinstance(row, Workout) and row.ended_at is None
    if merged.values:
        _write(operation, row, merged)
    entry = {"status": merged.status, "revision": row.revision}
    replaced = {name: before[name] for name in merged.values}
    # An undo and a deletion name no fields: what they wrote is what they can be taken back by.
    Operation.objects.filter(pk=operation.op_id).update(
        before=replaced, fields=dict(wanted), **entry
    )
    result = _result(operation, merged.status, row, merged.lost)
    if merged.values.keys() <= _WORDS:
        return result, None
    return result, _news(athlete, row, was_running=was_running)


def _wanted(
    athlete: Athlete,
    operation: OperationRequest,
    row: WireFields,
    values: Mapping[str, Any],
) -> WireFields:
    match operation.kind:
        case OperationKind.DELETE:
            return {DELETED: True}
        case OperationKind.UNDO:
            target = _undone(athlete, operation)
            restored = revert(row=row, written=target.fields, replaced=target.before)
            return without_lone_cap(restored=restored, replaced=target.before or {})
        case OperationKind.PUT | OperationKind.PATCH:
            return wire_values(values)


def _undone(athlete: Athlete, operation: OperationRequest) -> Operation:
    try:
        target_id = UUID(str(operation.fields.get("operation_id")))
    except ValueError:
        raise UnknownEntity from None
    target = Operation.objects.filter(
        pk=target_id, athlete=athlete, entity_id=operation.entity_id
    ).first()
    if target is None:
        raise UnknownEntity
    return target


def _write(operation: OperationRequest, row: Row, merged: Merge) -> None:
    checked = check_fields(
        operation.entity,
        {name: value for name, value in merged.values.items() if name != DELETED},
    )
    columns = write_values(
        row,
        checked.values,
        deleted=merged.values.get(DELETED),
        now=timezone.now(),
    )
    is_assisted = isinstance(row, LiftSet) and row.exercise.is_assisted
    settle(row, is_assisted=is_assisted, op_id=operation.op_id)
    row.save(update_fields=columns)


def _history(operation: OperationRequest, row: Row) -> list[PastChange]:
    if operation.base_revision is None or operation.base_revision >= row.revision:
        return []
    entries = Operation.objects.filter(
        athlete_id=row.athlete_id,
        entity_id=row.pk,
        revision__gt=operation.base_revision,
    ).values_list("revision", "before")
    return [
        PastChange(revision=revision, replaced=before)
        for revision, before in entries
        if before is not None
    ]


def _parents_of(
    athlete: Athlete, values: Mapping[str, Any], parents: Parents | None
) -> tuple[Workout | None, CaptionedExercise | None]:
    workout_id, exercise_id = values.get("workout_id"), values.get("exercise_id")
    if workout_id is None or exercise_id is None:
        return None, None
    if parents is not None and (parents.workout.pk, parents.exercise.pk) == (
        workout_id,
        exercise_id,
    ):
        return parents.workout, parents.exercise
    workout = Workout.objects.filter(athlete=athlete, pk=workout_id).first()
    if workout is None:
        raise UnknownEntity
    try:
        return workout, exercise_for(athlete, exercise_id)
    except Http404:
        raise UnknownEntity from None


def _bring_back(workout: Workout, row: WorkoutExercise | LiftSet) -> None:
    """A set that arrives after its workout was deleted elsewhere is not lost with it."""
    workout.deleted_at = None
    if workout.ended_at is None:
        performed = row.performed_at if isinstance(row, LiftSet) else workout.started_at
        workout.ended_at = max(workout.started_at, performed)
    workout.revision += 1
    workout.save(update_fields=["deleted_at", "ended_at", "revision"])


def _news(athlete: Athlete, row: Row, *, was_running: bool) -> News | None:
    """What upper apps must hear: sets of a running workout are not news until it ends."""
    if isinstance(row, Workout):
        if was_running:
            event = None
            if row.deleted_at is not None:
                event = Event.PAST_SETS_CHANGED
            elif row.ended_at is not None:
                event = Event.WORKOUT_FINISHED
        else:
            event = Event.PAST_SETS_CHANGED
        return News(event=event, athlete_id=athlete.pk, workout_id=row.pk) if event else None
    if isinstance(row, WorkoutExercise) or row.workout.ended_at is None:
        return None
    return News(
        event=Event.PAST_SETS_CHANGED,
        athlete_id=athlete.pk,
        workout_id=row.workout_id,
        exercise_ids=frozenset({row.exercise_id}),
    )


def _result(
    operation: OperationRequest, status: OperationStatus, row: Row, lost: WireFields
) -> OperationResult:
    return OperationResult(
        op_id=operation.op_id,
        status=status,
        entity=operation.entity,
        entity_id=operation.entity_id,
        revision=row.revision,
        row=row,
        lost=lost,
    )
