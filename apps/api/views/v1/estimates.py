"""Estimates: what is known of each movement pattern, and how surely."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from ninja import Path, Router

from apps.api.domain.scopes import Scope
from apps.api.presenters.estimates import (
    EstimateList,
    EstimateOut,
    estimate_data,
    estimates_data,
)
from apps.exercises.domain.vocabulary import MovementPattern
from apps.imbalances.queries import current_finding_for, current_findings_for

from .access import ApiRequest
from .routing import operation

TAG = "estimates"
router = Router()


@operation(
    router,
    "GET",
    "estimates",
    scope=Scope.ESTIMATES_READ,
    answers={200: EstimateList},
    summary=_("List estimates"),
    description=_(
        "One for each movement pattern of which something was logged, the widest difference first, with "
        "what the running workout adds. Percent is of the stronger side. `figures` is null while too "
        "little is known: a guess is never told as a figure. This is no diagnosis."
    ),
)
def list_estimates(request: ApiRequest) -> dict[str, Any]:
    """Every current finding."""
    return estimates_data(current_findings_for(request.auth.athlete, as_of=timezone.now()))


@operation(
    router,
    "GET",
    "estimates/{pattern}",
    scope=Scope.ESTIMATES_READ,
    answers={200: EstimateOut},
    refusals=(404,),
    summary=_("One estimate"),
    description=_("Of a movement pattern; 404 while nothing of it was logged."),
)
def get_estimate(request: ApiRequest, pattern: Path[MovementPattern]) -> dict[str, Any]:
    """One pattern's finding."""
    finding = None
    if pattern.has_verdict:
        finding = current_finding_for(request.auth.athlete, pattern, as_of=timezone.now())
    if finding is None:
        raise Http404
    return estimate_data(finding)
