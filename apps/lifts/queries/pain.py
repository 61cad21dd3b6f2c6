"""Pain as it stands in the log, and the days on which somebody trained."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Max
from msgspec import Struct

from apps.exercises.domain.vocabulary import SetSide, Side
from apps.lifts.models import LiftSet, Workout

if TYPE_CHECKING:
    from apps.profiles.models import Athlete

_DAY = dt.timedelta(days=1)


class PainfulDay(Struct, frozen=True, kw_only=True):
    """The worst pain, 0 to 10, that was said of a side of an exercise on a day.

    ``side`` None is both together, or sides that were never told apart.
    """

    exercise_id: UUID
    side: Side | None
    on: dt.date
    pain: int


def painful_days_for(
    athlete: Athlete, *, since: dt.date, until: dt.date | None = None
) -> tuple[PainfulDay, ...]:
    """Every day with a pain number, 0 included, oldest first; dates are local and inclusive."""
    # The index knows when a workout started, not its local date; no zone is a day away from UTC.
    start = dt.datetime.combine(since - _DAY, dt.time(), tzinfo=dt.UTC)
    rows = LiftSet.objects.of(athlete).filter(
        workout__athlete=athlete,
        workout__deleted_at=None,
        workout__started_at__gte=start,
        workout__local_date__gte=since,
        pain__isnull=False,
    )
    if until is not None:
        rows = rows.filter(workout__local_date__lte=until)
    days = rows.values_list("exercise_id", "side", "workout__local_date").annotate(Max("pain"))
    return tuple(
        PainfulDay(exercise_id=exercise, side=SetSide(side).body_side, on=on, pain=pain)
        for exercise, side, on, pain in days.order_by("workout__local_date", "exercise_id", "side")
    )


def training_days_for(athlete: Athlete, *, since: dt.date) -> tuple[dt.date, ...]:
    """Local dates of workouts from ``since`` on, oldest first, each once."""
    days = Workout.objects.of(athlete).filter(local_date__gte=since).order_by("local_date")
    return tuple(days.values_list("local_date", flat=True).distinct())
