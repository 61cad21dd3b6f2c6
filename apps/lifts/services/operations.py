"""The one write path: an operation and its ledger row, in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from apps.core.events import Event, News, announce
from apps.lifts.domain.operations import (
    DELETED,
    Entity,
    Merge,
    OperationKind,
    OperationRequest,
    OperationStatus,
    WireFields,
    merge,
    revert,
)
from apps.lifts.domain.planning import without_lone_cap
from apps.lifts.domain.validation import check_fields
from apps.lifts.models import LiftSet, Operation, Workout, WorkoutExercise

from .changes import (
    MODELS,
    InvalidOperation,
    OperationResult,
    Parents,
    Row,
    UnknownEntity,
    checked_values,
    constraint_of,
    entity_of,
    new_row,
    problems_of,
    settle,
    wire_row,
    wire_values,
    write_values,
)
from .fitting import fitted, would_hide_sets
from .joining import (
    bring_back,
    end_at_last_set,
    followed,
    join_deleted,
    join_new,
    listed_beside,
    reach,
    running_beside,
)
from .ledger import replayed, seen_by
from .parents import parents_of

if TYPE_CHECKING:
    from apps.profiles.models import Athlete

# What may change without changing anything that is computed.
_WORDS = frozenset({"title", "notes", "note"})
# Somebody made the row while we looked for it: now it is there to be edited, or joined.
_MADE_MEANWHILE = ("lifts_workout_one_running", "lifts_workoutexercise_once")

type Tell = Callable[[News], None]


def apply_operation(
    *,
    athlete: Athlete,
    operation: OperationRequest,
    parents: Parents | None = None,
    tell: Tell = announce,
) -> OperationResult:
    """Apply one change once: whoever sends it again is answered with the same row.

    ``parents`` are rows the caller has just read through the athlete's own queries. ``tell`` hears
    what upper apps must know, inside the transaction.
    """
    try:
        return _apply_in_transaction(athlete, operation, parents, tell)
    except IntegrityError as error:
        name = constraint_of(error) or ""
        if not name.endswith("_pkey") and name not in _MADE_MEANWHILE:
            raise
    try:
        return _apply_in_transaction(athlete, operation, parents, tell)
    except IntegrityError as error:
        problems = problems_of(error)
        if problems is None:
            raise
        raise InvalidOperation(problems, op_id=operation.op_id) from error


@transaction.atomic
def _apply_in_transaction(
    athlete: Athlete, operation: OperationRequest, parents: Parents | None, tell: Tell
) -> OperationResult:
    result, news = apply_quietly(athlete=athlete, operation=operation, parents=parents)
    if news is not None:
        tell(news)
    return result


def apply_quietly(
    *, athlete: Athlete, operation: OperationRequest, parents: Parents | None = None
) -> tuple[OperationResult, News | None]:
    """Apply one change within the caller's transaction and leave the news to the caller."""
    values = checked_values(operation)
    is_put = operation.kind is OperationKind.PUT
    claim = Operation.objects.claim(
        operation,
        athlete_id=athlete.pk,
        fields=wire_values(values),
        model=MODELS[entity_of(operation)] if is_put else None,
    )
    if not claim.is_new:
        return replayed(athlete=athlete, operation=operation), None
    if is_put and not claim.row_exists:
        return _create(athlete, operation, values, parents)
    return _change(athlete, operation, _locked_row(athlete, operation), values)


def _locked_row(athlete: Athlete, operation: OperationRequest) -> Row:
    rows = MODELS[entity_of(operation)].objects.select_for_update(of=("self",))
    if operation.entity is Entity.LIFT_SET:
        rows = rows.select_related("workout", "exercise")
    elif operation.entity is Entity.WORKOUT_EXERCISE:
        rows = rows.select_related("workout")
    row: Row | None = rows.filter(pk=operation.entity_id).order_by().first()
    if row is None or row.athlete_id != athlete.pk:
        raise UnknownEntity
    row = followed(row)
    if (
        isinstance(row, WorkoutExercise)
        and row.deleted_at is not None
        and operation.kind is not OperationKind.DELETE
        and (listed := listed_beside(row, row.workout_id)) is not None
    ):
        join_deleted(row, listed)
        listed.workout = row.workout
        return listed
    return row


