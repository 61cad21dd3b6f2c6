"""What a calendar elsewhere is told: days, titles, minutes, and nothing of a body."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.translation import gettext as _

from apps.programs.domain.ical import CalendarDay, calendar_text

from .sessions import session_title

if TYPE_CHECKING:
    from apps.programs.models import Session

FEED_DAYS_BACK = 60
"""For how long a calendar elsewhere still hears of a day that has passed; convention."""


def feed_since(today: dt.date) -> dt.date:
    """The first day that the feed tells of."""
    return today - dt.timedelta(days=FEED_DAYS_BACK)


def feed_text(sessions: Iterable[Session], *, language: str) -> str:
    """Sessions as an iCalendar object in the athlete's language."""
    with translation.override(language or None):
        return calendar_text(feed_days(sessions), name=_("Training"))


def feed_days(sessions: Iterable[Session]) -> tuple[CalendarDay, ...]:
    """Sessions for a calendar elsewhere: what a day is called and how long it takes, no more."""
    return tuple(
        CalendarDay(
            uid=f"{session.pk}@levelset",
            day=session.date,
            summary=_("Training: %(title)s, about %(minutes)s min")
            % {"title": session_title(session.focus), "minutes": session.estimated_minutes},
            changed_at=session.changed_at or session.program.created_at,
            sequence=session.revision,
            is_cancelled=_is_cancelled(session),
        )
        for session in sessions
    )


def _is_cancelled(session: Session) -> bool:
    is_over = session.program.status != "active"
    return session.status == "skipped" or (session.status == "planned" and is_over)
