"""What the detector does when the log says that something changed."""

from __future__ import annotations

from apps.core.events import Event, News, register
from apps.imbalances import services

LISTENED_TO = (
    Event.WORKOUT_FINISHED,
    Event.PAST_SETS_CHANGED,
    Event.SETS_IMPORTED,
    # Body mass is part of the load wherever the body is lifted.
    Event.BODY_MASS_CHANGED,
)


def refresh_findings(news: News) -> None:
    """Judge again what the news touched."""
    services.refresh(athlete_id=news.athlete_id, exercise_ids=news.exercise_ids)


def connect() -> None:
    """Listen to every change of the log that can move a verdict."""
    for event in LISTENED_TO:
        register(event, refresh_findings)
