"""Pain of past days that the athlete tells from notes: the same rows as told in a session."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from msgspec import Struct

from apps.exercises.domain.vocabulary import Side
from apps.profiles.domain.consent import Purpose

from ..models import PainStop
from .consenting import ask_for
from .pain import review_pain

if TYPE_CHECKING:
    from apps.profiles.models import Athlete


class ToldPain(Struct, frozen=True, kw_only=True):
    """How much a side of an exercise hurt on a day, 0 to 10; ``id`` is the teller's, to take it back by."""

    id: UUID
    exercise_id: UUID
    side: Side | None
    on: dt.date
    pain: int


@transaction.atomic
def keep_told_pain(*, athlete: Athlete, told: Sequence[ToldPain], today: dt.date) -> None:
    """Keep each, where nothing is known of that side, exercise and day; see what they change today.

    Raises
    ------
    ValidationError
        Without consent to keeping pain, or for a number beyond 10.
    """
    ask_for(athlete, Purpose.PAIN)
    for one in told:
        row = PainStop(
            id=one.id,
            athlete=athlete,
            exercise_id=one.exercise_id,
            side=one.side.value if one.side else "",
            on=one.on,
            pain=one.pain,
        )
        row.full_clean(validate_unique=False, validate_constraints=False)
        known = {"athlete": athlete, "exercise_id": one.exercise_id, "side": row.side, "on": one.on}
        if not PainStop.objects.filter(**known).exists():
            row.save(force_insert=True)
    review_pain(athlete=athlete, today=today)


@transaction.atomic
def take_back_told_pain(*, athlete: Athlete, ids: Iterable[UUID], today: dt.date) -> None:
    """Forget what was told by these ids, and what it changed."""
    deleted, _by_model = PainStop.objects.filter(athlete=athlete, pk__in=list(ids)).delete()
    if deleted:
        review_pain(athlete=athlete, today=today)
