"""The log as plain values."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import connection

from apps.exercises.domain.vocabulary import (
    LoadBasis,
    RepConvention,
    SetKind,
    SetSide,
    SideSource,
)
from apps.lifts.domain.rows import LiftRow
from apps.lifts.models import (
    LiftSet,
)

if TYPE_CHECKING:
    from apps.profiles.models import Athlete


ROW_COLUMNS = (
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
"""What one row is read from."""

_RUNNING = f"""
SELECT {", ".join(f"w.{c[9:]}" if c.startswith("workout__") else f"s.{c}" for c in ROW_COLUMNS)}
FROM lifts_workout w JOIN lifts_liftset s ON s.workout_id = w.id
WHERE w.athlete_id = %(athlete)s AND w.ended_at IS NULL AND w.deleted_at IS NULL
  AND w.local_date >= %(since)s AND s.deleted_at IS NULL
ORDER BY s.performed_at, s.set_index, s.pair_order, s.id
"""  # noqa: S608 - no input


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
    return tuple(lift_row(*values) for values in ordered.values_list(*ROW_COLUMNS))


def running_rows_for(athlete: Athlete, *, since: date) -> tuple[LiftRow, ...]:
    """Sets of the workout that is running, if it began on ``since`` or later, oldest first.

    Asked by every page that shows a verdict, and mostly answered with nothing: written out once.
    """
    with connection.cursor() as cursor:
        cursor.execute(_RUNNING, {"athlete": athlete.pk, "since": since})
        return tuple(lift_row(*values) for values in cursor.fetchall())


def lift_row(*values: Any) -> LiftRow:
    """The columns of one row, in their order, as a value."""
    named = dict(zip(ROW_COLUMNS, values, strict=True))
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
