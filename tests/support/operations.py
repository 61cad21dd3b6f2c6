"""Operations to send."""

import datetime as dt

from apps.core.identifiers import new_uuid7
from apps.lifts.domain.operations import (
    Entity,
    OperationKind,
    OperationRequest,
)

NOW = dt.datetime(2026, 3, 2, 17, 5, tzinfo=dt.UTC)


def put_set(workout, exercise, **changes):
    fields = {
        "workout_id": workout.pk,
        "exercise_id": exercise.pk,
        "set_index": 1,
        "side": "left",
        "reps": 10,
        "typed_load": "24.5",
        "typed_unit": "kg",
        "rir": "0",
    }
    fields.update(changes.pop("fields", {}))
    return OperationRequest(
        **{
            "op_id": new_uuid7(),
            "entity": Entity.LIFT_SET,
            "entity_id": new_uuid7(),
            "kind": OperationKind.PUT,
            "fields": fields,
            "made_at": NOW,
            **changes,
        }
    )


def patch_set(row, fields, **changes):
    return OperationRequest(
        op_id=new_uuid7(),
        entity=Entity.LIFT_SET,
        entity_id=row.pk,
        kind=OperationKind.PATCH,
        fields=fields,
        **changes,
    )


def delete_set(row, **changes):
    return OperationRequest(
        op_id=new_uuid7(),
        entity=Entity.LIFT_SET,
        entity_id=row.pk,
        kind=OperationKind.DELETE,
        **changes,
    )
