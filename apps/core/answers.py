"""Answers as the database sends them, gathered while the caller still works on the one before."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Sequence
from select import select
from typing import TYPE_CHECKING

from django.db import connection
from psycopg.errors import error_from_result
from psycopg.pq import ExecStatus, Format

if TYPE_CHECKING:
    from psycopg.pq.abc import PGconn, PGresult

type Statement = tuple[bytes, Sequence[bytes]]
"""SQL with $1, $2 and so on, and what they stand for, as text."""


def answers_to(statements: Iterable[Statement], *, ahead: bool = False) -> Generator[PGresult]:
    """The answer to each statement in turn, its values in binary.

    Parameters
    ----------
    ahead
        Ask the next statement before an answer is handed out. Close the iterator before the
        connection is asked anything else.

    Raises
    ------
    django.db.Error
        As from a cursor.
    """
    connection.ensure_connection()
    server = connection.connection.pgconn
    waiting = iter(statements)
    is_asked = _ask(server, waiting)
    try:
        while is_asked:
            is_asked = False
            answer = _answer(server)
            is_asked = ahead and _ask(server, waiting)
            yield answer
            is_asked = is_asked or _ask(server, waiting)
    finally:
        if is_asked:
            _result(server)


def _ask(server: PGconn, waiting: Iterator[Statement]) -> bool:
    """Send the next statement, if there is one; True if there was."""
    for statement, values in waiting:
        with connection.wrap_database_errors:
            server.send_query_params(statement, values, result_format=Format.BINARY)
            while server.flush():
                select([], [server.socket], [])
        return True
    return False


def _answer(server: PGconn) -> PGresult:
    found = _result(server)
    with connection.wrap_database_errors:
        if found.status != ExecStatus.TUPLES_OK:
            raise error_from_result(found)
    return found


def _result(server: PGconn) -> PGresult:
    """The only result of a statement, waited for where other threads can go on."""
    with connection.wrap_database_errors:
        while server.is_busy():
            select([server.socket], [], [])
            server.consume_input()
        (found,) = iter(server.get_result, None)
    return found
