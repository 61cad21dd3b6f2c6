"""Forgetting what may no longer be kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models, transaction
from django.db.models import F, Func, Q, Value

from apps.lifts.models import LiftSet, Operation

if TYPE_CHECKING:
    from apps.profiles.models import Athlete


class WithoutKey(Func):
    """A JSON object without one of its keys."""

    template = "(%(expressions)s)"
    arg_joiner = " - "
    output_field = models.JSONField()


@transaction.atomic
def forget_logged_pain(*, athlete: Athlete) -> None:
    """Forget how much it hurt, in the sets and in the ledger of their changes.

    The ledger's hashes stay, so that a set sent once more is still known; pain is no part of them.
    """
    LiftSet.objects.filter(athlete=athlete).exclude(pain=None).update(pain=None)
    told = Operation.objects.filter(athlete=athlete)
    told.filter(fields__has_key="pain").update(fields=WithoutKey(F("fields"), Value("pain")))
    told.filter(Q(before__has_key="pain")).update(before=WithoutKey(F("before"), Value("pain")))
    told.filter(lost__has_key="pain").update(lost=WithoutKey(F("lost"), Value("pain")))
