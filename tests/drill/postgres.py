"""PostgreSQL as a child of the drill, durable as in production, to be killed at will."""

import os
import signal
import subprocess
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg
from psycopg.rows import dict_row

from config.embedded import start
from config.embedded.account import account_for
from config.embedded.cluster import PORT, Cluster, is_ready
from config.embedded.keeper import DURABLE, SERVER_SETTINGS
from tests.drill.waiting import wait_until


class DrillCluster(Cluster):
    """A cluster in a folder of its own, which the app's keeper knows nothing of."""

    @property
    def home(self) -> Path:
        return Path(self.name) / "postgres"

    def beside(self, suffix: str) -> Path:
        return Path(self.name) / f"postgres.{suffix}"


class Postgres:
    """One server process after another on the same data."""

    def __init__(self, folder: Path) -> None:
        self.cluster = DrillCluster(name=str(folder))
        self.account = account_for(self.cluster)
        start._make_home(self.cluster, self.account)
        self.binaries = start._binaries(self.cluster, self.account)
        start._initialise(self.cluster, self.account, self.binaries)
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """DATABASE_URL for the app."""
        password = self.cluster.beside("password").read_text(encoding="ascii").strip()
        socket = quote(str(self.cluster.socket_folder), safe="")
        return f"postgres://levelset:{password}@localhost:{PORT}/levelset?host={socket}"

    def start(self) -> None:
        """Start, recover if need be, and return when it answers."""
        # What a hard kill leaves behind is removed as the app itself does it.
        start._clear_leftovers(self.cluster)
        settings = SERVER_SETTINGS | DURABLE
        # The oracle asks in which order things were committed.
        settings["track_commit_timestamp"] = "on"
        settings["unix_socket_directories"] = f'"{self.cluster.socket_folder}"'
        command: list[str | Path] = [self.binaries / "postgres", "-D", self.cluster.pgdata]
        for name, value in settings.items():
            command += ["-c", f"{name}={value}"]
        with self.cluster.log.open("ab") as log:
            self.process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                **self.account.process_options(),
            )
        wait_until("PostgreSQL answers", lambda: is_ready(self.cluster))

    def kill(self) -> None:
        """Kill -9 the server and every one of its processes, in the middle of whatever they do."""
        server = self._running()
        children = _children_of(server.pid)
        for pid in (server.pid, *children):
            _signal(pid, signal.SIGKILL)
        server.wait()
        wait_until("its processes are gone", lambda: not any(map(_alive, children)))

    def stop(self) -> None:
        """Shut down as for an update: connections are cut, everything is written."""
        server = self._running()
        server.send_signal(signal.SIGINT)
        server.wait(30)

    def rows(self, statement: str, *parameters: Any) -> list[dict[str, Any]]:
        """Ask the database itself, past the app."""
        with self.connection() as connection:
            return connection.execute(statement, parameters).fetchall()

    def connection(self) -> psycopg.Connection[dict[str, Any]]:
        """Open a connection as the app's role."""
        return psycopg.connect(self.url, row_factory=dict_row)

    def _running(self) -> subprocess.Popen[bytes]:
        assert self.process is not None
        return self.process


def _children_of(pid: int) -> list[int]:
    return [
        int(status.parent.name)
        for status in Path("/proc").glob("[0-9]*/stat")
        if _parent(status) == pid
    ]


def _parent(status: Path) -> int | None:
    try:
        return int(status.read_text(encoding="utf-8").rpartition(") ")[2].split()[1])
    except (FileNotFoundError, ProcessLookupError):
        return None


def _alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(") ")[2][0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"


def _signal(pid: int, number: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, number)
