"""The embedded servers: where their files lie, whether they run, and who may touch them at a time."""

import fcntl
import hashlib
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from config.data_folder import DatabaseError, data_folder, not_ours

SOCKET_PATH_LIMIT = 100
"""Unix socket paths end at 107 bytes (103 on macOS)."""
PORT = 5432
"""Only part of the socket's file name: the server listens on no network."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """One embedded server: where its files are and whether they may be thrown away."""

    name: str
    disposable: bool = False

    @property
    def home(self) -> Path:
        """Return the folder that belongs to the account which runs the server."""
        try:
            return Path(self.beside("home").read_text(encoding="utf-8"))
        except FileNotFoundError:
            return data_folder() / self.name

    @property
    def home_elsewhere(self) -> Path:
        """Return the home for when the server's account cannot reach the data folder."""
        digest = hashlib.sha256(os.fsencode(data_folder())).hexdigest()[:16]
        return Path("/var/lib/levelset") / digest / self.name

    @property
    def pgdata(self) -> Path:
        """Return the server's own data directory."""
        return self.home / "pgdata"

    @property
    def log(self) -> Path:
        """Return the server's log file."""
        return self.home / "postgres.log"

    @property
    def socket_folder(self) -> Path:
        """Return where the socket lies: beside the data if that path is short enough, else under /tmp."""
        if len(os.fsencode(self.home / f".s.PGSQL.{PORT}.lock")) <= SOCKET_PATH_LIMIT:
            return self.home
        digest = hashlib.sha256(os.fsencode(self.home)).hexdigest()[:16]
        return Path("/tmp") / f"levelset-{digest}"  # noqa: S108 (checked for its owner, 0700)

    def beside(self, suffix: str) -> Path:
        """Return a file next to the cluster, owned by whoever runs the app."""
        return data_folder() / f"{self.name}.{suffix}"


CLUSTERS = {
    "postgres": Cluster(name="postgres"),
    "postgres-test": Cluster(name="postgres-test", disposable=True),
}


def is_ready(cluster: Cluster) -> bool:
    """Tell whether the server has finished starting and its socket answers."""
    try:
        lines = (cluster.pgdata / "postmaster.pid").read_text(encoding="utf-8").splitlines()
    except (FileNotFoundError, PermissionError):
        return False
    status_line = 8
    return (
        len(lines) >= status_line
        and lines[status_line - 1].strip() == "ready"
        and _answers(cluster)
    )


def _answers(cluster: Cluster) -> bool:
    with socket.socket(socket.AF_UNIX) as probe:
        probe.settimeout(2)
        try:
            probe.connect(str(cluster.socket_folder / f".s.PGSQL.{PORT}"))
        except OSError:
            return False
    return True


def server_pid(cluster: Cluster) -> int | None:
    """Return the process id of the living server on this data directory, None if there is none."""
    try:
        first = (cluster.pgdata / "postmaster.pid").read_text(encoding="utf-8").splitlines()[0]
        pid = abs(int(first))
    except (FileNotFoundError, IndexError, ValueError):
        return None
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return None
    except PermissionError:
        return pid
    status = Path(f"/proc/{pid}/stat")
    if not status.exists():
        return pid
    name, _, rest = status.read_text(encoding="utf-8").partition(" (")[2].rpartition(") ")
    return pid if name == "postgres" and not rest.startswith("Z") else None


def open_lock(path: Path) -> int:
    """Open a lock file and return its number; it is not inherited by other programs."""
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except PermissionError as error:
        raise DatabaseError(not_ours(path)) from error


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock file alone."""
    handle = open_lock(path)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
