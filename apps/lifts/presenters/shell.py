"""What the log's shell knows without knowing anybody: addresses, and words that depend on a number."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from apps.exercises.domain.vocabulary import MovementPattern
from apps.lifts.domain.limits import MAX_PAIN
from apps.lifts.forms import SET_KIND_WORDS
from apps.profiles.domain.consent import Purpose

from .cards import RIR_CHOICES

_SLUG = "slug"
_PATTERN = MovementPattern.GRIP
_WORKOUT = "00000000-0000-0000-0000-000000000000"


def present_shell() -> dict[str, Any]:
    """Addresses with names in braces, which the browser fills, and the choices of effort."""
    chip = reverse("imbalances:verdict_chip", args=[_SLUG])
    trend = reverse("imbalances:pattern_detail", args=[_PATTERN])
    workout = reverse("lifts:workout_detail", args=[_WORKOUT])
    return {
        "chip_url": chip.replace(f"{_SLUG}/", "{slug}/"),
        "trend_url": trend.replace(f"{_PATTERN.value}/", "{path}/"),
        "workout_url": workout.replace(_WORKOUT, "{id}"),
        "attention_url": reverse("core:attention"),
        "consent_url": f"{reverse('assessments:consent_create', args=[Purpose.PAIN])}?next={reverse('lifts:log')}",
        "login_url": f"{reverse('account_login')}?next={reverse('lifts:log')}",
        "efforts": _efforts(),
        "kinds": [(kind.value, words) for kind, words in SET_KIND_WORDS.items()],
        "pains": [(pain, _pain_words(pain)) for pain in range(MAX_PAIN + 1)],
    }


def _efforts() -> list[dict[str, str]]:
    """One tap for each number of reps left; every number has its own form of the words."""
    return [
        {
            "value": str(rir),
            "text": _("%(count)s+") % {"count": rir} if rir == RIR_CHOICES[-1] else str(rir),
            "label": ngettext("%(count)s rep left", "%(count)s reps left", rir) % {"count": rir},
        }
        for rir in RIR_CHOICES
    ]


def _pain_words(pain: int) -> str:
    """What a number of the scale means, so that nobody answers by the number alone."""
    words = (
        (0, _("no pain")),
        (3, _("mild")),
        (6, _("medium")),
        (9, _("strong")),
        (MAX_PAIN, _("the worst you can imagine")),
    )
    return next(said for most, said in words if pain <= most)
