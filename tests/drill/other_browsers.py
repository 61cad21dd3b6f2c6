"""Firefox and WebKit as they come from the distribution, driven by what they bring themselves.

Playwright drives builds of its own, which this project does not download. Firefox speaks Marionette, a few
lines of JSON over TCP; WebKit's own driver speaks WebDriver over HTTP.
"""

import json
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import Any, Protocol
from urllib.error import URLError
from urllib.request import Request, urlopen

from tests.drill.ports import free_port

SCRIPT_TIMEOUT_MS = 30_000


class OtherBrowser(Protocol):
    """What the drill asks of a browser."""

    def open(self, address: str) -> None: ...
    def sign_in(self, session: str) -> None: ...
    def call(self, function: str, *arguments: Any) -> Any: ...
    def end(self) -> None: ...


def wrapped(function: str) -> str:
    """An asynchronous function as the body of a script that reports by its last argument."""
    return (
        "const done = arguments[arguments.length - 1];"
        f"const args = Array.from(arguments).slice(0, -1); ({function})(...args).then("
        "(value) => done({ value: value ?? null }), (error) => done({ error: String(error) }));"
    )


def unwrapped(answer: dict[str, Any]) -> Any:
    """The function's value, or its failure."""
    assert "error" not in answer, answer["error"]
    return answer["value"]


class Firefox:
    """Firefox by Marionette."""

    PROGRAMS = ("firefox-esr", "firefox")

    def __init__(self) -> None:
        self.disk = Path(tempfile.mkdtemp(prefix="levelset-firefox-"))
        self.port = free_port()
        (self.disk / "user.js").write_text(
            f'user_pref("marionette.port", {self.port});\n'
            'user_pref("browser.shell.checkDefaultBrowser", false);\n'
            'user_pref("app.update.enabled", false);\n'
            'user_pref("toolkit.startup.max_resumed_crashes", -1);\n'
            'user_pref("network.captive-portal-service.enabled", false);\n',
            encoding="utf-8",
        )
        self._start()

    def _start(self) -> None:
        program = next(filter(None, map(shutil.which, self.PROGRAMS)))
        self.process = subprocess.Popen(
            [program, "--headless", "--marionette", "--no-remote", "--profile", str(self.disk)],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
            env=os.environ | {"HOME": str(self.disk), "MOZ_REMOTE_SETTINGS_DEVTOOLS": "0"},
        )  # fmt: skip
        self.socket = _connected(self.port)
        self._count, self._buffer = 0, b""
        self._read()
        self._command("WebDriver:NewSession", {"capabilities": {"alwaysMatch": {}}})
        self._command("WebDriver:SetTimeouts", {"script": SCRIPT_TIMEOUT_MS})

    def open(self, address: str) -> None:
        self._command("WebDriver:Navigate", {"url": address})

    def sign_in(self, session: str) -> None:
        cookie = {"name": "sessionid", "value": session, "path": "/", "httpOnly": True}
        # A cookie of the session is gone with a killed browser, as it is with any that forgets.
        cookie["expiry"] = int(time.time()) + 86_400
        self._command("WebDriver:AddCookie", {"cookie": cookie})

    def call(self, function: str, *arguments: Any) -> Any:
        answer = self._command(
            "WebDriver:ExecuteAsyncScript",
            {"script": wrapped(function), "args": list(arguments), "newSandbox": False, "sandbox": None},
        )  # fmt: skip
        return unwrapped(answer["value"])

    def kill_and_open(self) -> None:
        """Kill -9 the browser and open it again on the same disk."""
        self.socket.close()
        _end(self.process)
        self._start()

    def end(self) -> None:
        self.socket.close()
        _end(self.process)
        shutil.rmtree(self.disk, ignore_errors=True)

    def _command(self, name: str, parameters: dict[str, Any]) -> Any:
        self._count += 1
        message = json.dumps([0, self._count, name, parameters]).encode()
        self.socket.sendall(b"%d:%s" % (len(message), message))
        _, _, error, answer = self._read()
        assert error is None, error
        return answer

    def _read(self) -> Any:
        while b":" not in self._buffer:
            self._buffer += self._receive()
        length, _, self._buffer = self._buffer.partition(b":")
        while len(self._buffer) < int(length):
            self._buffer += self._receive()
        message, self._buffer = self._buffer[: int(length)], self._buffer[int(length) :]
        return json.loads(message)

    def _receive(self) -> bytes:
        received = self.socket.recv(65_536)
        assert received, "Firefox has hung up"
        return received


