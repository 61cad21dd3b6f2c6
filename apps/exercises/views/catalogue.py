"""The catalogue's pages."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from apps.core.htmx import render_page
from apps.core.requests import AthleteRequest

from .. import queries
from ..forms import ExerciseSearchForm
from ..presenters import count_words, present_exercise, present_page


@require_GET
def exercise_list(request: AthleteRequest) -> HttpResponse:
    """Search the catalogue; typing swaps the results."""
    form = ExerciseSearchForm(request.GET)
    found = queries.exercises_for(
        request.athlete, **form.filters(at_hand=request.athlete.equipment)
    )
    view, pages = present_page(found, request.GET.get("page"))
    context = {
        "form": form,
        "view": view,
        "page": pages,
        "count": count_words(pages.paginator.count),
        "active": form.active_filters(),
        "clear_url": request.path,
    }
    return render_page(
        request, "exercises/exercise_list.html", context, partials=("exercise_results",)
    )


@require_GET
def exercise_detail(request: AthleteRequest, slug: str) -> HttpResponse:
    """One exercise: how it is done and what its numbers mean."""
    exercise = queries.exercise_for(request.athlete, slug)
    context = {"exercise": exercise, "view": present_exercise(exercise)}
    return render_page(request, "exercises/exercise_detail.html", context)
