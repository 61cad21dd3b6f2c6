"""The best of each side, in one statement for all the exercises asked for."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.db.models import (
    Case,
    DateField,
    F,
    Func,
    IntegerField,
    Max,
    Q,
    Value,
    When,
)

from apps.exercises.domain.moved_load import moved_kg
from apps.exercises.domain.strength import DEFAULT_EFFORT_MODEL
from apps.exercises.domain.vocabulary import (
    ExerciseKind,
    LoadBasis,
    Metric,
    RepConvention,
    SetKind,
    SetSide,
    SideSource,
)
from apps.lifts.domain.bests import (
    MOST_EFFECTIVE_REPS,
    MOST_REPS,
    LoadGroup,
    SideBests,
    side_bests,
)
from apps.lifts.models import LiftSet, Workout

if TYPE_CHECKING:
    from apps.profiles.models import Athlete

type WeighIns = Sequence[tuple[dt.date, float]]

_DAYS: Final = 100_000
"""A best and its first day in one number, so that one aggregate finds both: best first, and of
equal ones the earliest."""
_EPOCH: Final = dt.date(1970, 1, 1)
_TENTHS: Final = 10
_TIMED = (Metric.SECONDS, Metric.LOAD_SECONDS)


def bests_for(
    athlete: Athlete,
    exercises: Iterable[Any],
    *,
    weigh_ins: WeighIns = (),
    before: Workout | None = None,
) -> dict[UUID, dict[SetSide, SideBests]]:
    """By exercise and side, the best that was done; ``before`` is left out, as if it were to come.

    A side that was only assumed has no best, nor have warm-ups. Sets that count their load or their
    reps in another way than the exercise does now are not compared.
    """
    by_id = {exercise.pk: exercise for exercise in exercises}
    if not by_id:
        return {}
    groups: defaultdict[UUID, defaultdict[SetSide, list[LoadGroup]]]
    groups = defaultdict(lambda: defaultdict(list))
    for row in _grouped(athlete, list(by_id), weigh_ins, before):
        exercise = by_id[row["exercise_id"]]
        groups[exercise.pk][SetSide(row["side"])].append(_group(row, exercise, weigh_ins))
    return {
        exercise_id: {
            side: side_bests(mine, slope=_slope(by_id[exercise_id]))
            for side, mine in by_side.items()
        }
        for exercise_id, by_side in groups.items()
    }


def _grouped(
    athlete: Athlete, exercise_ids: Sequence[UUID], weigh_ins: WeighIns, before: Workout | None
) -> Any:
    rows = LiftSet.objects.of(athlete).filter(
        exercise_id__in=exercise_ids,
        workout__deleted_at=None,
        load_basis=F("exercise__load_basis"),
        rep_convention=F("exercise__rep_convention"),
        side__in=[SetSide.LEFT, SetSide.RIGHT, SetSide.BOTH],
    )
    rows = rows.exclude(kind=SetKind.WARM_UP)
    rows = rows.exclude(side_source=SideSource.ASSUMED, side__in=[SetSide.LEFT, SetSide.RIGHT])
    if before is not None:
        rows = rows.exclude(workout=before)
    count = Case(When(exercise__metric__in=_TIMED, then=F("seconds")), default=F("reps"))
    return (
        rows.order_by()
        .values("exercise_id", "side", "typed_load", "typed_unit", "load_kg")
        .annotate(weighed=_weigh_in(weigh_ins))
        .annotate(
            best=Max(count * _DAYS + _earliest()),
            strongest=Max(_effective_tenths() * _DAYS + _earliest(), filter=_may_be_estimated()),
        )
    )


def _weigh_in(weigh_ins: WeighIns) -> Case:
    """Which weigh-in a set falls under, where the body is lifted; 0 for all other sets."""
    days = [day for day, _kg in weigh_ins]
    number = Func(
        F("workout__local_date"),
        Value(days),
        function="width_bucket",
        template="%(function)s(%(expressions)s::date[])",
        output_field=IntegerField(),
    )
    lifted = Q(exercise__body_mass_share__gt=0)
    return Case(
        When(lifted, then=number) if days else When(lifted, then=Value(0)), default=Value(0)
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


def _effective_tenths() -> Any:
    """Reps to failure, in tenths: a reported reserve counts, an unknown one does not."""
    bias = round(DEFAULT_EFFORT_MODEL.reported_bias_reps * _TENTHS)
    all_out = Q(rir=None) | Q(kind=SetKind.FAILURE) | Q(kind=SetKind.CHECK, rir=0)
    left = Case(
        When(all_out, then=Value(0)),
        default=Func(F("rir") * _TENTHS + bias, function="int4", output_field=IntegerField()),
        output_field=IntegerField(),
    )
    return F("reps") * _TENTHS + left


def _may_be_estimated() -> Q:
    few = Q(reps__gte=1, reps__lte=MOST_REPS)
    return few & (Q(rir=None) | Q(rir__lte=MOST_EFFECTIVE_REPS - F("reps")))


def _group(row: dict[str, Any], exercise: Any, weigh_ins: WeighIns) -> LoadGroup:
    share = float(exercise.body_mass_share)
    load_kg = None if row["load_kg"] is None else float(row["load_kg"])
    body_mass = weigh_ins[max(row["weighed"] - 1, 0)][1] if weigh_ins else None
    moved = moved_kg(
        load_kg,
        basis=LoadBasis(exercise.load_basis),
        exercise=exercise,
        body_mass_share=share,
        body_mass_kg=body_mass,
    )
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
        effective_reps=None if tenths is None else tenths / _TENTHS,
        effective_on=effective_on,
    )


def _split(packed: int | None) -> tuple[int | None, dt.date | None]:
    if packed is None:
        return None, None
    best, rest = divmod(packed, _DAYS)
    return best, _EPOCH + dt.timedelta(days=_DAYS - 1 - rest)


def _slope(exercise: Any) -> float | None:
    """The slope to estimate strength by; None where reps say too little of it."""
    counted = exercise.rep_convention == RepConvention.PER_SIDE
    strength = exercise.kind == ExerciseKind.STRENGTH and exercise.metric not in _TIMED
    return float(exercise.rep_curve_slope) if strength and counted else None
