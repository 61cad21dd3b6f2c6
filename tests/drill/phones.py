"""A browser with a disk of its own, which can be killed and opened again."""

import os
import shutil
import signal
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, BrowserType
from playwright.sync_api import Error as BrowserError

from tests.drill.devices import Device
from tests.drill.stack import Stack
from tests.drill.waiting import wait_until


class Phone:
    """One phone: open, closed, or dead."""

    def __init__(self, stack: Stack, browser_type: BrowserType, options: dict[str, Any]) -> None:
        self.stack, self.browser_type, self.options = stack, browser_type, options
        self.disk = Path(tempfile.mkdtemp(prefix="levelset-phone-"))
        self.context: BrowserContext | None = None

    def open(self) -> Device:
        """Start the browser on what its disk holds."""
        self.context = self.browser_type.launch_persistent_context(str(self.disk), **self.options)
        return Device(self.stack, self.context)

    def close(self) -> None:
        """Close it as a person does."""
        assert self.context is not None
        with suppress(BrowserError):
            self.context.close()

    def kill(self) -> None:
        """Kill -9 every process of this browser, found by its own disk."""
        found = self._processes()
        assert found
        for pid in found:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        wait_until("the browser is dead", lambda: not self._processes())
        self.close()

    def throw_away(self) -> None:
        """Close it and forget its disk."""
        if self.context is not None:
            self.close()
        shutil.rmtree(self.disk, ignore_errors=True)

    def _processes(self) -> list[int]:
        mark = f"--user-data-dir={self.disk}".encode()
        return [
            int(line.parent.name)
            for line in Path("/proc").glob("[0-9]*/cmdline")
            if mark in _read(line).split(b"\0")
        ]


def _read(path: Path) -> bytes:
    with suppress(OSError):
        return path.read_bytes()
    return b""
