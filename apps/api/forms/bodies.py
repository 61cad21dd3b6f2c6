"""What is sent to be stored, and the fields of the log's operations that it comes to."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field, StringConstraints

from apps.core.units import WeightUnit
from apps.exercises.domain.vocabulary import SetKind, SetSide, SideSource
from apps.lifts.domain.limits import NOTE_LENGTH, NOTES_LENGTH, TITLE_LENGTH

from .fields import (
    Body,
    Day,
    Key,
    Load,
    Moment,
    Pain,
    PairOrder,
    Reps,
    Reserve,
    Revision,
    Seconds,
    SetIndex,
    Yes,
    left_out,
)

Title = Annotated[str, StringConstraints(max_length=TITLE_LENGTH)]
Notes = Annotated[str, StringConstraints(max_length=NOTES_LENGTH)]
Note = Annotated[str, StringConstraints(max_length=NOTE_LENGTH)]
Zone = Annotated[str, StringConstraints(max_length=64)]


class TypedLoad(Body):
    """A weight as it was typed."""

    value: Load
    unit: WeightUnit


class _Set(Body):
    reps: Reps | None = left_out()
    seconds: Seconds | None = left_out()
    load: TypedLoad | None = left_out()
    rir: Reserve | None = left_out()
    pain: Pain | None = left_out()
    kind: SetKind = left_out()
    side_source: SideSource = left_out()
    pair_order: PairOrder | None = left_out()
    capped_by_plan: Yes = left_out()
    note: Note = left_out()

    def fields(self) -> dict[str, Any]:
        """The row's fields, as operations name them."""
        told = self.told()
        for name in ("id", "base_revision"):
            told.pop(name, None)
        if "load" in told:
            load = told.pop("load")
            told["typed_load"] = None if load is None else load.value
            told["typed_unit"] = "" if load is None else load.unit
        return told


class SetCreate(_Set):
    """One set of one side."""

    id: Key = left_out()
    workout_id: Key
    exercise_id: Key
    side: SetSide
    set_index: SetIndex = left_out()
    performed_at: Moment = left_out()

    def fields(self) -> dict[str, Any]:
        """The row's fields; a set without a number is counted on from the first by the log."""
        return {"set_index": 1, **super().fields()}


class SetChange(_Set):
    """What is to be different about a set."""

    side: SetSide = left_out()
    set_index: SetIndex = left_out()
    performed_at: Moment = left_out()
    base_revision: Revision = left_out()


class WorkoutCreate(Body):
    """One visit to the gym."""

    id: Key = left_out()
    started_at: Moment
    ended_at: Moment | None = left_out()
    time_zone: Zone = left_out()
    local_date: Day = left_out()
    title: Title = left_out()
    notes: Notes = left_out()


class WorkoutChange(Body):
    """What is to be different about a workout."""

    started_at: Moment = left_out()
    ended_at: Moment | None = left_out()
    time_zone: Zone = left_out()
    local_date: Day = left_out()
    title: Title = left_out()
    notes: Notes = left_out()
    base_revision: Revision = left_out()


class SessionMove(Body):
    """Another day for a session."""

    date: Day
    is_sure: Yes = Field(default=False)
