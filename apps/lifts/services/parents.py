"""What a new set or line hangs on, read in one statement."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import Exists, OuterRef, Value

from apps.exercises.queries import caption_of
from apps.lifts.domain.operations import Entity, OperationKind, OperationRequest
from apps.lifts.models import LiftSet, Operation, Workout

from .changes import Caption, CaptionedExercise, Parents, UnknownEntity

if TYPE_CHECKING:
    from apps.profiles.models import Athlete

_TWIN_WINDOW = timedelta(seconds=90)


class Found(NamedTuple):
    """What a new row hangs on, and whether something just like it is there."""

    workout: Workout | None
    exercise: CaptionedExercise | None
    holds_its_like: bool = False


def parents_of(
    athlete: Athlete,
    operation: OperationRequest,
    values: Mapping[str, Any],
    parents: Parents | None,
) -> Found:
    """The workout, locked so that its sets are numbered one by one, and what the exercise says."""
    workout_id, exercise_id = values.get("workout_id"), values.get("exercise_id")
    if workout_id is None or exercise_id is None:
        return Found(None, None)
    if parents is not None and (parents.workout.pk, parents.exercise.pk) == (
        workout_id,
        exercise_id,
    ):
        return Found(parents.workout, parents.exercise)
    rows = Workout.objects.filter(athlete=athlete).select_for_update(no_key=True, of=("self",))
    rows = rows.annotate(caption=caption_of(athlete, exercise_id), twin=_twin(operation, values))
    workout: Any = rows.filter(pk=workout_id).order_by().first()
    if workout is not None and workout.joined_to_id is not None:
        workout = rows.filter(pk=workout.joined_to_id).order_by().first()
    if workout is None or workout.caption is None:
        raise UnknownEntity
    return Found(workout, Caption(**workout.caption), workout.twin)


def _twin(operation: OperationRequest, values: Mapping[str, Any]) -> Any:
    """Whether another device logged the same thing at the same time: perhaps it is the same set."""
    performed = values.get("performed_at") or operation.made_at
    if operation.entity is not Entity.LIFT_SET or operation.device is None or performed is None:
        return Value(False)
    alike = {name: values.get(name) for name in ("side", "typed_load", "reps", "seconds")}
    others = Operation.objects.filter(
        athlete=OuterRef("athlete"), entity_id=OuterRef("pk"), kind=OperationKind.PUT
    ).exclude(device=operation.device)
    return Exists(
        LiftSet.objects.filter(
            Exists(others.order_by()),
            athlete=OuterRef("athlete"),
            exercise=values["exercise_id"],
            performed_at__range=(performed - _TWIN_WINDOW, performed + _TWIN_WINDOW),
            deleted_at=None,
            **alike,
        ).order_by()
    )
