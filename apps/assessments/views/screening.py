"""Screening pages: questions, places, what they mean, and the way back."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from apps.core.htmx import redirect_to, render_page
from apps.core.requests import AthleteRequest
from apps.profiles.domain.consent import Purpose

from .. import presenters, queries, services
from ..forms import CautionsForm, ClearanceForm, PlacesForm, ScreeningForm
from .consent import asked_first


@require_safe
def screening_detail(request: AthleteRequest) -> HttpResponse:
    """What may be trained today, what waits and why, and the way back."""
    return _detail(request)


@require_http_methods(["GET", "POST"])
@asked_first(Purpose.SCREENING)
def screening_create(request: AthleteRequest) -> HttpResponse:
    """The stop list, the seven questions and the extras."""
    form = ScreeningForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        services.record_screening(
            athlete=request.athlete,
            flags=form.red_flags(),
            yes=form.answered_yes(),
            extras=form.extras(),
            answered_at=timezone.now(),
            answered_on=timezone.localdate(),
        )
        return to_places_or_detail(request)
    status = 422 if form.is_bound else 200
    return render_page(request, "assessments/screening_create.html", {"form": form}, status=status)


def to_places_or_detail(request: AthleteRequest) -> HttpResponse:
    """Go on to where it is, when something was told that has a place and none was named."""
    asked = queries.standing_for(request.athlete).asked_places
    if any(not one.places for one in asked):
        return redirect_to(request, "assessments:places_update")
    return redirect_to(request, "assessments:screening_detail")


@require_http_methods(["GET", "POST"])
@asked_first(Purpose.SCREENING)
def places_update(request: AthleteRequest) -> HttpResponse:
    """Where it is; until then it stops everything."""
    asked = queries.standing_for(request.athlete).asked_places
    if not asked:
        return redirect_to(request, "assessments:screening_detail")
    form = PlacesForm(
        request.POST if request.method == "POST" else None,
        asked=[(one.name, presenters.asked_place_words(one), one.places) for one in asked],
    )
    if request.method == "POST" and form.is_valid():
        services.name_places(
            athlete=request.athlete,
            flags={one.key: form.places(one.name) for one in asked if one.key is not None},
            joints=next((form.places(one.name) for one in asked if one.key is None), None),
        )
        return redirect_to(request, "assessments:screening_detail")
    status = 422 if form.is_bound else 200
    return render_page(request, "assessments/places_update.html", {"form": form}, status=status)


@require_POST
def clearance_create(request: AthleteRequest) -> HttpResponse:
    """Note the day a clinician cleared the athlete, and of what."""
    form = _clearance_form(request, queries.standing_for(request.athlete))
    if form.is_valid():
        try:
            services.record_clearance(
                athlete=request.athlete,
                reports=form.keys("flag"),
                pain_blocks=form.keys("pain"),
                questions=form.questions(),
                cleared_on=form.cleaned_data["cleared_on"],
                today=timezone.localdate(),
            )
            return redirect_to(request, "assessments:screening_detail")
        except ValidationError as error:
            form.add_error(None, error)
    return _detail(request, clearance_form=form, status=422)


@require_POST
@asked_first(Purpose.SCREENING, then="assessments:screening_detail")
def cautions_update(request: AthleteRequest) -> HttpResponse:
    """Take the answer to the cautions of a week ago."""
    asked = queries.standing_for(request.athlete).due_cautions(today=timezone.localdate())
    form = CautionsForm(request.POST, asked=asked)
    if not form.is_valid():
        return _detail(request, cautions_form=form, status=422)
    services.answer_cautions_again(
        athlete=request.athlete,
        asked=form.asked,
        still_there=form.still_there(),
        now=timezone.now(),
        today=timezone.localdate(),
    )
    return redirect_to(request, "assessments:screening_detail")


def _clearance_form(request: AthleteRequest, standing: queries.Standing) -> ClearanceForm:
    return ClearanceForm(
        request.POST if request.method == "POST" else None,
        today=timezone.localdate(),
        offered=presenters.clearance_choices(standing.stops, standing.answers),
    )


def _detail(
    request: AthleteRequest,
    *,
    clearance_form: ClearanceForm | None = None,
    cautions_form: CautionsForm | None = None,
    status: int = 200,
) -> HttpResponse:
    today, athlete = timezone.localdate(), request.athlete
    standing = queries.standing_for(athlete)
    due = standing.due_cautions(today=today)
    context = {
        "safety": presenters.safety_view(
            queries.safety_for(athlete, today=today, standing=standing),
            answers=standing.answers,
            told=standing.stops,
            today=today,
        ),
        "clearance_form": clearance_form or _clearance_form(request, standing),
        "cautions_form": cautions_form or CautionsForm(asked=due),
        "has_due_cautions": bool(due),
        "asks_places": bool(standing.asked_places),
    }
    return render_page(request, "assessments/screening_detail.html", context, status=status)
