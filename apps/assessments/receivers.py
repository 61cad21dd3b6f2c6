"""What assessments do when they hear news from below, and from above."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from django.utils import timezone

from apps.core.events import Event, News, register
from apps.profiles.queries import athlete_by_id

from . import services
from .domain.screening import AskAgain


def review_pain(news: News) -> None:
    """Numbers that were logged, brought in or put right may stop something, or no longer."""
    athlete = athlete_by_id(news.athlete_id)
    if athlete is not None:
        today = timezone.localdate(timezone=ZoneInfo(athlete.time_zone))
        services.review_pain(athlete=athlete, today=today)


def ask_after_a_large_change(news: News) -> None:
    """A difference that is large, or came fast, asks for the questions again."""
    athlete = athlete_by_id(news.athlete_id)
    if athlete is not None:
        services.ask_questions_again(athlete=athlete, reason=AskAgain.CHANGE)


def connect() -> None:
    """Listen to the log, and to what is found in it."""
    for event in (Event.WORKOUT_FINISHED, Event.PAST_SETS_CHANGED, Event.SETS_IMPORTED):
        register(event, review_pain)
    register(Event.LARGE_CHANGE_FOUND, ask_after_a_large_change)
