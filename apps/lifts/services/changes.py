"""What an operation leads to, how it can fail, and the rows it writes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from django.db import IntegrityError
from msgspec import Struct, field

from apps.core.units import to_kg
from apps.lifts.domain.operations import (
    DELETED,
    SCHEMA,
    Entity,
    OperationKind,
    OperationRequest,
    OperationStatus,
    WireFields,
    WireValue,
    wire_value,
)
from apps.lifts.domain.validation import (
    FIELDS,
    REQUIRED,
    Problem,
    check_fields,
    lift_set_problems,
    workout_problems,
)
from apps.lifts.models import LiftSet, Workout, WorkoutExercise

type Row = Workout | WorkoutExercise | LiftSet

MODELS: Mapping[Entity, type[Any]] = {
    Entity.WORKOUT: Workout,
    Entity.WORKOUT_EXERCISE: WorkoutExercise,
    Entity.LIFT_SET: LiftSet,
}

_CONSTRAINT_PROBLEMS = {
    "lifts_workout_one_running": {"ended_at": Problem.ALREADY_RUNNING},
    "lifts_workoutexercise_once": {"exercise_id": Problem.ALREADY_LISTED},
}


_MET_OTHERS = (OperationStatus.MERGED, OperationStatus.CONFLICT)


class OperationError(Exception):
    """An operation that changed nothing."""


class InvalidOperation(OperationError):  # noqa: N818 - says what happened
    """An operation whose fields cannot be stored; ``problems`` says why, by field."""

    def __init__(self, problems: Mapping[str, Problem], *, op_id: UUID | None = None) -> None:
        """Keep what was wrong, and with which operation of a batch."""
        super().__init__(", ".join(f"{k}: {v.value}" for k, v in problems.items()))
        self.problems = dict(problems)
        self.op_id = op_id


class OperationKeyReused(OperationError):  # noqa: N818 - says what happened
    """The operation's id was used before, for something else."""


class UnknownEntity(OperationError):  # noqa: N818 - says what happened
    """A row that does not exist, or is not the athlete's."""


class Outcome(Struct, frozen=True, kw_only=True, dict=True):
    """What became of an operation, whichever app its row belongs to.

    ``revision`` is the one it led to, however often the row was changed since; ``lost`` are the
    values it overrode unseen, ``base_revision`` what the asker had seen. For a replay ``was`` says what it came to at first. ``entity_id`` is
    the row that was changed: another than the one asked for when that one was joined to it.
    """

    op_id: UUID
    status: OperationStatus
    entity_id: UUID
    revision: int = 1
    lost: WireFields = field(default_factory=dict)
    base_revision: int | None = None
    was: OperationStatus | None = None
    looks_like_another: bool = False

    @property
    def known_revision(self) -> int:
        """Up to where the asker knows the row: not what others changed and they had not seen."""
        met = self.was if self.was is not None else self.status
        if self.base_revision is None or met not in _MET_OTHERS:
            return self.revision
        return max(1, self.base_revision)


class OperationResult(Outcome, frozen=True, kw_only=True):
    """What became of a change to the log, with its row as it is now."""

    entity: Entity
    row: Row


class CaptionedExercise(Protocol):
    """What a new set takes over from its exercise; a row and a spec both do."""

    @property
    def load_basis(self) -> str:
        """What the load counts."""

    @property
    def rep_convention(self) -> str:
        """What the reps count."""

    @property
    def is_assisted(self) -> bool:
        """Whether help is a fair thing to log."""


class Caption(Struct, frozen=True, kw_only=True):
    """What a new set takes over, without its exercise."""

    load_basis: str
    rep_convention: str
    is_assisted: bool


class Parents(Struct, frozen=True, kw_only=True):
    """The rows a new set hangs on, read already by whoever asks."""

    workout: Workout
    exercise: Any


def entity_of(operation: OperationRequest) -> Entity:
    """The log's own entity that the operation names."""
    return Entity(operation.entity)


