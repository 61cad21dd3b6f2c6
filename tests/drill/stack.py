"""Everything that one drill needs, started once and shared: database, server, network, people."""

import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.drill.ports import free_port
from tests.drill.postgres import Postgres
from tests.drill.proxy import Proxy
from tests.drill.server import Server

FIRST_SLUG = "rear-foot-elevated-split-squat"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """An athlete with an account and a session."""

    athlete: str
    email: str
    password: str
    session: str


class Stack:
    """A site as its users meet it: through a network, from a server, out of a database."""

    people: list[Person]
    exercises: dict[str, str]

    def __init__(self, folder: Path) -> None:
        self.postgres = Postgres(folder)
        self.server = Server(folder, port=free_port(), database_url=self.postgres.url)
        self.proxy = Proxy(to_port=self.server.port)

    def start(self, people: int) -> None:
        """Start the database, fill it, start the server."""
        self.postgres.start()
        self.server.run("-m", "config.prepare")
        self.server.run("manage.py", "collectstatic", "--no-input", "-v0")
        script = f"from tests.drill.people import make; make({people})"
        made = json.loads(self.server.run("manage.py", "shell", "-v0", "-c", script))
        self.people = [Person(**person) for person in made["people"]]
        self.exercises = made["exercises"]
        self.server.start()

    @property
    def site(self) -> str:
        """Address in front of the proxy."""
        return f"http://127.0.0.1:{self.proxy.port}"

    @property
    def exercise(self) -> str:
        """Id of an exercise with two sides and a load."""
        return self.exercises[FIRST_SLUG]

    def restart_server(self, **environment: str) -> None:
        """Kill the server if it still runs, and start another."""
        self.server.kill()
        self.server.start(**environment)

    def heal(self) -> None:
        """Make everything work again, whatever a test has left."""
        self.proxy.heal()
        assert self.postgres.process is not None
        assert self.server.process is not None
        if self.postgres.process.poll() is not None:
            self.postgres.start()
        if self.server.process.poll() is not None:
            self.server.start()

    def close(self) -> None:
        """End every process."""
        self.proxy.close()
        if self.server.process is not None:
            self.server.kill()
        if self.postgres.process is not None and self.postgres.process.poll() is None:
            self.postgres.kill()


@contextmanager
def running_stack(*, people: int) -> Iterator[Stack]:
    """Start all of it in a folder that is thrown away."""
    folder = Path(tempfile.mkdtemp(prefix="levelset-drill-"))
    folder.chmod(0o711)  # as root, another account runs the database
    stack = Stack(folder)
    try:
        stack.start(people)
        yield stack
    finally:
        stack.close()
        if not os.environ.get("LEVELSET_DRILL_KEEP"):
            shutil.rmtree(folder, ignore_errors=True)
