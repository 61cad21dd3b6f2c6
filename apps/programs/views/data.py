"""What the player fetches: the session to keep on the device, and what finishing one changed."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.views.decorators.http import require_safe
from django_htmx.http import trigger_client_event

from apps.core.htmx import redirect_to, render_page
from apps.core.snapshots import Data, snapshot
from apps.programs import presenters, queries, services

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from apps.core.requests import AthleteRequest
    from apps.profiles.models import Athlete


@snapshot
def session_data(request: AthleteRequest) -> Data | None:
    """The running session, else the next one, with every step in words."""
    athlete = request.athlete
    if not athlete:  # type: ignore[truthy-bool] # a lazy one, which may be nobody
        return None
    today = timezone.localdate(timezone=ZoneInfo(athlete.time_zone))
    return {"athlete": str(athlete.pk), "session": _session_of(athlete, today=today)}


def _session_of(athlete: Athlete, *, today: dt.date) -> Data | None:
    session = queries.session_to_play(athlete)
    if session is None:
        return None
    obstacle = ""
    safety = queries.safety_for(athlete, today=today)
    if session.status == session.Status.PLANNED:
        found = queries.obstacle_to(athlete, session, today=today, safety=safety)
        obstacle = services.obstacle_words(found)
    return presenters.session_data(
        session,
        queries.walk_of(session, blocked=safety.blocked_regions),
        unit=athlete.weight_unit,
        weights=athlete.own_weights,
        today=today,
        obstacle=obstacle,
        substitutes=services.substitutes_in(athlete, session, safety=safety),
    )


@require_safe
def session_end(request: AthleteRequest, pk: UUID) -> HttpResponse:
    """What a finished session changed, for the player to show in its place."""
    session = queries.session_for(request.athlete, pk)
    if not request.htmx or session.status != session.Status.DONE:
        return redirect_to(request, "programs:session_detail", pk)
    unit = request.athlete.weight_unit
    changes = presenters.change_views(queries.changes_after(session), unit=unit)
    response = render_page(request, "programs/session_finish.html", {"changes": changes})
    return trigger_client_event(response, "levelset:findings-changed")
