"""A way in for somebody who only wants to look."""

from __future__ import annotations

from allauth.core import ratelimit
from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from apps.core.htmx import redirect_to

from . import services


@login_not_required
@require_POST
def demo_create(request: HttpRequest) -> HttpResponse:
    """Make a copy of the sample athlete, sign the visitor in as it, and show Today."""
    if request.user.is_authenticated:
        return redirect_to(request, "programs:today")
    refusal: HttpResponse | None = ratelimit.consume_or_429(request, action="demo_create")
    if refusal is not None:
        return refusal
    athlete = services.create_demo_athlete(now=timezone.now())
    login(request, athlete.user, backend=settings.AUTHENTICATION_BACKENDS[0])
    request.session.set_expiry(services.LIVES_FOR)
    return redirect_to(request, "programs:today")
