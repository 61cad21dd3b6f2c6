"""Which side starts."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from apps.core.identifiers import new_uuid7
from apps.exercises.domain.vocabulary import MovementPattern, Side
from apps.exercises.queries import visible_exercises_for
from apps.lifts.domain.operations import (
    ChoiceEntity,
    Entity,
    OperationKind,
    OperationRequest,
    OperationStatus,
)
from apps.lifts.domain.validation import FieldError, choice
from apps.lifts.models import Operation, SidePreference, WorkoutExercise
from apps.lifts.queries import first_sides_for

from .changes import InvalidOperation, Outcome, UnknownEntity
from .ledger import claim_operation
from .operations import apply_operation

if TYPE_CHECKING:
    from apps.profiles.models import Athlete

_SIDE = "first_side"


@transaction.atomic
def set_side_preference(
    *,
    athlete: Athlete,
    first_side: Side,
    chosen_by: str,
    pattern: MovementPattern | None = None,
    exercise_id: UUID | None = None,
) -> SidePreference:
    """Let ``first_side`` start a pattern or an exercise; a finding never overrules the athlete."""
    if (pattern is None) == (exercise_id is None):
        message = "Name a pattern or an exercise, not both."
        raise ValueError(message)
    subject = {
        "athlete": athlete,
        "pattern": pattern.value if pattern is not None else "",
        "exercise_id": exercise_id,
    }
    preference, made = SidePreference.objects.select_for_update().get_or_create(
        **subject,
        defaults={"first_side": first_side.value, "chosen_by": chosen_by},
    )
    theirs = preference.chosen_by == SidePreference.ChosenBy.ATHLETE
    if made or (theirs and chosen_by != SidePreference.ChosenBy.ATHLETE):
        return preference
    if (preference.first_side, preference.chosen_by) != (first_side.value, chosen_by):
        preference.first_side = first_side.value
        preference.chosen_by = chosen_by
        preference.save(update_fields=["first_side", "chosen_by"])
    return preference


@transaction.atomic
def apply_choice(*, athlete: Athlete, operation: OperationRequest) -> Outcome:
    """Apply the athlete's word about one exercise once; the last to arrive holds.

    The side that would start anyway is no choice: who names it follows the app again.

    Raises
    ------
    UnknownEntity
        The exercise, or the choice to be undone, is not there or not the athlete's.
    InvalidOperation
        It names no side.
    """
    side = _asked(operation)
    again = claim_operation(athlete=athlete, operation=operation, fields={})
    if again is not None:
        return again
    exercise = visible_exercises_for(athlete).filter(pk=operation.entity_id).first()
    if exercise is None:
        raise UnknownEntity
    own = SidePreference.objects.select_for_update().filter(athlete=athlete, exercise=exercise)
    row = own.first()
    before = row.first_side if row is not None else ""
    if operation.kind is OperationKind.UNDO:
        side = _undone(athlete, operation, now=before)
    elif first_sides_for(athlete, [exercise], unasked=True)[exercise.pk].side == side:
        side = ""
    if not side:
        own.delete()
    else:
        set_side_preference(
            athlete=athlete,
            exercise_id=exercise.pk,
            first_side=Side(side),
            chosen_by=SidePreference.ChosenBy.ATHLETE,
        )
    Operation.objects.settle(operation.op_id, fields={_SIDE: side}, before={_SIDE: before})
    return Outcome(
        op_id=operation.op_id, status=OperationStatus.APPLIED, entity_id=operation.entity_id
    )


@transaction.atomic
def choose_first_side(
    *, athlete: Athlete, line: WorkoutExercise, first_side: Side, op_id: UUID
) -> None:
    """Let ``first_side`` start this exercise from now on, and on this line of a workout's list."""
    apply_choice(
        athlete=athlete,
        operation=_patch(ChoiceEntity.FIRST_SIDE, line.exercise_id, first_side, op_id=op_id),
    )
    if line.position and line.first_side != first_side:
        apply_operation(
            athlete=athlete,
            operation=_patch(Entity.WORKOUT_EXERCISE, line.pk, first_side, op_id=new_uuid7()),
        )


def _patch(
    entity: ChoiceEntity | Entity, entity_id: UUID, first_side: Side, *, op_id: UUID
) -> OperationRequest:
    return OperationRequest(
        op_id=op_id,
        entity=entity,
        entity_id=entity_id,
        kind=OperationKind.PATCH,
        fields={_SIDE: first_side},
        made_at=timezone.now(),
    )


def _asked(operation: OperationRequest) -> str:
    """The side that is named; empty to follow the app again."""
    if operation.kind in (OperationKind.DELETE, OperationKind.UNDO):
        return ""
    try:
        return choice(operation.fields.get(_SIDE), of=Side)
    except FieldError as error:
        raise InvalidOperation({_SIDE: error.problem}, op_id=operation.op_id) from error


def _undone(athlete: Athlete, operation: OperationRequest, *, now: str) -> str:
    """What was chosen before the named operation, unless something else was chosen since."""
    try:
        target_id = UUID(str(operation.fields.get("operation_id")))
    except ValueError:
        raise UnknownEntity from None
    target = Operation.objects.filter(
        pk=target_id,
        athlete=athlete,
        entity=ChoiceEntity.FIRST_SIDE,
        entity_id=operation.entity_id,
    ).first()
    if target is None or target.before is None:
        raise UnknownEntity
    return str(target.before[_SIDE] if target.fields[_SIDE] == now else now)
