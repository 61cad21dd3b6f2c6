"""What a row of the log measures, worked out by the database where there are too many to read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from django.db.models import Case, F, Func, IntegerField, Q, Value, When

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
from apps.lifts.domain.bests import MOST_EFFECTIVE_REPS, MOST_REPS
from apps.lifts.models import LiftSet, LiftSetQuerySet

if TYPE_CHECKING:
    from apps.profiles.models import Athlete

type WeighIns = Sequence[tuple[dt.date, float]]

TENTHS: Final = 10
TIMED: Final = (Metric.SECONDS, Metric.LOAD_SECONDS)
_TOLD_APART = (SetSide.LEFT, SetSide.RIGHT)


def comparable_sets(athlete: Athlete) -> LiftSetQuerySet:
    """Sets that can be compared with each other within an exercise.

    Not warm-ups, not sides that were only assumed, and nothing that counts its load or its reps in
    another way than the exercise does now.
    """
    rows = LiftSet.objects.of(athlete).filter(
        workout__deleted_at=None,
        load_basis=F("exercise__load_basis"),
        rep_convention=F("exercise__rep_convention"),
        side__in=[*_TOLD_APART, SetSide.BOTH],
    )
    rows = rows.exclude(kind=SetKind.WARM_UP)
    return rows.exclude(side_source=SideSource.ASSUMED, side__in=_TOLD_APART)


def weigh_in_number(weigh_ins: WeighIns) -> Any:
    """Which weigh-in a set falls under, where the body is lifted; 0 for all other sets."""
    number = Func(
        F("workout__local_date"),
        Value([day for day, _kg in weigh_ins]),
        function="width_bucket",
        template="%(function)s(%(expressions)s::date[])",
        output_field=IntegerField(),
    )
    lifted = Q(exercise__body_mass_share__gt=0)
    found = number if weigh_ins else Value(0)
    return Case(When(lifted, then=found), default=Value(0), output_field=IntegerField())


def body_mass_of(weigh_ins: WeighIns, number: int) -> float | None:
    """Kilograms at a weigh-in; before the first one, those of the first."""
    return weigh_ins[max(number - 1, 0)][1] if weigh_ins else None


def effective_tenths() -> Any:
    """Reps to failure, in tenths: a reported reserve counts, an unknown one does not."""
    bias = round(DEFAULT_EFFORT_MODEL.reported_bias_reps * TENTHS)
    all_out = Q(rir=None) | Q(kind=SetKind.FAILURE) | Q(kind=SetKind.CHECK, rir=0)
    left = Case(
        When(all_out, then=Value(0)),
        default=Func(F("rir") * TENTHS + bias, function="int4", output_field=IntegerField()),
        output_field=IntegerField(),
    )
    return F("reps") * TENTHS + left


def may_be_estimated() -> Q:
    """Whether reps and effort say enough of strength."""
    few = Q(reps__gte=1, reps__lte=MOST_REPS)
    return few & (Q(rir=None) | Q(rir__lte=MOST_EFFECTIVE_REPS - F("reps")))


def slope_of(exercise: Any) -> float | None:
    """The slope to estimate strength by; None where reps say too little of it."""
    counted = exercise.rep_convention == RepConvention.PER_SIDE
    strength = exercise.kind == ExerciseKind.STRENGTH and exercise.metric not in TIMED
    return float(exercise.rep_curve_slope) if strength and counted else None


def moved_of(exercise: Any, load_kg: float | None, body_mass_kg: float | None) -> float | None:
    """What the limb moved with this load."""
    return moved_kg(
        load_kg,
        basis=LoadBasis(exercise.load_basis),
        exercise=exercise,
        body_mass_share=float(exercise.body_mass_share),
        body_mass_kg=body_mass_kg,
    )
