"""The secret address for calendars elsewhere: made, ended, and read."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID
from zoneinfo import ZoneInfo

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from apps.core.htmx import redirect_to, render_page
from apps.programs import presenters, queries, services

if TYPE_CHECKING:
    from django.http import HttpRequest

    from apps.core.requests import AthleteRequest


@require_POST
def feed_create(request: AthleteRequest) -> HttpResponse:
    """Make an address and show it, this once."""
    try:
        op_id = UUID(request.POST.get("op_id", ""))
    except ValueError:
        return redirect_to(request, "programs:calendar")
    token = services.open_feed(athlete=request.athlete, op_id=op_id)
    if token is None:
        messages.warning(request, _("That address has ended. Ask for a new one."))
        return redirect_to(request, "programs:calendar")
    path = reverse("programs:calendar_feed", args=[token])
    context = {"address": request.build_absolute_uri(path)}
    return render_page(request, "programs/feed_create.html", context)


@require_POST
def feed_end(request: AthleteRequest) -> HttpResponse:
    """End the address."""
    services.close_feed(athlete=request.athlete)
    messages.success(request, _("The address has ended. Calendars that used it see nothing new."))
    return redirect_to(request, "programs:calendar")


@login_not_required
@require_safe
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    """The sessions for whoever knows the address: days, titles, minutes."""
    refusal: HttpResponse | None = ratelimit.consume_or_429(
        request, action="calendar_feed", limit_get=True
    )
    if refusal is not None:
        return refusal
    athlete = services.reader_of(token)
    if athlete is None:
        raise Http404
    today = timezone.localdate(timezone=ZoneInfo(athlete.time_zone))
    text = presenters.feed_text(
        queries.feed_sessions_for(athlete, since=presenters.feed_since(today)),
        language=athlete.language,
    )
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response.headers["Cache-Control"] = "private, max-age=300"
    response.headers["Content-Disposition"] = 'inline; filename="levelset.ics"'
    response.headers["X-Robots-Tag"] = "noindex"
    return response
