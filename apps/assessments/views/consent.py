"""Asking before the first answer of a purpose is kept, and taking it back."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from apps.core.htmx import redirect_to, render_page
from apps.core.requests import AthleteRequest
from apps.profiles.domain.consent import Purpose
from apps.profiles.queries import consents_for, has_consent
from apps.profiles.services import give_consent

from .. import presenters, services
from ..forms import WithdrawForm

type View = Callable[..., HttpResponse]


def asked_first(purpose: Purpose, *, then: str = "") -> Callable[[View], View]:
    """Open a page only to who agreed that answers of ``purpose`` are kept; ask the others first.

    After agreeing they come back to this page, or to the page named ``then`` where this one is no
    page to come back to.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def asking(request: AthleteRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if has_consent(request.athlete, purpose):
                return view(request, *args, **kwargs)
            back = resolve_url(then) if then else request.path
            return redirect_to(request, presenters.consent_url(purpose, then=back))

        return asking

    return decorate


@require_safe
def consent_list(request: AthleteRequest) -> HttpResponse:
    """Every purpose: what is kept, since when, and how to take it back."""
    given = {Purpose(one.purpose): one.given_at for one in consents_for(request.athlete)}
    context = {"rows": presenters.consent_rows(given)}
    return render_page(request, "assessments/consent_list.html", context)


@require_http_methods(["GET", "POST"])
def consent_create(request: AthleteRequest, purpose: str) -> HttpResponse:
    """Ask before the first answer of one purpose is kept."""
    if purpose not in set(Purpose):
        raise Http404
    asked = Purpose(purpose)
    if request.method == "POST":
        give_consent(athlete=request.athlete, purpose=asked, given_at=timezone.now())
        return redirect_to(request, next_page(request))
    context = {
        "words": presenters.CONSENT_WORDS[asked],
        "has_consent": has_consent(request.athlete, asked),
    }
    return render_page(request, "assessments/consent_create.html", context)


@require_POST
def consent_withdraw(request: AthleteRequest) -> HttpResponse:
    """Forget what one consent covered."""
    form = WithdrawForm(request.POST)
    if form.is_valid():
        services.withdraw_consent(athlete=request.athlete, purpose=form.cleaned_data["purpose"])
        messages.success(request, _("Taken back, and deleted."))
    return redirect_to(request, "assessments:consent_list")


def next_page(request: AthleteRequest, *, otherwise: str = "assessments:consent_list") -> str:
    """The page that asked, when it is one of ours."""
    url = request.POST.get("next") or request.GET.get("next", "")
    if url_has_allowed_host_and_scheme(
        url, {request.get_host()}, require_https=request.is_secure()
    ):
        return url
    return resolve_url(otherwise)
