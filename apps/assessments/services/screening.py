"""Answers and clearance, as the athlete gives them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from apps.profiles.domain.consent import Purpose
from apps.profiles.queries import has_consent

from .. import queries
from ..domain.screening import ANSWERS_HOLD_DAYS, Question, ScreeningAnswers, StopFlag, stands_after
from ..models import Screening

if TYPE_CHECKING:
    from apps.profiles.models import Athlete


@transaction.atomic
def record_screening(
    *,
    athlete: Athlete,
    flags: frozenset[StopFlag],
    yes: frozenset[Question],
    answered_at: dt.datetime,
    answered_on: dt.date,
) -> Screening:
    """Keep a round of answers. Standing stop flags stay until a clinician clears them."""
    if not has_consent(athlete, Purpose.SCREENING):
        raise ValidationError(_("Answers are only kept after you agree to it."))
    answers = stands_after(
        queries.answers_for(athlete),
        ScreeningAnswers(answered_on=answered_on, flags=flags, yes=yes),
    )
    screening = Screening(
        athlete=athlete,
        answered_at=answered_at,
        answered_on=answers.answered_on,
        flags=sorted(answers.flags),
        yes=sorted(answers.yes),
    )
    screening.full_clean()
    screening.save()
    return screening


@transaction.atomic
def record_clearance(*, screening: Screening, cleared_on: dt.date, today: dt.date) -> Screening:
    """Note the day on which a clinician cleared this person."""
    if cleared_on > today:
        raise ValidationError({"cleared_on": _("That day is still to come.")})
    if screening.flags and cleared_on < screening.answered_on:
        message = _("The clearance must be from %(day)s or later, the day you told us.")
        raise ValidationError(
            {"cleared_on": ValidationError(message, params={"day": screening.answered_on})}
        )
    if (today - cleared_on).days >= ANSWERS_HOLD_DAYS:
        raise ValidationError({"cleared_on": _("That is over a year ago. Please ask once more.")})
    screening.cleared_on = cleared_on
    screening.full_clean()
    screening.save(update_fields=["cleared_on"])
    return screening