def checked_values(operation: OperationRequest) -> dict[str, Any]:
    """The operation's fields ready to be stored, or :class:`InvalidOperation`."""
    if operation.schema > SCHEMA:
        raise InvalidOperation({"schema": Problem.NEWER_SCHEMA}, op_id=operation.op_id)
    if operation.kind is OperationKind.UNDO or operation.kind is OperationKind.DELETE:
        return {}
    checked = check_fields(entity_of(operation), operation.fields)
    if checked.problems:
        raise InvalidOperation(checked.problems, op_id=operation.op_id)
    return dict(checked.values)


def new_row(
    *,
    athlete_id: UUID,
    operation: OperationRequest,
    values: dict[str, Any],
    exercise: CaptionedExercise | None,
) -> Row:
    """The row a put makes, not saved yet."""
    if operation.entity is Entity.LIFT_SET and values.get("performed_at") is None:
        values = {**values, "performed_at": operation.made_at}
    missing = {
        name: Problem.REQUIRED
        for name in REQUIRED[entity_of(operation)]
        if values.get(name) is None
    }
    if missing:
        raise InvalidOperation(missing, op_id=operation.op_id)
    row: Row = MODELS[entity_of(operation)](id=operation.entity_id, athlete_id=athlete_id, **values)
    if isinstance(row, LiftSet) and exercise is not None:
        if "load_basis" not in values:
            row.load_basis = str(exercise.load_basis)
        if "rep_convention" not in values:
            row.rep_convention = str(exercise.rep_convention)
    settle(
        row,
        is_assisted=exercise.is_assisted if exercise else False,
        op_id=operation.op_id,
    )
    return row


def settle(row: Row, *, is_assisted: bool, op_id: UUID) -> None:
    """Work out what follows from the row's values; refuse what does not fit together."""
    match row:
        case LiftSet():
            problems = lift_set_problems(_values_of(row), is_assisted=is_assisted)
        case Workout():
            problems = workout_problems(_values_of(row))
        case _:
            problems = {}
    if problems:
        raise InvalidOperation(problems, op_id=op_id)
    if isinstance(row, LiftSet):
        typed = row.typed_load
        row.load_kg = None if typed is None else to_kg(typed, row.typed_unit)


def write_values(
    row: Row, values: Mapping[str, Any], *, deleted: WireValue, now: datetime
) -> list[str]:
    """Set the values on the row in memory; say which columns to save."""
    columns = list(values)
    for name, value in values.items():
        setattr(row, name, value)
    if deleted is not None:
        row.deleted_at = now if deleted else None
        columns.append("deleted_at")
    if isinstance(row, LiftSet) and {"typed_load", "typed_unit"} & values.keys():
        columns.append("load_kg")
    row.revision += 1
    return [*columns, "revision"]


def wire_row(row: Row, entity: Entity) -> dict[str, WireValue]:
    """The row's values as operations carry them."""
    return {**wire_values(_values_of(row, entity)), DELETED: row.deleted_at is not None}


def wire_values(values: Mapping[str, Any]) -> dict[str, WireValue]:
    """Checked values as operations carry them."""
    return {name: wire_value(value) for name, value in values.items()}


def problems_of(error: IntegrityError) -> dict[str, Problem] | None:
    """What a refused constraint means to the athlete; None when it is not theirs to mend."""
    name = constraint_of(error)
    return _CONSTRAINT_PROBLEMS.get(name) if name else None


def constraint_of(error: IntegrityError) -> str | None:
    """Name of the constraint that refused."""
    diagnosis = getattr(error.__cause__, "diag", None)
    return getattr(diagnosis, "constraint_name", None)


def _values_of(row: Row, entity: Entity | None = None) -> dict[str, Any]:
    of = entity or next(e for e, model in MODELS.items() if isinstance(row, model))
    return {name: getattr(row, name) for name in FIELDS[of]}
