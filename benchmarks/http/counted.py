"""The production application, telling in headers what each answer cost the database.

Only the counting pass is served by it; times are taken from the application as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.db import connection
from django.db.backends.postgresql.base import DatabaseWrapper

from config.wsgi import application as product

NOT_COUNTED = ("savepoint", "release savepoint", "rollback to savepoint")


class Counts:
    sql = 0
    commits = 0


def _count_statement(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
    if not sql.lstrip().lower().startswith(NOT_COUNTED):
        Counts.sql += 1
    return execute(sql, *rest)


_commit = DatabaseWrapper._commit  # noqa: SLF001 (nothing public stands between Django and the driver)


def _count_commit(self: DatabaseWrapper) -> Any:
    Counts.commits += 1
    return _commit(self)


DatabaseWrapper._commit = _count_commit  # type: ignore[method-assign] # noqa: SLF001


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    Counts.sql = Counts.commits = 0

    def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
        told = [("X-SQL", str(Counts.sql)), ("X-Commits", str(Counts.commits))]
        return start_response(status, headers + told, *rest)

    with connection.execute_wrapper(_count_statement):
        return product(environ, start)
