"""Sets that were done to measure, whatever else the log holds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Max, Min

from apps.exercises.domain.vocabulary import SetKind, SetSide
from apps.lifts.domain.rows import LiftRow
from apps.lifts.models import LiftSet

from .rows import ROW_COLUMNS, lift_row

if TYPE_CHECKING:
    from apps.profiles.models import Athlete


def check_rows_for(
    athlete: Athlete, *, exercise_ids: Collection[UUID] | None = None
) -> tuple[LiftRow, ...]:
    """Checks of one side, oldest first, in one query."""
    rows = LiftSet.objects.of(athlete).filter(
        workout__deleted_at=None,
        kind=SetKind.CHECK.value,
        side__in=(SetSide.LEFT.value, SetSide.RIGHT.value),
    )
    if exercise_ids is not None:
        rows = rows.filter(exercise_id__in=exercise_ids)
    ordered = rows.order_by("performed_at", "set_index", "pair_order", "id")
    return tuple(lift_row(*values) for values in ordered.values_list(*ROW_COLUMNS))


def first_days_for(athlete: Athlete, exercise_ids: Collection[UUID]) -> dict[UUID, dt.date]:
    """The first day on which each of these exercises was logged; those never logged are left out."""
    rows = LiftSet.objects.of(athlete).filter(
        workout__deleted_at=None, exercise_id__in=exercise_ids
    )
    first = rows.order_by().values("exercise_id").annotate(day=Min("workout__local_date"))
    return {row["exercise_id"]: row["day"] for row in first}


def next_index_for(athlete: Athlete, *, workout_id: UUID, exercise_id: UUID) -> int:
    """The place of the next set of an exercise in a workout, counted from 1."""
    rows = LiftSet.objects.of(athlete).filter(workout=workout_id, exercise=exercise_id)
    last: int | None = rows.aggregate(last=Max("set_index"))["last"]
    return 1 if last is None else last + 1


def last_check_days_for(athlete: Athlete) -> dict[str, dt.date]:
    """The last day on which each exercise was checked, by its slug, in one query."""
    rows = LiftSet.objects.of(athlete).filter(workout__deleted_at=None, kind=SetKind.CHECK.value)
    last = rows.order_by().values_list("exercise__slug").annotate(Max("workout__local_date"))
    return dict(last)
