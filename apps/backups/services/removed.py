"""Who has been deleted: a backup from before knows them, and must not bring them back.

What is kept of each is a hash of a random id, beside the backups and for as long as any of them.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from apps.profiles.queries import athlete_ids
from apps.profiles.services import remove_athlete

from .backing_up import holding, prepare_folder

_NAME = "removed.txt"
_KEPT_FOR = dt.timedelta(days=400)
"""Longer than any backup stays."""


def note_removed(athlete_id: UUID) -> None:
    """Remember that this one must not come back; the file holds nothing by which to find anybody."""
    folder = prepare_folder(settings.LEVELSET_BACKUPS)
    today = timezone.now().date()
    with holding(folder / ".removed.lock"):
        path = folder / _NAME
        lines = path.read_text(encoding="ascii").splitlines() if path.exists() else []
        recent = [line for line in lines if today - dt.date.fromisoformat(line[:10]) < _KEPT_FOR]
        draft = folder / f".{_NAME}"
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.writelines(f"{line}\n" for line in [*recent, f"{today} {_hash(athlete_id)}"])
            file.flush()
            os.fsync(file.fileno())
        draft.rename(path)


def remove_again() -> int:
    """Remove everybody from the database who was removed after the backup was made; say how many."""
    path = settings.LEVELSET_BACKUPS / _NAME
    if not path.exists():
        return 0
    gone = {line[11:] for line in path.read_text(encoding="ascii").splitlines()}
    back = [athlete_id for athlete_id in athlete_ids() if _hash(athlete_id) in gone]
    for athlete_id in back:
        remove_athlete(athlete_id)
    return len(back)


def _hash(athlete_id: UUID) -> str:
    return hashlib.sha256(athlete_id.bytes).hexdigest()
