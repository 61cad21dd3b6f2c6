"""Check-ins and causes as values."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from uuid import UUID

from django.shortcuts import get_object_or_404

from apps.exercises.domain.vocabulary import Region

from ..domain.body import BodySide, Place, Spot
from ..domain.causes import Cause, CauseReport, PlanHints, plan_hints
from ..domain.signs import Sign, SignReport, SignTrend, Since, Worse, trends_of
from ..models import CheckIn, NamedCause

if TYPE_CHECKING:
    from apps.profiles.models import Athlete


def sign_reports_for(athlete: Athlete) -> tuple[SignReport, ...]:
    """Everything the athlete told at check-ins, the oldest first."""
    rows = CheckIn.objects.filter(athlete=athlete).order_by("day", "told_at")
    return tuple(sign_report(row) for row in rows)


def sign_trends_for(athlete: Athlete) -> tuple[SignTrend, ...]:
    """Every sign at every place with its course."""
    return trends_of(sign_reports_for(athlete))


def open_signs_for(athlete: Athlete) -> tuple[SignReport, ...]:
    """The newest report of every sign that is still there."""
    return tuple(trend.latest for trend in sign_trends_for(athlete) if trend.is_open)


def check_ins_of(athlete: Athlete, place: Place, sign: Sign) -> tuple[CheckIn, ...]:
    """The rows of one sign at one place, the newest first."""
    rows = CheckIn.objects.filter(
        athlete=athlete, spot=place.spot.value, side=place.side.value, sign=sign.value
    )
    return tuple(rows)


def check_in_for(athlete: Athlete, pk: UUID) -> CheckIn:
    """One check-in, or 404."""
    return get_object_or_404(CheckIn, athlete=athlete, pk=pk)


def named_causes_for(athlete: Athlete) -> tuple[NamedCause, ...]:
    """The causes that the athlete named, in that order."""
    return tuple(NamedCause.objects.filter(athlete=athlete))


def named_cause_for(athlete: Athlete, pk: UUID) -> NamedCause:
    """One of them, or 404."""
    return get_object_or_404(NamedCause, athlete=athlete, pk=pk)


def cause_reports_for(athlete: Athlete) -> tuple[CauseReport, ...]:
    """The same as values."""
    return tuple(
        CauseReport(
            cause=Cause(row.cause),
            region=Region(row.region) if row.region else None,
            side=BodySide(row.side),
            happened_on=row.happened_on,
        )
        for row in named_causes_for(athlete)
    )


def plan_hints_for(athlete: Athlete, *, today: dt.date) -> PlanHints:
    """What the athlete's causes change in a program: read this when one is made."""
    return plan_hints(cause_reports_for(athlete), today=today)


def sign_report(row: CheckIn) -> SignReport:
    """A check-in as a value."""
    return SignReport(
        day=row.day,
        place=Place(spot=Spot(row.spot), side=BodySide(row.side)),
        sign=Sign(row.sign),
        score=row.score,
        since=Since(row.since),
        worse=frozenset(Worse(one) for one in row.worse),
    )
