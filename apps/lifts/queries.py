"""Reads of the log: the only door to a workout or a set, always the athlete's own."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import batched
from typing import TYPE_CHECKING, Any, Protocol
from uuid import UUID

from django.db.models import (
    Count,
    IntegerField,
    Max,
    OuterRef,
    Q,
    Subquery,
    TextField,
    Value,
)
from django.db.models.functions import Cast, Coalesce, Concat
from django.shortcuts import get_object_or_404

from apps.exercises.domain.vocabulary import (
    LoadBasis,
    RepConvention,
    SetKind,
    SetSide,
    Side,
    SideSource,
)
from apps.exercises.queries import exercises_for

from .domain.prefill import (
    DoneSet,
    PlannedValues,
    next_set_index,
    planned_values,
    tells_nothing,
)
from .domain.rows import LiftRow
from .models import (
    LiftSet,
    LiftSetQuerySet,
    Operation,
    SidePreference,
    Workout,
    WorkoutExercise,
    WorkoutExerciseQuerySet,
    WorkoutQuerySet,
)

if TYPE_CHECKING:
    from apps.profiles.models import Athlete

_CHUNK = 2000


class Patterned(Protocol):
    """An exercise, as a row or as a value."""

    id: UUID
    pattern: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstSide:
    """The side that starts, and who said so: the athlete, a finding, or nobody."""

    side: Side
    chosen_by: str


def workout_for(athlete: Athlete, pk: UUID) -> Workout:
    """One workout, or 404."""
    return get_object_or_404(Workout.objects.of(athlete), pk=pk)


def running_workout_for(athlete: Athlete) -> Workout | None:
    """The workout that was started and not finished."""
    return Workout.objects.of(athlete).running().first()


def last_workout_for(athlete: Athlete) -> Workout | None:
    """The finished workout that was started last."""
    return Workout.objects.of(athlete).exclude(ended_at=None).first()


def workouts_for(athlete: Athlete) -> WorkoutQuerySet:
    """All workouts, latest first, each with ``set_count`` and ``exercise_count``.

    Both sides of one set are one: a pair is never counted twice.
    """
    sets = (
        LiftSet.objects.filter(workout=OuterRef("pk"), deleted_at=None).order_by().values("workout")
    )
    set_key = Concat(
        Cast("exercise_id", TextField()),
        Value(" "),
        Cast("set_index", TextField()),
        output_field=TextField(),
    )
    counts = {
        "set_count": sets.annotate(n=Count(set_key, distinct=True)),
        "exercise_count": sets.annotate(n=Count("exercise", distinct=True)),
    }
    return Workout.objects.of(athlete).annotate(
        **{
            name: Coalesce(Subquery(rows.values("n"), IntegerField()), 0)
            for name, rows in counts.items()
        }
    )


def lift_set_for(athlete: Athlete, pk: UUID) -> LiftSet:
    """One set with its workout and exercise, or 404; a deleted one is gone."""
    rows = LiftSet.objects.of(athlete).filter(workout__deleted_at=None)
    return get_object_or_404(rows.select_related("workout", "exercise"), pk=pk)


def sets_of_workout(athlete: Athlete, workout: Workout) -> LiftSetQuerySet:
    """The workout's sets, exercise by exercise, in the order they were done."""
    return LiftSet.objects.of(athlete).filter(workout=workout)


def workout_exercises_of(athlete: Athlete, workout: Workout) -> WorkoutExerciseQuerySet:
    """The workout's list of exercises, in order."""
    return (
        WorkoutExercise.objects.of(athlete)
        .filter(workout=workout)
        .select_related("exercise")
        .order_by("position", "id")
    )


def exercise_ids_of(athlete: Athlete, workout: Workout) -> list[UUID]:
    """The exercises of a workout in order, those with sets alone too."""
    sets: dict[UUID, list[LiftSet]] = {}
    for row in sets_of_workout(athlete, workout).select_related("exercise"):
        sets.setdefault(row.exercise_id, []).append(row)
    return [line.exercise_id for line in _lines(athlete, workout, sets)]


def workout_exercise_for(athlete: Athlete, pk: UUID) -> WorkoutExercise:
    """One line of a workout's list with its workout and exercise, or 404."""
    rows = WorkoutExercise.objects.of(athlete).filter(workout__deleted_at=None)
    return get_object_or_404(rows.select_related("workout", "exercise"), pk=pk)


def operation_for(athlete: Athlete, pk: UUID) -> Operation:
    """One entry of the athlete's ledger, or 404."""
    return get_object_or_404(Operation, pk=pk, athlete=athlete)


