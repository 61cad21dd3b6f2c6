"""Bringing a database up to date: tables, the cache table, the exercise catalogue."""

import os
import sys

import django
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection

from config.data_folder import DatabaseError

LEAST_SERVER = 180_000
"""PostgreSQL's own number of 18.0."""


def prepare() -> None:
    """Run every step; each may be run again at any time."""
    _refuse_other_servers()
    # Models load after the registry, and whoever imports this module may come before.
    from apps.backups import services as backups  # noqa: PLC0415
    from apps.backups.domain.manifest import BackupError  # noqa: PLC0415

    try:
        backups.check_database()
        _bring_up_to_date()
        backups.note_database()
    except (BackupError, CommandError) as error:
        raise DatabaseError(str(error)) from error


def _bring_up_to_date() -> None:
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("load_catalogue", verbosity=0)
    call_command("remove_deleted_accounts", verbosity=0)
    call_command("forget_old_files", verbosity=0)


def _refuse_other_servers() -> None:
    """Say in words what a migration would only stumble over."""
    try:
        connection.ensure_connection()
    except OperationalError as error:
        msg = f"The database cannot be reached: {str(error).strip()}\nCheck DATABASE_URL, or unset it to use the embedded one."
        raise DatabaseError(msg) from error
    if connection.pg_version < LEAST_SERVER:  # type: ignore[attr-defined]
        major = connection.pg_version // 10_000  # type: ignore[attr-defined]
        msg = f"DATABASE_URL names a PostgreSQL {major}. Levelset needs PostgreSQL 18 or newer."
        raise DatabaseError(msg)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.prod")
    django.setup()
    try:
        prepare()
    except DatabaseError as error:
        sys.exit(str(error))
