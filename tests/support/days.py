"""Days counted from today."""

import datetime as dt

from django.utils import timezone


def day(days):
    return timezone.localdate() + dt.timedelta(days=days)


def iso(days):
    return day(days).isoformat()
