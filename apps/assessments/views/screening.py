"""Screening pages: questions, what they mean, clearance."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from apps.core.htmx import redirect_to, render_page
from apps.core.requests import AthleteRequest
from apps.profiles.domain.consent import Purpose

from .. import presenters, queries, services
from ..forms import ClearanceForm, ScreeningForm
from .consent import asked_first


@require_safe
def screening_detail(request: AthleteRequest) -> HttpResponse:
    """What the newest answers allow, and what to do next."""
    return _detail(request, ClearanceForm(today=timezone.localdate()))


@require_http_methods(["GET", "POST"])
@asked_first(Purpose.SCREENING)
def screening_create(request: AthleteRequest) -> HttpResponse:
    """The stop list and the seven questions, once keeping the answers was agreed to."""
    form = ScreeningForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        services.record_screening(
            athlete=request.athlete,
            flags=form.stop_flags(),
            yes=form.answered_yes(),
            answered_at=timezone.now(),
            answered_on=timezone.localdate(),
        )
        return redirect_to(request, "assessments:screening_detail")
    status = 422 if form.is_bound else 200
    return render_page(request, "assessments/screening_create.html", {"form": form}, status=status)


@require_POST
def clearance_create(request: AthleteRequest) -> HttpResponse:
    """Note the day a clinician cleared the athlete."""
    screening = queries.latest_screening_for(request.athlete)
    if screening is None:
        raise Http404
    today = timezone.localdate()
    form = ClearanceForm(request.POST, today=today)
    if form.is_valid():
        try:
            services.record_clearance(
                screening=screening, cleared_on=form.cleaned_data["cleared_on"], today=today
            )
            return redirect_to(request, "assessments:screening_detail")
        except ValidationError as error:
            form.add_error(None, error)
    return _detail(request, form, status=422)


def _detail(request: AthleteRequest, form: ClearanceForm, *, status: int = 200) -> HttpResponse:
    answers = queries.answers_for(request.athlete)
    permission = queries.training_permission_for(request.athlete, today=timezone.localdate())
    context = {
        "screening": presenters.screening_view(permission, answers),
        "clearance_form": form,
    }
    return render_page(request, "assessments/screening_detail.html", context, status=status)


@login_not_required
@require_safe
def red_flags(request: HttpRequest) -> HttpResponse:
    """When to stop and whom to ask, as plain text, reachable from everywhere."""
    return render_page(request, "assessments/red_flags.html", {"tiers": presenters.flags_by_tier()})
