"""Days in words. A page of ten years says hundreds of them, and most are said again on the next."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from django.utils import formats
from django.utils.translation import get_language


def day_text(day: date) -> str:
    """A day with its year: 3 Nov 2026."""
    return _written(day, "j M Y", get_language())


def short_day_text(day: date) -> str:
    """A day whose year goes without saying: 3 Nov."""
    return _written(day, "j M", get_language())


def long_day_text(day: date, *, with_year: bool) -> str:
    """A day within a sentence: 3 November."""
    return _written(day, "j F Y" if with_year else "j F", get_language())


def month_text(day: date) -> str:
    """The month of a day: Nov 2026."""
    return _written(day, "M Y", get_language())


@lru_cache(maxsize=8192)
def _written(day: date, how: str, _language: str | None) -> str:
    return formats.date_format(day, how)
