"""What must be true at the end: everything accepted is in PostgreSQL once, under the right name, and nothing else."""

from collections import Counter
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from tests.drill.model import Model
from tests.drill.operations import Op
from tests.drill.postgres import Postgres

TABLES = {
    "workout": "lifts_workout",
    "workout_exercise": "lifts_workoutexercise",
    "lift_set": "lifts_liftset",
}


class Oracle:
    """Counts what an athlete's devices accepted, and looks for it in the database."""

    def __init__(self, postgres: Postgres, athlete: str) -> None:
        self.postgres = postgres
        self.athlete = athlete
        self.accepted: dict[str, Op] = {}

    def accept(self, ops: list[Op]) -> list[Op]:
        """Note operations that the outbox has promised to keep."""
        for op in ops:
            assert op["op_id"] not in self.accepted, "the outbox gave one id twice"
            self.accepted[op["op_id"]] = op
        return ops

    def arrivals(self) -> list[dict[str, Any]]:
        """The athlete's operations in the order in which PostgreSQL committed them.

        What was received first may have waited for a lock: two changes of one row are ordered by
        their commits, and by nothing else.
        """
        return self.postgres.rows(
            "SELECT * FROM lifts_operation WHERE athlete_id = %s AND payload_hash <> ''"
            " ORDER BY pg_xact_commit_timestamp(xmin), received_at",
            self.athlete,
        )

    def differences(self, model: Model) -> list[str]:
        """Where the database and the model disagree, in words."""
        found = []
        for entity in TABLES:
            stored, expected = self.rows(entity), model.living(entity)
            found += [f"{entity} {key} is missing" for key in expected.keys() - stored.keys()]
            found += [f"{entity} {key} is too many" for key in stored.keys() - expected.keys()]
            for key in stored.keys() & expected.keys():
                for name, value in expected[key].values.items():
                    if not _same(stored[key][name], value):
                        found.append(f"{entity} {key} {name}: {stored[key][name]!r}, not {value!r}")
        return found

    def ledger(self) -> list[dict[str, Any]]:
        """Every operation the server has taken from this athlete, in the order of arrival."""
        return self.postgres.rows(
            "SELECT * FROM lifts_operation WHERE athlete_id = %s AND payload_hash <> ''"
            " ORDER BY received_at",
            self.athlete,
        )

    def rows(self, entity: str) -> dict[str, dict[str, Any]]:
        """Living rows by id."""
        found = self.postgres.rows(
            f"SELECT * FROM {TABLES[entity]} WHERE athlete_id = %s AND deleted_at IS NULL",  # noqa: S608
            self.athlete,
        )
        return {str(row["id"]): row for row in found}

    def sent(self) -> None:
        """Every accepted operation arrived exactly once, and nothing arrived that nobody accepted."""
        arrived = Counter(str(entry["id"]) for entry in self.ledger())
        lost = self.accepted.keys() - arrived.keys()
        foreign = arrived.keys() - self.accepted.keys()
        doubled = [op_id for op_id, times in arrived.items() if times > 1]
        assert (len(lost), len(doubled), len(foreign)) == (0, 0, 0), (lost, doubled, foreign)
        elsewhere = self.postgres.rows(
            "SELECT id FROM lifts_operation WHERE id = ANY(%s) AND athlete_id <> %s",
            list(map(str, self.accepted)), self.athlete,
        )  # fmt: skip
        assert elsewhere == []

    def sets_are(self, *expected: Op) -> None:
        """The athlete's sets are these and no others, as they were logged."""
        found = self.rows("lift_set")
        assert found.keys() == {op["id"] for op in expected}
        for op in expected:
            row = found[op["id"]]
            for name in ("side", "reps", "set_index"):
                assert row[name] == op["fields"][name], (op, row)
            assert str(row["exercise_id"]) == op["fields"]["exercise_id"]


def _same(stored: Any, expected: Any) -> bool:
    """Whether a column holds what an operation says, which has fewer types."""
    match stored:
        case Decimal():
            return expected is not None and stored == Decimal(str(expected))
        case datetime():
            return stored == expected
        case UUID() | date():
            return str(stored) == expected
        case str():
            # Nothing written is an empty text in a column, and null on the wire.
            return stored == (expected or "")
        case _:
            return stored == expected
