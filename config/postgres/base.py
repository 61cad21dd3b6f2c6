"""Django's PostgreSQL backend, except that a connection's health costs no statement before each request."""

from __future__ import annotations

import select
import time
from pathlib import Path
from typing import Any

from django.db.backends.postgresql import base
from psycopg.pq import TransactionStatus

from config.postgres.programs import program_for

LONGEST_TRUST_S = 30.0
"""Idle this long, a connection may have been forgotten on its way without a word."""


class DatabaseWrapper(base.DatabaseWrapper):
    """Looks at the socket first.

    A server that ends a connection says so, or the kernel does: something can be read, although
    nothing was asked. Where nothing can, the connection is as good as a moment ago.
    """

    _vouched_at = float("-inf")

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Connect; nothing is known of a new connection yet."""
        self._vouched_at = float("-inf")
        return super().get_new_connection(conn_params)

    def is_usable(self) -> bool:
        """Whether statements can be sent; asks the server where its silence is no answer."""
        now = time.monotonic()
        is_fresh = now - self._vouched_at < LONGEST_TRUST_S
        self._vouched_at = now
        if is_fresh and not self.errors_occurred and _is_silent(self.connection):
            return True
        return bool(super().is_usable())

    def program(self, name: str) -> Path | None:
        """Return PostgreSQL's own program of that name that suits the server, None if there is none."""
        return program_for(name, server=self.pg_version // 10_000)


def _is_silent(connection: Any) -> bool:
    """Whether the connection is open, between transactions, and has nothing to say."""
    if connection is None or connection.closed:
        return False
    if connection.pgconn.transaction_status != TransactionStatus.IDLE:
        return False
    poll = select.poll()
    poll.register(connection.fileno(), select.POLLIN)
    return not poll.poll(0)
