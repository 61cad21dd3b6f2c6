"""All that was ever done with one exercise, week by week, in few statements and few rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from django.db.models import (
    Case,
    Count,
    F,
    FloatField,
    Func,
    IntegerField,
    Max,
    OuterRef,
    Value,
    When,
)
from django.db.models.functions import Abs, Cast, Coalesce, Greatest, TruncWeek
from django.db.models.lookups import GreaterThan
from django.shortcuts import get_object_or_404
from msgspec import Struct

from apps.exercises.domain.moved_load import limb_load_kg
from apps.exercises.domain.vocabulary import Limb, LoadBasis, SetSide
from apps.exercises.queries import visible_exercises_for
from apps.lifts.domain.bests import SideBests
from apps.lifts.models import LiftSet
from apps.profiles.queries import read_weigh_ins, weigh_ins_beside

from .bests import read_bests, stored_bests_beside
from .measures import (
    TENTHS,
    TIMED,
    WeighIns,
    comparable_sets,
    effective_tenths,
    may_be_estimated,
    slope_of,
    weigh_in_number,
)

if TYPE_CHECKING:
    from apps.profiles.models import Athlete

WORKOUTS_SHOWN: Final = 8
_ROWS_READ: Final = 96
"""Enough for the workouts of one page at twelve rows each; more rows make a page of fewer."""


class Score(StrEnum):
    """What the weeks of an exercise are compared by."""

    STRENGTH = "strength"
    """Estimated one-repetition maximum, kg."""
    SECONDS = "seconds"
    REPS = "reps"


class Week(Struct, frozen=True, kw_only=True):
    """The best of one side in one week, which begins on Monday, ``day``."""

    day: dt.date
    side: SetSide
    best: float


class ExerciseHistory(Struct, frozen=True, kw_only=True):
    """One exercise: its bests and weeks, its latest sets and whether there are older ones."""

    exercise: Any
    bests: dict[SetSide, SideBests]
    score: Score
    weeks: tuple[Week, ...]
    set_count: int
    workouts: tuple[tuple[LiftSet, ...], ...]
    has_older: bool


def exercise_history_for(
    athlete: Athlete, slug: str, *, before: dt.datetime | None = None
) -> ExerciseHistory:
    """The exercise's history in three statements, or 404; ``before`` turns to older workouts."""
    exercise = _exercise(athlete, slug)
    weigh_ins = read_weigh_ins(exercise.weighed) if exercise.body_mass_share else ()
    bests = read_bests(athlete, {exercise: exercise.stored_bests}, weigh_ins=weigh_ins)
    weeks, score, count = _weeks(athlete, exercise, weigh_ins)
    workouts, has_older = _latest(athlete, exercise, before)
    return ExerciseHistory(
        exercise=exercise,
        bests=bests.get(exercise.pk, {}),
        score=score,
        weeks=weeks,
        set_count=count,
        workouts=workouts,
        has_older=has_older,
    )


def _exercise(athlete: Athlete, slug: str) -> Any:
    found = visible_exercises_for(athlete).filter(slug=slug)
    own_first = found.order_by(F("athlete").asc(nulls_last=True))
    beside = {
        "weighed": weigh_ins_beside(athlete),
        "stored_bests": stored_bests_beside(athlete, OuterRef("pk")),
    }
    return get_object_or_404(own_first.annotate(**beside)[:1])


def _weeks(
    athlete: Athlete, exercise: Any, weigh_ins: WeighIns
) -> tuple[tuple[Week, ...], Score, int]:
    counted = Score.SECONDS if exercise.metric in TIMED else Score.REPS
    slope = slope_of(exercise)
    strength = (
        Value(None, FloatField())
        if slope is None
        else Max(_e1rm(exercise, slope, weigh_ins), filter=may_be_estimated())
    )
    rows = (
        comparable_sets(athlete)
        .filter(exercise=exercise)
        .order_by()
        .annotate(week=TruncWeek("workout__local_date"))
        .values_list("week", "side")
        .annotate(count=Max(counted.value), strength=strength, sets=Count("pk"))
        .order_by("week")
    )
    found = [(week, SetSide(side), *values) for week, side, *values in rows]
    estimated = [row for row in found if row[3] is not None]
    score = Score.STRENGTH if estimated else counted
    weeks = tuple(
        Week(day=week, side=side, best=float(best))
        for week, side, count, strength_kg, _sets in found
        if (best := strength_kg if estimated else count) is not None
    )
    return weeks, score, sum(row[4] for row in found)


def _e1rm(exercise: Any, slope: float, weigh_ins: WeighIns) -> Any:
    """Estimated one-repetition maximum in kg, as :func:`apps.lifts.domain.bests.e1rm_kg` has it.

    Null where the mass that was moved is not known, or nothing was left to lift.
    """
    moved = _moved(exercise, weigh_ins)
    reps = Cast(effective_tenths(), FloatField()) / Value(float(TENTHS))
    strength = moved * (Value(1.0) + Value(slope) * reps) / Value(1.0 + slope)
    return Case(When(GreaterThan(moved, Value(0.0)), then=strength), output_field=FloatField())


def _moved(exercise: Any, weigh_ins: WeighIns) -> Any:
    load = Cast(F("load_kg"), FloatField())
    if exercise.is_assisted:
        lifted: Any = Value(0.0) - Abs(Coalesce(load, Value(0.0)))
    else:
        bar, whole = (_limb_load(exercise, kg) for kg in (0.0, 1.0))
        lifted = load * Value(whole - bar) + Value(bar)
    if not exercise.body_mass_share:
        return lifted
    if not exercise.is_assisted:
        lifted = Case(When(load_kg__gt=0, then=lifted), default=Value(0.0))
    masses = [kg for _day, kg in weigh_ins]
    share = float(exercise.body_mass_share)
    body = Func(
        Value(masses),
        Greatest(weigh_in_number(weigh_ins), Value(1), output_field=IntegerField()),
        template="(%(expressions)s]",
        arg_joiner="::float8[])[",
        output_field=FloatField(),
    )
    return body * Value(share) + lifted if masses else Value(None, FloatField())


def _limb_load(exercise: Any, load_kg: float) -> float:
    return limb_load_kg(
        load_kg,
        basis=LoadBasis(exercise.load_basis),
        limb=Limb(exercise.limb),
        implements=exercise.implements,
    )


def _latest(
    athlete: Athlete, exercise: Any, before: dt.datetime | None
) -> tuple[tuple[tuple[LiftSet, ...], ...], bool]:
    """The latest workouts that hold the exercise, with its sets, and whether there are older ones.

    Reads a page of rows from the index; what may have been cut at its end is left for the next.
    """
    rows = LiftSet.objects.of(athlete).filter(exercise=exercise, workout__deleted_at=None)
    if before is not None:
        rows = rows.filter(performed_at__lt=before)
    found = list(rows.select_related("workout").order_by("-performed_at", "-id")[:_ROWS_READ])
    by_workout: dict[Any, list[LiftSet]] = {}
    for row in found:
        by_workout.setdefault(row.workout_id, []).append(row)
    workouts = list(by_workout.values())
    if len(found) == _ROWS_READ and len(workouts) > 1:
        workouts.pop()
    shown = workouts[:WORKOUTS_SHOWN]
    has_older = len(found) > sum(len(rows) for rows in shown)
    return tuple(tuple(_in_order(rows)) for rows in shown), has_older or len(found) == _ROWS_READ


def _in_order(rows: Sequence[LiftSet]) -> list[LiftSet]:
    return sorted(rows, key=lambda row: (row.set_index, row.pair_order or 0, row.id))
