"""Knowing one's own database again."""

from __future__ import annotations

import datetime as dt
import json
import os
import sys
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.utils import timezone
from msgspec import Struct

from .. import queries
from ..domain.manifest import BackupError
from ..domain.sentinel import Standing, standing
from ..models import Instance
from .backing_up import backups_in


class Note(Struct, frozen=True, kw_only=True):
    """What the data folder remembers."""

    instance_id: UUID
    people: int
    seen_on: str


def people_here() -> int:
    """How many accounts the database holds; none before there are tables."""
    with connection.cursor() as cursor:
        return queries.people_in(cursor)


def check_database() -> None:
    """Stop where the data folder knows another database than this one.

    Raises
    ------
    BackupError
        In words for whoever started it, with the two ways on. Nothing has been changed.
    """
    note = _read_note()
    if note is None:
        return
    with connection.cursor() as cursor:
        found, people = queries.instance_in(cursor), queries.people_in(cursor)
    found_standing = standing(known=note.instance_id, found=found, people=people)
    if not found_standing.may_start:
        raise BackupError(_what_happened(found_standing, note))


def note_database() -> None:
    """Give a new database its id, and note it in the data folder with what is in it today."""
    instance, _created = Instance.objects.get_or_create()
    _write_note(instance.uuid, people_here())


def accept_database() -> None:
    """Take the database as it is, on purpose: the data folder forgets the one it knew."""
    if settings.LEVELSET_INSTANCE is not None:
        settings.LEVELSET_INSTANCE.unlink(missing_ok=True)


def _what_happened(found: Standing, note: Note) -> str:
    path: Path = settings.LEVELSET_INSTANCE  # type: ignore[assignment] # there is a note
    held = f"the logs of {note.people} {'person' if note.people == 1 else 'people'}"
    what = (
        "but the database is empty: its files are gone, or it is another one."
        if found is Standing.EMPTIED
        else "but this is another database: it has a different id."
    )
    backups = backups_in(settings.LEVELSET_BACKUPS)
    put_back = (
        f"To put back the newest backup:\n    {_command('restore', str(backups[0]))}"
        if backups
        else f"There is no backup in {settings.LEVELSET_BACKUPS}. If you have one elsewhere:\n"
        f"    {_command('restore', 'FILE')}"
    )
    return (
        "Levelset does not start, and nothing of yours has been changed.\n"
        f"{path.parent} belongs to a Levelset that held {held} on {note.seen_on}, {what}\n"
        "If it was moved or is on a disk that is not there, put it in its place and start again.\n"
        f"{put_back}\n"
        f"To go on with this database on purpose, as it is:\n    {_command('accept_database')}"
    )


def _command(name: str, file: str = "") -> str:
    """How this is said where Levelset runs: through make in a checkout, by hand in a container."""
    if os.environ.get("DJANGO_SETTINGS_MODULE", "").endswith(".dev"):
        given = f" FILE={file}" if file else ""
        return f"make {name.replace('_', '-')}{given}"
    return f"{Path(sys.executable).name} manage.py {name} {file}".rstrip()


def _read_note() -> Note | None:
    path = settings.LEVELSET_INSTANCE
    if path is None or not path.exists():
        return None
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        return Note(
            instance_id=UUID(told["id"]), people=int(told["people"]), seen_on=str(told["seen_on"])
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BackupError(
            f"{path} cannot be read, so nobody can tell whether this is the right database. "
            f"If it is, delete that file.\n{error}"
        ) from error


def _write_note(instance_id: UUID, people: int) -> None:
    path = settings.LEVELSET_INSTANCE
    if path is None:
        return
    today: dt.date = timezone.now().date()
    told = {"id": str(instance_id), "people": people, "seen_on": today.isoformat()}
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(told, file)
            file.flush()
            os.fsync(file.fileno())
        draft.rename(path)
    except OSError as error:
        raise BackupError(f"Levelset cannot write {path}: {error}") from error
