"""Body mass over time."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from apps.core.htmx import redirect_to, render_page
from apps.core.requests import AthleteRequest
from apps.core.units import plain

from .. import queries, services
from ..forms import BodyMassForm
from ..presenters import body_mass_chart, present_body_masses

PAGE_LENGTH = 50


@require_http_methods(["GET", "POST"])
def body_mass_list(request: AthleteRequest) -> HttpResponse:
    """Every day on the scales, and a form for another one."""
    athlete, today = request.athlete, timezone.localdate()
    form = BodyMassForm(
        request.POST if request.method == "POST" else None,
        unit=athlete.weight_unit,
        today=today,
        initial={"measured_on": today},
    )
    if request.method == "POST" and form.is_valid():
        typed, day = form.cleaned_data["body_mass"], form.cleaned_data["measured_on"]
        services.record_body_mass(athlete=athlete, typed=typed, measured_on=day)
        messages.success(request, _("Saved."))
        return redirect_to(request, "profiles:body_mass_list")
    pages = Paginator(queries.body_mass_rows_for(athlete), PAGE_LENGTH)
    page = pages.get_page(request.GET.get("page"))
    rows = present_body_masses(page, unit=athlete.weight_unit)
    chart = body_mass_chart(queries.body_masses_for(athlete), unit=athlete.weight_unit)
    context = {"form": form, "rows": rows, "page": page, "chart": chart}
    status = 422 if form.is_bound else 200
    return render_page(request, "profiles/body_mass_list.html", context, status=status)


@require_http_methods(["GET", "POST"])
def body_mass_update(request: AthleteRequest, pk: UUID) -> HttpResponse:
    """Correct one day, in the unit it was typed in."""
    row = queries.body_mass_for(request.athlete, pk)
    form = BodyMassForm(
        request.POST if request.method == "POST" else None,
        unit=row.typed_unit,
        today=timezone.localdate(),
        initial={"measured_on": row.measured_on, "body_mass": plain(row.typed)},
    )
    if request.method == "POST" and form.is_valid():
        typed, day = form.cleaned_data["body_mass"], form.cleaned_data["measured_on"]
        services.change_body_mass(row=row, typed=typed, measured_on=day)
        messages.success(request, _("Saved."))
        return redirect_to(request, "profiles:body_mass_list")
    context = {"form": form, "row": row}
    status = 422 if form.is_bound else 200
    return render_page(request, "profiles/body_mass_update.html", context, status=status)


@require_POST
def body_mass_delete(request: AthleteRequest, pk: UUID) -> HttpResponse:
    """Forget one day."""
    services.remove_body_mass(row=queries.body_mass_for(request.athlete, pk))
    messages.success(request, _("Deleted."))
    return redirect_to(request, "profiles:body_mass_list")
