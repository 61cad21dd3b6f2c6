"""A session as it is walked through, and what may keep it from beginning."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import StrEnum
from uuid import UUID

from msgspec import Struct

from apps.exercises.domain.catalogue import ExerciseSpec
from apps.exercises.domain.vocabulary import Region, Side
from apps.programs.domain.program import Prescription
from apps.programs.domain.steps import Step, StepKey


def set_numbers(lines: Mapping[int, Prescription]) -> dict[StepKey, int]:
    """Number of each set within its exercise, from 1, over the whole session.

    An exercise may be warmed up, checked and trained in one session: its sets are counted on, so
    that the log can tell them apart. Both sides of a pair share their number.
    """
    numbers: dict[StepKey, int] = {}
    counted: dict[str, int] = {}
    for position, line in sorted(lines.items()):
        before = counted.get(line.exercise_slug, 0)
        most = max((dose.sets for dose in line.doses), default=0)
        for set_index in range(most):
            for side in (Side.LEFT, Side.RIGHT, None):
                key = StepKey(position=position, set_index=set_index, side=side)
                numbers[key] = before + set_index + 1
        counted[line.exercise_slug] = before + most
    return numbers


class Walk(Struct, frozen=True, kw_only=True):
    """A session as it is walked through, without what was logged meanwhile.

    Parameters
    ----------
    steps
        Every step in order.
    lines, specs, exercises, aims
        The prescription, the exercise, its row's key and the reps to aim at (None: the bottom of
        the range), by position.
    numbers
        Number of each step's set within its exercise.
    skipped
        Steps left out one by one.
    stopped
        Positions of the exercises that pain ended.
    left_alone
        Positions of the exercises that would work a blocked region, or need what is not at hand.
    """

    steps: tuple[Step, ...]
    lines: Mapping[int, Prescription]
    specs: Mapping[int, ExerciseSpec]
    exercises: Mapping[int, UUID]
    aims: Mapping[int, int | None]
    numbers: Mapping[StepKey, int]
    skipped: frozenset[StepKey]
    stopped: frozenset[int]
    left_alone: frozenset[int] = frozenset()


def is_left_alone(spec: ExerciseSpec, blocked: Collection[Region]) -> bool:
    """Whether an exercise works a blocked region, or warns of one; as the generator has it."""
    return not spec.regions.union(spec.cautions).isdisjoint(blocked)


class Obstacle(StrEnum):
    """Why a session cannot begin now."""

    WAITS = "waits"
    ASKS_FIRST = "asks_first"
    LEFT_ALONE = "left_alone"
    NOTHING_AT_HAND = "nothing_at_hand"
    ANOTHER_RUNS = "another_runs"
    OPEN_WORKOUT = "open_workout"
