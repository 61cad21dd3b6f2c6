"""How news travels up: lower apps announce, upper apps register in ``AppConfig.ready``.

Imports between apps only go downward, so ``lifts`` cannot call ``imbalances``. It announces
that a workout was finished instead; whoever needs to know has registered. Receivers run in
the caller's process after the announcing transaction has committed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from enum import StrEnum
from functools import partial
from uuid import UUID

from django.db import transaction
from msgspec import Struct


class Event(StrEnum):
    """Everything that apps tell each other."""

    WORKOUT_FINISHED = "workout_finished"
    PAST_SETS_CHANGED = "past_sets_changed"
    SETS_IMPORTED = "sets_imported"
    BODY_MASS_CHANGED = "body_mass_changed"
    SIDE_ORDER_CHANGED = "side_order_changed"
    FINDINGS_REFRESHED = "findings_refreshed"
    LARGE_CHANGE_FOUND = "large_change_found"
    QUESTIONS_ANSWERED = "questions_answered"
    PAIN_ANSWERED = "pain_answered"
    PAIN_CONSENT_WITHDRAWN = "pain_consent_withdrawn"
    ATHLETE_REMOVED = "athlete_removed"


class News(Struct, frozen=True, kw_only=True):
    """What happened to whose log. ``exercise_ids`` empty means every exercise."""

    event: Event
    athlete_id: UUID
    workout_id: UUID | None = None
    exercise_ids: frozenset[UUID] = frozenset()


type Receiver = Callable[[News], None]

_receivers: defaultdict[Event, list[Receiver]] = defaultdict(list)


def register(event: Event, receiver: Receiver) -> None:
    """Call ``receiver`` with every later announcement of ``event``; registering twice is once."""
    if receiver not in _receivers[event]:
        _receivers[event].append(receiver)


def announce(news: News) -> None:
    """Tell all receivers once the current transaction has committed.

    What was announced is done and stored: a receiver that fails must neither turn it into an error
    nor keep the others from hearing.
    """
    for receiver in _receivers[news.event]:
        transaction.on_commit(partial(receiver, news), robust=True)
