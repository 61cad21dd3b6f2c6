"""What an installation takes: the environment of a server, and a fresh checkout's first page."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from msgspec import Struct

from .client import Connection, request
from .servers import ROOT

UV = ROOT / ".tools" / "uv" / "bin" / "uv"
LONGEST_S = 180


class Installed(Struct, frozen=True):
    packages: int
    megabytes: float
    first_page_s: float


def measure(port: int) -> Installed:
    """Install once, so that the packages are downloaded, then look at the second installation."""
    with tempfile.TemporaryDirectory(prefix="levelset-install-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        packages, megabytes = _environment(folder / "venv")
        _first_page(folder / "warm", port)
        return Installed(packages, megabytes, _first_page(folder / "fresh", port))


def _environment(venv: Path) -> tuple[int, float]:
    base = ROOT / "requirements" / "base.txt"
    _run(UV, "venv", "--quiet", "--python", sys.executable, venv)
    _run(UV, "pip", "install", "--quiet", "--require-hashes", "--python", venv, "-r", base)
    packages = len(list(venv.glob("lib/python*/site-packages/*.dist-info")))
    size = sum(p.lstat().st_size for p in venv.rglob("*") if not p.is_dir())
    return packages, size / 1024**2


def _first_page(clone: Path, port: int) -> float:
    """Seconds from a fresh checkout to its first page, by `make run`."""
    _run("git", "clone", "--quiet", "--no-hardlinks", ROOT, clone)
    began = time.monotonic()
    surroundings = {k: v for k, v in os.environ.items() if k in {"PATH", "HOME", "PYTHON"}}
    process = subprocess.Popen(  # noqa: S603 (ourselves)
        ["make", "run", f"PORT={port}"],  # noqa: S607 (the machine's own make)
        cwd=clone,
        env=surroundings,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        while not _answers(port):
            if process.poll() is not None or time.monotonic() - began > LONGEST_S:
                msg = f"make run in {clone} did not serve a page"
                raise RuntimeError(msg)
            time.sleep(0.02)
        return time.monotonic() - began
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(30)
        _run(clone / ".venv" / "bin" / "python", "-m", "config.embedded.keeper", "stop", cwd=clone)
        shutil.rmtree(clone, ignore_errors=True)


def _answers(port: int) -> bool:
    try:
        return Connection(port).exchange(request("GET", "/")).status == 200  # noqa: PLR2004
    except OSError:
        return False


def _run(*command: str | Path, cwd: Path | None = None) -> None:
    surroundings = {
        k: v for k, v in os.environ.items() if k not in {"LEVELSET_DATA", "DJANGO_SETTINGS_MODULE"}
    }
    subprocess.run(command, cwd=cwd, env=surroundings, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 (the same)
