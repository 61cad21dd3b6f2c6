"""A batch, operation by operation, each in a transaction of its own."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import InterfaceError, OperationalError
from django.http import Http404
from msgspec.structs import replace

from apps.core.events import News, announce
from apps.lifts.domain.operations import (
    DELETED,
    Entity,
    OperationKind,
    OperationRequest,
    OperationStatus,
)
from apps.lifts.services import (
    InvalidOperation,
    OperationKeyReused,
    Outcome,
    UnknownEntity,
)
from apps.sync.domain.acks import Ack, AckStatus, Code
from apps.sync.domain.envelopes import (
    Envelope,
    MalformedError,
    NewerSchemaError,
    named_operation,
    read_envelope,
)

from .handlers import ConsentMissing, Tell, handler_of

if TYPE_CHECKING:
    from apps.profiles.models import Athlete

logger = logging.getLogger(__name__)

# A lock or a statement that took too long, two transactions in each other's way, a server that is
# going down or full: the same operation will do later.
_PASSING = (OperationalError, InterfaceError)


def apply_batch(*, athlete: Athlete, operations: Iterable[object]) -> list[Ack]:
    """Apply what can be, and say of each what became of it, in order.

    After the first that has to wait the rest waits too: it may build upon it. Whatever is not
    foreseen here is raised, so that the sender halves the batch until it knows which one it is.
    """
    acks: list[Ack] = []
    news: list[News] = []
    try:
        for raw in operations:
            waits = bool(acks) and acks[-1].status is AckStatus.LATER
            acks.append(_later(raw) if waits else _answer(athlete, raw, news.append))
    finally:
        _tell(news)
    return acks


def _answer(athlete: Athlete, raw: object, tell: Tell) -> Ack:
    rejected: dict[str, Any]
    try:
        return _apply(athlete, read_envelope(raw), tell)
    except MalformedError:
        rejected = {"code": Code.MALFORMED}
    except NewerSchemaError:
        rejected = {"code": Code.NEWER_SCHEMA}
    except InvalidOperation as error:
        rejected = {"code": Code.INVALID, "problems": error.problems}
    except OperationKeyReused:
        rejected = {"code": Code.KEY_REUSE}
    except (UnknownEntity, Http404):
        rejected = {"code": Code.UNKNOWN}
    except ConsentMissing:
        rejected = {"code": Code.CONSENT}
    except ValidationError as error:
        rejected = {"code": Code.REFUSED, "message": " ".join(error.messages)}
    except _PASSING as error:
        logger.warning("An operation has to wait: %s", type(error.__cause__ or error).__name__)
        return _later(raw)
    return Ack(op_id=named_operation(raw), status=AckStatus.REJECTED, **rejected)


def _apply(athlete: Athlete, envelope: Envelope, tell: Tell) -> Ack:
    found = handler_of(envelope.entity)
    if found is None:
        return Ack(op_id=str(envelope.op_id), status=AckStatus.REJECTED, code=Code.UNKNOWN_ENTITY)
    entity, apply = found
    fields: dict[str, Any] = dict(envelope.fields)
    if entity is Entity.WORKOUT and envelope.kind is OperationKind.PUT:
        fields = {"time_zone": envelope.time_zone, "local_date": envelope.local_date} | fields
    operation = OperationRequest(
        op_id=envelope.op_id,
        entity=entity,
        entity_id=envelope.entity_id,
        kind=envelope.kind,
        fields=fields,
        base_revision=envelope.base_revision,
        base_operation=envelope.base_operation,
        device=envelope.device,
        made_at=envelope.made_at,
        schema=envelope.schema,
    )
    return _ack(operation, apply(athlete, operation, tell))


def _ack(operation: OperationRequest, outcome: Outcome) -> Ack:
    """The answer; one that was lost on its way is told again what it has overridden."""
    met = outcome.was if outcome.was is OperationStatus.CONFLICT else outcome.status
    is_joined = outcome.entity_id != operation.entity_id
    return Ack(
        op_id=str(outcome.op_id),
        status=AckStatus(met),
        revision=outcome.known_revision,
        code=_conflict(outcome) if met is OperationStatus.CONFLICT else None,
        lost=outcome.lost,
        joined_to=outcome.entity_id if is_joined else None,
        looks_like_another=outcome.looks_like_another,
    )


def _conflict(outcome: Outcome) -> Code:
    if outcome.lost.get(DELETED) is True:
        return Code.RESTORED
    return Code.OVERRODE if outcome.lost else Code.KEPT


def _later(raw: object) -> Ack:
    return Ack(op_id=named_operation(raw), status=AckStatus.LATER)


def _tell(news: Iterable[News]) -> None:
    """Announce once a batch what was said once an operation."""
    told: dict[Any, News] = {}
    for item in news:
        key = (item.event, item.workout_id, bool(item.exercise_ids))
        before = told.get(key)
        exercises = item.exercise_ids | (before.exercise_ids if before else frozenset())
        told[key] = replace(item, exercise_ids=exercises)
    try:
        for item in told.values():
            announce(item)
    except _PASSING:
        logger.exception("Nobody could be told what a batch has changed.")
