"""What devices ask of sessions, once each: beginning, leaving out, stopping for pain, finishing."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from msgspec.structs import replace

from apps.core.identifiers import new_uuid7
from apps.lifts import services as lifts
from apps.lifts.domain.operations import Entity, OperationKind, OperationRequest, OperationStatus
from apps.lifts.queries import workout_behind
from apps.profiles.services import lock_athlete
from apps.programs import queries
from apps.programs.domain.operations import (
    Finish,
    Hurts,
    LeaveOut,
    SessionEntity,
    Start,
    Swap,
    UnreadableFields,
    read_pain,
    read_session,
    read_step,
    read_swap,
)
from apps.programs.models import Session, SkippedSet

from .editing import swap_now
from .following import begin_with, finish_session, refuse_obstacle, skip_step, stop_for_pain
from .standing_in import equivalents_of

if TYPE_CHECKING:
    from apps.profiles.models import Athlete
    from apps.programs.models import Prescription

type Asked = Start | Finish | LeaveOut | Hurts | Swap

_STARTED = (Session.Status.RUNNING, Session.Status.DONE)


@transaction.atomic
def apply_session_operation(*, athlete: Athlete, operation: OperationRequest) -> lifts.Outcome:
    """Apply one change to a session once; whoever sends it again gets the same answer.

    Raises
    ------
    lifts.UnknownEntity
        The session, or the set in it, is not there or is not the athlete's.
    lifts.InvalidOperation
        A field cannot be read.
    ValidationError
        The session cannot do that; the words are for the athlete.
    """
    asked = _read(operation)
    if isinstance(asked, Hurts):
        # Nor may the ledger's hash tell where and how much: there are too few answers to guess.
        operation = replace(operation, fields=asked.written())
    again = lifts.claim_operation(athlete=athlete, operation=operation, fields=asked.written())
    if again is not None:
        return again
    lock_athlete(athlete)
    status = _apply(athlete, operation, asked)
    return lifts.Outcome(op_id=operation.op_id, status=status, entity_id=operation.entity_id)


def _read(operation: OperationRequest) -> Asked:
    try:
        match SessionEntity(operation.entity):
            case SessionEntity.SESSION:
                return read_session(operation.fields)
            case SessionEntity.STEP:
                return read_step(operation.fields)
            case SessionEntity.PAIN:
                return read_pain(operation.fields)
            case SessionEntity.SWAP:
                return read_swap(operation.fields)
    except UnreadableFields as error:
        raise lifts.InvalidOperation(error.problems, op_id=operation.op_id) from error


def _apply(athlete: Athlete, operation: OperationRequest, asked: Asked) -> OperationStatus:
    match asked:
        case Start():
            return _start(athlete, _session(athlete, operation.entity_id), asked)
        case Finish():
            return _finish(athlete, _session(athlete, operation.entity_id), asked)
        case LeaveOut():
            return _leave_out(athlete, asked)
        case Hurts():
            return _stop(athlete, asked)
        case Swap():
            return _swap(athlete, asked)


def _session(athlete: Athlete, pk: UUID) -> Session:
    rows = Session.objects.select_related("program", "workout")
    session = rows.filter(athlete=athlete, pk=pk).first()
    if session is None:
        raise lifts.UnknownEntity
    return session


def _start(athlete: Athlete, session: Session, asked: Start) -> OperationStatus:
    """Begin the session with the device's workout, or join the one that has begun elsewhere."""
    if session.status == Session.Status.DONE:
        return OperationStatus.MERGED
    is_running = session.status == Session.Status.RUNNING
    if not is_running:
        refuse_obstacle(athlete, session, today=asked.local_date, with_workout=asked.workout_id)
    workout_id = _workout(athlete, asked)
    if is_running:
        joined = session.workout_id == workout_id
        return OperationStatus.APPLIED if joined else OperationStatus.MERGED
    was_left_out = session.status == Session.Status.SKIPPED
    begin_with(session=session, athlete=athlete, workout_id=workout_id)
    return OperationStatus.MERGED if was_left_out else OperationStatus.APPLIED


def _workout(athlete: Athlete, asked: Start) -> UUID:
    """The workout the device means, made if it did not arrive before."""
    known = workout_behind(athlete, asked.workout_id)
    if known is not None:
        return known
    result = lifts.apply_operation(
        athlete=athlete,
        operation=OperationRequest(
            op_id=new_uuid7(),
            entity=Entity.WORKOUT,
            entity_id=asked.workout_id,
            kind=OperationKind.PUT,
            fields={
                "started_at": asked.started_at,
                "time_zone": asked.time_zone,
                "local_date": asked.local_date,
            },
            made_at=asked.started_at,
        ),
    )
    return result.entity_id


def _finish(athlete: Athlete, session: Session, asked: Finish) -> OperationStatus:
    if session.status == Session.Status.DONE:
        return OperationStatus.APPLIED
    if session.status != Session.Status.RUNNING:
        raise ValidationError(_("This session is not running, so it was not finished."))
    finish_session(session=session, athlete=athlete, now=_end_of(session, asked.ended_at))
    return OperationStatus.APPLIED


def _end_of(session: Session, ended_at: dt.datetime) -> dt.datetime:
    """When it ended by the device's clock, which may be wrong but not absurd."""
    latest = min(ended_at, timezone.now())
    return max(latest, session.workout.started_at) if session.workout is not None else latest


def _leave_out(athlete: Athlete, asked: LeaveOut) -> OperationStatus:
    session = _session(athlete, asked.session_id)
    row = _line(session, asked.key.position)
    if not queries.has_step(row, asked.key):
        raise lifts.UnknownEntity
    if session.status not in _STARTED:
        return OperationStatus.MERGED
    if asked.is_skipped:
        skip_step(row=row, key=asked.key)
    else:
        side = asked.key.side.value if asked.key.side is not None else ""
        SkippedSet.objects.filter(
            prescription=row, set_index=asked.key.set_index, side=side
        ).delete()
    return OperationStatus.APPLIED


def _stop(athlete: Athlete, asked: Hurts) -> OperationStatus:
    session = _session(athlete, asked.session_id)
    row = _line(session, asked.position)
    if session.status not in _STARTED:
        raise ValidationError(_("This session is not running, so the pain was not noted."))
    stop_for_pain(
        row=row, athlete=athlete, side=asked.side, pain=asked.pain, may_keep=asked.may_keep
    )
    return OperationStatus.APPLIED


def _swap(athlete: Athlete, asked: Swap) -> OperationStatus:
    """Let an equivalent stand in; where another device was first, what it chose stays."""
    session = _session(athlete, asked.session_id)
    row = _line(session, asked.position)
    if row.exercise_id == asked.exercise_id:
        return OperationStatus.APPLIED
    if row.exercise_id != asked.instead_of or session.status == Session.Status.DONE:
        return OperationStatus.MERGED
    offered = {one.id: one for one in equivalents_of(row, athlete)}
    other = offered.get(asked.exercise_id)
    if other is None:
        raise ValidationError(
            _("That exercise cannot stand in here any more, so the old one stays in the session.")
        )
    swap_now(row=row, athlete=athlete, other=other)
    return OperationStatus.APPLIED


def _line(session: Session, position: int) -> Prescription:
    row = session.prescriptions.filter(position=position).first()
    if row is None:
        raise lifts.UnknownEntity
    return row
