"""Something feels wrong: text that is open to everybody, and telling it."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from apps.core.htmx import render_page
from apps.core.requests import AthleteRequest
from apps.core.shells import render_shell
from apps.profiles.domain.consent import Purpose

from .. import presenters, services
from ..forms import RedFlagForm
from .consent import asked_first
from .screening import to_places_or_detail


@login_not_required
@require_safe
def red_flags(request: HttpRequest) -> HttpResponse:
    """When to stop and whom to ask, as plain text: from everywhere, and without a network."""
    context = {"tiers": presenters.flags_by_tier()}
    return render_shell(request, "assessments/red_flags.html", context)


@require_http_methods(["GET", "POST"])
@asked_first(Purpose.SCREENING)
def red_flag_create(request: AthleteRequest) -> HttpResponse:
    """Tell that one of the signs is there: tests and programs leave it alone from now on."""
    form = RedFlagForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        services.report_red_flags(
            athlete=request.athlete,
            flags=form.red_flags(),
            reported_at=timezone.now(),
            reported_on=timezone.localdate(),
        )
        return to_places_or_detail(request)
    status = 422 if form.is_bound else 200
    return render_page(request, "assessments/red_flag_create.html", {"form": form}, status=status)
