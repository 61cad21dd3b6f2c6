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
    today = timezone.localdate()
    safety = queries.safety_for(request.athlete, today=today)
    context = {
        "safety": presenters.safety_view(safety, today=today),
        "pages": presenters.ENTRIES,
    }
    return render_page(request, "assessments/overview.html", context)
