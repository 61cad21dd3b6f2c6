"""Long work is done by a process of its own, which a request only starts."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

    from ..models import LongWork

_MANAGE = Path(__file__).parents[3] / "manage.py"
LEAN = {"MALLOC_MMAP_THRESHOLD_": str(512 * 1024)}
"""With glibc, arrays of a whole log are given back when they are done; it would keep them for later, a tenth of the peak."""
_SAY_EVERY_S = 1.0


def start_command(name: str, pk: UUID) -> None:
    """Start a command on a row, in a process that outlives the request and the worker that answers it."""
    subprocess.Popen(  # noqa: S603 - our own command with an identifier of ours
        [sys.executable, str(_MANAGE), name, str(pk)],
        env=os.environ | LEAN,
        stdin=subprocess.DEVNULL,
        start_new_session=True,
    )


@contextmanager
def alone_at(model: type[LongWork], pk: UUID) -> Iterator[Progress | None]:
    """Yield the progress of one row to whoever is the only one at work on it, None to any other.

    The lock dies with the process.
    """
    # Everything loaded stays: to look for garbage among it again and again took a fifth of a long import.
    gc.freeze()
    # What a second connection writes is seen while the first one's transaction is open.
    aside = connections.create_connection(DEFAULT_DB_ALIAS)
    try:
        with aside.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(hashtextextended(%s, 1))", [str(pk)])
            is_mine = bool(cursor.fetchone()[0])
        if is_mine:
            with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
                # Nobody waits for an answer here.
                cursor.execute("SET statement_timeout = '60s'")
        yield Progress(aside, model, pk) if is_mine else None
    finally:
        aside.close()


class Progress:
    """Writes how far it is, at most once a second; ``total`` is what ``done`` will be at the end."""

    def __init__(self, aside: BaseDatabaseWrapper, model: type[LongWork], pk: UUID) -> None:
        self.aside, self.pk, self.total = aside, pk, 1
        self.table = aside.ops.quote_name(model._meta.db_table)  # noqa: SLF001 - Django's own name for it
        self.said_at = 0.0

    def __call__(self, done: int) -> None:
        """Say that so many are done."""
        if time.monotonic() - self.said_at < _SAY_EVERY_S:
            return
        self.said_at = time.monotonic()
        with self.aside.cursor() as cursor:
            cursor.execute(
                f"UPDATE {self.table} SET progress = %s, worked_at = now() WHERE id = %s",  # noqa: S608 - a table of ours
                [min(99, done * 100 // self.total), self.pk],
            )
