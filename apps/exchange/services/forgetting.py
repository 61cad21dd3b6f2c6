"""Files are health data of a shape that is easily carried away: none stays longer than it has to."""

from __future__ import annotations

import datetime as dt

from ..models import Download, Import

KEPT_FOR = dt.timedelta(days=1)


def forget_old_files(*, now: dt.datetime) -> None:
    """Forget every file that nobody said yes to for a day, and every packed one of the day before."""
    Import.objects.unanswered().filter(created_at__lt=now - KEPT_FOR).delete()
    Download.objects.filter(created_at__lt=now - KEPT_FOR).delete()
