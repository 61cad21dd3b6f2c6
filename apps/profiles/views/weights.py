"""Own weights: what there is of each kind."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from apps.core.htmx import redirect_to, render_page
from apps.core.requests import AthleteRequest
from apps.core.units import WeightUnit

from .. import services
from ..forms import weights_form
from ..presenters import WEIGHT_WORDS, present_weights


@require_GET
def weights_list(request: AthleteRequest) -> HttpResponse:
    """Every kind of weight with what was told of it."""
    context = {"rows": present_weights(request.athlete)}
    return render_page(request, "profiles/weights_list.html", context)


@require_http_methods(["GET", "POST"])
def weights_update(request: AthleteRequest, kind: str) -> HttpResponse:
    """One kind: what there is, or back to the usual."""
    if kind not in WEIGHT_WORDS:
        raise Http404
    athlete, posted = request.athlete, request.method == "POST"
    form = weights_form(
        kind,
        request.POST if posted else None,
        weights=athlete.own_weights,
        unit=athlete.weight_unit,
        asked=request.GET.get("unit", ""),
    )
    forgets = "forget" in request.POST
    if posted and (forgets or form.is_valid()):
        services.set_weights(athlete=athlete, kind=kind, part=None if forgets else form.part)
        messages.success(request, _("Saved."))
        return redirect_to(request, "profiles:weights_list")
    told = kind in athlete.weights
    context = {"form": form, "kind": kind, "title": WEIGHT_WORDS[kind], "told": told}
    return render_page(
        request,
        "profiles/weights_update.html",
        context | {"units": [unit.value for unit in WeightUnit]},
        status=422 if posted else 200,
    )
