"""What a database holds, in numbers that a copy of it must give again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from .domain.manifest import TableSum

if TYPE_CHECKING:
    from django.db.backends.utils import CursorWrapper

LEFT_OUT = ("django_session", "exchange_download", "exchange_downloadpiece")
"""Tables whose rows are in no backup: an old session must not come to life again, a packed file goes after a day."""

# The text of a row depends on these, whatever the server's own settings are.
_AS_TEXT = (
    "SET LOCAL TimeZone = 'UTC'",
    "SET LOCAL DateStyle = 'ISO, YMD'",
    "SET LOCAL IntervalStyle = 'iso_8601'",
    "SET LOCAL extra_float_digits = 1",
    "SET LOCAL bytea_output = 'hex'",
)
_TABLES = """
    SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') ORDER BY c.relname
"""
# Rows as text, hashed and added up: the order does not matter, doubles do. 60 bits fit a bigint.
_SUM = """
    SELECT count(*), coalesce(sum(('x' || left(md5(t::text), 15))::bit(60)::bigint), 0)::text
    FROM {table} t
"""


def left_out() -> tuple[str, ...]:
    """Tables without their rows; the cache counts tries, and forgets."""
    return (*LEFT_OUT, settings.CACHE_TABLE)


def sums_of(cursor: CursorWrapper) -> dict[str, TableSum]:
    """Rows and checksum of every table, inside the caller's transaction; a minute for ten million rows."""
    for statement in _AS_TEXT:
        cursor.execute(statement)
    cursor.execute(_TABLES)
    names = [name for (name,) in cursor.fetchall() if name not in left_out()]
    found = {}
    for name in names:
        cursor.execute(_SUM.format(table=connection.ops.quote_name(name)))
        rows, checksum = cursor.fetchone()
        found[name] = TableSum(rows=rows, checksum=checksum)
    return found


def schema_of(used: Any) -> tuple[str, ...]:
    """The last applied migrations of each app in the database behind a connection."""
    loader = MigrationLoader(used, ignore_no_migrations=True)
    applied = set(loader.applied_migrations)
    # One that stands for others is applied with the last of them, and says enough.
    applied -= {
        key for name, one in loader.replacements.items() if name in applied for key in one.replaces
    }
    inner = {
        parent.key
        for key in applied & set(loader.graph.node_map)
        for parent in loader.graph.node_map[key].parents
        if parent.key[0] == key[0] and parent.key in applied
    }
    return tuple(sorted(f"{app}.{name}" for app, name in applied - inner))


def known_migrations() -> frozenset[str]:
    """Every migration that this code has, squashed ones with what they replace."""
    loader = MigrationLoader(None, ignore_no_migrations=True)
    replaced = {key for one in loader.disk_migrations.values() for key in one.replaces}
    return frozenset(f"{app}.{name}" for app, name in {*loader.disk_migrations, *replaced})


def has_table(cursor: CursorWrapper, name: str) -> bool:
    """Whether there is such a table."""
    cursor.execute("SELECT to_regclass(%s)", [f"public.{name}"])
    return cursor.fetchone()[0] is not None


def people_in(cursor: CursorWrapper) -> int:
    """How many accounts there are; none where there is no table for them."""
    if not has_table(cursor, "profiles_user"):
        return 0
    cursor.execute("SELECT count(*) FROM profiles_user")
    return int(cursor.fetchone()[0])


def instance_in(cursor: CursorWrapper) -> UUID | None:
    """The installation's id, if the database has one."""
    if not has_table(cursor, "backups_instance"):
        return None
    cursor.execute("SELECT uuid FROM backups_instance")
    row = cursor.fetchone()
    return row[0] if row else None
