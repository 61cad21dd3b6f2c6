"""How a changed exercise is answered: its card to htmx, the page of its workout otherwise."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from apps.core.htmx import redirect_to, render_page
from apps.core.requests import AthleteRequest
from apps.exercises.presenters import exercise_name
from apps.lifts.forms import DeletedForm
from apps.lifts.presenters import (
    UndoView,
    present_card,
    present_workout,
    undo_of_deletion,
    undo_of_workout_deletion,
)
from apps.lifts.queries import deleted_set_for, deleted_workout_for, exercise_logs_for

if TYPE_CHECKING:
    from apps.lifts.models import WorkoutExercise

LOGGED = "levelset:lift-set-logged"


def wants_card(request: AthleteRequest, line: WorkoutExercise) -> bool:
    """Whether htmx is going to swap this exercise's card."""
    target = f"exercise-card-{line.exercise_id}"
    return bool(request.htmx) and request.htmx.target == target


def card_response(
    request: AthleteRequest,
    line: WorkoutExercise,
    *,
    template: str = "lifts/workout_exercise_detail.html",
    status: int = 200,
    **shown: Any,
) -> HttpResponse:
    """The exercise's card alone for htmx, or a page of its own with the same card."""
    logs = exercise_logs_for(request.athlete, line.workout, only=line)
    card = present_card(logs[0], unit=request.athlete.weight_unit, **shown)
    context = {"card": card, "workout": present_workout(line.workout)}
    if wants_card(request, line):
        response = render_page(request, "lifts/exercise_card.html", context, status=status)
    else:
        response = render_page(request, template, context, status=status)
    patch_vary_headers(response, ("HX-Request", "HX-Target"))
    return response


def changed(
    request: AthleteRequest,
    line: WorkoutExercise,
    *,
    toast: str = "",
    deleted: UUID | None = None,
    **shown: Any,
) -> HttpResponse:
    """What to answer after the exercise's sets changed, with the news for the open charts.

    ``deleted`` is the operation that took a set out: the page that comes back offers to undo it.
    """
    if not wants_card(request, line):
        return redirect_to(request, page_of(line, deleted=deleted))
    response = card_response(request, line, **shown)
    news: dict[str, Any] = {LOGGED: {"exercise": line.exercise.slug}}
    if toast:
        news["levelset:toast"] = {"text": toast}
    response.headers["HX-Trigger"] = json.dumps(news)
    return response


def reused(request: AthleteRequest, line: WorkoutExercise) -> HttpResponse:
    """The same change arrived before with other values: show what is stored."""
    response = card_response(request, line, status=409)
    text = _("That was saved already. This is how it stands now.")
    response.headers["HX-Trigger"] = json.dumps({"levelset:toast": {"text": text, "tone": "warn"}})
    return response


def undo_offered(request: AthleteRequest) -> UndoView | None:
    """The way back from the deletion this page comes after, while there is one."""
    op_id = DeletedForm(request.GET).op_id
    if op_id is None:
        return None
    row = deleted_set_for(request.athlete, op_id)
    if row is not None:
        return undo_of_deletion(row, op_id=op_id, name=exercise_name(row.exercise.name))
    workout = deleted_workout_for(request.athlete, op_id)
    return undo_of_workout_deletion(workout, op_id=op_id) if workout is not None else None


def page_of(line: WorkoutExercise, *, deleted: UUID | None = None) -> str:
    """Where the exercise's card stands: the page of its workout."""
    page = line.workout.get_absolute_url()
    if deleted is not None:
        return after_deletion(page, deleted)
    return f"{page}#exercise-card-{line.exercise_id}"


def after_deletion(page: str, op_id: UUID) -> str:
    """A page with the way back from a deletion on it."""
    return f"{page}?{urlencode({'deleted': op_id})}#undo"
