"""Envelopes as a browser's outbox sends them."""

import itertools
import json

from apps.core.identifiers import new_uuid7

DEVICE = "01938f00-0000-7000-8000-00000000000a"
OTHER_DEVICE = "01938f00-0000-7000-8000-00000000000b"
_sequence = itertools.count(1)


def envelope(entity, kind, fields=None, **changes):
    return {
        "op_id": str(new_uuid7()),
        "entity": entity,
        "id": str(new_uuid7()),
        "kind": kind,
        "base_rev": None,
        "base_op": None,
        "fields": fields or {},
        "dev": DEVICE,
        "dev_seq": next(_sequence),
        "made_at": "2026-03-02T18:05:00+01:00",
        "tz": "Europe/Berlin",
        "local_date": "2026-03-02",
        "schema": 1,
        **changes,
    }


def set_fields(workout, exercise, **fields):
    return {
        "workout_id": str(getattr(workout, "pk", workout)),
        "exercise_id": str(getattr(exercise, "pk", exercise)),
        "set_index": 1,
        "side": "left",
        "typed_load": "24.5",
        "typed_unit": "kg",
        "reps": 10,
        **fields,
    }


def put_set(workout, exercise, fields=None, **changes):
    return envelope("lift_set", "put", set_fields(workout, exercise, **(fields or {})), **changes)


def patch_set(row, fields, **changes):
    return envelope("lift_set", "patch", fields, id=str(getattr(row, "pk", row)), **changes)


def delete_set(row, **changes):
    return envelope("lift_set", "delete", id=str(getattr(row, "pk", row)), **changes)


def undo(operation, **changes):
    fields = {"operation_id": operation["op_id"]}
    return envelope(operation["entity"], "undo", fields, id=operation["id"], **changes)


def put_workout(**changes):
    fields = {"started_at": "2026-03-02T18:00:00+01:00", **changes.pop("fields", {})}
    return envelope("workout", "put", fields, **changes)


def put_line(workout, exercise, fields=None, **changes):
    given = {
        "workout_id": str(getattr(workout, "pk", workout)),
        "exercise_id": str(getattr(exercise, "pk", exercise)),
        "position": 1,
        **(fields or {}),
    }
    return envelope("workout_exercise", "put", given, **changes)


def post(client, athlete, *operations, **headers):
    body = {"athlete": str(athlete.pk), "ops": list(operations)}
    return post_body(client, json.dumps(body), **headers)


def post_body(client, body, content_type="application/json", **headers):
    return client.post("/sync/", body, content_type=content_type, headers=headers)


def acks(client, athlete, *operations):
    response = post(client, athlete, *operations)
    assert response.status_code == 200, response.content
    return response.json()["acks"]


def ack(client, athlete, operation):
    (only,) = acks(client, athlete, operation)
    return only
