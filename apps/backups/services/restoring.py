"""Putting a backup back: into a database beside the old one, checked there, and then in its place."""

from __future__ import annotations

import datetime as dt
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.management import call_command
from django.db import OperationalError, ProgrammingError, connection
from msgspec import Struct

from .. import queries
from ..domain.manifest import BackupError, Manifest, differing_tables, unknown_migrations
from . import archive, programs
from .backing_up import alone_in, draft_in, own_connection, prepare_folder, write_backup
from .instance import note_database
from .removed import remove_again

if TYPE_CHECKING:
    from django.db.backends.utils import CursorWrapper

_NEW, _OLD = "_restoring_", "_before_"
_TRIES = 10
_LOCALE = """
    SELECT pg_encoding_to_char(encoding), datcollate, datctype, datlocprovider, datlocale
    FROM pg_database WHERE datname = %s
"""


class Restored(Struct, frozen=True, kw_only=True):
    """What has been put back, and what to tell of it."""

    manifest: Manifest
    database: str
    rows: int
    backup_of_the_old: Path | None
    removed_again: int
    is_of_this_key: bool


def restore(path: Path, *, now: dt.datetime, into: str = "", replace: bool = False) -> Restored:
    """Put a backup in the place of the database, or into another one on the same server.

    Raises
    ------
    BackupError
        If anything is not as it should be; the database is then as it was.
    """
    target = into or str(connection.settings_dict["NAME"])
    folder = prepare_folder(settings.LEVELSET_BACKUPS)
    with alone_in(folder), draft_in(folder) as draft:
        dump = draft / archive.DUMP
        manifest = archive.unpack(path, dump)
        _refuse_newer(manifest)
        old = _make_room(target, folder, replace=replace, now=now)
        with _beside(target) as beside:
            _fill(beside, dump, manifest)
            removed = _bring_up_to_date(beside)
            _swap(beside, target)
    if not into:
        note_database()
    return Restored(
        manifest=manifest,
        database=target,
        rows=sum(one.rows for one in manifest.tables.values()),
        backup_of_the_old=old,
        removed_again=removed,
        is_of_this_key=manifest.is_of_key(settings.SECRET_KEY),
    )


def _refuse_newer(manifest: Manifest) -> None:
    if newer := unknown_migrations(manifest.schema, queries.known_migrations()):
        raise BackupError(
            f"This backup was made by a newer Levelset ({manifest.version}), whose tables this one "
            f"does not know ({', '.join(newer)}). Bring Levelset up to date and try again."
        )


def _make_room(target: str, folder: Path, *, replace: bool, now: dt.datetime) -> Path | None:
    """Refuse to overwrite anybody's log unless that was said; then back it up first."""
    if not _exists(target):
        return None
    with own_connection(target) as used, used.cursor() as cursor:
        people = queries.people_in(cursor)
    if not people:
        return None
    if not replace:
        raise BackupError(
            f"The database {target} holds {people} account{'' if people == 1 else 's'}. To put the backup in their place, "
            "say --replace: what is there now is backed up first."
        )
    return write_backup(folder, now=now, reason="before another was put back", database=target)


@contextmanager
def _beside(target: str) -> Iterator[str]:
    """A new, empty database that is gone afterwards unless it has taken another name."""
    name = f"{target}{_NEW}{secrets.token_hex(4)}"
    with _maintenance() as cursor:
        for left in _named_like(cursor, target):
            _drop(cursor, left)
        _create(cursor, name)
    try:
        yield name
    finally:
        connection.close()
        with _maintenance() as cursor:
            for left in _named_like(cursor, target):
                _drop(cursor, left)


def _create(cursor: CursorWrapper, name: str) -> None:
    """Sort and compare as the server's own database does."""
    cursor.execute(_LOCALE, [str(connection.settings_dict["NAME"])])
    row = cursor.fetchone()
    options = ""
    if row is not None:
        encoding, collate, ctype, provider, locale = row
        words = [
            f"ENCODING {_text(encoding)}",
            f"LC_COLLATE {_text(collate)}",
            f"LC_CTYPE {_text(ctype)}",
        ]
        if kind := {"b": "builtin", "i": "icu"}.get(provider):
            words += [f"LOCALE_PROVIDER {kind}", f"{kind.upper()}_LOCALE {_text(locale)}"]
        options = " ".join(words)
    try:
        cursor.execute(f"CREATE DATABASE {_name(name)} TEMPLATE template0 {options}")
    except (OperationalError, ProgrammingError) as error:
        raise BackupError(
            f"No database could be made beside the old one: {str(error).strip()}\n"
            "The role in DATABASE_URL needs the right to: ALTER ROLE … CREATEDB."
        ) from error


