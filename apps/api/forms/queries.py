"""What lists may be asked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from apps.api.domain import cursors, limits
from apps.api.domain.problems import Code, FieldProblem, Refusal
from apps.exercises.domain.anatomy import Muscle
from apps.exercises.domain.vocabulary import (
    Equipment,
    Laterality,
    MovementPattern,
    SetKind,
    SetSide,
)

from .fields import Day, Key, Moment, Words, left_out

Limit = Annotated[int, Field(ge=1, le=limits.MOST_ITEMS)]
Cursor = Annotated[str, StringConstraints(max_length=cursors.MOST_CHARACTERS)]


class ListQuery(BaseModel):
    """A page of a list."""

    model_config = ConfigDict(extra="forbid")

    limit: Limit = limits.DEFAULT_ITEMS
    cursor: Cursor = left_out()

    def after_moment(self) -> tuple[dt.datetime, UUID] | None:
        """Where a list by moments goes on."""
        return self._after(cursors.read_moment)

    def after_day(self) -> tuple[dt.date, UUID] | None:
        """Where a list by days goes on."""
        return self._after(cursors.read_day)

    def after_text(self) -> tuple[str, UUID] | None:
        """Where a list by names goes on."""
        return self._after(cursors.read_text)

    def _after[P](self, read: Callable[[str], P]) -> P | None:
        cursor: str | None = self.cursor
        if cursor is None:
            return None
        try:
            return read(cursor)
        except cursors.CursorError:
            wrong = FieldProblem(field="cursor", code="unknown_choice", message="")
            raise Refusal(Code.INVALID, errors=(wrong,)) from None


class ExerciseQuery(ListQuery):
    """Exercises by name and kind."""

    search: Words = ""
    pattern: MovementPattern = left_out()
    equipment: Equipment = left_out()
    muscle: Muscle = left_out()
    laterality: Laterality = left_out()


class WorkoutQuery(ListQuery):
    """Workouts of some days."""

    since: Day = left_out()
    until: Day = left_out()


class SetQuery(ListQuery):
    """Sets of a workout, of an exercise, of some time."""

    workout_id: Key = left_out()
    exercise_id: Key = left_out()
    side: SetSide = left_out()
    kind: SetKind = left_out()
    since: Moment = left_out()
    until: Moment = left_out()


class SessionQuery(ListQuery):
    """Planned sessions of some days."""

    since: Day = left_out()
    until: Day = left_out()
    program_id: Key = left_out()
