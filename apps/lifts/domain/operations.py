"""Changes to the log as values: what may be asked, how it is recognised, how it is merged.

An operation has an identifier of its own, made by whoever asks, so that sending it twice does it
once. Two devices may change one row without having seen each other; :func:`merge` says what
comes of it, and never drops an addition or an edit in silence.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Any
from uuid import UUID

from msgspec import Struct, field
from msgspec.structs import force_setattr

type WireValue = str | int | float | bool | None
type WireFields = Mapping[str, WireValue]

SCHEMA = 1
"""Version of the operations this code writes and reads."""
OLDEST_SCHEMA = max(1, SCHEMA - 1)
"""Oldest version still read: a browser may hold operations that an older script wrote."""
UNHASHED = frozenset({"pain"})
"""Fields that are no part of an operation's hash: so few values that a hash would tell them."""
FORGOTTEN_HASH = "forgotten"
"""Stands for the hash of an old operation that told too much: whatever comes under its id is it."""
_PLAIN = frozenset({type(None), bool, int, float, str})
DELETED = "deleted"
"""Name under which being deleted stands among a row's values."""


class OperationKind(StrEnum):
    """What an operation does to its row."""

    PUT = "put"
    PATCH = "patch"
    DELETE = "delete"
    UNDO = "undo"


class Entity(StrEnum):
    """What an operation may change."""

    WORKOUT = "workout"
    WORKOUT_EXERCISE = "workout_exercise"
    LIFT_SET = "lift_set"


class ChoiceEntity(StrEnum):
    """What an athlete decides by an operation that is no row of the log; named by its exercise."""

    FIRST_SIDE = "side_preference"


class OperationStatus(StrEnum):
    """What became of an operation.

    ``merged`` met changes it had not seen to other fields; ``conflict`` met them to its own
    fields, or to a row it wanted gone.
    """

    APPLIED = "applied"
    REPLAYED = "replayed"
    MERGED = "merged"
    CONFLICT = "conflict"


class OperationRequest(Struct, frozen=True, kw_only=True):
    """One change that somebody asks for.

    Parameters
    ----------
    op_id
        Identifier made by the asker; the same one is applied once, for ever.
    entity, entity_id
        The row to change; the asker names new rows too. An app above names its entities in an enum
        of its own.
    kind
        ``put`` makes the row or writes its fields, ``patch`` writes fields of a row that exists.
    fields
        Values by field name. Decimals, dates, identifiers and enums are turned into text.
    base_revision
        Revision of the row that the asker had seen, or None when they did not look.
    base_operation
        The asker's last operation on the row that was unanswered when they made this one, or None.
        What that one had seen, this one has seen.
    device
        Where it was made, or None for a page of the server's own. A device has seen what it wrote
        itself. No part of what makes two operations the same.
    made_at
        When the asker made it, by their own clock. It dates a new set that says no time itself,
        orders nothing, and is no part of what makes two operations the same.
    schema
        Version of the operation format.

    Examples
    --------
    >>> request = OperationRequest(
    ...     op_id=UUID(int=1), entity=Entity.LIFT_SET, entity_id=UUID(int=2),
    ...     kind=OperationKind.PATCH, fields={"typed_load": Decimal("24.50"), "reps": 10},
    ... )
    >>> dict(request.fields)
    {'typed_load': '24.5', 'reps': 10}
    """

    op_id: UUID
    entity: StrEnum
    entity_id: UUID
    kind: OperationKind
    fields: Mapping[str, Any] = field(default_factory=dict)
    base_revision: int | None = None
    base_operation: UUID | None = None
    device: UUID | None = None
    made_at: datetime | None = None
    schema: int = SCHEMA

    def __post_init__(self) -> None:
        """Keep the fields as plain values that can be neither changed nor misread."""
        plain = {name: wire_value(value) for name, value in self.fields.items()}
        force_setattr(self, "fields", MappingProxyType(plain))

    @property
    def payload_hash(self) -> str:
        """SHA-256 of what is asked but for how much it hurts, independent of the order of the fields."""
        payload: dict[str, Any] = {
            "entity": self.entity.value,
            "entity_id": str(self.entity_id),
            "kind": self.kind.value,
            "fields": {k: v for k, v in self.fields.items() if k not in UNHASHED},
            "base_revision": self.base_revision,
            "schema": self.schema,
        }
        if self.base_operation is not None:
            payload["base_operation"] = str(self.base_operation)
        text = json.dumps(payload, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode("ascii")).hexdigest()


