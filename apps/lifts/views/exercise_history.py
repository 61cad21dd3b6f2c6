"""One exercise over the years."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from apps.core.htmx import render_page
from apps.core.requests import AthleteRequest
from apps.lifts.forms import OlderForm
from apps.lifts.presenters import present_exercise_history
from apps.lifts.queries import exercise_history_for


@require_safe
def exercise_history(request: AthleteRequest, slug: str) -> HttpResponse:
    """Left and right week by week, the bests of each side, and the latest workouts."""
    older = OlderForm(request.GET)
    history = exercise_history_for(request.athlete, slug, before=older.moment)
    view = present_exercise_history(history, unit=request.athlete.weight_unit)
    context = {"view": view, "is_first": older.moment is None}
    return render_page(request, "lifts/exercise_history.html", context, partials=("past_sets",))
