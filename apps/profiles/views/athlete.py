"""Onboarding, and the same questions later."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from apps.core.htmx import redirect_to, render_page
from apps.core.requests import AthleteRequest, PersonRequest

from .. import services
from ..forms import AboutForm, AthleteForm


@require_http_methods(["GET", "POST"])
def athlete_create(request: PersonRequest) -> HttpResponse:
    """Onboarding: one page, then Today."""
    if request.athlete:  # type: ignore[attr-defined]
        return redirect("profiles:setting_list")
    form = AthleteForm(
        request.POST if request.method == "POST" else None, today=timezone.localdate()
    )
    if request.method == "POST" and form.is_valid():
        if form.is_too_young:
            return _say_goodbye(request)
        services.create_athlete(
            user=request.user,
            profile=form.profile(),
            body_mass=form.body_mass_typed(),
            measured_on=timezone.localdate(),
        )
        return redirect_to(request, "programs:today")
    status = 422 if form.is_bound else 200
    return render_page(
        request, "profiles/athlete_create.html", {"form": form, "is_first": True}, status=status
    )


def _say_goodbye(request: PersonRequest) -> HttpResponse:
    person = request.user
    logout(request)
    services.remove_person(user=person)
    return render_page(request, "profiles/too_young.html", {"title": _("Not yet")})


@require_http_methods(["GET", "POST"])
def athlete_update(request: AthleteRequest) -> HttpResponse:
    """Who somebody is, when they train and what they have at hand."""
    form = AboutForm(
        request.POST if request.method == "POST" else None,
        instance=request.athlete,
        today=timezone.localdate(),
    )
    if request.method == "POST" and form.is_valid() and form.is_too_young:
        form.refuse_age()
    if request.method == "POST" and form.is_valid():
        services.update_settings(athlete=request.athlete, changes=form.profile())
        messages.success(request, _("Saved."))
        return redirect_to(request, "profiles:setting_list")
    status = 422 if form.is_bound else 200
    return render_page(request, "profiles/athlete_update.html", {"form": form}, status=status)
