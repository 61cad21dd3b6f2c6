"""A long log's ZIP with everything: packed by a process of its own, kept in pieces until it is fetched."""

from __future__ import annotations

import datetime as dt
import zoneinfo
from collections.abc import Callable
from functools import partial
from typing import IO, TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils import timezone, translation

from apps.lifts.queries import whole_log_for
from apps.profiles.services import lock_athlete

from .. import queries
from ..models import Download, DownloadPiece
from .everything import zip_of_everything
from .forgetting import forget_old_files
from .jobs import alone_at, start_command

if TYPE_CHECKING:
    from apps.profiles.models import Athlete

INLINE_SETS = 20_000
"""So many sets are packed while the browser waits: about four seconds."""
_PIECE = 1024 * 1024


def is_long_log(athlete: Athlete) -> bool:
    """Whether packing it takes longer than a browser should wait."""
    return whole_log_for(athlete)[: INLINE_SETS + 1].count() > INLINE_SETS


def start_packing(pk: UUID) -> None:
    """Start the process that packs."""
    start_command("continue_download", pk)


@transaction.atomic
def create_download(
    *, athlete: Athlete, language: str, now: dt.datetime, start: Callable[[UUID], None]
) -> Download:
    """Begin to pack, by ``start``; what was packed before goes, what is being packed goes on.

    Parameters
    ----------
    language
        Of the text in the file: the process that packs knows no browser.
    """
    forget_old_files(now=now)
    lock_athlete(athlete)
    before = Download.objects.of(athlete).first()
    if before is not None:
        if not before.is_ready and not before.is_silent(now=now):
            return before
        before.delete()
    made = Download.objects.create(
        athlete=athlete, language=language, created_at=now, worked_at=now
    )
    transaction.on_commit(partial(start, made.pk))
    return made


def resume_download(kept: Download, *, now: dt.datetime, start: Callable[[UUID], None]) -> None:
    """Begin again where the process has ended; nothing of it was kept."""
    if kept.is_stopped(now=now):
        Download.objects.filter(pk=kept.pk).update(worked_at=now, progress=0)
        start(kept.pk)


def continue_download(pk: UUID) -> None:
    """Pack everything of the athlete who asked for it, unless that is done or was called off."""
    with alone_at(Download, pk) as report:
        kept = queries.whole_download(pk)
        if report is None or kept is None or kept.is_ready:
            return
        athlete = kept.athlete
        report.total = queries.record_count_for(athlete) + whole_log_for(athlete).count()
        zone = zoneinfo.ZoneInfo(athlete.time_zone)
        with translation.override(kept.language), timezone.override(zone):
            packed = zip_of_everything(athlete, now=timezone.now(), report=report)
        with packed:
            _keep(pk, packed)


@transaction.atomic
def _keep(pk: UUID, packed: IO[bytes]) -> None:
    """All pieces, or none where the athlete or the wish for it has gone meanwhile."""
    kept = Download.objects.select_for_update().filter(pk=pk).first()
    if kept is None:
        return
    for number, content in enumerate(iter(partial(packed.read, _PIECE), b"")):
        DownloadPiece.objects.create(download=kept, number=number, content=content)
    Download.objects.filter(pk=pk).update(size=packed.tell(), progress=100)


def discard_download(kept: Download) -> None:
    """Forget a packed file, or stop wanting one."""
    kept.delete()
