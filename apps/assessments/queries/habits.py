"""The daily list, and what needs the athlete."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from msgspec import Struct

from ..domain.choosing_habits import choose_habits
from ..domain.habits import OfferedHabit
from ..domain.results import short_reach
from ..models import HabitTick
from .screening import safety_for
from .self_tests import stored_courses_for
from .signs import cause_reports_for, open_signs_for

if TYPE_CHECKING:
    from apps.profiles.models import Athlete

WEEK = dt.timedelta(days=7)


class DailyHabit(Struct, frozen=True, kw_only=True):
    """One line of the list: whether it was done today, and on how many days of the last seven."""

    offer: OfferedHabit
    is_done: bool
    days_of_seven: int


def daily_habits_for(athlete: Athlete, *, today: dt.date) -> tuple[DailyHabit, ...]:
    """The habits that signs, causes and tests ask for, with today's ticks."""
    offers = choose_habits(
        signs=open_signs_for(athlete),
        causes=cause_reports_for(athlete),
        short_reach=short_reach(stored_courses_for(athlete).values()),
        blocked=safety_for(athlete, today=today).blocked_regions,
    )
    days: dict[str, set[dt.date]] = {}
    rows = HabitTick.objects.filter(athlete=athlete, day__gt=today - WEEK, day__lte=today)
    for key, day in rows.values_list("key", "day"):
        days.setdefault(key, set()).add(day)
    return tuple(
        DailyHabit(
            offer=offer,
            is_done=today in days.get(offer.key, ()),
            days_of_seven=len(days.get(offer.key, ())),
        )
        for offer in offers
    )
