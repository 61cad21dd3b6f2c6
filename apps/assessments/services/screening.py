"""Answers, red flags and clearance, as the athlete gives them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from apps.core.events import Event, News, announce
from apps.exercises.domain.vocabulary import Region
from apps.profiles.domain.consent import Purpose
from apps.profiles.services import lock_athlete

from .. import queries
from ..domain.red_flags import (
    Clearance,
    RedFlag,
    Tier,
    is_lifted,
    may_answer_again,
)
from ..domain.screening import ANSWERS_HOLD_DAYS, AskAgain, Extra, Question
from ..models import RedFlagReport, Screening
from .consenting import ask_for

if TYPE_CHECKING:
    from apps.profiles.models import Athlete


@transaction.atomic
def record_screening(
    *,
    athlete: Athlete,
    flags: frozenset[RedFlag],
    yes: frozenset[Question],
    answered_at: dt.datetime,
    answered_on: dt.date,
    extras: frozenset[Extra] = frozenset(),
) -> Screening:
    """Keep a round of answers. Standing flags stay until what lifts them has come.

    Cautions of at least a week that were not ticked again are gone with this answer. The places of a
    joint's problem are kept from the round before until they are told anew.
    """
    ask_for(athlete, Purpose.SCREENING)
    lock_athlete(athlete)
    before = queries.latest_screening_for(athlete)
    screening = Screening(
        athlete=athlete,
        answered_at=answered_at,
        answered_on=answered_on,
        yes=sorted(yes),
        extras=sorted(extras),
        places=_places_kept(before, yes),
        cleared_on=_clearance_kept(before, yes, answered_on),
    )
    screening.full_clean()
    screening.save()
    _answer_cautions(athlete, ticked=flags, answered_at=answered_at, today=answered_on)
    _report(athlete, flags, reported_at=answered_at, reported_on=answered_on)
    announce(News(event=Event.QUESTIONS_ANSWERED, athlete_id=athlete.pk))
    return screening


def _places_kept(before: Screening | None, yes: frozenset[Question]) -> list[str]:
    told_again = before is not None and Question.BONE_JOINT_MUSCLE.value in before.yes
    if before is None or not told_again or Question.BONE_JOINT_MUSCLE not in yes:
        return []
    return list(before.places)


def _clearance_kept(
    before: Screening | None, yes: frozenset[Question], today: dt.date
) -> dt.date | None:
    """A clinician's word goes on where nothing new was answered with yes, as long as it holds."""
    if before is None or before.cleared_on is None or not yes <= {Question(q) for q in before.yes}:
        return None
    return before.cleared_on if (today - before.cleared_on).days < ANSWERS_HOLD_DAYS else None


@transaction.atomic
def report_red_flags(
    *,
    athlete: Athlete,
    flags: frozenset[RedFlag],
    reported_at: dt.datetime,
    reported_on: dt.date,
) -> tuple[RedFlagReport, ...]:
    """Keep flags that were ticked outside a round of questions; they are asked again afterwards."""
    ask_for(athlete, Purpose.SCREENING)
    lock_athlete(athlete)
    made = _report(athlete, flags, reported_at=reported_at, reported_on=reported_on)
    if any(flag.tier is not Tier.CAUTION for flag in flags):
        ask_questions_again(athlete=athlete, reason=AskAgain.STOP)
    return made


def ask_questions_again(*, athlete: Athlete, reason: AskAgain) -> None:
    """Ask for new answers before the next session, if there are any to renew."""
    latest = queries.latest_screening_for(athlete)
    if latest is not None and not latest.marked:
        latest.marked = reason.value
        latest.save(update_fields=["marked"])


def _report(
    athlete: Athlete,
    flags: Iterable[RedFlag],
    *,
    reported_at: dt.datetime,
    reported_on: dt.date,
    places: Mapping[RedFlag, list[str]] | None = None,
) -> tuple[RedFlagReport, ...]:
    """Add what does not stand already: the older report knows since when."""
    standing = {row.flag for row in queries.standing_reports_for(athlete)}
    known = places or {}
    rows = [
        RedFlagReport(
            athlete=athlete,
            flag=flag.value,
            places=known.get(flag, []),
            reported_at=reported_at,
            reported_on=reported_on,
        )
        for flag in sorted(flags)
        if flag.value not in standing
    ]
    for row in rows:
        row.full_clean()
    return tuple(RedFlagReport.objects.bulk_create(rows))


