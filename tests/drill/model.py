"""The log's merge rules once more, in plain Python, from their description and not from the app's code.

It is given the operations as the devices made them, in the order in which PostgreSQL committed them, and
says what the log must hold then.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from tests.drill.operations import Op

type Values = dict[str, Any]

OPEN = {"workout": ("title", "notes"), "workout_exercise": ("first_side", "superset")}
"""What a row that joins another may still fill in."""
LATE = timedelta(hours=3)


@dataclass(slots=True)
class Change:
    """One entry of a row's history; ``before`` None made the row."""

    op_id: str
    device: str | None
    seen: int | None
    revision: int
    before: Values | None
    after: Values


@dataclass(slots=True)
class Row:
    """A row of the log and all it has been through."""

    entity: str
    key: str
    values: Values
    deleted: bool = False
    joined: str | None = None
    changes: list[Change] = field(default_factory=list)

    @property
    def revision(self) -> int:
        return self.changes[-1].revision if self.changes else 1

    def now(self, name: str) -> Any:
        return self.deleted if name == "deleted" else self.values.get(name)

    def write(self, values: Values) -> None:
        for name, value in values.items():
            if name == "deleted":
                self.deleted = value
            else:
                self.values[name] = value


class Model:
    """The athlete's whole log."""

    def __init__(self) -> None:
        self.rows: dict[str, Row] = {}

    def living(self, entity: str) -> dict[str, Row]:
        """Rows that are there, by id."""
        return {k: r for k, r in self.rows.items() if r.entity == entity and not r.deleted}

    def apply(self, op: Op) -> None:
        """Take one operation in."""
        row = self.rows.get(op["id"])
        if row is None:
            assert op["kind"] == "put", f"{op['kind']} of a row that nobody made: {op}"
            self._make(op)
        else:
            self._change(op, self._real(row))

    # --- new rows -----------------------------------------------------------------------------

    def _make(self, op: Op) -> None:
        row = Row(op["entity"], op["id"], normal(op["fields"]))
        entry = Change(op["op_id"], op["dev"], None, 1, None, dict(row.values))
        if row.entity == "workout":
            other = self._running()
            if other and other.values["local_date"] == row.values["local_date"]:
                return self._join(op, row, other)
            if other and other.values["local_date"] < row.values["local_date"]:
                self._own_change(other, {"ended_at": self._last_moment(other)})
            elif other:
                row.values["ended_at"] = row.values["started_at"]
        else:
            workout = self._real(self.rows[op["fields"]["workout_id"]])
            row.values["workout_id"] = workout.key
            if row.entity == "workout_exercise":
                listed = self._listed(workout.key, row.values["exercise_id"])
                if listed:
                    return self._join(op, row, listed)
            else:
                row.values.setdefault("performed_at", moment(op["made_at"]))
                self._number(row)
                ended = workout.values.get("ended_at")
                if ended and ended < row.values["performed_at"] <= ended + LATE:
                    self._own_change(workout, {"ended_at": row.values["performed_at"]})
        row.changes.append(entry)
        self.rows[row.key] = row
        return None

    def _join(self, op: Op, row: Row, into: Row) -> None:
        row.joined, row.deleted = into.key, True
        self.rows[row.key] = row
        added = {
            name: row.values[name]
            for name in OPEN[row.entity]
            if row.values.get(name) and not into.values.get(name)
        }
        before = {name: into.values.get(name) for name in added}
        into.write(added)
        revision = into.revision + bool(added)
        into.changes.append(Change(op["op_id"], op["dev"], None, revision, before, added))

    def _number(self, row: Row) -> None:
        taken = [
            other.values["set_index"]
            for other in self.living("lift_set").values()
            if all(other.values[n] == row.values[n] for n in ("workout_id", "exercise_id", "side"))
        ]
        if row.values["set_index"] in taken:
            row.values["set_index"] = max(taken) + 1

    # --- changes ------------------------------------------------------------------------------

    def _change(self, op: Op, row: Row) -> None:
        wanted = self._wanted(op, row)
        if row.entity == "workout" and row.deleted is False and wanted.get("ended_at"):
            started = row.values["started_at"]
            if wanted["ended_at"] < started:
                wanted["ended_at"] = self._last_moment(row)
        seen, unseen = self._seen(op, row)
        if wanted.get("deleted") is True:
            written = {} if unseen - {"deleted"} else wanted
        else:
            if row.deleted and wanted.get("deleted") is not False:
                wanted = wanted | {"deleted": False}
            ended = row.values.get("ended_at")
            if ended and wanted.get("ended_at") and "ended_at" in unseen:
                wanted["ended_at"] = max(ended, wanted["ended_at"])
            written = wanted
        written = {name: value for name, value in written.items() if row.now(name) != value}
        before = {name: row.now(name) for name in written}
        revision = row.revision + bool(written)
        row.write(written)
        row.changes.append(Change(op["op_id"], op["dev"], seen, revision, before, wanted | written))

    def _wanted(self, op: Op, row: Row) -> Values:
        if op["kind"] == "delete":
            return {"deleted": True}
        if op["kind"] != "undo":
            return {k: v for k, v in normal(op["fields"]).items() if not k.endswith("_id")}
        target = next(c for c in row.changes if c.op_id == op["fields"]["operation_id"])
        if target.before is None:
            return {"deleted": True}
        return {
            name: value
            for name, value in target.before.items()
            if name == "deleted" or row.now(name) == target.after.get(name)
        }

    def _seen(self, op: Op, row: Row) -> tuple[int | None, set[str]]:
        """Up to which revision its maker knew the row, and what others have changed since."""
        base = op["base_rev"]
        if op["base_op"] is not None:
            last = next((c for c in row.changes if c.op_id == op["base_op"]), None)
            if last is None:
                base = base or 0
            elif last.device == op["dev"] and last.seen is not None:
                base = last.seen
            else:
                base = last.revision
        if base is None:
            return None, set()
        return base, {
            name
            for change in row.changes
            if change.revision > base and change.device != op["dev"] and change.before
            for name in change.before
        }

    # --- about workouts -----------------------------------------------------------------------

    def _real(self, row: Row) -> Row:
        while row.joined is not None:
            row = self.rows[row.joined]
        return row

    def _running(self) -> Row | None:
        running = [w for w in self.living("workout").values() if not w.values.get("ended_at")]
        assert len(running) <= 1
        return running[0] if running else None

    def _listed(self, workout: str, exercise: str) -> Row | None:
        for line in self.living("workout_exercise").values():
            if (line.values["workout_id"], line.values["exercise_id"]) == (workout, exercise):
                return line
        return None

    def _last_moment(self, workout: Row) -> datetime:
        performed = [
            row.values["performed_at"]
            for row in self.living("lift_set").values()
            if row.values["workout_id"] == workout.key
        ]
        return max([workout.values["started_at"], *performed])

    def _own_change(self, workout: Row, values: Values) -> None:
        before = {name: workout.now(name) for name in values}
        workout.write(values)
        revision = workout.revision + 1
        workout.changes.append(Change("", None, None, revision, before, values))


def moment(text: str) -> datetime:
    """A moment that an operation names."""
    return datetime.fromisoformat(text)


def normal(fields: Values) -> Values:
    """Fields with their moments as such."""
    return {
        name: moment(value) if value and name.endswith("_at") else value
        for name, value in fields.items()
    }
