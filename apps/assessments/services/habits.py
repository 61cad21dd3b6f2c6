"""Ticking what was done today, and taking the tick back."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction

from apps.profiles.domain.consent import Purpose

from ..models import HabitTick
from .consenting import ask_for

if TYPE_CHECKING:
    from apps.profiles.models import Athlete


@transaction.atomic
def tick_habit(*, athlete: Athlete, key: str, day: dt.date, ticked_at: dt.datetime) -> None:
    """Note that a habit was done on ``day``; ticking twice is ticking once."""
    ask_for(athlete, Purpose.SIGNS)
    HabitTick.objects.get_or_create(
        athlete=athlete, key=key, day=day, defaults={"ticked_at": ticked_at}
    )


def untick_habit(*, athlete: Athlete, key: str, day: dt.date) -> None:
    """Take the tick of ``day`` back, if there is one."""
    HabitTick.objects.filter(athlete=athlete, key=key, day=day).delete()
