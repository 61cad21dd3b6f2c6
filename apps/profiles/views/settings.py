"""The settings: a list of what is set now, and a short page to change each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from apps.core.htmx import redirect_to, render_page
from apps.core.requests import AthleteRequest

from .. import queries, services
from ..forms import LanguageForm, RestForm, SideOrderForm, TimeZoneForm, UnitForm
from ..presenters import present_settings

if TYPE_CHECKING:
    from ..forms.preferences import PreferenceForm

UNPROCESSABLE = 422


@require_GET
def setting_list(request: AthleteRequest) -> HttpResponse:
    """Everything that can be set, with what it is now."""
    groups = present_settings(
        request.athlete, body_mass=queries.shown_body_mass_for(request.athlete)
    )
    return render_page(request, "profiles/setting_list.html", {"groups": groups})


@require_http_methods(["GET", "POST"])
def unit_update(request: AthleteRequest) -> HttpResponse:
    """Kilograms or pounds."""
    return _change(request, UnitForm, title=_("Unit"))


@require_http_methods(["GET", "POST"])
def rest_update(request: AthleteRequest) -> HttpResponse:
    """How long to rest, and how its end is told."""
    return _change(request, RestForm, title=_("Rests, sound and vibration"))


@require_http_methods(["GET", "POST"])
def side_order_update(request: AthleteRequest) -> HttpResponse:
    """Which side starts."""
    return _change(request, SideOrderForm, title=_("Which side starts"))


@require_http_methods(["GET", "POST"])
def time_zone_update(request: AthleteRequest) -> HttpResponse:
    """Where the day begins; the device may say it."""
    return _change(request, TimeZoneForm, title=_("Time zone"), detects="id_time_zone")


@require_http_methods(["GET", "POST"])
def language_update(request: AthleteRequest) -> HttpResponse:
    """The language of the pages, on this device also before signing in."""
    return _change(request, LanguageForm, title=_("Language"))


@require_GET
def colours(request: AthleteRequest) -> HttpResponse:
    """Light or dark: each device remembers its own."""
    return render_page(request, "profiles/colours.html")


def _change(
    request: AthleteRequest, form_class: type[PreferenceForm], *, title: str, detects: str = ""
) -> HttpResponse:
    """Show one setting's form, or take it and go back to the list."""
    form = form_class(request.POST if request.method == "POST" else None, instance=request.athlete)
    if request.method == "POST" and form.is_valid():
        services.update_settings(athlete=request.athlete, changes=form.changes())
        messages.success(request, _("Saved."))
        return redirect_to(request, "profiles:setting_list")
    context = {"form": form, "title": title, "detects": detects}
    status = UNPROCESSABLE if form.is_bound else 200
    return render_page(request, "profiles/setting_update.html", context, status=status)
