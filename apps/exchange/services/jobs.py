"""Long files are read and stored by a process of their own, which a request only starts."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections
from django.utils import timezone

from ..models import Import
from ..queries import whole_import
from .importing import FileUnreadableError, carry_out, examine, take_out

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

_MANAGE = Path(__file__).parents[3] / "manage.py"
SILENT_FOR = dt.timedelta(seconds=30)
"""A process that said nothing for so long is taken to have ended."""
_SAY_EVERY_S = 1.0
_BUSY = (Import.Status.READING, Import.Status.STORING, Import.Status.UNDOING)


def start_job(pk: UUID) -> None:
    """Start a process that outlives the request and the worker that answers it."""
    subprocess.Popen(  # noqa: S603 - our own command with an identifier of ours
        [sys.executable, str(_MANAGE), "continue_import", str(pk)],
        stdin=subprocess.DEVNULL,
        start_new_session=True,
    )


def is_stopped(kept: Import, *, now: dt.datetime) -> bool:
    """Whether work on a file was begun and nobody has gone on with it lately."""
    busy = kept.status in _BUSY
    return busy and (kept.worked_at is None or kept.worked_at < now - SILENT_FOR)


def resume(kept: Import, *, now: dt.datetime) -> None:
    """Begin again with a file whose process has ended; what it had not finished was never stored."""
    if is_stopped(kept, now=now):
        Import.objects.filter(pk=kept.pk).update(worked_at=now, progress=0)
        start_job(kept.pk)


def continue_import(pk: UUID) -> None:
    """Do what waits to be done with a file: read it for its preview, or store it."""
    with _aside() as aside, _alone(aside, pk) as is_mine:
        if not is_mine:
            return
        with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
            # Nobody waits for an answer here.
            cursor.execute("SET statement_timeout = '60s'")
        kept = whole_import(pk)
        total = max(1, kept.summary.get("rows", 0) or len(kept.content) // 60)
        report = _Progress(aside, pk, total)
        if kept.status == Import.Status.READING:
            changed = ["status", "summary", "counts"]
            try:
                examine(kept, now=timezone.now(), report=report)
            except FileUnreadableError as error:
                changed.append("content")
                kept.status = Import.Status.FAILED
                kept.content = b""
                kept.counts = {"code": error.problem.code, "line": error.problem.line}
            kept.save(update_fields=changed)
        elif kept.status == Import.Status.STORING:
            carry_out(kept, now=timezone.now(), report=report)
        elif kept.status == Import.Status.UNDOING:
            take_out(kept, report=report)


class _Progress:
    """Writes how far it is on a connection beside the one whose transaction is open."""

    def __init__(self, aside: BaseDatabaseWrapper, pk: UUID, total: int) -> None:
        self.aside, self.pk, self.total = aside, pk, total
        self.said_at = 0.0

    def __call__(self, done: int) -> None:
        if time.monotonic() - self.said_at < _SAY_EVERY_S:
            return
        self.said_at = time.monotonic()
        with self.aside.cursor() as cursor:
            cursor.execute(
                "UPDATE exchange_import SET progress = %s, worked_at = now() WHERE id = %s",
                [min(99, done * 100 // self.total), self.pk],
            )


@contextmanager
def _aside() -> Iterator[BaseDatabaseWrapper]:
    """A second connection: what it writes is seen while the first one's transaction is open."""
    aside = connections.create_connection(DEFAULT_DB_ALIAS)
    try:
        yield aside
    finally:
        aside.close()


@contextmanager
def _alone(aside: BaseDatabaseWrapper, pk: UUID) -> Iterator[bool]:
    """Whether this process is the only one at work on the file; the lock dies with it."""
    with aside.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(hashtextextended(%s, 1))", [str(pk)])
        yield bool(cursor.fetchone()[0])
