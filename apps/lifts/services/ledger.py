"""Entering operations, answering those that were entered before, and what their askers had seen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

from apps.core.identifiers import new_uuid7
from apps.lifts.domain.operations import (
    FORGOTTEN_HASH,
    UNHASHED,
    OperationKind,
    OperationRequest,
    OperationStatus,
    PastChange,
    WireFields,
)
from apps.lifts.models import LiftSet, Operation, Workout

from .changes import (
    MODELS,
    OperationKeyReused,
    OperationResult,
    Outcome,
    Row,
    entity_of,
    wire_values,
)

if TYPE_CHECKING:
    from apps.profiles.models import Athlete


def claim_operation(
    *, athlete: Athlete, operation: OperationRequest, fields: Mapping[str, Any]
) -> Outcome | None:
    """Enter an operation of an app above into the ledger, inside the caller's transaction.

    Parameters
    ----------
    fields
        What is written, checked: the database refuses some characters.

    Returns
    -------
    Outcome | None
        None when the operation is new and is to be applied now; else the answer it gets again.
        Applied operations that roll back are forgotten with the caller's transaction.

    Raises
    ------
    OperationKeyReused
        The operation's id was used before, for something else.
    """
    claim = Operation.objects.claim(operation, athlete_id=athlete.pk, fields=wire_values(fields))
    if claim.is_new:
        return None
    entry = _entry_of(athlete, operation)
    return Outcome(
        op_id=operation.op_id,
        status=OperationStatus.REPLAYED,
        was=OperationStatus(entry.status),
        entity_id=entry.entity_id,
        revision=entry.revision,
        base_revision=entry.base_revision,
        lost=entry.lost or {},
    )


def replayed(*, athlete: Athlete, operation: OperationRequest) -> OperationResult:
    """The answer to a change of the log that was applied before."""
    entry = _entry_of(athlete, operation)
    row = MODELS[entity_of(operation)].objects.get(pk=entry.entity_id)
    return OperationResult(
        op_id=operation.op_id,
        status=OperationStatus.REPLAYED,
        was=OperationStatus(entry.status),
        entity=entity_of(operation),
        entity_id=entry.entity_id,
        revision=entry.revision,
        row=row,
        base_revision=entry.base_revision,
        lost=entry.lost or {},
    )


class Seen(NamedTuple):
    """The revision an asker had seen, None if they did not look, and what they had not."""

    revision: int | None
    unseen: tuple[PastChange, ...]


def seen_by(operation: OperationRequest, row: Row) -> Seen:
    """What the asker knew of the row: what they name as their base, and what their device wrote."""
    base = operation.base_revision
    if operation.base_operation is None and (base is None or base >= row.revision):
        return Seen(base, ())
    entries = Operation.objects.filter(athlete_id=row.athlete_id, entity_id=row.pk)
    if operation.base_operation is None:
        entries = entries.filter(revision__gt=base)
    found = list(entries.order_by())
    if operation.base_operation is not None:
        base = _base_after(operation, found)
    unseen = (
        PastChange(revision=entry.revision, replaced=entry.before)
        for entry in found
        if entry.before is not None and not _is_of_same_device(entry, operation)
    )
    return Seen(base, tuple(unseen))


def note_own_change(row: Row, *, entity: str, before: WireFields, after: WireFields) -> None:
    """Enter what the server changed by itself, so that nobody is thought to have seen it."""
    Operation.objects.create(
        id=new_uuid7(),
        athlete_id=row.athlete_id,
        entity=entity,
        entity_id=row.pk,
        kind=OperationKind.PATCH,
        payload_hash="",
        fields=dict(after),
        before=dict(before),
        status=OperationStatus.APPLIED,
        revision=row.revision,
    )


def device_logged_elsewhere(workout: Workout, device: UUID) -> bool:
    """Whether another device, or a page, logged a set of this workout that is still there."""
    sets = LiftSet.objects.filter(workout=workout, deleted_at=None).order_by()
    mine = Operation.objects.filter(
        athlete_id=workout.athlete_id, kind=OperationKind.PUT, device=device
    )
    return sets.exclude(pk__in=mine.values("entity_id")).exists()


def _entry_of(athlete: Athlete, operation: OperationRequest) -> Operation:
    entry = Operation.objects.get(pk=operation.op_id)
    if entry.athlete_id != athlete.pk or not _is_same(entry, operation):
        raise OperationKeyReused
    return entry


def _is_same(entry: Operation, operation: OperationRequest) -> bool:
    """Whether this is what was entered, as far as it may still be known."""
    if entry.payload_hash not in (operation.payload_hash, FORGOTTEN_HASH):
        return False
    told = UNHASHED & entry.fields.keys() & operation.fields.keys()
    return all(str(entry.fields[name]) == str(operation.fields[name]) for name in told)


def _base_after(operation: OperationRequest, entries: list[Operation]) -> int:
    """What an asker had seen whose last operation had no answer yet.

    An operation that never arrived leaves what they name besides it, or nothing.
    """
    last = next((e for e in entries if e.pk == operation.base_operation), None)
    if last is None:
        return operation.base_revision or 0
    if _is_of_same_device(last, operation) and last.base_revision is not None:
        return last.base_revision
    return last.revision


def _is_of_same_device(entry: Operation, operation: OperationRequest) -> bool:
    return entry.device is not None and entry.device == operation.device