class WebKit:
    """WebKitGTK's small browser by its own driver, on a screen that does not exist."""

    PROGRAMS = ("WebKitWebDriver",)
    SCREEN = ("Xvfb",)

    def __init__(self) -> None:
        self.disk = Path(tempfile.mkdtemp(prefix="levelset-webkit-"))
        self.display = f":{free_port() % 1000 + 100}"
        self.screen = subprocess.Popen(
            [which("Xvfb"), self.display, "-screen", "0", "800x900x24", "-nolisten", "tcp"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        self._start()

    def _start(self) -> None:
        self.port = free_port()
        folders = {name: str(self.disk / name) for name in ("XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "HOME")}  # fmt: skip
        for folder in folders.values():
            Path(folder).mkdir(exist_ok=True)
        self.driver = subprocess.Popen(
            [which("WebKitWebDriver"), f"--port={self.port}"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
            env=os.environ | folders | {
                "DISPLAY": self.display, "WEBKIT_DISABLE_COMPOSITING_MODE": "1",
                "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1", "LIBGL_ALWAYS_SOFTWARE": "1",
            },
        )  # fmt: skip
        _connected(self.port).close()
        browser = next(Path("/usr/lib").glob("*/webkit2gtk-4*/MiniBrowser"))
        options = {"binary": str(browser), "args": ["--automation"]}
        made = self._ask("POST", "/session", {"capabilities": {"alwaysMatch": {"webkitgtk:browserOptions": options}}})  # fmt: skip
        self.session = f"/session/{made['sessionId']}"
        self._ask("POST", f"{self.session}/timeouts", {"script": SCRIPT_TIMEOUT_MS})

    def open(self, address: str) -> None:
        self._ask("POST", f"{self.session}/url", {"url": address})

    def sign_in(self, session: str) -> None:
        cookie = {"name": "sessionid", "value": session, "path": "/", "httpOnly": True}
        self._ask("POST", f"{self.session}/cookie", {"cookie": cookie})

    def call(self, function: str, *arguments: Any) -> Any:
        body = {"script": wrapped(function), "args": list(arguments)}
        return unwrapped(self._ask("POST", f"{self.session}/execute/async", body))

    def end(self) -> None:
        _end(self.driver)
        _end(self.screen)
        shutil.rmtree(self.disk, ignore_errors=True)

    def _ask(self, method: str, path: str, body: dict[str, Any] | None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        request = Request(f"http://127.0.0.1:{self.port}{path}", data, method=method)
        try:
            with urlopen(request, timeout=60) as response:  # noqa: S310 (on this machine)
                return json.load(response)["value"]
        except URLError as error:
            said = error.read().decode() if hasattr(error, "read") else ""
            raise AssertionError(f"{method} {path}: {error} {said}") from error


def installed() -> list[type[Firefox] | type[WebKit]]:
    """Which of them this machine has."""
    found: list[type[Firefox | WebKit]] = []
    if any(map(shutil.which, Firefox.PROGRAMS)):
        found.append(Firefox)
    if all(map(shutil.which, (*WebKit.PROGRAMS, *WebKit.SCREEN))):
        found.append(WebKit)
    return found


def which(program: str) -> str:
    """Where a program is that must be there."""
    found = shutil.which(program)
    assert found is not None
    return found


def _connected(port: int) -> socket.socket:
    deadline = time.monotonic() + 60
    while True:
        try:
            found = socket.create_connection(("127.0.0.1", port), timeout=2)
        except OSError:
            assert time.monotonic() < deadline, "the browser does not answer"
            time.sleep(0.1)
        else:
            found.settimeout(60)
            return found


def _end(process: subprocess.Popen[bytes]) -> None:
    """Kill a browser and its helpers, which are a session of their own."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
