"""Everything one exercise of a workout shows."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import (
    Q,
    Subquery,
)
from msgspec import Struct

from apps.exercises.domain.vocabulary import (
    SetKind,
    SetSide,
    Side,
)
from apps.lifts.domain.prefill import (
    DoneSet,
    PairedSet,
    PlannedValues,
    Silence,
    next_set_index,
    planned_values,
    silence_of,
)
from apps.lifts.models import (
    LiftSet,
    LiftSetQuerySet,
    SidePreference,
    Workout,
    WorkoutExercise,
)

from .sides import FirstSide, first_sides_for
from .workouts import sets_of_workout, workout_lines

if TYPE_CHECKING:
    from apps.profiles.models import Athlete


class ExerciseLog(Struct, frozen=True, kw_only=True):
    """One exercise of a workout: what was done, what was done last time, which side starts."""

    line: WorkoutExercise
    sets: tuple[LiftSet, ...]
    last_sets: tuple[LiftSet, ...]
    first_side: FirstSide
    silence: Silence | None
    is_current: bool


def exercise_logs_for(
    athlete: Athlete, workout: Workout, *, only: WorkoutExercise | None = None
) -> list[ExerciseLog]:
    """The workout's exercises in order, with everything a card shows; or ``only`` one of them."""
    sets: dict[UUID, list[LiftSet]] = {}
    rows = list(_with_exercise(sets_of_workout(athlete, workout), only))
    for row in rows:
        sets.setdefault(row.exercise_id, []).append(row)
    lines = [only] if only is not None else workout_lines(athlete, workout, sets)
    last = last_sets_for(athlete, exercise_ids=[line.exercise_id for line in lines], before=workout)
    sides = first_sides_for(athlete, [line.exercise for line in lines])
    silent, silence = _first_silent_pair(rows)
    latest = max(rows, key=lambda row: (row.performed_at, row.id), default=None)
    return [
        ExerciseLog(
            line=line,
            sets=tuple(sets.get(line.exercise_id, ())),
            last_sets=tuple(last.get(line.exercise_id, ())),
            first_side=_first_side_of(line, sides[line.exercise_id]),
            silence=silence if line.exercise_id == silent else None,
            is_current=latest is not None and latest.exercise_id == line.exercise_id,
        )
        for line in lines
    ]


def _with_exercise(rows: LiftSetQuerySet, only: WorkoutExercise | None) -> LiftSetQuerySet:
    return rows.select_related("exercise") if only is None else rows


def _first_side_of(line: WorkoutExercise, preferred: FirstSide) -> FirstSide:
    if line.first_side and preferred.chosen_by != SidePreference.ChosenBy.ATHLETE:
        return FirstSide(side=Side(line.first_side), chosen_by=SidePreference.ChosenBy.FINDING)
    return preferred


def _first_silent_pair(rows: Iterable[LiftSet]) -> tuple[UUID | None, Silence | None]:
    """The exercise whose pair was the workout's first to say nothing about a difference."""
    pairs: dict[tuple[UUID, int], list[LiftSet]] = {}
    for row in sorted(rows, key=lambda row: (row.performed_at, row.id)):
        if SetSide(row.side).body_side is not None and row.kind == SetKind.WORK:
            pairs.setdefault((row.exercise_id, row.set_index), []).append(row)
    for (exercise_id, _), pair in pairs.items():
        silence = silence_of([_paired_set(row) for row in pair])
        if silence is not None:
            return exercise_id, silence
    return None, None


def _paired_set(row: LiftSet) -> PairedSet:
    values = done_set(row).values
    return PairedSet(values=values, rir=row.rir, capped_by_plan=row.capped_by_plan)


def done_set(row: LiftSet) -> DoneSet:
    """A logged set as the prefill reads it."""
    return DoneSet(
        set_index=row.set_index,
        side=SetSide(row.side),
        kind=SetKind(row.kind),
        values=PlannedValues(
            load_kg=row.load_kg,
            typed_load=row.typed_load,
            typed_unit=row.typed_unit,
            reps=row.reps,
            seconds=row.seconds,
        ),
    )


def last_sets_for(
    athlete: Athlete, *, exercise_ids: Collection[UUID], before: Workout
) -> dict[UUID, list[LiftSet]]:
    """By exercise, the sets of the latest earlier workout that held it, in one query."""
    if not exercise_ids:
        return {}
    wanted = Q()
    for exercise_id in exercise_ids:
        latest = (
            LiftSet.objects.of(athlete)
            .filter(
                exercise_id=exercise_id,
                workout__deleted_at=None,
                performed_at__lte=before.started_at,
            )
            .exclude(workout=before)
            .order_by("-performed_at")
            .values("workout_id")[:1]
        )
        wanted |= Q(exercise_id=exercise_id, workout_id=Subquery(latest))
    by_exercise: dict[UUID, list[LiftSet]] = {}
    for row in LiftSet.objects.of(athlete).filter(wanted):
        by_exercise.setdefault(row.exercise_id, []).append(row)
    return by_exercise


def planned_values_for(
    athlete: Athlete, *, exercise_ids: Collection[UUID], workout: Workout, side: SetSide
) -> dict[UUID, PlannedValues]:
    """By exercise, what ``side`` is likely to do in its next set of ``workout``."""
    last = last_sets_for(athlete, exercise_ids=exercise_ids, before=workout)
    now: dict[UUID, list[DoneSet]] = {}
    for row in sets_of_workout(athlete, workout).filter(exercise_id__in=exercise_ids):
        now.setdefault(row.exercise_id, []).append(done_set(row))
    return {
        exercise_id: planned_values(
            side=side,
            set_index=next_set_index(now.get(exercise_id, ()), side),
            now=now.get(exercise_id, ()),
            last=[done_set(row) for row in last.get(exercise_id, ())],
        )
        for exercise_id in exercise_ids
    }
