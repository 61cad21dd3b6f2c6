"""Consent, given by the athlete and as easily taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from apps.profiles.domain.consent import Purpose
from apps.profiles.services import take_back_consent

from .forgetting import forget

if TYPE_CHECKING:
    from apps.profiles.models import Athlete


@transaction.atomic
def withdraw_consent(*, athlete: Athlete, purpose: Purpose) -> None:
    """Take the consent back and forget what it covered, here, below and in every app that listens."""
    take_back_consent(athlete=athlete, purpose=purpose)
    forget(athlete=athlete, purpose=purpose)
