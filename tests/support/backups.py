"""Looking into databases, the test's own and others beside it."""

from pathlib import Path

from django.db import connection

from apps.backups import queries
from apps.backups.services.backing_up import own_connection


def databases():
    """Every database of this test run."""
    own = connection.settings_dict["NAME"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [own])
        return sorted(name for (name,) in cursor.fetchall())


def sums_in(database=""):
    """Rows and checksum of every table."""
    with own_connection(database) as used, used.cursor() as cursor:
        cursor.execute("BEGIN")
        return queries.sums_of(cursor)


def rows_in(database, sql):
    """What a statement finds there."""
    with own_connection(database) as used, used.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def files_in(folder: Path):
    """Everything that lies there, but for locks."""
    if not folder.exists():
        return []
    return sorted(path.name for path in folder.iterdir() if not path.name.endswith(".lock"))
