"""The best of each side, in one statement for all the exercises asked for."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.db.models import Case, DateField, F, Func, IntegerField, Max, Subquery, Value, When

from apps.exercises.domain.vocabulary import SetSide
from apps.lifts.domain.bests import LoadGroup, SideBests, bests_from_json, side_bests
from apps.lifts.models import ExerciseBests

from .measures import (
    TENTHS,
    TIMED,
    WeighIns,
    body_mass_of,
    comparable_sets,
    effective_tenths,
    may_be_estimated,
    moved_of,
    slope_of,
    weigh_in_number,
)

if TYPE_CHECKING:
    from apps.profiles.models import Athlete

_DAYS: Final = 100_000
"""A best and its first day in one number, so that one aggregate finds both: best first, and of
equal ones the earliest."""
_EPOCH: Final = dt.date(1970, 1, 1)


def bests_for(
    athlete: Athlete,
    exercises: Iterable[Any],
    *,
    weigh_ins: WeighIns = (),
) -> dict[UUID, dict[SetSide, SideBests]]:
    """By exercise and side, the best of all finished workouts, worked out from the log.

    A side that was only assumed has no best, nor have warm-ups. Sets that count their load or their
    reps in another way than the exercise does now are not compared.
    """
    by_id = {exercise.pk: exercise for exercise in exercises}
    if not by_id:
        return {}
    groups: defaultdict[UUID, defaultdict[SetSide, list[LoadGroup]]]
    groups = defaultdict(lambda: defaultdict(list))
    for row in _grouped(athlete, list(by_id), weigh_ins):
        exercise = by_id[row["exercise_id"]]
        groups[exercise.pk][SetSide(row["side"])].append(_group(row, exercise, weigh_ins))
    return {
        exercise_id: {
            side: side_bests(mine, slope=slope_of(by_id[exercise_id]))
            for side, mine in by_side.items()
        }
        for exercise_id, by_side in groups.items()
    }


def stored_bests_beside(athlete: Athlete, exercise: Any) -> Subquery:
    """The stored bests, to be selected beside an exercise; null where none were stored yet."""
    stored = ExerciseBests.objects.filter(athlete=athlete, exercise=exercise)
    return Subquery(stored.values("sides")[:1])


def read_bests(
    athlete: Athlete, selected: Mapping[Any, dict[str, Any] | None], *, weigh_ins: WeighIns
) -> dict[UUID, dict[SetSide, SideBests]]:
    """By exercise, its bests as selected beside it; worked out where none were stored yet."""
    missing = [exercise for exercise, sides in selected.items() if sides is None]
    found = bests_for(athlete, missing, weigh_ins=weigh_ins)
    for exercise, sides in selected.items():
        if sides is not None:
            found[exercise.pk] = {
                SetSide(side): bests_from_json(stored) for side, stored in sides.items()
            }
    return found


def _grouped(athlete: Athlete, exercise_ids: Sequence[UUID], weigh_ins: WeighIns) -> Any:
    finished = comparable_sets(athlete).filter(workout__ended_at__isnull=False)
    rows = finished.filter(exercise_id__in=exercise_ids)
    count = Case(When(exercise__metric__in=TIMED, then=F("seconds")), default=F("reps"))
    return (
        rows.order_by()
        .values("exercise_id", "side", "typed_load", "typed_unit", "load_kg")
        .annotate(weighed=weigh_in_number(weigh_ins))
        .annotate(
            best=Max(count * _DAYS + _earliest()),
            strongest=Max(effective_tenths() * _DAYS + _earliest(), filter=may_be_estimated()),
        )
    )


def _earliest() -> Func:
    day = Func(
        F("workout__local_date"),
        Value(_EPOCH, DateField()),
        template="(%(expressions)s)",
        arg_joiner=" - ",
        output_field=IntegerField(),
    )
    return Value(_DAYS - 1) - day  # type: ignore[return-value] # arithmetic of expressions


def _group(row: dict[str, Any], exercise: Any, weigh_ins: WeighIns) -> LoadGroup:
    load_kg = None if row["load_kg"] is None else float(row["load_kg"])
    moved = moved_of(exercise, load_kg, body_mass_of(weigh_ins, row["weighed"]))
    share = exercise.body_mass_share
    load = load_kg or 0.0
    count, counted_on = _split(row["best"])
    tenths, effective_on = _split(row["strongest"])
    return LoadGroup(
        typed_load=row["typed_load"],
        typed_unit=row["typed_unit"],
        moved_kg=moved,
        rank_kg=moved if moved and share else -abs(load) if exercise.is_assisted else load,
        count=count,
        counted_on=counted_on,
        effective_reps=None if tenths is None else tenths / TENTHS,
        effective_on=effective_on,
    )


def _split(packed: int | None) -> tuple[int | None, dt.date | None]:
    if packed is None:
        return None, None
    best, rest = divmod(packed, _DAYS)
    return best, _EPOCH + dt.timedelta(days=_DAYS - 1 - rest)
