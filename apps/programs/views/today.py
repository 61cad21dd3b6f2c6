"""Today: what to do now, how level you are, what needs you."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.views.decorators.http import require_safe

from apps.core.htmx import render_page
from apps.imbalances.presenters import level_views
from apps.imbalances.queries import findings_for
from apps.lifts.queries import running_workout_for
from apps.programs import presenters, queries

if TYPE_CHECKING:
    from django.http import HttpResponse

    from apps.core.requests import AthleteRequest


@require_safe
def today(request: AthleteRequest) -> HttpResponse:
    """The next session, the levels, and what is waiting."""
    athlete, day = request.athlete, timezone.localdate()
    session = queries.next_session_for(athlete)
    context = {
        "today": presenters.today_view(
            session,
            program=queries.active_program_for(athlete),
            permission=queries.permission_for(athlete, today=day),
            findings=findings_for(athlete),
            running=running_workout_for(athlete),
            day=day,
            unit=athlete.weight_unit,
        ),
        "levels": level_views(findings_for(athlete)),
    }
    partials = ("next_session", "today_levels", "closing_gap")
    return render_page(request, "programs/today.html", context, partials=partials)
