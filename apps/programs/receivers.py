"""What programs do when they hear news from below."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import gettext as _

from apps.core.events import Event, News, register
from apps.imbalances.queries import Mark, register_mark_finder
from apps.lifts.queries import SessionLink, register_session_finder
from apps.profiles.queries import athlete_by_id

from . import presenters, queries, services

if TYPE_CHECKING:
    from uuid import UUID

    from apps.profiles.models import Athlete


def reorder(news: News) -> None:
    """The side that is now known to be weaker, or is now chosen, starts what is still to come."""
    athlete = athlete_by_id(news.athlete_id)
    if athlete is not None:
        services.reorder_upcoming(athlete=athlete)


def review(news: News) -> None:
    """What the program does follows what is found."""
    athlete = athlete_by_id(news.athlete_id)
    if athlete is not None:
        services.review_program(athlete=athlete, today=_today(athlete))


def ease_return(news: News) -> None:
    """Who answers the questions after days off begins a little lighter."""
    athlete = athlete_by_id(news.athlete_id)
    if athlete is not None:
        services.ease_after_days_off(athlete=athlete, today=_today(athlete))


def _today(athlete: Athlete) -> dt.date:
    return timezone.localdate(timezone=ZoneInfo(athlete.time_zone))


def follow_workout(news: News) -> None:
    """A workout that was finished or deleted in the log takes its running session along."""
    athlete = athlete_by_id(news.athlete_id)
    if athlete is not None and news.workout_id is not None:
        services.follow_workout(athlete=athlete, workout_id=news.workout_id, now=timezone.now())


def forget_pain(news: News) -> None:
    """Pain numbers go when the consent to keep them goes."""
    services.forget_pain(athlete_id=news.athlete_id)


def follow_morning(news: News) -> None:
    """What hurt more this morning is easier the next time."""
    athlete = athlete_by_id(news.athlete_id)
    if athlete is not None:
        services.follow_morning(
            athlete=athlete, exercise_ids=news.exercise_ids, today=_today(athlete)
        )


def session_link(athlete: Athlete, workout_id: UUID) -> SessionLink | None:
    """The running session that a workout fulfils, for the log to point at."""
    session = queries.running_session_of(athlete, workout_id)
    if session is None:
        return None
    title = presenters.session_title(session.focus)
    return SessionLink(
        id=session.pk, title=title, url=presenters.session_url("session_player", session)
    )


def program_marks(athlete: Athlete, since: dt.date | None) -> list[Mark]:
    """When programs began, for the charts of what is found."""
    starts = queries.program_starts_for(athlete, since=since)
    return [Mark(day=day, label=_("program began")) for day in starts]


def connect() -> None:
    """Listen to the log, to what is found, and to what may no longer be kept."""
    register_session_finder(session_link)
    register_mark_finder(program_marks)
    register(Event.WORKOUT_FINISHED, follow_workout)
    register(Event.PAST_SETS_CHANGED, follow_workout)
    register(Event.FINDINGS_REFRESHED, reorder)
    register(Event.FINDINGS_REFRESHED, review)
    register(Event.QUESTIONS_ANSWERED, ease_return)
    register(Event.SIDE_ORDER_CHANGED, reorder)
    register(Event.PAIN_ANSWERED, follow_morning)
    register(Event.PAIN_CONSENT_WITHDRAWN, forget_pain)
