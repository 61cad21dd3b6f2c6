"""What a new set or line hangs on, read in one statement."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from uuid import UUID

from apps.lifts.domain.operations import Entity, OperationKind, OperationRequest
from apps.lifts.models import Workout

from .changes import Caption, CaptionedExercise, Parents, UnknownEntity

if TYPE_CHECKING:
    from apps.profiles.models import Athlete

_TWIN_WINDOW = timedelta(seconds=90)

# Written out, because putting it together anew for each logged set took longer than running it. The exercise
# is what exercises.queries calls visible: shared, or the athlete's own.
_STATEMENT: Final = """
SELECT w.*, e.load_basis AS exercise_load_basis, e.rep_convention AS exercise_rep_convention,
  e.is_assisted AS exercise_is_assisted,
  %(device)s::uuid IS NOT NULL AND EXISTS (
    SELECT FROM lifts_liftset s WHERE s.athlete_id = w.athlete_id AND s.exercise_id = %(exercise)s
      AND s.performed_at BETWEEN %(since)s::timestamptz AND %(until)s::timestamptz
      AND s.deleted_at IS NULL AND s.side = %(side)s
      AND s.typed_load IS NOT DISTINCT FROM %(typed_load)s::numeric
      AND s.reps IS NOT DISTINCT FROM %(reps)s::int
      AND s.seconds IS NOT DISTINCT FROM %(seconds)s::int
      AND EXISTS (
        SELECT FROM lifts_operation o WHERE o.athlete_id = w.athlete_id AND o.entity_id = s.id
          AND o.kind = %(put)s AND o.device IS DISTINCT FROM %(device)s::uuid)) AS holds_its_like
FROM lifts_workout w JOIN exercises_exercise e
  ON e.id = %(exercise)s AND (e.athlete_id IS NULL OR e.athlete_id = %(athlete)s)
WHERE w.id = %(workout)s AND w.athlete_id = %(athlete)s
FOR NO KEY UPDATE OF w
"""


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
    asked = {"athlete": athlete.pk, "exercise": exercise_id, **_twin(operation, values)}
    workout = _locked(workout_id, asked)
    if workout is not None and workout.joined_to_id is not None:
        workout = _locked(workout.joined_to_id, asked)
    if workout is None:
        raise UnknownEntity
    caption = Caption(
        load_basis=workout.exercise_load_basis,
        rep_convention=workout.exercise_rep_convention,
        is_assisted=workout.exercise_is_assisted,
    )
    return Found(workout, caption, workout.holds_its_like)


def _locked(workout_id: UUID, asked: Mapping[str, Any]) -> Any:
    return next(iter(Workout.objects.raw(_STATEMENT, {**asked, "workout": workout_id})), None)


def _twin(operation: OperationRequest, values: Mapping[str, Any]) -> dict[str, Any]:
    """By what another device's same set at the same time is known; no device, nothing to look for."""
    performed = values.get("performed_at") or operation.made_at
    looks = operation.entity is Entity.LIFT_SET and performed is not None
    return {
        "device": operation.device if looks else None,
        "since": performed - _TWIN_WINDOW if performed is not None else None,
        "until": performed + _TWIN_WINDOW if performed is not None else None,
        "put": OperationKind.PUT.value,
        **{name: values.get(name) for name in ("side", "typed_load", "reps", "seconds")},
    }
