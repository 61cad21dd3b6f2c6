"""Places where the drill stops the server: just before and just after a commit of `/sync/`.

A file of that name in the drill's folder arms a place. The server renames it when it gets there, and then
waits: to be killed, or for the file's removal.
"""

import os
import time
from collections.abc import Callable
from pathlib import Path

from django.db.backends.base.base import BaseDatabaseWrapper
from django.http import HttpRequest, HttpResponse

FOLDER = Path(os.environ.get("LEVELSET_DRILL", "/nonexistent"))
BEFORE, AFTER = "before-commit", "after-commit"
PATIENCE_SECONDS = 30.0


class FaultMiddleware:
    """Stops at an armed place while `/sync/` is answered."""

    syncing = False

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        commit = BaseDatabaseWrapper._commit

        def commit_with_stops(wrapper: BaseDatabaseWrapper) -> None:
            self.stop_if_armed(BEFORE)
            commit(wrapper)
            self.stop_if_armed(AFTER)

        BaseDatabaseWrapper._commit = commit_with_stops

    def __call__(self, request: HttpRequest) -> HttpResponse:
        self.syncing = request.path == "/sync/"
        try:
            return self.get_response(request)
        finally:
            self.syncing = False

    def stop_if_armed(self, place: str) -> None:
        armed, reached = FOLDER / place, FOLDER / f"{place}.reached"
        if not self.syncing:
            return
        try:
            armed.rename(reached)
        except FileNotFoundError:
            return
        deadline = time.monotonic() + PATIENCE_SECONDS
        while reached.exists() and time.monotonic() < deadline:
            time.sleep(0.01)
