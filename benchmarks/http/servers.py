"""Gunicorn as the Dockerfile starts it, on loopback; its memory and the time of its start."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from msgspec import Struct

from .client import Connection, request

ROOT = Path(__file__).resolve().parents[2]
LONGEST_START_S = 60


class Memory(Struct, frozen=True):
    """Peak of what a worker held, and what no other process shares with it, in MB."""

    peak_mb: float
    own_mb: float


class Server:
    """A gunicorn of its own; ``with Server(...)`` starts and stops it."""

    def __init__(self, application: str, port: int, first_page: str, **environment: str) -> None:
        self.port, self.first_page = port, first_page
        command = [sys.executable, "-m", "gunicorn", "--config", "python:config.gunicorn"]
        self.command = [*command, "--log-level", "warning", application]
        # A worker that is replaced half-way would start its counts of memory and commits anew.
        self.environment = os.environ | {
            "BIND": f"127.0.0.1:{port}",
            "GUNICORN_CMD_ARGS": "--max-requests 0",
            **environment,
        }
        self.process: subprocess.Popen[bytes] | None = None
        self.started_in_s = 0.0

    def __enter__(self) -> Self:
        began = time.perf_counter()
        self.process = subprocess.Popen(self.command, cwd=ROOT, env=self.environment)  # noqa: S603 (ourselves)
        while True:
            try:
                answer = Connection(self.port).exchange(request("GET", self.first_page))
            except OSError:
                if time.perf_counter() - began > LONGEST_START_S or self.process.poll() is not None:
                    raise
                time.sleep(0.005)
                continue
            self.started_in_s = time.perf_counter() - began
            if answer.status != 200:  # noqa: PLR2004
                self.stop()
                msg = f"{self.first_page} answered {answer.status}: {answer.body[:300]!r}"
                raise RuntimeError(msg)
            return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self.stop()

    def stop(self) -> None:
        if self.process is not None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(30)
            self.process = None

    def memory(self) -> list[Memory]:
        """Each worker's; empty where there is no /proc."""
        if self.process is None or not Path("/proc/self/smaps_rollup").exists():
            return []
        pid = self.process.pid
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
        return [_memory_of(child) for child in children]


def _memory_of(pid: str) -> Memory:
    peak = _kilobytes(Path(f"/proc/{pid}/status"), ("VmHWM:",))
    own = _kilobytes(Path(f"/proc/{pid}/smaps_rollup"), ("Private_Clean:", "Private_Dirty:"))
    return Memory(peak / 1024, own / 1024)


def _kilobytes(path: Path, names: tuple[str, ...]) -> float:
    lines = path.read_text(encoding="ascii").splitlines()
    return sum(float(line.split()[1]) for line in lines if line.startswith(names))
