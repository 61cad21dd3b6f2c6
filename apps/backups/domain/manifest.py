"""What a backup says of itself, beside the dump."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import json
from collections.abc import Collection, Mapping
from typing import Any, Self

from msgspec import Struct, to_builtins

FORMAT = 1


class BackupError(Exception):
    """A backup cannot be made or put back, and the message says why and what to do."""


class TableSum(Struct, frozen=True, kw_only=True):
    """Rows of a table, and a sum over their contents that does not depend on their order."""

    rows: int
    checksum: str


class Manifest(Struct, frozen=True, kw_only=True):
    """The second file in every backup.

    Parameters
    ----------
    created_at
        ISO 8601, UTC.
    schema
        The last migrations of each app, as ``app.name``.
    tables
        Each table that is in the dump with its rows.
    key_salt, key_fingerprint
        What a SECRET_KEY is recognised by, and cannot be read from.
    instance_id
        Of the installation, empty for a database that has not got one yet.
    """

    created_at: str
    reason: str
    version: str
    schema: tuple[str, ...]
    server: int
    tables: Mapping[str, TableSum]
    dump_bytes: int
    dump_sha256: str
    key_salt: str
    key_fingerprint: str
    instance_id: str = ""
    format: int = FORMAT

    def as_json(self) -> str:
        """Text of the file, the same for the same contents."""
        return json.dumps(to_builtins(self), indent=1, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Read the file.

        Raises
        ------
        BackupError
            If it is none, or of a later format.
        """
        try:
            told: dict[str, Any] = json.loads(text)
            if told["format"] > FORMAT:
                raise BackupError("This backup was made by a newer Levelset, in another format.")
            tables = {name: TableSum(**one) for name, one in told["tables"].items()}
            schema = tuple(told["schema"])
            return cls(**(told | {"tables": tables, "schema": schema}))
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise BackupError("This backup's description cannot be read.") from error

    @property
    def made_at(self) -> dt.datetime:
        """When it was made, in UTC."""
        return dt.datetime.fromisoformat(self.created_at)

    def is_of_key(self, secret_key: str) -> bool:
        """Whether the database was used with this key."""
        return hmac.compare_digest(
            self.key_fingerprint, fingerprint(secret_key, salt=self.key_salt)
        )


def fingerprint(secret_key: str, *, salt: str) -> str:
    """Tell keys apart without telling them: 128 bits of an HMAC under a salt that is never used twice."""
    return hmac.new(salt.encode(), secret_key.encode(), hashlib.sha256).hexdigest()[:32]


def unknown_migrations(schema: tuple[str, ...], known: Collection[str]) -> tuple[str, ...]:
    """What this code has never heard of: then the backup is of a newer one.

    Examples
    --------
    >>> unknown_migrations(("lifts.0001_a", "lifts.0002_b"), {"lifts.0001_a"})
    ('lifts.0002_b',)
    """
    return tuple(one for one in schema if one not in known)


def differing_tables(
    told: Mapping[str, TableSum], found: Mapping[str, TableSum]
) -> tuple[str, ...]:
    """Tables that are not in both, or not the same in both, by name."""
    return tuple(
        sorted(name for name in told.keys() | found.keys() if told.get(name) != found.get(name))
    )
