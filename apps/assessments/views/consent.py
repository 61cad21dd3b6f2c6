"""Asking before the first answer is kept, and taking it back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from apps.core.htmx import redirect_to, render_page
from apps.core.requests import AthleteRequest
from apps.profiles.domain.consent import Purpose
from apps.profiles.queries import has_consent as consented
from apps.profiles.services import give_consent

from .. import services
from ..forms import WithdrawForm

SCREENING = Purpose.SCREENING


@require_http_methods(["GET", "POST"])
def consent_create(request: AthleteRequest) -> HttpResponse:
    """Ask before the first answer is kept."""
    if request.method == "POST":
        give_consent(athlete=request.athlete, purpose=SCREENING, given_at=timezone.now())
        return redirect_to(request, "assessments:screening_create")
    has_consent = consented(request.athlete, SCREENING)
    return render_page(request, "assessments/consent_create.html", {"has_consent": has_consent})


@require_POST
def consent_withdraw(request: AthleteRequest) -> HttpResponse:
    """Forget what one consent covered."""
    form = WithdrawForm(request.POST)
    if form.is_valid():
        services.withdraw_consent(athlete=request.athlete, purpose=form.cleaned_data["purpose"])
        messages.success(request, _("Taken back, and deleted."))
    return redirect_to(request, "assessments:screening_detail")
