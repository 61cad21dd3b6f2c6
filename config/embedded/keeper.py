"""The server's parent, which shuts it down when nobody has used it for a while.

Every process that uses a server holds the lock ``<cluster>.users`` in common with the others, and the
kernel drops it when the process ends, however it ends. Whoever holds it alone knows that nobody is left.
"""

import fcntl
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

from config.data_folder import DatabaseError
from config.embedded.account import Account
from config.embedded.cluster import CLUSTERS, PORT, Cluster, is_ready, open_lock, server_pid

LINGER_SECONDS = 10.0
"""How long the server outlives its last user, so that one command after another finds it up."""
STOP_SECONDS = 20.0

SERVER_SETTINGS = {
    "listen_addresses": "",
    "port": str(PORT),
    "max_connections": "100",
    # A failing statement must not put what a person logged into the server's log.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_parameter_max_length_on_error": "0",
    "timezone": "UTC",
    "shared_buffers": "128MB",
}
DURABLE = {"fsync": "on", "full_page_writes": "on", "synchronous_commit": "on"}
DISPOSABLE = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}


def keep(cluster: Cluster, account: Account, binaries: Path) -> int:
    """Be the server's parent until it ends, or until nobody has used it for a while."""
    settings = SERVER_SETTINGS | (DISPOSABLE if cluster.disposable else DURABLE)
    settings["unix_socket_directories"] = f'"{cluster.socket_folder}"'
    command: list[str | Path] = [binaries / "postgres", "-D", cluster.pgdata]
    for name, value in settings.items():
        command += ["-c", f"{name}={value}"]
    with cluster.log.open("ab") as log:
        os.chown(cluster.log, account.uid, account.gid)
        server = subprocess.Popen(  # noqa: S603 (our own binary)
            command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
            **account.process_options(),
        )
    signal.signal(signal.SIGTERM, lambda *_: server.send_signal(signal.SIGINT))
    users = open_lock(cluster.beside("users"))
    idle_since: float | None = None
    while server.poll() is None:
        if not _nobody_uses(users):
            idle_since = None
        elif idle_since is None:
            idle_since = time.monotonic()
        elif time.monotonic() - idle_since > LINGER_SECONDS and _nobody_uses(users, hold=True):
            server.send_signal(signal.SIGINT)
            server.wait(STOP_SECONDS)
            if cluster.disposable:
                shutil.rmtree(cluster.pgdata, ignore_errors=True)
            break
        time.sleep(0.5)
    return server.wait()


def _nobody_uses(handle: int, *, hold: bool = False) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    if not hold:
        fcntl.flock(handle, fcntl.LOCK_UN)
    return True


def stop(cluster: Cluster) -> bool:
    """Shut the server down now, whoever uses it; tell whether there was one."""
    pid = server_pid(cluster)
    if pid is None:
        return False
    os.kill(pid, signal.SIGINT)
    deadline = time.monotonic() + STOP_SECONDS
    while server_pid(cluster):
        if time.monotonic() > deadline:
            msg = f"PostgreSQL (process {pid}) did not stop within {STOP_SECONDS:.0f} s; its log is {cluster.log}."
            raise DatabaseError(msg)
        time.sleep(0.05)
    return True


def say(line: str) -> None:
    """Print one line."""
    sys.stdout.write(f"{line}\n")


def main(arguments: list[str]) -> int:
    """Serve ``keep`` (for ourselves), ``stop`` and ``status``."""
    match arguments:
        case ["keep", name, binaries, uid, gid]:
            account = Account(uid=int(uid), gid=int(gid), drop=os.geteuid() == 0)
            return keep(CLUSTERS[name], account, Path(binaries))
        case ["stop"]:
            for cluster in CLUSTERS.values():
                say(f"{cluster.name}: {'stopped' if stop(cluster) else 'was not running'}")
            return 0
        case ["status"]:
            for cluster in CLUSTERS.values():
                say(
                    f"{cluster.name}: {'running' if is_ready(cluster) else 'not running'} ({cluster.home})"
                )
            return 0
        case _:
            say("usage: python -m config.embedded.keeper stop | status")
            return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
