"""What programs do when they hear news from below."""

from __future__ import annotations

from apps.core.events import Event, News, register
from apps.profiles.queries import athlete_by_id

from . import services


def reorder_after_findings(news: News) -> None:
    """The side that is now known to be weaker starts what is still to come."""
    athlete = athlete_by_id(news.athlete_id)
    if athlete is not None:
        services.reorder_upcoming(athlete=athlete)


def forget_pain(news: News) -> None:
    """Pain numbers go when the consent to keep them goes."""
    services.forget_pain(athlete_id=news.athlete_id)


def connect() -> None:
    """Listen to what is found, and to what may no longer be kept."""
    register(Event.FINDINGS_REFRESHED, reorder_after_findings)
    register(Event.PAIN_CONSENT_WITHDRAWN, forget_pain)