@transaction.atomic
def name_places(
    *,
    athlete: Athlete,
    flags: Mapping[UUID, Collection[Region]],
    joints: Collection[Region] | None = None,
) -> None:
    """Say where standing flags are, and a joint's problem; no place is everywhere."""
    for row in queries.standing_reports_for(athlete):
        if row.pk in flags and RedFlag(row.flag).asks_where:
            row.places = sorted(region.value for region in flags[row.pk])
            row.full_clean()
            row.save(update_fields=["places"])
    screening = queries.latest_screening_for(athlete)
    if joints is not None and screening is not None:
        screening.places = sorted(region.value for region in joints)
        screening.full_clean()
        screening.save(update_fields=["places"])


@transaction.atomic
def answer_cautions_again(
    *,
    athlete: Athlete,
    still_there: frozenset[RedFlag],
    asked: frozenset[RedFlag],
    now: dt.datetime,
    today: dt.date,
) -> None:
    """Take the answer to cautions of a week ago: gone, or there for another week."""
    ask_for(athlete, Purpose.SCREENING)
    lock_athlete(athlete)
    _answer_cautions(athlete, ticked=still_there, answered_at=now, today=today, asked=asked)


def _answer_cautions(
    athlete: Athlete,
    *,
    ticked: frozenset[RedFlag],
    answered_at: dt.datetime,
    today: dt.date,
    asked: frozenset[RedFlag] = frozenset(RedFlag),
) -> None:
    for row in queries.standing_reports_for(athlete):
        flag = RedFlag(row.flag)
        report = queries.flag_report(row)
        is_due = flag.tier is Tier.CAUTION and may_answer_again(report, today)
        if not is_due or flag not in asked:
            continue
        row.lifted_on = today
        row.save(update_fields=["lifted_on"])
        if flag in ticked:
            again = {flag: list(row.places)}
            _report(athlete, [flag], reported_at=answered_at, reported_on=today, places=again)


@transaction.atomic
def record_clearance(
    *,
    athlete: Athlete,
    reports: Collection[UUID],
    pain_blocks: Collection[UUID],
    questions: bool,
    cleared_on: dt.date,
    today: dt.date,
) -> None:
    """Note the day on which a clinician cleared this person, and of what.

    Raises
    ------
    ValidationError
        When the day is still to come, is over, or is before what it would clear.
    """
    _refuse_day(cleared_on, today=today)
    for row in queries.standing_reports_for(athlete):
        if row.pk in reports and RedFlag(row.flag).tier is not Tier.CAUTION:
            clearance = Clearance(flag=RedFlag(row.flag), given_on=cleared_on)
            if not is_lifted(queries.flag_report(row), [clearance], today):
                raise _too_early(row.reported_on)
            row.lifted_on = cleared_on
            row.save(update_fields=["lifted_on"])
    for block in queries.standing_pain_blocks_for(athlete):
        if block.pk in pain_blocks:
            if cleared_on < block.since:
                raise _too_early(block.since)
            block.lifted_on = cleared_on
            block.save(update_fields=["lifted_on"])
    screening = queries.latest_screening_for(athlete)
    if questions and screening is not None:
        screening.cleared_on = cleared_on
        screening.save(update_fields=["cleared_on"])


def _refuse_day(cleared_on: dt.date, *, today: dt.date) -> None:
    if cleared_on > today:
        raise ValidationError({"cleared_on": _("That day is still to come.")})
    if (today - cleared_on).days >= ANSWERS_HOLD_DAYS:
        raise ValidationError({"cleared_on": _("That is over a year ago. Please ask once more.")})


def _too_early(told_on: dt.date) -> ValidationError:
    message = _("The clearance must be from %(day)s or later, the day you told us.")
    return ValidationError({"cleared_on": ValidationError(message, params={"day": told_on})})
