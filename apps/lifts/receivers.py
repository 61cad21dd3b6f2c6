"""What the log does when the past has changed."""

from __future__ import annotations

from apps.core.events import Event, News, register
from apps.lifts import services
from apps.profiles.queries import athlete_by_id

LISTENED_TO = (
    Event.WORKOUT_FINISHED,
    Event.PAST_SETS_CHANGED,
    Event.SETS_IMPORTED,
    # Body mass is part of the load wherever the body is lifted.
    Event.BODY_MASS_CHANGED,
)


def refresh_bests(news: News) -> None:
    """Work out again what is best of what the news touched."""
    athlete = athlete_by_id(news.athlete_id)
    if athlete is not None:
        services.refresh_bests(
            athlete=athlete, exercise_ids=news.exercise_ids, workout_id=news.workout_id
        )


def connect() -> None:
    """Listen to every change of the log that can move a best."""
    for event in LISTENED_TO:
        register(event, refresh_bests)
