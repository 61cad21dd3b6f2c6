"""Many operations at once: imports, and the sample athlete."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import batched
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import IntegrityError, connection, transaction

from apps.core.events import Event, News, announce
from apps.exercises.queries import exercise_specs_for
from apps.lifts.domain.operations import (
    FORGOTTEN_HASH,
    Entity,
    OperationKind,
    OperationRequest,
    OperationStatus,
)
from apps.lifts.models import LiftSet, Operation, Workout

from .changes import (
    MODELS,
    InvalidOperation,
    OperationKeyReused,
    OperationResult,
    Row,
    UnknownEntity,
    checked_values,
    entity_of,
    new_row,
    problems_of,
    wire_values,
)
from .operations import apply_quietly

if TYPE_CHECKING:
    from apps.profiles.models import Athlete

_CHUNK = 2000


def apply_operations(
    *, athlete: Athlete, operations: Iterable[OperationRequest], tells: bool = True
) -> tuple[OperationResult, ...]:
    """Apply many changes in one transaction, all or none; known ones are answered as replayed.

    New rows are written in bulk, workouts before what they hold; the rest follows one by one.
    The results come in the order of the operations. A caller with many batches may announce them itself,
    once, with ``tells=False``.
    """
    try:
        return _apply_batch(athlete=athlete, operations=tuple(operations), tells=tells)
    except IntegrityError as error:
        problems = problems_of(error)
        if problems is None:
            raise
        raise InvalidOperation(problems) from error


@transaction.atomic
def _apply_batch(
    *, athlete: Athlete, operations: tuple[OperationRequest, ...], tells: bool
) -> tuple[OperationResult, ...]:
    # Two imports of one athlete go one after the other, so that the second finds the first.
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [str(athlete.pk)])
    known = _known_hashes(athlete, operations)
    first_of: dict[UUID, OperationRequest] = {}
    for operation in operations:
        first = first_of.setdefault(operation.op_id, operation).payload_hash
        if known.get(operation.op_id, first) not in (operation.payload_hash, FORGOTTEN_HASH):
            raise OperationKeyReused
    fresh = [op for op in first_of.values() if op.op_id not in known]
    additions, changes = _split(fresh)
    results = _add(athlete, additions)
    for operation in changes:
        results[operation.op_id], _ = apply_quietly(athlete=athlete, operation=operation)
    results |= _replay([op for op in first_of.values() if op.op_id in known])
    if fresh and tells:
        _announce(athlete, results, fresh)
    return tuple(results[operation.op_id] for operation in operations)


def refresh_statistics() -> None:
    """Let the database look at the log again, after so many new rows that its plans would go astray."""
    tables = ", ".join(model._meta.db_table for model in MODELS.values())  # noqa: SLF001 - Django's own name
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {tables}")


def _known_hashes(athlete: Athlete, operations: Sequence[OperationRequest]) -> dict[UUID, str]:
    """Payload hashes of those operations that were applied before, by the athlete or others."""
    found: dict[UUID, str] = {}
    for chunk in batched((op.op_id for op in operations), _CHUNK):
        entries = Operation.objects.filter(pk__in=chunk)
        for pk, athlete_id, payload_hash in entries.values_list("pk", "athlete", "payload_hash"):
            if athlete_id != athlete.pk:
                raise OperationKeyReused
            found[pk] = payload_hash
    return found


def _replay(operations: Sequence[OperationRequest]) -> dict[UUID, OperationResult]:
    """The answers to operations that were applied before, with their rows as they are now."""
    rows: dict[UUID, Row] = {}
    for entity, model in MODELS.items():
        ids = [op.entity_id for op in operations if op.entity is entity]
        for chunk in batched(ids, _CHUNK):
            rows |= model.objects.in_bulk(chunk)
    return {
        op.op_id: OperationResult(
            op_id=op.op_id,
            status=OperationStatus.REPLAYED,
            entity=entity_of(op),
            entity_id=op.entity_id,
            revision=rows[op.entity_id].revision,
            row=rows[op.entity_id],
        )
        for op in operations
    }


def _split(
    operations: Sequence[OperationRequest],
) -> tuple[list[OperationRequest], list[OperationRequest]]:
    """Those that make a new row, and the others."""
    taken: set[UUID] = set()
    for entity, model in MODELS.items():
        ids = [op.entity_id for op in operations if op.entity is entity]
        for chunk in batched(ids, _CHUNK):
            taken.update(model.objects.filter(pk__in=chunk).order_by().values_list("pk", flat=True))
    additions, changes = [], []
    for operation in operations:
        if operation.kind is OperationKind.PUT and operation.entity_id not in taken:
            taken.add(operation.entity_id)
            additions.append(operation)
        else:
            changes.append(operation)
    return additions, changes


def _add(athlete: Athlete, operations: Sequence[OperationRequest]) -> dict[UUID, OperationResult]:
    checked = [(op, checked_values(op)) for op in operations]
    exercises = {spec.id: spec for spec in exercise_specs_for(athlete, with_retired=True)}
    results: dict[UUID, OperationResult] = {}
    workouts: set[UUID] = set()
    for entity in (Entity.WORKOUT, Entity.WORKOUT_EXERCISE, Entity.LIFT_SET):
        mine = [(op, values) for op, values in checked if op.entity is entity]
        if entity is Entity.WORKOUT_EXERCISE:
            workouts = _own_workouts(athlete, checked)
        rows: list[Row] = []
        for operation, values in mine:
            exercise = None
            if entity is not Entity.WORKOUT:
                exercise = exercises.get(values.get("exercise_id"))
                if exercise is None or values.get("workout_id") not in workouts:
                    raise UnknownEntity
            row = new_row(
                athlete_id=athlete.pk,
                operation=operation,
                values=values,
                exercise=exercise,
            )
            rows.append(row)
            results[operation.op_id] = OperationResult(
                op_id=operation.op_id,
                status=OperationStatus.APPLIED,
                entity=entity,
                entity_id=row.pk,
                revision=1,
                row=row,
            )
        MODELS[entity].objects.bulk_create(rows, batch_size=_CHUNK)
    Operation.objects.bulk_create(
        [_ledger_row(athlete, op, values) for op, values in checked], batch_size=_CHUNK
    )
    return results


def _own_workouts(
    athlete: Athlete, checked: Sequence[tuple[OperationRequest, dict[str, Any]]]
) -> set[UUID]:
    named = {values["workout_id"] for _, values in checked if "workout_id" in values}
    found: set[UUID] = set()
    for chunk in batched(named, _CHUNK):
        found.update(
            Workout.objects.of(athlete).filter(pk__in=chunk).order_by().values_list("pk", flat=True)
        )
    return found


def _ledger_row(athlete: Athlete, operation: OperationRequest, values: dict[str, Any]) -> Operation:
    return Operation(
        id=operation.op_id,
        athlete_id=athlete.pk,
        entity=operation.entity,
        entity_id=operation.entity_id,
        kind=operation.kind,
        payload_hash=operation.payload_hash,
        fields=wire_values(values),
        status=OperationStatus.APPLIED,
        revision=1,
    )


def _announce(
    athlete: Athlete,
    results: dict[UUID, OperationResult],
    fresh: Sequence[OperationRequest],
) -> None:
    rows = [results[operation.op_id].row for operation in fresh]
    announce(
        News(
            event=Event.SETS_IMPORTED,
            athlete_id=athlete.pk,
            exercise_ids=frozenset(row.exercise_id for row in rows if isinstance(row, LiftSet)),
        )
    )
