"""Many new rows at once, faster than one by one: what an import writes.

Each row is written with its entry in the ledger, exactly as :func:`apply_operations` would; only the way
into the database differs. The caller has judged the values, and the constraints are there besides.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.db import connection, models, transaction
from django.utils import timezone

from apps.core.units import to_kg
from apps.lifts.domain.operations import Entity, OperationRequest, OperationStatus
from apps.lifts.models import Operation

from .changes import MODELS, entity_of

if TYPE_CHECKING:
    from apps.profiles.models import Athlete

type Typed = Mapping[str, Any]
"""Values of a row by field name, as Python has them."""


@transaction.atomic
def copy_new_rows(*, athlete: Athlete, additions: Sequence[tuple[OperationRequest, Typed]]) -> None:
    """Write rows that the log does not have, all or none, and announce nothing.

    Parameters
    ----------
    additions
        Puts of new rows with the values they carry, workouts before what they hold in each entity's order.

    Raises
    ------
    django.db.IntegrityError
        A row is there already, hangs on nothing, or breaks a constraint.
    """
    with connection.cursor() as cursor:
        # Two imports of one athlete go one after the other, so that the second finds the first.
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [str(athlete.pk)])
    for entity in (Entity.WORKOUT, Entity.WORKOUT_EXERCISE, Entity.LIFT_SET):
        _copy(
            MODELS[entity],
            {"athlete_id": athlete.pk},
            (_row_of(op, typed) for op, typed in additions if entity_of(op) is entity),
        )
    entry = {
        "athlete_id": athlete.pk,
        "status": OperationStatus.APPLIED.value,
        "revision": 1,
        "received_at": timezone.now(),
    }
    _copy(Operation, entry, (_entry_of(op) for op, _typed in additions))
    with connection.wrap_database_errors, connection.cursor() as cursor:
        # What each row hangs on is looked up now: a long import would leave a million such questions to its commit.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def _row_of(operation: OperationRequest, typed: Typed) -> dict[str, Any]:
    row = {"id": operation.entity_id, **typed}
    if entity_of(operation) is Entity.LIFT_SET and typed["typed_load"] is not None:
        row["load_kg"] = to_kg(typed["typed_load"], typed["typed_unit"])
    return row


def _entry_of(operation: OperationRequest) -> dict[str, Any]:
    return {
        "id": operation.op_id,
        "entity": operation.entity.value,
        "entity_id": operation.entity_id,
        "kind": operation.kind.value,
        "payload_hash": operation.payload_hash,
        "fields": json.dumps(dict(operation.fields)),
    }


def _copy(
    model: type[models.Model], common: Mapping[str, Any], rows: Iterable[Mapping[str, Any]]
) -> None:
    """Send rows by COPY; what a row does not name has the model's default."""
    fields = model._meta.concrete_fields  # noqa: SLF001 - Django's own name for it
    names = [field.attname for field in fields]
    usual = {
        field.attname: None if field.primary_key or not field.has_default() else field.get_default()
        for field in fields
    }
    usual |= {
        field.attname: ""
        for field in fields
        if isinstance(field, models.CharField | models.TextField) and usual[field.attname] is None
    }
    usual |= common
    columns = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    table = connection.ops.quote_name(model._meta.db_table)  # noqa: SLF001 - the same
    with (
        connection.wrap_database_errors,
        connection.cursor() as cursor,
        cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy,
    ):
        for row in rows:
            values = {**usual, **row}
            copy.write_row([values[name] for name in names])
