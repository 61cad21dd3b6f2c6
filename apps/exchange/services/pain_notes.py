"""What the athlete made of notes that speak of pain: kept beside the sets, taken out with them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from apps.assessments.queries import LOOK_BACK_DAYS
from apps.assessments.services import ToldPain, keep_told_pain, take_back_told_pain
from apps.exercises.domain.catalogue import ExerciseSpec
from apps.exercises.domain.vocabulary import Side

from ..domain.pain_notes import OFFERED_NOTES, PainNotes

if TYPE_CHECKING:
    from apps.profiles.models import Athlete

    from ..models import Import


def pain_notes_of(athlete: Athlete, now: dt.datetime) -> PainNotes:
    """Look for notes of those days whose pain still changes something."""
    return PainNotes(since=_today_of(athlete, now) - dt.timedelta(days=LOOK_BACK_DAYS))


def keep_pain_notes(
    kept: Import,
    said: Sequence[Mapping[str, Any]],
    exercises: Mapping[str, ExerciseSpec | None],
    *,
    now: dt.datetime,
) -> None:
    """Keep as pain what the athlete gave a number; a note of an exercise that was left out stays out."""
    told = [
        ToldPain(
            id=_id_of(kept, number),
            exercise_id=spec.id,
            side=Side(one["side"]) if one["side"] else None,
            on=dt.date.fromisoformat(one["day"]),
            pain=one["pain"],
        )
        for number, one in enumerate(said)
        if (spec := exercises.get(one["exercise"])) is not None and spec.id is not None
    ]
    if told:
        keep_told_pain(athlete=kept.athlete, told=told, today=_today_of(kept.athlete, now))


def take_back_pain_notes(kept: Import, *, now: dt.datetime) -> None:
    """Forget what this file's notes told, whatever it was."""
    take_back_told_pain(
        athlete=kept.athlete,
        ids=[_id_of(kept, number) for number in range(OFFERED_NOTES)],
        today=_today_of(kept.athlete, now),
    )


def _id_of(kept: Import, number: int) -> UUID:
    # Derived, so that nothing about pain has to be kept with the file after its yes.
    return uuid5(kept.pk, f"pain note {number}")


def _today_of(athlete: Athlete, now: dt.datetime) -> dt.date:
    return now.astimezone(ZoneInfo(athlete.time_zone)).date()
