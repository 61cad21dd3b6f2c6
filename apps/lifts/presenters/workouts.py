"""Workouts, the history, and what can be added to one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from itertools import groupby
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from msgspec import Struct

from apps.core.identifiers import new_uuid7
from apps.exercises.domain.vocabulary import (
    MovementPattern,
)
from apps.exercises.presenters import PATTERN_WORDS, exercise_name
from apps.lifts.forms import (
    OperationForm,
    StartForm,
    WorkoutForm,
    logged_sides,
)

if TYPE_CHECKING:
    from apps.lifts.models import Workout
    from apps.lifts.queries import ExerciseChoice


class WorkoutView(Struct, frozen=True, kw_only=True):
    """A workout's head, and what can be done with it."""

    pk: UUID
    title: str
    day: date
    started_at: datetime
    ended_at: datetime | None
    minutes: int | None
    notes: str
    revision: int
    is_running: bool
    url: str
    summary: str


def present_workout(workout: Workout, *, now: datetime | None = None) -> WorkoutView:
    """The workout's head; ``now`` tells how long a running one has taken."""
    until = workout.ended_at if workout.ended_at is not None else now
    minutes = None if until is None else int((until - workout.started_at).total_seconds() // 60)
    return WorkoutView(
        pk=workout.pk,
        title=workout.title or _("Workout"),
        day=workout.local_date,
        started_at=workout.started_at,
        ended_at=workout.ended_at,
        minutes=minutes,
        notes=workout.notes,
        revision=workout.revision,
        is_running=workout.ended_at is None,
        url=workout.get_absolute_url(),
        summary=_summary(workout),
    )


def _summary(workout: Workout) -> str:
    exercises = getattr(workout, "exercise_count", None)
    sets = getattr(workout, "set_count", None)
    if exercises is None or sets is None:
        return ""
    return " · ".join(
        (
            ngettext("%(n)s exercise", "%(n)s exercises", exercises) % {"n": exercises},
            ngettext("%(n)s set", "%(n)s sets", sets) % {"n": sets},
        )
    )


class MonthView(Struct, frozen=True, kw_only=True):
    """A month's workouts, latest first."""

    first_day: date
    workouts: tuple[WorkoutView, ...]


def present_history(workouts: Iterable[Workout]) -> tuple[MonthView, ...]:
    """Workouts under the month they were done in."""
    shown = [present_workout(workout) for workout in workouts]
    return tuple(
        MonthView(first_day=first_day, workouts=tuple(of_month))
        for first_day, of_month in groupby(shown, key=lambda one: one.day.replace(day=1))
    )


class ChoiceView(Struct, frozen=True, kw_only=True):
    """An exercise that can be put on the list."""

    pk: UUID
    name: str
    detail: str
    is_recent: bool
    is_listed: bool
    op_id: UUID


def present_choices(choices: Iterable[ExerciseChoice]) -> tuple[ChoiceView, ...]:
    """Exercises to add, with what tells them apart."""
    return tuple(
        ChoiceView(
            pk=choice.exercise.pk,
            name=exercise_name(choice.exercise.name),
            detail=_choice_detail(choice.exercise),
            is_recent=choice.is_recent,
            is_listed=choice.is_listed,
            op_id=new_uuid7(),
        )
        for choice in choices
    )


def _choice_detail(exercise: Any) -> str:
    pattern = str(PATTERN_WORDS[MovementPattern(exercise.pattern)])
    sides = len(logged_sides(exercise)) > 1
    return f"{pattern} · {_('left and right') if sides else _('both sides together')}"


def start_form() -> StartForm:
    """The form that begins a workout, with ids for browsers that make none."""
    return StartForm(initial={"op_id": new_uuid7(), "workout_id": new_uuid7()})


def finish_form() -> OperationForm:
    """A form that needs an id and nothing else."""
    return OperationForm(initial={"op_id": new_uuid7()})


def workout_form(workout: Workout) -> WorkoutForm:
    """The workout's name and notes as they are."""
    return WorkoutForm(
        initial={
            "title": workout.title,
            "notes": workout.notes,
            "op_id": new_uuid7(),
            "base_revision": workout.revision,
        }
    )
