"""Django's sessions in the database, read by one statement that is not put together anew each time."""

from __future__ import annotations

from typing import Any

from django.contrib.sessions.backends import db
from django.db import connection
from django.utils import timezone

_STATEMENT = "SELECT session_data FROM django_session WHERE session_key = %s AND expire_date > %s"


class SessionStore(db.SessionStore):
    """Reads on a short way; everything else is Django's."""

    def load(self) -> dict[str, Any]:
        """What is kept under the key; nothing, and no key, when there is none or it has expired."""
        with connection.cursor() as cursor:
            cursor.execute(_STATEMENT, [self.session_key, timezone.now()])
            found = cursor.fetchone()
        if found is None:
            self._session_key = None
            return {}
        return self.decode(found[0])
