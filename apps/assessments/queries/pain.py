"""Athlete-scoped reads of pain: what the log, the stops and the mornings add up to."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import chain
from typing import TYPE_CHECKING
from uuid import UUID

from django.shortcuts import get_object_or_404
from msgspec import Struct

from apps.exercises.domain.vocabulary import MovementPattern, Region, Side
from apps.exercises.queries import exercise_specs_for
from apps.lifts.queries import PainfulDay, painful_days_for

from ..domain.pain import (
    Cleared,
    Event,
    Morning,
    MorningAfter,
    PainState,
    SetsDone,
    state_after,
)
from ..models import PainBlock, PainMorning, PainStop

if TYPE_CHECKING:
    from apps.profiles.models import Athlete

LOOK_BACK_DAYS = 90
"""How far back pain is read; what is older changes nothing that is still to come (convention)."""

_DAY = dt.timedelta(days=1)


class Spot(Struct, frozen=True, kw_only=True, order=True):
    """One side of one exercise; None is both sides together."""

    exercise_id: UUID
    side: Side | None


class Known(Struct, frozen=True, kw_only=True):
    """What pain has to know of an exercise."""

    name: str
    pattern: MovementPattern
    regions: frozenset[Region]


def pain_block_for(athlete: Athlete, pk: UUID) -> PainBlock:
    """One block that stands, or 404."""
    return get_object_or_404(PainBlock, athlete=athlete, pk=pk, lifted_on=None)


def painful_spots_for(
    athlete: Athlete, *, since: dt.date, until: dt.date | None = None
) -> tuple[PainfulDay, ...]:
    """Days with a pain number of the log or of a stop, oldest first."""
    stops = PainStop.objects.filter(athlete=athlete, on__gte=since)
    if until is not None:
        stops = stops.filter(on__lte=until)
    stopped = (
        PainfulDay(exercise_id=row.exercise_id, side=_side(row.side), on=row.on, pain=row.pain)
        for row in stops
    )
    logged = painful_days_for(athlete, since=since, until=until)
    return tuple(sorted(chain(logged, stopped), key=lambda one: one.on))


def pain_states_for(athlete: Athlete, *, today: dt.date) -> dict[Spot, PainState]:
    """Where each side of each exercise stands today; those without any number are absent."""
    since = today - LOOK_BACK_DAYS * _DAY
    events: defaultdict[Spot, list[Event]] = defaultdict(list)
    for one in painful_spots_for(athlete, since=since):
        spot = Spot(exercise_id=one.exercise_id, side=one.side)
        events[spot].append(SetsDone(on=one.on, pain=one.pain))
    if not events:
        return {}
    for row in PainMorning.objects.filter(athlete=athlete, on__gte=since):
        spot = Spot(exercise_id=row.exercise_id, side=_side(row.side))
        events[spot].append(MorningAfter(on=row.on, answer=Morning(row.answer)))
    _add_clearances(athlete, events)
    return {spot: state_after(told).on(today) for spot, told in sorted(events.items(), key=_rank)}


def _rank(item: tuple[Spot, object]) -> tuple[str, str]:
    spot, _events = item
    return (str(spot.exercise_id), spot.side or "")


def _add_clearances(athlete: Athlete, events: Mapping[Spot, list[Event]]) -> None:
    """A clinician's word on a block counts for every exercise of its pattern and side."""
    lifted = [row for row in PainBlock.objects.filter(athlete=athlete) if row.lifted_on]
    if not lifted:
        return
    known = known_exercises_for(athlete, {spot.exercise_id for spot in events})
    for spot, told in events.items():
        told += [
            Cleared(on=row.lifted_on)
            for row in lifted
            if row.lifted_on is not None
            and row.pattern == known[spot.exercise_id].pattern
            and _side(row.side) is spot.side
        ]


def known_exercises_for(athlete: Athlete, keys: Iterable[UUID]) -> dict[UUID, Known]:
    """Name, pattern and regions of exercises that the athlete has logged, in one query."""
    return {
        spec.id: Known(name=spec.name, pattern=spec.pattern, regions=spec.regions)
        for spec in exercise_specs_for(athlete, with_retired=True, among=keys)
        if spec.id is not None
    }


def mornings_for(athlete: Athlete, *, today: dt.date) -> tuple[tuple[PainfulDay, Known], ...]:
    """What hurt yesterday and was not answered this morning yet, the worst first."""
    asked = _asked_this_morning(athlete, today=today)
    known = known_exercises_for(athlete, {one.exercise_id for one in asked})
    return tuple((one, known[one.exercise_id]) for one in asked)


def _asked_this_morning(athlete: Athlete, *, today: dt.date) -> tuple[PainfulDay, ...]:
    yesterday = today - _DAY
    hurt: dict[Spot, PainfulDay] = {}
    for one in painful_spots_for(athlete, since=yesterday, until=yesterday):
        spot = Spot(exercise_id=one.exercise_id, side=one.side)
        if one.pain > 0 and (spot not in hurt or hurt[spot].pain < one.pain):
            hurt[spot] = one
    if not hurt:
        return ()
    answered = {
        Spot(exercise_id=row.exercise_id, side=_side(row.side))
        for row in PainMorning.objects.filter(athlete=athlete, on=today)
    }
    asked = [one for spot, one in hurt.items() if spot not in answered]
    return tuple(sorted(asked, key=lambda one: (-one.pain, str(one.exercise_id), one.side or "")))


def _side(word: str) -> Side | None:
    return Side(word) if word else None
