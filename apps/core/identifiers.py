"""Time-ordered identifiers for rows that a client may also name itself."""

from __future__ import annotations

import uuid

import uuid_utils.compat


def new_uuid7() -> uuid.UUID:
    """A fresh UUIDv7: unique without asking the database, and in order of creation."""
    return uuid_utils.compat.uuid7()
