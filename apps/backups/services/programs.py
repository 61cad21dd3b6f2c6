"""Running PostgreSQL's own programs against the database behind a connection."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Any

from psycopg.conninfo import make_conninfo

from ..domain.manifest import BackupError

_NOT_FOR_LIBPQ = frozenset(
    {"password", "dbname", "context", "cursor_factory", "prepare_threshold", "options", "client_encoding", "row_factory"}
)  # fmt: skip


def run(used: Any, name: str, *arguments: str | Path, database: str) -> None:
    """Run one, with nothing of our surroundings: a PGSERVICE or a PGOPTIONS would lead it elsewhere.

    Raises
    ------
    BackupError
        If there is none for this server, or it fails; with its own words.
    """
    program = used.program(name)
    if program is None:
        major = used.pg_version // 10_000
        raise BackupError(
            f"There is no {name} for PostgreSQL {major} here. Install the client programs of "
            f"PostgreSQL {major} or newer, so that `{name} --version` finds them."
        )
    params = used.get_connection_params()
    given = {key: value for key, value in params.items() if key not in _NOT_FOR_LIBPQ}
    conninfo = make_conninfo(**given, dbname=database)
    surroundings = {"PATH": os.defpath, "LC_ALL": "C", "PGPASSWORD": params.get("password") or ""}
    # Where a home is needed for certificates, the operator names the files in DATABASE_URL.
    done = subprocess.run(  # noqa: S603 (PostgreSQL's own program)
        [program, f"--dbname={conninfo}", "--no-password", *arguments],
        env=surroundings,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise BackupError(f"{name} has failed: {done.stderr.strip() or done.returncode}")
