"""Whose process the server is: PostgreSQL refuses to run as root."""

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from config.data_folder import DatabaseError
from config.embedded.cluster import Cluster


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


def account_for(cluster: Cluster) -> Account:
    """Return who runs this server: ourselves, or as root whoever owns its files already."""
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
