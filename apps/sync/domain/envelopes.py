"""An operation as it travels, read strictly and believed in nothing but its shape."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final, TypeGuard
from uuid import UUID

from msgspec import Struct

from apps.lifts.domain import validation
from apps.lifts.domain.operations import OLDEST_SCHEMA, SCHEMA, OperationKind, WireValue

from . import limits

_UUID_LENGTH = 36
_MOST_INTEGER = 2**31 - 1
_INTEGER_DIGITS = 18
_ZONE_LENGTH = 64
_KEYS: Final = frozenset(
    {
        "op_id",
        "entity",
        "id",
        "kind",
        "base_rev",
        "base_op",
        "fields",
        "dev",
        "dev_seq",
        "made_at",
        "tz",
        "local_date",
        "schema",
    }
)
_OPTIONAL: Final = frozenset({"base_rev", "base_op", "fields"})


class UnreadableBodyError(ValueError):
    """A body that is no list of operations."""


class MalformedError(ValueError):
    """One operation that cannot be read; the others of its batch go on."""


class NewerSchemaError(ValueError):
    """An operation in a format that this server does not know yet."""


class Body(Struct, frozen=True, kw_only=True):
    """A batch: whose the sender believes it to be, and its operations, not read yet."""

    athlete: UUID | None
    operations: tuple[object, ...]

    @property
    def is_too_old(self) -> bool:
        """Whether a script sent this that is older than what is still read."""
        schemas = (op.get("schema") for op in self.operations if isinstance(op, dict))
        return any(_is_whole(schema) and schema < OLDEST_SCHEMA for schema in schemas)


class Envelope(Struct, frozen=True, kw_only=True):
    """One operation with what its device says about itself."""

    op_id: UUID
    entity: str
    entity_id: UUID
    kind: OperationKind
    base_revision: int | None
    base_operation: UUID | None
    fields: Mapping[str, WireValue]
    device: UUID
    device_sequence: int
    made_at: datetime
    time_zone: str
    local_date: date
    schema: int


def read_body(content: bytes) -> Body:
    """The batch of a request's body.

    Numbers with a point stay text, so that no digit is lost, and so do numbers that are none: they
    are refused by the field they stand in, not with the whole batch.

    Examples
    --------
    >>> read_body(b'{"athlete": null, "ops": []}').operations
    ()
    """
    try:
        body = json.loads(
            content.decode("utf-8"),
            parse_float=str,
            parse_int=lambda digits: int(digits) if len(digits) <= _INTEGER_DIGITS else digits,
            parse_constant=str,
        )
    except (ValueError, RecursionError):
        raise UnreadableBodyError from None
    if not isinstance(body, dict) or not isinstance(body.get("ops"), list):
        raise UnreadableBodyError
    try:
        athlete = _identifier(body.get("athlete"))
    except MalformedError:
        athlete = None
    return Body(athlete=athlete, operations=tuple(body["ops"]))


def read_envelope(raw: object) -> Envelope:
    """One operation of a batch; :class:`MalformedError` or :class:`NewerSchemaError` if it is none."""
    if not isinstance(raw, dict) or not _is_whole(raw.get("schema")):
        raise MalformedError
    if raw["schema"] > SCHEMA:
        raise NewerSchemaError
    if raw.keys() - _KEYS or _KEYS - _OPTIONAL - raw.keys():
        raise MalformedError
    return Envelope(
        op_id=_identifier(raw["op_id"]),
        entity=_word(raw["entity"]),
        entity_id=_identifier(raw["id"]),
        kind=_kind(raw["kind"]),
        base_revision=_optional_count(raw.get("base_rev")),
        base_operation=_optional_identifier(raw.get("base_op")),
        fields=_fields(raw.get("fields")),
        device=_identifier(raw["dev"]),
        device_sequence=_count(raw["dev_seq"]),
        made_at=_moment(raw["made_at"]),
        time_zone=_zone(raw["tz"]),
        local_date=_day(raw["local_date"]),
        schema=raw["schema"],
    )


def named_operation(raw: object) -> str | None:
    """The id under which a sender looks for the answer, as far as there is one."""
    op_id = raw.get("op_id") if isinstance(raw, dict) else None
    return op_id if isinstance(op_id, str) and len(op_id) <= _UUID_LENGTH else None


def _identifier(value: object) -> UUID:
    if not isinstance(value, str) or len(value) != _UUID_LENGTH:
        raise MalformedError
    try:
        return UUID(value)
    except ValueError:
        raise MalformedError from None


def _optional_identifier(value: object) -> UUID | None:
    return None if value is None else _identifier(value)


def _word(value: object) -> str:
    if not isinstance(value, str):
        raise MalformedError
    return value


def _kind(value: object) -> OperationKind:
    if not isinstance(value, str) or value not in OperationKind:
        raise MalformedError
    return OperationKind(value)


def _is_whole(value: Any) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)


def _count(value: Any) -> int:
    if not _is_whole(value) or not 0 <= value <= _MOST_INTEGER:
        raise MalformedError
    return int(value)


def _optional_count(value: object) -> int | None:
    return None if value is None else _count(value)


def _fields(value: object) -> dict[str, WireValue]:
    if value is None:
        return {}
    if not isinstance(value, dict) or len(value) > limits.MAX_FIELDS:
        raise MalformedError
    if any(isinstance(held, dict | list) for held in value.values()):
        raise MalformedError
    return value


def _moment(value: object) -> datetime:
    try:
        found = validation.moment(_word(value))
    except validation.FieldError:
        found = None
    if found is None:
        raise MalformedError
    return found


def _day(value: object) -> date:
    try:
        return validation.day(_word(value))
    except validation.FieldError:
        raise MalformedError from None


def _zone(value: object) -> str:
    """The zone's name; one that this server does not know is none, and costs nobody their set."""
    if not isinstance(value, str) or len(value) > _ZONE_LENGTH:
        raise MalformedError
    try:
        return validation.time_zone(value)
    except validation.FieldError:
        return "UTC"
