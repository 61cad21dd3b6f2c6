"""Telling what one notices and what may lie behind it, and taking it back."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction

from apps.exercises.domain.vocabulary import Region
from apps.profiles.domain.consent import Purpose

from .. import queries
from ..domain.body import BodySide
from ..domain.causes import Cause
from ..domain.signs import SignReport, same_again
from ..models import CheckIn, NamedCause
from .consenting import ask_for

if TYPE_CHECKING:
    from apps.profiles.models import Athlete


@transaction.atomic
def record_sign(*, athlete: Athlete, report: SignReport, told_at: dt.datetime) -> CheckIn:
    """Keep one sign of one day; telling it again that day replaces what was told."""
    ask_for(athlete, Purpose.SIGNS)
    row, _created = CheckIn.objects.update_or_create(
        athlete=athlete,
        day=report.day,
        spot=report.place.spot.value,
        side=report.place.side.value,
        sign=report.sign.value,
        defaults={
            "told_at": told_at,
            "score": report.score,
            "since": report.since.value,
            "worse": sorted(one.value for one in report.worse),
        },
    )
    return row


@transaction.atomic
def record_same_again(
    *, athlete: Athlete, day: dt.date, told_at: dt.datetime
) -> tuple[SignReport, ...]:
    """Keep every open sign as it was, as of ``day``; doing it twice is doing it once."""
    again = same_again(queries.sign_reports_for(athlete), day=day)
    for report in again:
        record_sign(athlete=athlete, report=report, told_at=told_at)
    return again


@transaction.atomic
def forget_check_in(*, check_in: CheckIn) -> None:
    """Delete one check-in."""
    check_in.delete()


@transaction.atomic
def name_cause(
    *,
    athlete: Athlete,
    cause: Cause,
    region: Region | None,
    side: BodySide,
    happened_on: dt.date | None,
    named_at: dt.datetime,
) -> NamedCause:
    """Keep one cause; naming it again for the same place changes its day."""
    ask_for(athlete, Purpose.CAUSES)
    row, _created = NamedCause.objects.update_or_create(
        athlete=athlete,
        cause=cause.value,
        region=region.value if region is not None else "",
        side=side.value,
        defaults={
            "happened_on": happened_on if cause.is_dated else None,
        },
        create_defaults={
            "happened_on": happened_on if cause.is_dated else None,
            "named_at": named_at,
        },
    )
    return row


@transaction.atomic
def forget_cause(*, named: NamedCause) -> None:
    """Delete one cause."""
    named.delete()