def wire_value(value: Any) -> WireValue:
    """A value as an operation carries it: text for everything that JSON has no word for.

    Examples
    --------
    >>> wire_value(Decimal("45.0"))
    '45'
    >>> wire_value(datetime(2026, 3, 1, 8, tzinfo=UTC))
    '2026-03-01T08:00:00+00:00'
    """
    # Most values are plain, and a long import carries millions.
    return value if type(value) in _PLAIN else _worded(value)


def _worded(value: Any) -> WireValue:
    match value:
        case StrEnum():
            return value.value
        case Decimal():
            return format(value.normalize(), "f") if value else "0"
        case UUID():
            return str(value)
        case datetime():
            moment = value.astimezone(UTC) if value.tzinfo is not None else value
            return moment.isoformat()
        case date():
            return value.isoformat()
        case bool() | int() | float() | str():
            return value
        case _:
            message = f"An operation cannot carry a {type(value).__name__}."
            raise TypeError(message)


class PastChange(Struct, frozen=True, kw_only=True):
    """A change the row has been through: the revision it led to, and the values it replaced."""

    revision: int
    replaced: WireFields


class Merge(Struct, frozen=True, kw_only=True):
    """What to write, and what the asker did not know.

    ``values`` are to be written; ``lost`` are the values of another device that they replace,
    which stay in the history. Nothing to write means the row stays as it is.
    """

    status: OperationStatus
    values: WireFields
    lost: WireFields


def merge(
    *,
    row: WireFields,
    revision: int,
    base_revision: int | None,
    fields: WireFields,
    history: Iterable[PastChange],
    later_holds: frozenset[str] = frozenset(),
) -> Merge:
    """Lay an edit or a deletion over a row that others may have changed meanwhile.

    Parameters
    ----------
    row
        The row's values now, with ``deleted`` among them.
    revision
        The row's revision now.
    base_revision
        The revision the asker had seen; None when they did not look.
    fields
        What the asker wants; ``{"deleted": True}`` is a deletion.
    history
        The row's changes, in any order, without those of the asker's own device.
    later_holds
        Moments about which two askers do not disagree: the later of both holds.

    Returns
    -------
    Merge
        Fields nobody else touched are merged. For the same field the later arrival wins and the
        loser is told. A deletion that had not seen an edit leaves the row; an edit of a deleted
        row brings it back: an extra row can be seen and removed, a lost one cannot.

    Examples
    --------
    >>> merge(
    ...     row={"reps": 9, "rir": "2", "deleted": False}, revision=2, base_revision=1,
    ...     fields={"rir": "1"}, history=[PastChange(revision=2, replaced={"reps": 10})],
    ... ).status.value
    'merged'
    """
    unseen = _changed_since(base_revision, revision, history)
    agreed = {name for name in later_holds & unseen & fields.keys() if row[name] and fields[name]}
    fields = {**fields, **{name: _later(row[name], fields[name]) for name in agreed}}
    differing = {name: value for name, value in fields.items() if row[name] != value}
    if fields.get(DELETED) is True:
        if unseen - {DELETED} and row[DELETED] is not True:
            return Merge(status=OperationStatus.CONFLICT, values={}, lost={})
        return Merge(status=OperationStatus.APPLIED, values=differing, lost={})
    lost = {name: row[name] for name in differing if name in unseen - agreed}
    if row[DELETED] is True and fields.get(DELETED) is not False:
        return Merge(
            status=OperationStatus.CONFLICT,
            values={**differing, DELETED: False},
            lost={**lost, DELETED: True},
        )
    if lost:
        status = OperationStatus.CONFLICT
    else:
        status = OperationStatus.MERGED if unseen else OperationStatus.APPLIED
    return Merge(status=status, values=differing, lost=lost)


def revert(*, row: WireFields, written: WireFields, replaced: WireFields | None) -> WireFields:
    """The values that take one change back, leaving what was changed again since.

    Parameters
    ----------
    row
        The row's values now.
    written
        What the change wrote.
    replaced
        What it replaced, or None when it made the row.

    Examples
    --------
    >>> revert(row={"reps": 9, "rir": "1"}, written={"reps": 9, "rir": "2"},
    ...        replaced={"reps": 10, "rir": None})
    {'reps': 10}
    """
    if replaced is None:
        return {DELETED: True}
    return {
        name: value
        for name, value in replaced.items()
        if name == DELETED or row[name] == written.get(name)
    }


def _later(one: WireValue, other: WireValue) -> WireValue:
    return max(str(one), str(other), key=datetime.fromisoformat)


def _changed_since(
    base_revision: int | None, revision: int, history: Iterable[PastChange]
) -> frozenset[str]:
    if base_revision is None or base_revision >= revision:
        return frozenset()
    return frozenset(
        name for change in history if change.revision > base_revision for name in change.replaced
    )