def _create(
    athlete: Athlete, operation: OperationRequest, values: dict[str, Any], parents: Parents | None
) -> tuple[OperationResult, News | None]:
    if operation.entity is Entity.WORKOUT:
        return _begin(athlete, operation, values)
    found = parents_of(athlete, operation, values, parents)
    row = new_row(
        athlete_id=athlete.pk, operation=operation, values=values, exercise=found.exercise
    )
    if isinstance(row, Workout) or found.workout is None:
        raise UnknownEntity
    row.workout = found.workout
    if found.workout.deleted_at is not None:
        bring_back(found.workout, row)
    if isinstance(row, WorkoutExercise):
        listed = listed_beside(row, found.workout.pk)
        if listed is not None:
            return join_new(operation, row, listed), None
        row.save(force_insert=True)
    else:
        reach(found.workout, row)
        LiftSet.objects.log(row)
    result = _result(
        operation, OperationStatus.APPLIED, row, looks_like_another=found.holds_its_like
    )
    return result, _news(athlete, row, was_running=True)


def _begin(
    athlete: Athlete, operation: OperationRequest, values: dict[str, Any]
) -> tuple[OperationResult, News | None]:
    """Start a workout; one of the same day that runs takes it in, one of an earlier day ends."""
    row = new_row(athlete_id=athlete.pk, operation=operation, values=values, exercise=None)
    news = None
    if isinstance(row, Workout) and row.ended_at is None:
        running = running_beside(athlete, row)
        if running is not None and running.local_date == row.local_date:
            return join_new(operation, row, running), None
        if running is not None and running.local_date < row.local_date:
            end_at_last_set(running)
            news = _news(athlete, running, was_running=True)
        elif running is not None:
            row.ended_at = row.started_at
    row.save(force_insert=True)
    return _result(operation, OperationStatus.APPLIED, row), news


def _change(
    athlete: Athlete,
    operation: OperationRequest,
    row: Row,
    values: dict[str, Any],
) -> tuple[OperationResult, News | None]:
    entity = entity_of(operation)
    before = wire_row(row, entity)
    wanted = fitted(operation, row, before, _wanted(athlete, operation, row, before, values))
    seen = seen_by(operation, row)
    merged = merge(
        row=before,
        revision=row.revision,
        base_revision=seen.revision,
        fields=wanted,
        history=seen.unseen,
        later_holds=frozenset({"ended_at"}),
    )
    if would_hide_sets(operation, row):
        merged = Merge(status=OperationStatus.CONFLICT, values={}, lost={})
    was_running = isinstance(row, Workout) and row.ended_at is None
    if merged.values:
        _write(operation, row, merged)
    # An undo and a deletion name no fields: what they wrote is what they can be taken back by.
    Operation.objects.settle(
        operation.op_id,
        entity_id=row.pk,
        before={name: before[name] for name in merged.values},
        fields={**wanted, **merged.values},
        lost=dict(merged.lost) or None,
        status=merged.status.value,
        revision=row.revision,
        base_revision=seen.revision,
    )
    result = _result(operation, merged.status, row, lost=merged.lost, base_revision=seen.revision)
    if merged.values.keys() <= _WORDS:
        return result, None
    return result, _news(athlete, row, was_running=was_running)


def _wanted(
    athlete: Athlete,
    operation: OperationRequest,
    row: Row,
    before: WireFields,
    values: Mapping[str, Any],
) -> WireFields:
    match operation.kind:
        case OperationKind.DELETE:
            return {DELETED: True}
        case OperationKind.UNDO:
            target = _undone(athlete, operation, row)
            restored = revert(row=before, written=target.fields, replaced=target.before)
            return without_lone_cap(restored=restored, replaced=target.before or {})
        case OperationKind.PUT | OperationKind.PATCH:
            return wire_values(values)


def _undone(athlete: Athlete, operation: OperationRequest, row: Row) -> Operation:
    try:
        target_id = UUID(str(operation.fields.get("operation_id")))
    except ValueError:
        raise UnknownEntity from None
    target = Operation.objects.filter(
        pk=target_id, athlete=athlete, entity_id__in=(operation.entity_id, row.pk)
    ).first()
    if target is None:
        raise UnknownEntity
    return target


def _write(operation: OperationRequest, row: Row, merged: Merge) -> None:
    checked = check_fields(
        entity_of(operation),
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
    operation: OperationRequest,
    status: OperationStatus,
    row: Row,
    *,
    lost: WireFields | None = None,
    base_revision: int | None = None,
    looks_like_another: bool = False,
) -> OperationResult:
    return OperationResult(
        op_id=operation.op_id,
        status=status,
        entity=entity_of(operation),
        entity_id=row.pk,
        revision=row.revision,
        row=row,
        lost=lost if lost is not None else {},
        base_revision=base_revision,
        looks_like_another=looks_like_another,
    )
