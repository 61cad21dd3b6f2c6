"""The ledger of every change."""

from __future__ import annotations

import json
from typing import Any, ClassVar, NamedTuple
from uuid import UUID

from django.db import connection, models

from apps.lifts.domain.operations import OperationKind, OperationRequest, WireFields


class Claim(NamedTuple):
    """Whether the operation is entered now, and whether its row was there already."""

    is_new: bool
    row_exists: bool


class OperationManager(models.Manager["Operation"]):
    """Writes the ledger."""

    def claim(
        self,
        operation: OperationRequest,
        *,
        athlete_id: UUID,
        fields: WireFields,
        model: type[models.Model] | None = None,
    ) -> Claim:
        """Enter an operation as if it made its row; it is not new when its id is taken.

        Waits for whoever is entering the same id at this moment. Looks in ``model`` for the row in
        the same statement.
        """
        entry = {
            "id": operation.op_id,
            "athlete_id": athlete_id,
            "entity": operation.entity.value,
            "entity_id": operation.entity_id,
            "kind": operation.kind.value,
            "payload_hash": operation.payload_hash,
            "fields": json.dumps(dict(fields)),
            "status": "applied",
            "revision": 1,
            "device": operation.device,
        }
        found = "FALSE"
        parameters: list[Any] = list(entry.values())
        if model is not None:
            table = connection.ops.quote_name(model._meta.db_table)  # noqa: SLF001 - Django's own name for it
            found = f"EXISTS (SELECT FROM {table} WHERE id = %s)"
            parameters.append(operation.entity_id)
        statement = (
            f"WITH entered AS (INSERT INTO lifts_operation ({', '.join(entry)}, received_at)"  # noqa: S608 - no input
            f" VALUES ({', '.join('%s' for _ in entry)}, statement_timestamp())"
            f" ON CONFLICT (id) DO NOTHING RETURNING id)"
            f" SELECT EXISTS (SELECT FROM entered), {found}"
        )
        with connection.cursor() as cursor:
            cursor.execute(statement, parameters)
            return Claim(*cursor.fetchone())

    def settle(self, op_id: UUID, **found: Any) -> None:
        """Write what an entered operation has come to; by hand, as :meth:`claim`."""
        values = [json.dumps(v) if isinstance(v, dict) else v for v in found.values()]
        columns = ", ".join(f"{name} = %s" for name in found)
        statement = f"UPDATE lifts_operation SET {columns} WHERE id = %s"  # noqa: S608 - names of fields
        with connection.cursor() as cursor:
            cursor.execute(statement, [*values, op_id])


class Operation(models.Model):
    """One change to the log, kept for ever: the same id applies once, whoever sends it again.

    ``before`` and ``fields`` are the history of the row it changed. ``base_revision`` is what the
    ``device`` had seen of the row beyond its own changes. ``lost`` is what it overrode unseen.
    """

    id = models.UUIDField(primary_key=True)
    athlete = models.ForeignKey(
        "profiles.Athlete", on_delete=models.CASCADE, related_name="operations"
    )
    entity = models.CharField(max_length=16)
    entity_id = models.UUIDField()
    kind = models.CharField(max_length=6, choices=[(k.value, k.value) for k in OperationKind])
    payload_hash = models.CharField(max_length=64)
    fields = models.JSONField(default=dict)
    before = models.JSONField(null=True)
    lost = models.JSONField(null=True)
    status = models.CharField(max_length=10)
    revision = models.PositiveIntegerField(default=1)
    base_revision = models.PositiveIntegerField(null=True)
    device = models.UUIDField(null=True)
    received_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[OperationManager] = OperationManager()

    class Meta:
        indexes = [
            models.Index(fields=["athlete", "entity_id", "received_at"], name="lifts_op_history")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.entity} {self.entity_id}"
