"""What may lie behind a difference, and what follows from it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from apps.core.htmx import redirect_to, render_page
from apps.core.requests import AthleteRequest
from apps.profiles.domain.consent import Purpose

from .. import presenters, queries, services
from ..forms import CauseForm
from .consent import asked_first


@require_http_methods(["GET", "POST"])
@asked_first(Purpose.CAUSES)
def cause_list(request: AthleteRequest) -> HttpResponse:
    """Every named cause with what it changes, and naming another."""
    today = timezone.localdate()
    form = CauseForm(request.POST if request.method == "POST" else None, today=today)
    if request.method == "POST" and form.is_valid():
        services.name_cause(athlete=request.athlete, named_at=timezone.now(), **form.named())
        messages.success(request, _("Kept. Below is what it changes."))
        return redirect_to(request, "assessments:cause_list")
    named = queries.named_causes_for(request.athlete)
    context = {"form": form, "causes": presenters.cause_views(named, today=today)}
    status = 422 if form.is_bound else 200
    return render_page(request, "assessments/cause_list.html", context, status=status)


@require_POST
def cause_delete(request: AthleteRequest, pk: UUID) -> HttpResponse:
    """Forget one cause."""
    services.forget_cause(named=queries.named_cause_for(request.athlete, pk))
    messages.success(request, _("Deleted."))
    return redirect_to(request, "assessments:cause_list")
