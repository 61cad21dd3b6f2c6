"""Check-ins: where, what, how strong; as last time; and where it is going."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from apps.core.htmx import redirect_to, render_page
from apps.core.requests import AthleteRequest
from apps.profiles.domain.consent import Purpose

from .. import presenters, queries, services
from ..domain.asking_about_signs import flag_to_ask
from ..domain.body import BodySide, Place, Spot
from ..domain.red_flags import RedFlag
from ..domain.signs import Sign, SignReport, concern_of
from ..forms import CheckInForm, PlaceForm
from .consent import asked_first

SILHOUETTE = "assessments/_silhouette.html"
"""Built by bin/build-body-map.mjs; without it the places are drawn alone."""
HOME = "assessments:check_in_list"


@require_safe
@asked_first(Purpose.SIGNS)
def check_in_list(request: AthleteRequest) -> HttpResponse:
    """The body to point at, "as last time", and every sign with its course."""
    form = PlaceForm(request.GET if "spot" in request.GET else None)
    if form.is_bound and form.is_valid():
        return redirect_to(request, presenters.place_url(form.place()))
    status = 422 if form.is_bound else 200
    return render_page(
        request, "assessments/check_in_list.html", _context(request, form), status=status
    )


def _context(request: AthleteRequest, form: PlaceForm) -> dict[str, Any]:
    trends = queries.sign_trends_for(request.athlete)
    today = timezone.localdate()
    signs = tuple(trend.latest for trend in trends if trend.is_open)
    return {
        "figures": presenters.body_figures(signs),
        "silhouette": SILHOUETTE if _has_silhouette() else "",
        "place_form": form,
        "same_again": sum(sign.day < today for sign in signs),
        "signs": presenters.sign_lines(trends),
    }


@require_http_methods(["GET", "POST"])
@asked_first(Purpose.SIGNS)
def check_in_create(request: AthleteRequest, spot: Spot, side: BodySide) -> HttpResponse:
    """One sign at one place."""
    place = Place(spot=spot, side=side)
    form = CheckInForm(request.POST if request.method == "POST" else None, place=place)
    if request.method == "POST" and form.is_valid():
        report = form.report(day=timezone.localdate())
        services.record_sign(athlete=request.athlete, report=report, told_at=timezone.now())
        return _go_on(request, report)
    context = {
        "form": form,
        "place": capfirst(presenters.place_words(place)),
        "sides": presenters.side_links(place),
    }
    status = 422 if form.is_bound else 200
    return render_page(request, "assessments/check_in_create.html", context, status=status)


def _go_on(request: AthleteRequest, report: SignReport) -> HttpResponse:
    """To the list; or first to the stop list, where the sign may stand on it."""
    words = presenters.kept_words(report, concern_of(report))
    flag = flag_to_ask(report)
    if flag is None:
        messages.success(request, words)
        return redirect_to(request, HOME)
    messages.warning(request, words)
    return redirect_to(request, "assessments:flag_question", flag.value)


@require_safe
def flag_question(request: AthleteRequest, flag: str) -> HttpResponse:
    """Ask the one question after a sign that may stand on the stop list."""
    if flag not in set(RedFlag):
        raise Http404
    context = {"question": presenters.flag_question(RedFlag(flag))}
    return render_page(request, "assessments/flag_question.html", context)


@require_POST
@asked_first(Purpose.SIGNS, then=HOME)
def check_in_same(request: AthleteRequest) -> HttpResponse:
    """Everything that is open, as it was, as of today."""
    kept = services.record_same_again(
        athlete=request.athlete, day=timezone.localdate(), told_at=timezone.now()
    )
    words = ngettext("Kept as last time: %(n)s sign.", "Kept as last time: %(n)s signs.", len(kept))
    messages.success(request, words % {"n": len(kept)})
    return redirect_to(request, HOME)


@require_safe
@asked_first(Purpose.SIGNS)
def sign_detail(request: AthleteRequest, spot: Spot, side: BodySide, sign: Sign) -> HttpResponse:
    """One sign at one place: every report, each to be taken out."""
    place = Place(spot=spot, side=side)
    rows = queries.check_ins_of(request.athlete, place, sign)
    if not rows:
        raise Http404
    reports = tuple(queries.sign_report(row) for row in rows)
    context = {
        "title": presenters.title_of(reports[0]),
        "rows": presenters.check_in_rows(rows, reports),
        "again_url": presenters.place_url(place),
    }
    return render_page(request, "assessments/sign_detail.html", context)


@require_POST
def check_in_delete(request: AthleteRequest, pk: UUID) -> HttpResponse:
    """Forget one report."""
    services.forget_check_in(check_in=queries.check_in_for(request.athlete, pk))
    messages.success(request, _("Deleted."))
    return redirect_to(request, HOME)


def _has_silhouette() -> bool:
    try:
        get_template(SILHOUETTE)
    except TemplateDoesNotExist:
        return False
    return True
