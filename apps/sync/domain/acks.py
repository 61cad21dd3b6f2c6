"""What a browser is told about each operation."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from uuid import UUID

from msgspec import Struct, field

from apps.lifts.domain.operations import WireFields
from apps.lifts.domain.validation import Problem


class AckStatus(StrEnum):
    """What became of an operation; only ``later`` is worth sending again unchanged."""

    APPLIED = "applied"
    REPLAYED = "replayed"
    MERGED = "merged"
    CONFLICT = "conflict"
    REJECTED = "rejected"
    LATER = "later"


class Code(StrEnum):
    """Why an operation was rejected, or what kind of conflict it met."""

    MALFORMED = "malformed"
    UNKNOWN_ENTITY = "unknown-entity"
    NEWER_SCHEMA = "newer_schema"
    INVALID = "invalid"
    UNKNOWN = "unknown"
    KEY_REUSE = "key-reuse"
    CONSENT = "consent"
    REFUSED = "refused"
    KEPT = "kept"
    RESTORED = "restored"
    OVERRODE = "overrode"


class Ack(Struct, frozen=True, kw_only=True):
    """The answer to one operation.

    Parameters
    ----------
    op_id
        As it was sent; None when there was none.
    revision
        The revision up to which the sender now knows the row: the one that the operation led to,
        but for changes of others between.
    joined_to
        The row that took the named one in, when two devices had begun the same.
    looks_like_another
        Whether another device logged the same at the same time.
    """

    op_id: str | None
    status: AckStatus
    revision: int | None = None
    code: Code | None = None
    message: str = ""
    problems: Mapping[str, Problem] = field(default_factory=dict)
    lost: WireFields = field(default_factory=dict)
    joined_to: UUID | None = None
    looks_like_another: bool = False