def _fill(name: str, dump: Path, manifest: Manifest) -> None:
    with own_connection(name) as used:
        used.ensure_connection()
        programs.run(
            used, "pg_restore", "--exit-on-error", "--single-transaction", "--no-owner",
            "--no-privileges", "--no-comments", dump, database=name,
        )  # fmt: skip
        with used.cursor() as cursor:
            cursor.execute("BEGIN")
            cursor.execute("SET LOCAL statement_timeout = 0")
            found = queries.sums_of(cursor)
            cursor.execute("ROLLBACK")
    if differing := differing_tables(manifest.tables, found):
        raise BackupError(
            "What was put back is not what had been backed up, in: "
            f"{', '.join(differing)}. The database is as it was."
        )


def _bring_up_to_date(name: str) -> int:
    """Change the tables to this code's, and let nobody come back who has been deleted since."""
    with _pointed_at(name):
        call_command("migrate", interactive=False, verbosity=0)
        return remove_again()


@contextmanager
def _pointed_at(name: str) -> Iterator[None]:
    """Let everything that uses the connection use another database, as Django's own tests do."""
    before = connection.settings_dict["NAME"]
    asked_for = settings.LEVELSET_BACKUP_BEFORE_MIGRATE
    connection.close()
    connection.settings_dict["NAME"] = name
    settings.LEVELSET_BACKUP_BEFORE_MIGRATE = False
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before
        settings.LEVELSET_BACKUP_BEFORE_MIGRATE = asked_for


def _swap(new: str, target: str) -> None:
    """Change both names in one transaction; whoever is connected loses the connection and asks again."""
    connection.close()
    with _maintenance() as cursor:
        for tries_left in reversed(range(_TRIES)):
            try:
                cursor.execute("BEGIN")
                for name in (target, new):
                    _disconnect_all(cursor, name)
                if _known(cursor, target):
                    before = f"{target}{_OLD}{secrets.token_hex(4)}"
                    cursor.execute(f"ALTER DATABASE {_name(target)} RENAME TO {_name(before)}")
                cursor.execute(f"ALTER DATABASE {_name(new)} RENAME TO {_name(target)}")
                cursor.execute("COMMIT")
            except OperationalError as error:
                cursor.execute("ROLLBACK")
                if not tries_left:
                    raise BackupError(
                        f"Somebody keeps using the database {target}: stop Levelset and try again."
                    ) from error
                time.sleep(0.2)
            else:
                return


def _disconnect_all(cursor: CursorWrapper, name: str) -> None:
    # The server's own workers are not ours to end: it sends them away itself when a database is renamed.
    cursor.execute(
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
        " WHERE datname = %s AND pid <> pg_backend_pid() AND backend_type = 'client backend'",
        [name],
    )


@contextmanager
def _maintenance() -> Iterator[CursorWrapper]:
    """Talk to the server from a database that is neither of the two."""
    with connection._nodb_cursor() as cursor:  # noqa: SLF001 - what Django itself makes test databases with
        cursor.execute("SET statement_timeout = 0")
        yield cursor


def _exists(name: str) -> bool:
    with _maintenance() as cursor:
        return _known(cursor, name)


def _known(cursor: CursorWrapper, name: str) -> bool:
    cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
    return cursor.fetchone() is not None


def _named_like(cursor: CursorWrapper, target: str) -> list[str]:
    """Databases that a restore of this one has made and not got rid of."""
    cursor.execute(
        "SELECT datname FROM pg_database WHERE starts_with(datname, %s) OR starts_with(datname, %s)",
        [f"{target}{_NEW}", f"{target}{_OLD}"],
    )
    return [name for (name,) in cursor.fetchall()]


def _drop(cursor: CursorWrapper, name: str) -> None:
    cursor.execute(f"DROP DATABASE IF EXISTS {_name(name)} WITH (FORCE)")


def _name(name: str) -> str:
    return str(connection.ops.quote_name(name))


def _text(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
