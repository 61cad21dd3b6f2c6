"""Long files, which are read, stored and taken out by a process of their own."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.utils import timezone

from ..models import Import
from ..queries import whole_import
from .importing import FileUnreadableError, carry_out, examine
from .jobs import Progress, alone_at, start_command
from .undoing import take_out

_BYTES_A_ROW = 60
"""About so long is a row of a file whose rows nobody has counted."""


def start_job(pk: UUID) -> None:
    """Start the process that goes on with a file."""
    start_command("continue_import", pk)


def resume(kept: Import, *, now: dt.datetime) -> None:
    """Begin again with a file whose process has ended; what it had not finished was never stored."""
    if kept.is_stopped(now=now):
        Import.objects.filter(pk=kept.pk).update(worked_at=now, progress=0)
        start_job(kept.pk)


def continue_import(pk: UUID) -> None:
    """Do what waits to be done with a file: read it for its preview, store it, or take it out."""
    with alone_at(Import, pk) as report:
        if report is None:
            return
        kept = whole_import(pk)
        report.total = max(1, kept.summary.get("rows", 0) or len(kept.content) // _BYTES_A_ROW)
        if kept.status == Import.Status.READING:
            _read(kept, report)
        elif kept.status == Import.Status.STORING:
            carry_out(kept, now=timezone.now(), report=report)
        elif kept.status == Import.Status.UNDOING:
            take_out(kept, now=timezone.now(), report=report)


def _read(kept: Import, report: Progress) -> None:
    changed = ["status", "summary", "counts"]
    try:
        examine(kept, now=timezone.now(), report=report)
    except FileUnreadableError as error:
        changed.append("content")
        kept.status = Import.Status.FAILED
        kept.content = b""
        kept.counts = {"code": error.problem.code, "line": error.problem.line}
    kept.save(update_fields=changed)
