"""Django's PostgreSQL backend, except that it starts the embedded server before the first connection."""

from typing import Any

from django.db.backends.postgresql import base

from config.embedded.start import ensure_running


class DatabaseWrapper(base.DatabaseWrapper):
    """Connects to the embedded server, starting it if nobody has."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Open a connection once the server answers."""
        ensure_running(self.settings_dict["LEVELSET_CLUSTER"])
        return super().get_new_connection(conn_params)
