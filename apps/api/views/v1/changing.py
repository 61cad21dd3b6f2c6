"""From a request to an operation of the log: the same way that pages and outboxes go."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Any
from uuid import UUID, uuid5

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from ninja import Header

from apps.api.domain.problems import Code, Refusal
from apps.api.domain.scopes import Scope
from apps.api.forms.fields import IdempotencyKey
from apps.core.identifiers import new_uuid7
from apps.lifts.domain.operations import Entity, OperationKind, OperationRequest, OperationStatus
from apps.lifts.services import OperationResult, apply_operation
from apps.profiles.domain.consent import Purpose
from apps.profiles.queries import has_consent

from .access import ApiRequest, require

CREATED, DONE = 201, 200

KeyHeader = Annotated[
    IdempotencyKey | None,
    Header(
        default=None,
        alias="Idempotency-Key",
        description=_("Any text of your own. The same request under the same key is done once."),
    ),
]


def create(
    request: ApiRequest,
    entity: Entity,
    *,
    row_id: UUID | None,
    fields: Mapping[str, Any],
    key: str | None,
    made_at: dt.datetime | None = None,
) -> OperationResult:
    """Make a row once: by its own id, by the key, or anew where neither is given."""
    op_id, row_id = _names(request, entity, row_id, key)
    operation = OperationRequest(
        op_id=op_id,
        entity=entity,
        entity_id=row_id,
        kind=OperationKind.PUT,
        fields=fields,
        made_at=made_at if made_at is not None else timezone.now(),
    )
    result = apply_operation(athlete=request.auth.athlete, operation=operation)
    if result.row.deleted_at is not None:
        raise Refusal(Code.NOT_FOUND)  # made before, and deleted since
    return result


def _names(
    request: ApiRequest, entity: Entity, row_id: UUID | None, key: str | None
) -> tuple[UUID, UUID]:
    """The operation and the row: what is sent again has to come to the same names."""
    owner = request.auth.athlete.pk
    if key is not None:
        return uuid5(owner, f"key:{key}"), row_id or uuid5(owner, f"row:{entity.value}:{key}")
    if row_id is not None:
        return uuid5(owner, f"create:{entity.value}:{row_id}"), row_id
    return new_uuid7(), new_uuid7()


def change(
    request: ApiRequest,
    entity: Entity,
    row_id: UUID,
    *,
    fields: Mapping[str, Any],
    base_revision: int | None,
    key: str | None,
) -> OperationResult:
    """Change some fields of a row; what others changed meanwhile is merged field by field."""
    operation = OperationRequest(
        op_id=op_id_of(request, key) or new_uuid7(),
        entity=entity,
        entity_id=row_id,
        kind=OperationKind.PATCH,
        fields=fields,
        base_revision=base_revision,
        made_at=timezone.now(),
    )
    return apply_operation(athlete=request.auth.athlete, operation=operation)


def delete(
    request: ApiRequest, entity: Entity, row_id: UUID, *, base_revision: int | None, key: str | None
) -> None:
    """Take a row out, unless it was changed since the asker saw it."""
    operation = OperationRequest(
        op_id=op_id_of(request, key) or new_uuid7(),
        entity=entity,
        entity_id=row_id,
        kind=OperationKind.DELETE,
        base_revision=base_revision,
        made_at=timezone.now(),
    )
    result = apply_operation(athlete=request.auth.athlete, operation=operation)
    met = result.was if result.was is not None else result.status
    if met is OperationStatus.CONFLICT:
        raise Refusal(Code.CHANGED)


def op_id_of(request: ApiRequest, key: str | None) -> UUID | None:
    """The operation that a key names."""
    return None if key is None else uuid5(request.auth.athlete.pk, f"key:{key}")


def status_of(result: OperationResult, row_id: UUID | None) -> int:
    """201 for a row that was made now; 200 for one that was there."""
    is_new = result.status is OperationStatus.APPLIED
    is_own = row_id is None or result.entity_id == row_id
    return CREATED if is_new and is_own else DONE


def guard_pain(request: ApiRequest, told: Mapping[str, Any]) -> None:
    """Pain numbers need a scope of their own, and the athlete's consent to keep them."""
    if "pain" not in told:
        return
    require(request.auth, Scope.PAIN_WRITE)
    if told["pain"] is not None and not has_consent(request.auth.athlete, Purpose.PAIN):
        raise Refusal(Code.CONSENT)


def reads_pain(request: ApiRequest) -> bool:
    """Whether the token may read pain numbers."""
    return Scope.PAIN_READ in request.auth.scopes
