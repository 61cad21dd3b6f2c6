"""Levelset's own file, and any plain table that names its columns like it."""

from __future__ import annotations

from apps.exchange.domain import levelset_csv
from apps.exchange.domain.registry import Dialect

DIALECT = Dialect(
    name="levelset",
    label="Levelset",
    recognises=lambda start: levelset_csv.recognises(start.first),
    read=levelset_csv.read,
    ignored=levelset_csv.ignored_columns,
    names_hold_sides=False,
    is_fallback=True,
)
