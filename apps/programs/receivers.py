"""What programs do when they hear news from below."""

from __future__ import annotations

from django.utils import timezone

from apps.core.events import Event, News, register
from apps.profiles.queries import athlete_by_id

from . import services


def reorder_after_findings(news: News) -> None:
    """The side that is now known to be weaker starts what is still to come."""
    athlete = athlete_by_id(news.athlete_id)
    if athlete is not None:
        services.reorder_upcoming(athlete=athlete)


def follow_workout(news: News) -> None:
    """A workout that was finished or deleted in the log takes its running session along."""
    athlete = athlete_by_id(news.athlete_id)
    if athlete is not None and news.workout_id is not None:
        services.follow_workout(athlete=athlete, workout_id=news.workout_id, now=timezone.now())


def forget_pain(news: News) -> None:
    """Pain numbers go when the consent to keep them goes."""
    services.forget_pain(athlete_id=news.athlete_id)


def connect() -> None:
    """Listen to the log, to what is found, and to what may no longer be kept."""
    register(Event.WORKOUT_FINISHED, follow_workout)
    register(Event.PAST_SETS_CHANGED, follow_workout)
    register(Event.FINDINGS_REFRESHED, reorder_after_findings)
    register(Event.PAIN_CONSENT_WITHDRAWN, forget_pain)
