"""The list of exercises of a workout."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from apps.core.htmx import redirect_to, render_page
from apps.core.identifiers import new_uuid7
from apps.core.requests import AthleteRequest
from apps.exercises.domain.vocabulary import Side
from apps.exercises.queries import exercise_for
from apps.lifts import services
from apps.lifts.forms import ExerciseChoiceForm, OperationForm, SearchForm
from apps.lifts.presenters import present_choices
from apps.lifts.queries import (
    exercise_choices_for,
    first_side_for,
    listed_exercise_for,
    workout_for,
)
from apps.lifts.views.cards import card_response, changed, page_of
from apps.lifts.views.refusals import answering_refusals


@require_http_methods(["GET", "HEAD", "POST"])
@answering_refusals
def workout_exercise_create(request: AthleteRequest, pk: UUID) -> HttpResponse:
    """Find an exercise and put it on the workout's list."""
    workout = workout_for(request.athlete, pk)
    if request.method == "POST":
        choice = ExerciseChoiceForm(request.POST)
        if choice.is_valid():
            exercise = exercise_for(request.athlete, choice.cleaned_data["exercise_id"])
            services.add_exercise_to_workout(
                athlete=request.athlete,
                workout_id=workout.pk,
                exercise_id=exercise.pk,
                op_id=choice.cleaned_data["op_id"],
            )
            line = listed_exercise_for(request.athlete, workout.pk, exercise.pk)
            return redirect_to(request, page_of(line))
    search = SearchForm(request.GET)
    words = search.cleaned_data["q"] if search.is_valid() else ""
    choices = present_choices(exercise_choices_for(request.athlete, workout, search=words))
    context = {"workout": workout, "search": search, "words": words, "choices": choices}
    return render_page(
        request,
        "lifts/workout_exercise_create.html",
        context,
        partials=("exercise_choices",),
        status=422 if request.method == "POST" else 200,
    )


@require_safe
def workout_exercise_detail(
    request: AthleteRequest, workout_pk: UUID, exercise_pk: UUID
) -> HttpResponse:
    """One exercise of a workout by itself."""
    line = listed_exercise_for(request.athlete, workout_pk, exercise_pk)
    return card_response(request, line, focus=request.GET.get("set", ""))


@require_POST
@answering_refusals
def workout_exercise_delete(
    request: AthleteRequest, workout_pk: UUID, exercise_pk: UUID
) -> HttpResponse:
    """Take an exercise without sets off the list."""
    line = listed_exercise_for(request.athlete, workout_pk, exercise_pk)
    form = OperationForm(request.POST)
    if not form.is_valid() or line.position == 0:
        return card_response(request, line, status=422)
    services.remove_exercise_from_workout(
        athlete=request.athlete,
        workout_exercise_id=line.pk,
        op_id=form.cleaned_data["op_id"],
    )
    return redirect_to(request, page_of(line).partition("#")[0])


@require_POST
@answering_refusals
def side_preference_update(
    request: AthleteRequest, workout_pk: UUID, exercise_pk: UUID
) -> HttpResponse:
    """Let the other side start this exercise, from now on."""
    line = listed_exercise_for(request.athlete, workout_pk, exercise_pk)
    wanted = request.POST.get("side", "")
    side = (
        Side(wanted) if wanted in Side else first_side_for(request.athlete, line.exercise).opposite
    )
    form = OperationForm(request.POST)
    services.choose_first_side(
        athlete=request.athlete,
        line=line,
        first_side=side,
        op_id=form.cleaned_data["op_id"] if form.is_valid() else new_uuid7(),
    )
    return changed(request, line)
