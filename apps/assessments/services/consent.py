"""Consent, given by the athlete and as easily taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from django.db import transaction

from apps.core.events import Event, News, announce
from apps.lifts.services import forget_logged_pain
from apps.profiles.domain.consent import Purpose
from apps.profiles.services import take_back_consent

from ..models import Screening

if TYPE_CHECKING:
    from apps.profiles.models import Athlete


@transaction.atomic
def withdraw_consent(*, athlete: Athlete, purpose: Purpose) -> None:
    """Take the consent back and forget what it covered, here, below and in every app that listens."""
    take_back_consent(athlete=athlete, purpose=purpose)
    match purpose:
        case Purpose.SCREENING:
            Screening.objects.filter(athlete=athlete).delete()
        case Purpose.PAIN:
            forget_logged_pain(athlete=athlete)
            announce(News(event=Event.PAIN_CONSENT_WITHDRAWN, athlete_id=athlete.pk))
        case _:
            assert_never(purpose)
