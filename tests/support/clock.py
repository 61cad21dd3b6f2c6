"""The moment a test takes place."""

import datetime as dt

from django.utils import timezone


def now() -> dt.datetime:
    """Return the present, with its zone."""
    return timezone.now()