def listed_exercise_for(athlete: Athlete, workout_pk: UUID, exercise_pk: UUID) -> WorkoutExercise:
    """An exercise of a workout with both rows, or 404; sets alone put it on the list too."""
    lines = WorkoutExercise.objects.of(athlete).filter(workout__deleted_at=None)
    line = (
        lines.filter(workout=workout_pk, exercise=exercise_pk)
        .select_related("workout", "exercise")
        .first()
    )
    if line is not None:
        return line
    sets = LiftSet.objects.of(athlete).filter(workout__deleted_at=None)
    found = sets.filter(workout=workout_pk, exercise=exercise_pk)
    row = get_object_or_404(found.select_related("workout", "exercise").order_by("id")[:1])
    return WorkoutExercise(athlete=athlete, workout=row.workout, exercise=row.exercise, position=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseLog:
    """One exercise of a workout: what was done, what was done last time, which side starts."""

    line: WorkoutExercise
    sets: tuple[LiftSet, ...]
    last_sets: tuple[LiftSet, ...]
    first_side: FirstSide
    is_first_without_effort: bool


def exercise_logs_for(
    athlete: Athlete, workout: Workout, *, only: WorkoutExercise | None = None
) -> list[ExerciseLog]:
    """The workout's exercises in order, with everything a card shows; or ``only`` one of them."""
    sets: dict[UUID, list[LiftSet]] = {}
    rows = list(_with_exercise(sets_of_workout(athlete, workout), only))
    for row in rows:
        sets.setdefault(row.exercise_id, []).append(row)
    lines = [only] if only is not None else _lines(athlete, workout, sets)
    last = last_sets_for(athlete, exercise_ids=[line.exercise_id for line in lines], before=workout)
    sides = first_sides_for(athlete, [line.exercise for line in lines])
    silent = _exercise_of_first_silent_pair(rows)
    return [
        ExerciseLog(
            line=line,
            sets=tuple(sets.get(line.exercise_id, ())),
            last_sets=tuple(last.get(line.exercise_id, ())),
            first_side=_first_side_of(line, sides[line.exercise_id]),
            is_first_without_effort=line.exercise_id == silent,
        )
        for line in lines
    ]


def _with_exercise(rows: LiftSetQuerySet, only: WorkoutExercise | None) -> LiftSetQuerySet:
    return rows.select_related("exercise") if only is None else rows


def _lines(
    athlete: Athlete, workout: Workout, sets: dict[UUID, list[LiftSet]]
) -> list[WorkoutExercise]:
    lines = list(workout_exercises_of(athlete, workout))
    listed = {line.exercise_id for line in lines}
    unlisted = [rows[0] for exercise_id, rows in sets.items() if exercise_id not in listed]
    return lines + [
        WorkoutExercise(athlete=athlete, workout=workout, exercise=row.exercise, position=0)
        for row in sorted(unlisted, key=lambda row: row.performed_at)
    ]


def _first_side_of(line: WorkoutExercise, preferred: FirstSide) -> FirstSide:
    if line.first_side and preferred.chosen_by != SidePreference.ChosenBy.ATHLETE:
        return FirstSide(side=Side(line.first_side), chosen_by=SidePreference.ChosenBy.FINDING)
    return preferred


def _exercise_of_first_silent_pair(rows: Iterable[LiftSet]) -> UUID | None:
    """The exercise whose pair was the workout's first to say nothing about a difference."""
    pairs: dict[tuple[UUID, int], list[LiftSet]] = {}
    for row in sorted(rows, key=lambda row: (row.performed_at, row.id)):
        if SetSide(row.side).body_side is not None:
            pairs.setdefault((row.exercise_id, row.set_index), []).append(row)
    for (exercise_id, _), pair in pairs.items():
        if tells_nothing([(done_set(row).values, row.rir) for row in pair]):
            return exercise_id
    return None


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


def first_sides_for(athlete: Athlete, exercises: Iterable[Patterned]) -> dict[UUID, FirstSide]:
    """By exercise, which side starts: the athlete's word, else the pattern's finding, else left."""
    exercises = tuple(exercises)
    preferences = SidePreference.objects.filter(athlete=athlete).filter(
        Q(exercise__in=[exercise.id for exercise in exercises])
        | Q(pattern__in={str(exercise.pattern) for exercise in exercises}, exercise=None)
    )
    said = {row.exercise_id or row.pattern: row for row in preferences}
    sides: dict[UUID, FirstSide] = {}
    for exercise in exercises:
        row = said.get(exercise.id) or said.get(str(exercise.pattern))
        sides[exercise.id] = (
            FirstSide(side=Side(row.first_side), chosen_by=row.chosen_by)
            if row is not None
            else FirstSide(side=Side.LEFT, chosen_by="")
        )
    return sides


def first_side_for(athlete: Athlete, exercise: Patterned) -> Side:
    """Which side starts this exercise."""
    return first_sides_for(athlete, [exercise])[exercise.id].side


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseChoice:
    """An exercise that could join a workout's list."""

    exercise: Any
    is_recent: bool
    is_listed: bool


def exercise_choices_for(
    athlete: Athlete, workout: Workout, *, search: str = "", limit: int = 60
) -> list[ExerciseChoice]:
    """What can be added to the workout: what was trained last first, then by name."""
    recent = recent_exercise_ids_for(athlete, limit=12)
    listed = set(
        WorkoutExercise.objects.of(athlete)
        .filter(workout=workout)
        .values_list("exercise_id", flat=True)
    )
    place = {exercise_id: index for index, exercise_id in enumerate(recent)}
    found = sorted(
        exercises_for(athlete, search=search),
        key=lambda exercise: (place.get(exercise.pk, len(place)), exercise.name),
    )
    return [
        ExerciseChoice(
            exercise=exercise, is_recent=exercise.pk in place, is_listed=exercise.pk in listed
        )
        for exercise in found[:limit]
    ]


def recent_exercise_ids_for(athlete: Athlete, *, limit: int) -> list[UUID]:
    """What was trained last, latest first."""
    return list(
        LiftSet.objects.of(athlete)
        .filter(workout__deleted_at=None)
        .order_by()
        .values("exercise_id")
        .annotate(latest=Max("performed_at"))
        .order_by("-latest", "exercise_id")
        .values_list("exercise_id", flat=True)[:limit]
    )


_ROW_COLUMNS = (
    "id",
    "workout_id",
    "exercise_id",
    "performed_at",
    "workout__local_date",
    "set_index",
    "side",
    "side_source",
    "kind",
    "pair_order",
    "load_kg",
    "reps",
    "seconds",
    "rir",
    "pain",
    "capped_by_plan",
    "load_basis",
    "rep_convention",
    "workout__ended_at",
)


def lift_rows_for(
    athlete: Athlete,
    *,
    exercise_ids: Collection[UUID] | None = None,
    since: date | None = None,
    until: date | None = None,
    include_running: bool = True,
) -> tuple[LiftRow, ...]:
    """Logged sets as plain values, oldest first, in one query; dates are local and inclusive."""
    rows = LiftSet.objects.of(athlete).filter(workout__deleted_at=None)
    if exercise_ids is not None:
        rows = rows.filter(exercise_id__in=exercise_ids)
    if since is not None:
        rows = rows.filter(workout__local_date__gte=since)
    if until is not None:
        rows = rows.filter(workout__local_date__lte=until)
    if not include_running:
        rows = rows.exclude(workout__ended_at=None)
    ordered = rows.order_by("performed_at", "set_index", "pair_order", "id")
    return tuple(_lift_row(*values) for values in ordered.values_list(*_ROW_COLUMNS))


def _lift_row(*values: Any) -> LiftRow:
    named = dict(zip(_ROW_COLUMNS, values, strict=True))
    local_date = named.pop("workout__local_date")
    ended_at = named.pop("workout__ended_at")
    load_kg, rir = named.pop("load_kg"), named.pop("rir")
    return LiftRow(
        **{
            **named,
            "side": SetSide(named["side"]),
            "side_source": SideSource(named["side_source"]),
            "kind": SetKind(named["kind"]),
            "load_basis": LoadBasis(named["load_basis"]),
            "rep_convention": RepConvention(named["rep_convention"]),
        },
        local_date=local_date,
        load_kg=None if load_kg is None else float(load_kg),
        rir=None if rir is None else float(rir),
        workout_ended=ended_at is not None,
    )


def known_set_ids_for(athlete: Athlete, ids: Iterable[UUID]) -> frozenset[UUID]:
    """Those of ``ids`` that the log ever held, deleted ones too."""
    return frozenset(
        pk
        for chunk in batched(ids, _CHUNK)
        for pk in LiftSet.objects.filter(athlete=athlete, pk__in=chunk)
        .order_by()
        .values_list("pk", flat=True)
    )


def known_workouts_for(athlete: Athlete, ids: Iterable[UUID]) -> dict[UUID, bool]:
    """Those of ``ids`` that the log ever held, each with whether it is still there."""
    return {
        pk: deleted_at is None
        for chunk in batched(ids, _CHUNK)
        for pk, deleted_at in Workout.objects.filter(athlete=athlete, pk__in=chunk)
        .order_by()
        .values_list("pk", "deleted_at")
    }


def listed_exercises_for(
    athlete: Athlete, workout_ids: Iterable[UUID]
) -> frozenset[tuple[UUID, UUID]]:
    """Pairs of workout and exercise that stand on these workouts' lists."""
    return frozenset(
        pair
        for chunk in batched(workout_ids, _CHUNK)
        for pair in WorkoutExercise.objects.of(athlete)
        .filter(workout_id__in=chunk)
        .order_by()
        .values_list("workout_id", "exercise_id")
    )


def whole_log_for(athlete: Athlete) -> LiftSetQuerySet:
    """Every set of every finished workout with its workout and exercise, oldest first."""
    return (
        LiftSet.objects.of(athlete)
        .filter(workout__deleted_at=None)
        .exclude(workout__ended_at=None)
        .select_related("workout", "exercise")
        .order_by(
            "workout__started_at",
            "workout_id",
            "performed_at",
            "exercise__slug",
            "set_index",
            "pair_order",
            "side",
            "id",
        )
    )
