"""The server waits for the child that makes fonts and scripts, and says so when that failed."""

from __future__ import annotations

import os
import sys

import pytest

from config.run import _wait_for_pages


@pytest.fixture
def child(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> int:
    command = [sys.executable, "-c", f"raise SystemExit({request.param})"]
    pid = os.posix_spawn(sys.executable, command, os.environ)
    monkeypatch.setenv("LEVELSET_PAGES", str(pid))
    return pid


@pytest.mark.parametrize("child", [0], indirect=True)
def test_the_server_starts_when_pages_are_made(child: int) -> None:
    _wait_for_pages()
    assert "LEVELSET_PAGES" not in os.environ
    with pytest.raises(ChildProcessError):
        os.waitpid(child, 0)


@pytest.mark.parametrize("child", [3], indirect=True)
def test_the_server_does_not_start_without_them(child: int) -> None:
    with pytest.raises(SystemExit, match="Fonts"):
        _wait_for_pages()


def test_there_may_be_nothing_to_wait_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LEVELSET_PAGES", raising=False)
    _wait_for_pages()
