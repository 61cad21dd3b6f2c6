"""Imports that are taken back, before their yes or after it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from apps.lifts.services import withdraw_sets

from ..models import Import
from .pain_notes import take_back_pain_notes
from .storing import Report, take_time

if TYPE_CHECKING:
    from apps.profiles.models import Athlete

INLINE_UNDONE = 4000
"""So many sets are taken out while the browser waits."""
_ID_BYTES = 16
_REPORTED_ROWS = 2000


def undo_import(
    *, athlete: Athlete, accepted: Import, now: dt.datetime, start: Callable[[UUID], None]
) -> int | None:
    """Take every set of an import out of the log again, or hand that to ``start`` when they are many.

    Returns
    -------
    int | None
        How many were still there; None while somebody else is at it.
    """
    with transaction.atomic():
        take_time()
        kept = Import.objects.select_for_update().of(athlete).get(pk=accepted.pk)
        if kept.status != Import.Status.ACCEPTED:
            return 0
        if len(kept.set_ids) <= INLINE_UNDONE * _ID_BYTES:
            return take_out(kept, now=now)
        kept.status = Import.Status.UNDOING
        kept.progress = 0
        kept.worked_at = now
        kept.save(update_fields=["status", "progress", "worked_at"])
    start(kept.pk)
    return None


@transaction.atomic
def take_out(kept: Import, *, now: dt.datetime, report: Report = lambda _sets: None) -> int:
    """Remove the sets of an import, all of them or none."""
    take_time()
    raw = bytes(kept.set_ids)

    def ids() -> Iterator[UUID]:
        for number, at in enumerate(range(0, len(raw), _ID_BYTES)):
            if number % _REPORTED_ROWS == 0:
                report(number)
            yield UUID(bytes=raw[at : at + _ID_BYTES])

    removed = withdraw_sets(athlete=kept.athlete, set_ids=ids())
    take_back_pain_notes(kept, now=now)
    kept.status = Import.Status.UNDONE
    kept.set_ids = b""
    kept.save(update_fields=["status", "set_ids"])
    return removed


def discard_import(*, pending: Import) -> None:
    """Forget a file."""
    pending.delete()
