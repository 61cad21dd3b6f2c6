"""Pain as the athlete tells it, and what it stops."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from apps.core.events import Event, News, announce
from apps.exercises.domain.vocabulary import MovementPattern, Region, Side
from apps.lifts.queries import PainfulDay
from apps.profiles.domain.consent import Purpose

from .. import queries
from ..domain.pain import (
    REPEAT_DAYS,
    Cleared,
    Morning,
    SetsDone,
    Status,
    Zone,
    change_for,
    state_after,
    zone_of,
)
from ..domain.pain import Event as PainEvent
from ..domain.screening import AskAgain
from ..models import PainBlock, PainMorning, PainStop
from .consenting import ask_for
from .screening import ask_questions_again

if TYPE_CHECKING:
    from apps.profiles.models import Athlete

type Part = tuple[MovementPattern, Side | None]


@transaction.atomic
def note_pain_stop(
    *, athlete: Athlete, exercise_id: UUID, side: Side | None, pain: int, on: dt.date
) -> None:
    """Keep how much it hurt when an exercise was ended; of several numbers of a day the worst."""
    ask_for(athlete, Purpose.PAIN)
    row, _made = PainStop.objects.get_or_create(
        athlete=athlete,
        exercise_id=exercise_id,
        side=_word(side),
        on=on,
        defaults={"pain": pain},
    )
    if row.pain < pain:
        row.pain = pain
        row.full_clean()
        row.save(update_fields=["pain"])
    review_pain(athlete=athlete, today=on)


@transaction.atomic
def answer_morning(
    *, athlete: Athlete, exercise_id: UUID, side: Side | None, answer: Morning, today: dt.date
) -> None:
    """Keep how it felt the morning after; answering again changes the answer.

    Raises
    ------
    ValidationError
        When nothing of that exercise and side hurt the day before.
    """
    ask_for(athlete, Purpose.PAIN)
    yesterday = today - dt.timedelta(days=1)
    hurt = queries.painful_spots_for(athlete, since=yesterday, until=yesterday)
    if not any((one.exercise_id, one.side) == (exercise_id, side) for one in hurt):
        raise ValidationError(_("Nothing of that hurt yesterday."))
    PainMorning.objects.update_or_create(
        athlete=athlete,
        exercise_id=exercise_id,
        side=_word(side),
        on=today,
        defaults={"answer": answer.value},
    )
    announce(
        News(
            event=Event.PAIN_ANSWERED,
            athlete_id=athlete.pk,
            exercise_ids=frozenset({exercise_id}),
        )
    )


@transaction.atomic
def review_pain(*, athlete: Athlete, today: dt.date) -> None:
    """Block what strong pain, twice, has stopped; take back a block that the log no longer gives.

    A number that was a slip of the finger is put right in the log, and its block goes with it.
    """
    since = today - queries.LOOK_BACK_DAYS * dt.timedelta(days=1)
    days = queries.painful_spots_for(athlete, since=since)
    found = _blocks(athlete, days)
    standing = {
        (MovementPattern(row.pattern), _side(row.side)): row
        for row in queries.standing_pain_blocks_for(athlete)
    }
    for part, row in standing.items():
        # Of what the window cuts off nobody can say any more that it was a slip.
        if part not in found and row.since > since + REPEAT_DAYS * dt.timedelta(days=1):
            row.delete()
    for part, block in found.items():
        if part not in standing:
            block.full_clean()
            block.save()
    _ask_after_stops(athlete, today=today)


def _blocks(athlete: Athlete, days: tuple[PainfulDay, ...]) -> dict[Part, PainBlock]:
    """What the numbers block, by movement pattern and side."""
    known = queries.known_exercises_for(athlete, {day.exercise_id for day in days})
    events: defaultdict[Part, list[PainEvent]] = defaultdict(list)
    regions: defaultdict[Part, set[Region]] = defaultdict(set)
    for day in days:
        exercise = known[day.exercise_id]
        part = (exercise.pattern, day.side)
        events[part].append(SetsDone(on=day.on, pain=day.pain))
        if zone_of(day.pain) is Zone.STRONG:
            regions[part] |= exercise.regions
    for row in PainBlock.objects.filter(athlete=athlete).exclude(lifted_on=None):
        if row.lifted_on is not None:
            part = (MovementPattern(row.pattern), _side(row.side))
            events[part].append(Cleared(on=row.lifted_on))
    states = {part: state_after(told) for part, told in events.items()}
    return {
        (pattern, side): PainBlock(
            athlete=athlete,
            pattern=pattern.value,
            side=_word(side),
            regions=sorted(region.value for region in regions[pattern, side]),
            since=state.since,
        )
        for (pattern, side), state in states.items()
        if state.status is Status.BLOCK and state.since is not None
    }


def _ask_after_stops(athlete: Athlete, *, today: dt.date) -> None:
    """Pain that stops, or that rises for weeks, asks for the questions again."""
    latest = queries.latest_screening_for(athlete)
    if latest is None:
        return
    for state in queries.pain_states_for(athlete, today=today).values():
        is_newer = state.since is not None and state.since > latest.answered_on
        if is_newer and change_for(state).asks_screening:
            ask_questions_again(athlete=athlete, reason=AskAgain.STOP)


@transaction.atomic
def narrow_pain_block(*, block: PainBlock, regions: frozenset[Region]) -> None:
    """Say where exactly it hurt: only regions that the exercises work, and never none."""
    kept = regions & queries.regions_of(block.regions)
    if not kept:
        raise ValidationError(_("Choose at least one place."))
    block.regions = sorted(region.value for region in kept)
    block.save(update_fields=["regions"])


def _word(side: Side | None) -> str:
    return "" if side is None else side.value


def _side(word: str) -> Side | None:
    return Side(word) if word else None
