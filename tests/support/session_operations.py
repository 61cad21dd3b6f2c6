"""What a device asks of a session, without the way over the wire."""

import datetime as dt

from django.utils import timezone

from apps.core.identifiers import new_uuid7
from apps.lifts.domain.operations import OperationKind, OperationRequest
from apps.programs.domain.operations import SessionEntity
from apps.programs.services import apply_session_operation


def asked(entity, entity_id, fields, *, kind=OperationKind.PUT, op_id=None):
    return OperationRequest(
        op_id=op_id or new_uuid7(),
        entity=entity,
        entity_id=entity_id,
        kind=kind,
        fields=fields,
        made_at=timezone.now(),
    )


def start(session, *, workout_id=None, **changes):
    now = timezone.now()
    fields = {
        "status": "running",
        "workout_id": workout_id or new_uuid7(),
        "started_at": now,
        "time_zone": "UTC",
        "local_date": now.date(),
        **changes,
    }
    return asked(SessionEntity.SESSION, session.pk, fields, kind=OperationKind.PATCH)


def finish(session, *, ended_at=None):
    ended_at = ended_at or timezone.now() + dt.timedelta(seconds=1)
    fields = {"status": "done", "ended_at": ended_at}
    return asked(SessionEntity.SESSION, session.pk, fields, kind=OperationKind.PATCH)


def leave_out(session, *, position=0, set_index=0, side="left", state="skipped", **changes):
    fields = {
        "session_id": session.pk,
        "position": position,
        "set_index": set_index,
        "side": side,
        "state": state,
    }
    return asked(SessionEntity.STEP, new_uuid7(), fields | changes)


def hurts(session, *, position=0, side="left", pain=6, may_keep=False, **changes):
    fields = {
        "session_id": session.pk,
        "position": position,
        "side": side,
        "pain": pain,
        "may_keep": may_keep,
    }
    return asked(SessionEntity.PAIN, new_uuid7(), fields | changes)


def swap(session, other, **changes):
    row = session.prescriptions.get(position=0)
    fields = {
        "session_id": session.pk,
        "position": 0,
        "exercise_id": other.pk,
        "instead_of": row.exercise_id,
    }
    return asked(SessionEntity.SWAP, new_uuid7(), fields | changes)


def apply(athlete, operation):
    return apply_session_operation(athlete=athlete, operation=operation)
