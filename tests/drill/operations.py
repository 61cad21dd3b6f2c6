"""Operations as the log makes them, before the outbox fills in the rest."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from apps.core.identifiers import new_uuid7

type Op = dict[str, Any]


def start_workout(now: datetime, *, zone: str = "UTC") -> Op:
    """Begin a workout."""
    fields = {
        "started_at": now.isoformat(),
        "time_zone": zone,
        "local_date": now.date().isoformat(),
        "title": "",
    }
    return _op("put", "workout", str(new_uuid7()), fields)


def add_line(workout: Op, exercise: str, position: int = 1) -> Op:
    """Put an exercise on the workout's list."""
    fields = {
        "workout_id": workout["id"],
        "exercise_id": exercise,
        "position": position,
        "first_side": "",
    }
    return _op("put", "workout_exercise", str(new_uuid7()), fields)


def log_set(workout: Op, exercise: str, number: int, side: str = "left", **fields: Any) -> Op:
    """Log one set of one side."""
    fields = {
        "workout_id": workout["id"],
        "exercise_id": exercise,
        "set_index": number,
        "side": side,
        "reps": 8,
        "typed_load": "20",
        "typed_unit": "kg",
    } | fields
    return _op("put", "lift_set", str(new_uuid7()), fields)


def edit(row: Op, **fields: Any) -> Op:
    """Change a row."""
    return _op("patch", row["entity"], row["id"], fields)


def delete(row: Op) -> Op:
    """Take a row away."""
    return _op("delete", row["entity"], row["id"], {})


def undo(row: Op, operation_id: str) -> Op:
    """Take one operation on a row back."""
    return _op("undo", row["entity"], row["id"], {"operation_id": operation_id})


def on_the_wire(op: Op, *, now: datetime, device: str | None = None, number: int = 1) -> Op:
    """Fill in what the outbox does, for sending without a browser."""
    return op | {
        "op_id": str(new_uuid7()),
        "base_rev": None,
        "base_op": None,
        "dev": device or str(uuid4()),
        "dev_seq": number,
        "made_at": now.isoformat(),
        "tz": "UTC",
        "local_date": now.date().isoformat(),
        "schema": 1,
    }


def _op(kind: str, entity: str, key: str, fields: dict[str, Any]) -> Op:
    return {"kind": kind, "entity": entity, "id": key, "fields": fields}
