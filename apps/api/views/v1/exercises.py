"""Exercises: the catalogue and the athlete's own."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from ninja import Query, Router

from apps.api import queries
from apps.api.domain.scopes import Scope
from apps.api.forms.queries import ExerciseQuery
from apps.api.presenters.exercises import ExerciseOut, ExercisePage, exercise_data
from apps.exercises.queries import exercise_for, exercises_for

from .access import ApiRequest
from .routing import operation

TAG = "exercises"
router = Router()


@operation(
    router,
    "GET",
    "exercises",
    scope=Scope.TRAINING_READ,
    answers={200: ExercisePage},
    summary=_("List exercises"),
    description=_(
        "By name: the shared catalogue and your own. `search` looks in every name; the other words narrow."
    ),
)
def list_exercises(request: ApiRequest, asked: Query[ExerciseQuery]) -> dict[str, Any]:
    """Exercises that are offered."""
    rows = exercises_for(
        request.auth.athlete,
        search=asked.search,
        pattern=asked.pattern,
        equipment=asked.equipment,
        muscle=asked.muscle,
        laterality=asked.laterality,
    )
    page = queries.page_of(
        rows, by="name", limit=asked.limit, after=asked.after_text(), newest_first=False
    )
    return {"items": [exercise_data(row) for row in page.rows], "next": page.next}


@operation(
    router,
    "GET",
    "exercises/{uuid:exercise_id}",
    scope=Scope.TRAINING_READ,
    answers={200: ExerciseOut},
    refusals=(404,),
    summary=_("One exercise"),
    description=_("A retired one too: an old log may point at it."),
)
def get_exercise(request: ApiRequest, exercise_id: UUID) -> dict[str, Any]:
    """One exercise."""
    return exercise_data(exercise_for(request.auth.athlete, exercise_id))
