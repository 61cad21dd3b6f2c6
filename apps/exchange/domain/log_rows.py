"""From a set of the log to a row of a file."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from uuid import UUID
from zoneinfo import ZoneInfo

from msgspec import Struct

from apps.core.units import WeightUnit
from apps.exchange.domain.rows import SetRow
from apps.exercises.domain.vocabulary import (
    LoadBasis,
    RepConvention,
    SetKind,
    SetSide,
    Side,
    SideSource,
)


class LoggedSet(Struct, frozen=True, kw_only=True):
    """One set as the log holds it, with the words of its closed sets as plain text."""

    id: UUID
    exercise: str
    workout: str
    local_date: date
    started_at: datetime
    time_zone: str
    performed_at: datetime
    set_index: int
    side: str
    side_source: str
    pair_order: int | None
    kind: str
    load: Decimal | None
    unit: str
    load_basis: str
    rep_convention: str
    reps: int | None
    seconds: int | None
    rir: Decimal | None
    pain: int | None
    capped: bool
    note: str


def row_of(logged: LoggedSet) -> SetRow:
    """The row that an import turns back into the same set.

    Notes
    -----
    Times are written in the workout's own zone, to the second. If the local date was decided elsewhere,
    the file says so by giving the day alone.
    """
    zone = ZoneInfo(logged.time_zone)
    started_at = _in_zone(logged.started_at, zone)
    side = SetSide(logged.side)
    return SetRow(
        day=logged.local_date,
        started_at=started_at if started_at.date() == logged.local_date else None,
        time_zone=logged.time_zone,
        workout=logged.workout,
        exercise=logged.exercise,
        side=side,
        side_source=SideSource(logged.side_source),
        load=logged.load,
        unit=WeightUnit(logged.unit) if logged.load is not None else None,
        reps=logged.reps,
        seconds=logged.seconds,
        rir=logged.rir,
        set_number=logged.set_index,
        kind=SetKind(logged.kind),
        first_side=_first_side(side, logged.pair_order),
        load_basis=LoadBasis(logged.load_basis),
        rep_convention=RepConvention(logged.rep_convention),
        pain=logged.pain,
        capped=logged.capped,
        note=logged.note,
        performed_at=logged.performed_at.astimezone(zone).replace(microsecond=0),
        set_id=logged.id,
    )


@lru_cache(maxsize=8)
def _in_zone(moment: datetime, zone: ZoneInfo) -> datetime:
    """The same for every set of a workout."""
    return moment.astimezone(zone).replace(microsecond=0)


def _first_side(side: SetSide, pair_order: int | None) -> Side | None:
    limb = side.body_side
    if limb is None or pair_order is None:
        return None
    return limb if pair_order == 1 else limb.opposite
