"""A workout's list, to be put in order."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count
from typing import TYPE_CHECKING
from uuid import UUID

from django.urls import reverse
from msgspec import Struct

from apps.core.identifiers import new_uuid7
from apps.exercises.presenters import exercise_name

if TYPE_CHECKING:
    from apps.lifts.models import WorkoutExercise


class OrderLine(Struct, frozen=True, kw_only=True):
    """One exercise of the list, and where it can go.

    ``superset`` is the letter that those done in turn share, empty for one by itself; ``focus`` is
    the button the reader pressed, which may be gone at an end of the list.
    """

    exercise_id: UUID
    name: str
    superset: str
    can_go_up: bool
    can_go_down: bool
    can_join: bool
    is_in_turn: bool
    move_url: str
    turn_url: str
    op_id: UUID
    focus: str


def present_order(lines: Iterable[WorkoutExercise], *, focus: str = "") -> tuple[OrderLine, ...]:
    """The list in order; supersets are lettered as they come."""
    lines = tuple(lines)
    letters: dict[UUID, str] = {}
    letter = (chr(ord("A") + number) for number in count())
    shown = []
    for place, line in enumerate(lines):
        before = lines[place - 1] if place else None
        if line.superset is not None and line.superset not in letters:
            letters[line.superset] = next(letter)
        ids = [line.workout_id, line.exercise_id]
        shown.append(
            OrderLine(
                exercise_id=line.exercise_id,
                name=exercise_name(line.exercise.name),
                superset=letters[line.superset] if line.superset is not None else "",
                can_go_up=before is not None,
                can_go_down=place < len(lines) - 1,
                can_join=before is not None
                and (line.superset is None or line.superset != before.superset),
                is_in_turn=line.superset is not None,
                move_url=reverse("lifts:workout_exercise_move", args=ids),
                turn_url=reverse("lifts:workout_exercise_turn", args=ids),
                op_id=new_uuid7(),
                focus=_focus(focus, line, place, len(lines)),
            )
        )
    return tuple(shown)


def _focus(pressed: str, line: WorkoutExercise, place: int, length: int) -> str:
    """Which button of the line the reader is on; at an end of the list the one that is left."""
    what, _, exercise_id = pressed.partition("-")
    if exercise_id != str(line.exercise_id):
        return ""
    if what == "up" and place == 0:
        return "down"
    return "up" if what == "down" and place == length - 1 else what
