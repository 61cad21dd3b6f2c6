"""Assess: everything that a log cannot show."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from apps.core.htmx import render_page
from apps.core.requests import AthleteRequest

from .. import presenters, queries


@require_safe
def overview(request: AthleteRequest) -> HttpResponse:
    """What the health questions say today, and the way to every page."""
    permission = queries.training_permission_for(request.athlete, today=timezone.localdate())
    context = {
        "screening": presenters.screening_view(permission, None),
        "pages": presenters.ENTRIES,
    }
    return render_page(request, "assessments/overview.html", context)
