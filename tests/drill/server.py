"""Gunicorn with the production settings, to be killed, stopped in mid-air and started again."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from tests.conftest import REPOSITORY
from tests.drill.hooks import AFTER, BEFORE
from tests.drill.waiting import wait_until

__all__ = ["AFTER", "BEFORE", "Server"]


class Server:
    """One gunicorn after another on the same address."""

    def __init__(self, folder: Path, *, port: int, database_url: str) -> None:
        self.folder = folder
        self.port = port
        self.faults = folder / "faults"
        self.faults.mkdir()
        self.process: subprocess.Popen[bytes] | None = None
        self.environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(REPOSITORY),
            "DJANGO_SETTINGS_MODULE": "tests.drill.settings",
            "LEVELSET_DATA": str(folder / "app"),
            "LEVELSET_DRILL": str(self.faults),
            "LEVELSET_SIGN_UP": "open",
            "SECRET_KEY": "only-for-the-drill-" + "0123456789abcdef" * 4,
            "ALLOWED_HOSTS": "127.0.0.1",
            "DEV_HTTP": "1",
            "DATABASE_URL": database_url,
            "BIND": f"127.0.0.1:{port}",
            "WEB_CONCURRENCY": "3",
        }

    def run(self, *command: str) -> str:
        """Run a command of the app and return what it prints."""
        result = subprocess.run(
            [sys.executable, *command],
            cwd=REPOSITORY,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert result.returncode == 0, result.stderr
        return result.stdout

    def start(self, **environment: str) -> None:
        """Start and return when it answers; what is given here holds for this process only."""
        with (self.folder / "gunicorn.log").open("ab") as log:
            self.process = subprocess.Popen(
                [
                    *(sys.executable, "-m", "gunicorn"),
                    *("-c", "config/gunicorn.py", "config.wsgi"),
                ],
                cwd=REPOSITORY,
                env=self.environment | environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        wait_until("the server answers", lambda: self.answers() or self.process.poll() is not None)
        assert self.process.poll() is None, self._last_words()

    def answers(self) -> bool:
        """Tell whether a page comes, past the proxy."""
        with (
            suppress(URLError, OSError),
            urlopen(f"http://127.0.0.1:{self.port}/health/", timeout=5),
        ):
            return True
        return False

    def _last_words(self) -> str:
        log = (self.folder / "gunicorn.log").read_text(encoding="utf-8", errors="replace")
        return "the server ended:\n" + "\n".join(log.splitlines()[-15:])

    def kill(self) -> None:
        """Kill -9 the server and its workers at once."""
        self.signal(signal.SIGKILL)
        assert self.process is not None
        self.process.wait()
        for leftover in self.faults.iterdir():
            leftover.unlink()

    def signal(self, number: int) -> None:
        """Send a signal to the whole group, which is ours alone."""
        assert self.process is not None
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, number)

    @contextmanager
    def suspended(self) -> Iterator[None]:
        """Freeze every process of the server for as long as the block runs."""
        self.signal(signal.SIGSTOP)
        try:
            yield
        finally:
            self.signal(signal.SIGCONT)

    def arm(self, place: str) -> None:
        """Let the next commit of `/sync/` stop at this place."""
        (self.faults / place).touch()

    def reached(self, place: str) -> None:
        """Wait until the server stands at the armed place."""
        wait_until(f"the server stands {place}", (self.faults / f"{place}.reached").exists)

    def release(self, place: str) -> None:
        """Let it go on from there."""
        (self.faults / f"{place}.reached").unlink()
