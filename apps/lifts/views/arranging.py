"""The order of a workout's list, and what is done in turn."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from apps.core.htmx import redirect_to, render_page, requested_partial
from apps.core.requests import AthleteRequest
from apps.lifts import services
from apps.lifts.forms import MoveForm, TurnForm
from apps.lifts.presenters import present_order, present_workout
from apps.lifts.queries import listed_exercise_for, workout_exercises_of, workout_for
from apps.lifts.views.refusals import answering_refusals

if TYPE_CHECKING:
    from apps.lifts.models import Workout

PARTIALS = ("workout_order",)


@require_safe
def workout_order(request: AthleteRequest, pk: UUID) -> HttpResponse:
    """A workout's list, to be put in order."""
    return _order(request, workout_for(request.athlete, pk))


@require_POST
@answering_refusals
def workout_exercise_move(
    request: AthleteRequest, workout_pk: UUID, exercise_pk: UUID
) -> HttpResponse:
    """Move an exercise up or down."""
    line = listed_exercise_for(request.athlete, workout_pk, exercise_pk)
    form = MoveForm(request.POST)
    if form.is_valid() and line.position:
        by, op_id = form.cleaned_data["by"], form.cleaned_data["op_id"]
        services.move_exercise(athlete=request.athlete, line=line, by=by, op_id=op_id)
    pressed = "up" if request.POST.get("by") == "-1" else "down"
    return _order(request, line.workout, focus=f"{pressed}-{exercise_pk}")


@require_POST
@answering_refusals
def workout_exercise_turn(
    request: AthleteRequest, workout_pk: UUID, exercise_pk: UUID
) -> HttpResponse:
    """Do an exercise in turn with the one before it, or by itself again."""
    line = listed_exercise_for(request.athlete, workout_pk, exercise_pk)
    form = TurnForm(request.POST)
    if form.is_valid() and line.position:
        change = services.do_in_turn if form.cleaned_data["in_turn"] else services.do_alone
        change(athlete=request.athlete, line=line, op_id=form.cleaned_data["op_id"])
    return _order(request, line.workout, focus=f"turn-{exercise_pk}")


def _order(request: AthleteRequest, workout: Workout, *, focus: str = "") -> HttpResponse:
    """The list as it is now; a form without script comes back to its page."""
    if focus and requested_partial(request, PARTIALS) is None:
        url = reverse("lifts:workout_order", args=[workout.pk])
        return redirect_to(request, f"{url}#{focus}")
    lines = workout_exercises_of(request.athlete, workout)
    context = {"workout": present_workout(workout), "lines": present_order(lines, focus=focus)}
    return render_page(request, "lifts/workout_order.html", context, partials=PARTIALS)
