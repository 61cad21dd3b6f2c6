"""Today: what to do now, how level you are, what needs you."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.views.decorators.http import require_safe

from apps.assessments.presenters import due_view, morning_views
from apps.assessments.queries import due_for, mornings_for
from apps.core.htmx import render_page
from apps.imbalances.presenters.pages import balance_view
from apps.imbalances.queries import overview_for
from apps.lifts.queries import running_workout_for
from apps.programs import presenters, queries

if TYPE_CHECKING:
    from django.http import HttpResponse

    from apps.core.requests import AthleteRequest


@require_safe
def today(request: AthleteRequest) -> HttpResponse:
    """The next session, the levels, and what is waiting."""
    athlete, now, day = request.athlete, timezone.now(), timezone.localdate()
    overview = overview_for(athlete, as_of=now)
    program = queries.active_program_for(athlete)
    session, safety = queries.next_session_for(athlete), queries.safety_for(athlete, today=day)
    blocked = safety.blocked_regions
    context = {
        "today": presenters.today_view(
            session,
            program=program,
            safety=safety,
            left_alone=queries.left_alone_in(session, blocked) if session else (),
            findings=overview.findings,
            running=running_workout_for(athlete),
            day=day,
            unit=athlete.weight_unit,
        ),
        "mornings": morning_views(mornings_for(athlete, today=day)),
        "due": due_view(due_for(athlete, safety=safety, today=day)),
        "page": balance_view(overview, unit=athlete.weight_unit, now=now),
    }
    partials = ("next_session", "closing_gap")
    return render_page(request, "programs/today.html", context, partials=partials)
