"""The last look before an answer about health is kept: consent to its purpose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from apps.profiles.domain.consent import Purpose
from apps.profiles.queries import has_consent

if TYPE_CHECKING:
    from apps.profiles.models import Athlete


def ask_for(athlete: Athlete, purpose: Purpose) -> None:
    """Refuse to go on without consent, whoever calls."""
    if not has_consent(athlete, purpose):
        raise ValidationError(_("Answers are only kept after you agree to it."))
