"""Making a backup: all of one moment, checked, under its name only when it is whole."""

from __future__ import annotations

import datetime as dt
import fcntl
import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from apps.core.version import VERSION

from .. import queries
from ..domain.manifest import BackupError, Manifest, fingerprint
from ..domain.names import SUFFIX, moment_of, name_of
from ..domain.retention import kept
from . import archive, programs

_DRAFT = ".draft-"
_OWN_FOLDER = 0o700
_LOCK_WAIT = "--lock-wait-timeout=60s"


def make_backup(
    *, now: dt.datetime, folder: Path | None = None, reason: str = "asked for", database: str = ""
) -> Path:
    """Write a backup and return its path; in the usual folder, old ones that have had their time go.

    Raises
    ------
    BackupError
        If it could not be made. Nothing half-made is left under a backup's name.
    """
    folder = prepare_folder(folder or settings.LEVELSET_BACKUPS)
    with alone_in(folder):
        return write_backup(folder, now=now, reason=reason, database=database)


def write_backup(folder: Path, *, now: dt.datetime, reason: str, database: str = "") -> Path:
    """The same for whoever is alone in the folder already."""
    target = folder / name_of(now)
    with draft_in(folder) as draft:
        _write(draft, target, now=now, reason=reason, database=database)
    if folder == settings.LEVELSET_BACKUPS.resolve():
        _remove_old(folder, now)
    return target


def _write(draft: Path, target: Path, *, now: dt.datetime, reason: str, database: str) -> None:
    try:
        dump, packed = draft / archive.DUMP, draft / "packed"
        manifest = _dump(dump, now=now, reason=reason, database=database)
        archive.pack(packed, manifest, dump)
        if target.exists():
            raise BackupError(f"{target} is there already.")
        packed.rename(target)
        _sync_folder(target.parent)
    except OSError as error:
        raise BackupError(f"The backup could not be written to {target.parent}: {error}") from error


def _dump(dump: Path, *, now: dt.datetime, reason: str, database: str) -> Manifest:
    """Dump and count one and the same moment, on a connection of our own."""
    with own_connection(database) as used, used.cursor() as cursor:
        cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        try:
            cursor.execute("SET LOCAL statement_timeout = 0")
            cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
            cursor.execute("SELECT pg_export_snapshot()")
            (snapshot,) = cursor.fetchone()
            cursor.execute("SELECT current_database()")
            (name,) = cursor.fetchone()
            without_rows = [f"--exclude-table-data={table}" for table in queries.left_out()]
            programs.run(
                used, "pg_dump", "--format=custom", "--no-owner", "--no-privileges", _LOCK_WAIT,
                f"--snapshot={snapshot}", f"--file={dump}", *without_rows, database=name,
            )  # fmt: skip
            tables = queries.sums_of(cursor)
            instance = queries.instance_in(cursor)
            schema = queries.schema_of(used)
        finally:
            cursor.execute("ROLLBACK")
        salt = secrets.token_hex(16)
        return Manifest(
            created_at=now.astimezone(dt.UTC).isoformat(),
            reason=reason,
            version=VERSION,
            schema=schema,
            server=used.pg_version,
            tables=tables,
            dump_bytes=dump.stat().st_size,
            dump_sha256=archive.sha256_of(dump),
            key_salt=salt,
            key_fingerprint=fingerprint(settings.SECRET_KEY, salt=salt),
            instance_id=str(instance or ""),
        )


@contextmanager
def own_connection(database: str = "") -> Iterator[Any]:
    """A connection beside the caller's, to the same server; to the same database if none is named."""
    used: Any = connection.copy()
    if database:
        used.settings_dict["NAME"] = database
    try:
        yield used
    finally:
        used.close()


def prepare_folder(folder: Path) -> Path:
    """Make the folder, for its owner alone, if it is not there; return its whole path."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=_OWN_FOLDER)
    except OSError as error:
        raise BackupError(f"Backups cannot be kept in {folder}: {error}") from error
    if not os.access(folder, os.W_OK | os.X_OK):
        raise BackupError(f"Backups cannot be kept in {folder}: it may not be written.")
    return folder.resolve()


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Let one process at a time work there; what a killed one has left is swept up."""
    with holding(folder / ".lock"):
        for left in folder.glob(f"{_DRAFT}*"):
            shutil.rmtree(left, ignore_errors=True)
        yield


@contextmanager
def holding(lock: Path) -> Iterator[None]:
    """Hold a lock file alone; the kernel drops it with the process."""
    handle = os.open(lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


@contextmanager
def draft_in(folder: Path) -> Iterator[Path]:
    """A folder for what is not whole yet, on the same disk."""
    with tempfile.TemporaryDirectory(prefix=_DRAFT, dir=folder) as draft:
        yield Path(draft)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def backups_in(folder: Path) -> list[Path]:
    """Every whole backup there, the newest first."""
    found = [(moment_of(path.name), path) for path in folder.glob(f"*{SUFFIX}")]
    dated = [(moment, path) for moment, path in found if moment is not None]
    return [path for _moment, path in sorted(dated, reverse=True)]


def _remove_old(folder: Path, now: dt.datetime) -> None:
    made = {moment: path for path in backups_in(folder) if (moment := moment_of(path.name))}
    stays = kept(made.keys(), now)
    for moment, path in made.items():
        if moment not in stays:
            path.unlink(missing_ok=True)
