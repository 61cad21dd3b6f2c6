"""What each consent covers, and how that is forgotten when the consent is taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db import models

from apps.core.events import Event, News, announce
from apps.lifts.services import forget_logged_pain
from apps.profiles.domain.consent import Purpose

from ..models import (
    CheckIn,
    HabitTick,
    NamedCause,
    PainBlock,
    PainMorning,
    PainStop,
    RedFlagReport,
    Screening,
    SelfTest,
)

if TYPE_CHECKING:
    from apps.profiles.models import Athlete

KEPT: Final[dict[Purpose, tuple[type[models.Model], ...]]] = {
    Purpose.SCREENING: (RedFlagReport, Screening),
    Purpose.PAIN: (PainMorning, PainStop, PainBlock),
    Purpose.SIGNS: (CheckIn, HabitTick),
    Purpose.CAUSES: (NamedCause,),
    Purpose.SELF_TESTS: (SelfTest,),
}
"""Tables whose rows of an athlete are kept by one consent alone, in the order of deleting them."""


def forget(*, athlete: Athlete, purpose: Purpose) -> None:
    """Delete what one consent covered, here, below and in every app that listens."""
    for model in KEPT[purpose]:
        model._default_manager.filter(athlete=athlete).delete()  # noqa: SLF001 - Django's own name
    if purpose is Purpose.PAIN:
        forget_logged_pain(athlete=athlete)
        announce(News(event=Event.PAIN_CONSENT_WITHDRAWN, athlete_id=athlete.pk))
