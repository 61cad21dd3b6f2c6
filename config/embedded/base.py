"""The project's PostgreSQL backend, except that it starts the embedded server before the first connection."""

from typing import Any

from config.embedded.cluster import CLUSTERS
from config.embedded.start import ensure_running
from config.postgres import base


class DatabaseWrapper(base.DatabaseWrapper):
    """Connects to the embedded server, starting it if nobody has."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Open a connection once the server answers."""
        cluster = CLUSTERS[self.settings_dict["LEVELSET_CLUSTER"]]
        ensure_running(cluster.name)
        # The first start may have chosen another place than the settings could know.
        conn_params["host"] = str(cluster.socket_folder)
        return super().get_new_connection(conn_params)
