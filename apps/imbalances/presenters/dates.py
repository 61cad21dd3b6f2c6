"""Days in words."""

from __future__ import annotations

from datetime import date

from django.utils import formats

from apps.imbalances.presenters.saying import saying


def day_text(day: date) -> str:
    """A day with its year: 3 Nov 2026."""
    return saying().day(day)


def long_day_text(day: date, *, with_year: bool) -> str:
    """A day within a sentence: 3 November."""
    return formats.date_format(day, "j F Y" if with_year else "j F")
