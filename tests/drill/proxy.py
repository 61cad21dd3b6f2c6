"""The network between browser and server: passes, cuts, delays, swallows, and answers like somebody else's.

Gunicorn's sync workers close after each answer, so a connection is one request.
"""

import random
import socket
import struct
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Literal

type Action = Literal[
    "pass", "reset", "cut-before", "cut-after", "swallow", "black-hole", "delay", "lossy", "canned"
]
CHUNK = 65536
HALF_OPEN_SECONDS = 60.0


@dataclass(slots=True)
class Rule:
    """What happens to requests whose path starts so; ``times`` None is until it is removed.

    cut-before
        The request is read and never reaches the server.
    cut-after
        The server has done it; of the answer only ``number`` bytes arrive, then a reset.
    swallow, black-hole
        Half-open: the request reaches the server (or not), and nothing ever comes back.
    delay, lossy
        ``number`` is seconds, or the share of connections that break.
    """

    path: str
    action: Action
    number: float = 0
    answer: bytes = b""
    times: int | None = None


def canned(status: str, body: str, *headers: str, kind: str = "text/html") -> bytes:
    """Answer as some other server between here and there would."""
    content = body.encode()
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", f"Content-Length: {len(content)}"]
    return "\r\n".join([*lines, "Connection: close", *headers, "", ""]).encode() + content


class Proxy:
    """A TCP proxy that reads the request line and does as its rules say."""

    def __init__(self, *, to_port: int, port: int = 0, seed: int = 0) -> None:
        self.to_port = to_port
        self.rules: list[Rule] = []
        self.hits: Counter[str] = Counter()
        self.seen: Counter[str] = Counter()
        self.ended: Counter[str] = Counter()
        self.random = random.Random(seed)
        self._lock = threading.Lock()
        self._healed = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", port), backlog=64)
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    @contextmanager
    def fault(
        self, action: Action, *, path: str = "/", number: float = 0, answer: bytes = b"",
        times: int | None = None,
    ) -> Iterator[Rule]:  # fmt: skip
        """Break the network for as long as the block runs."""
        rule = self.add(Rule(path=path, action=action, number=number, answer=answer, times=times))
        try:
            yield rule
        finally:
            self.heal(rule)

    def add(self, rule: Rule) -> Rule:
        """Put a rule before the others."""
        with self._lock:
            self._healed.clear()
            self.rules.insert(0, rule)
        return rule

    def heal(self, rule: Rule | None = None) -> None:
        """Remove one rule, or all; connections that hang are let go."""
        with self._lock:
            self.rules = [r for r in self.rules if rule is not None and r is not rule]
            if not self.rules:
                self._healed.set()

    def close(self) -> None:
        """Stop listening."""
        self.heal()
        self._listener.close()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        with client, suppress(OSError):
            client.settimeout(HALF_OPEN_SECONDS)
            head = b""
            # Chromium opens connections in advance: the server hears of them when they are used.
            while b"\r\n" not in head:
                if not (received := client.recv(CHUNK)):
                    return
                head += received
            path = head.split(b" ", 2)[1].decode("latin-1")
            rule = self._take(path)
            try:
                self._handle(client, head, rule)
            finally:
                with self._lock:
                    self.ended[path] += 1

    def _take(self, path: str) -> Rule:
        with self._lock:
            self.seen[path] += 1
            for rule in self.rules:
                if path.startswith(rule.path) and rule.times != 0:
                    if rule.times is not None:
                        rule.times -= 1
                    self.hits[rule.action] += 1
                    return rule
        return Rule(path=path, action="pass")

    def _handle(self, client: socket.socket, head: bytes, rule: Rule) -> None:
        match rule.action:
            case "reset" | "cut-before":
                _reset(client)
            case "black-hole":
                self._healed.wait(HALF_OPEN_SECONDS)
                _reset(client)
            case "canned":
                client.sendall(rule.answer)
                # Whoever still writes must be able to finish, or the answer is lost to a reset.
                client.shutdown(socket.SHUT_WR)
                with suppress(TimeoutError):
                    client.settimeout(1)
                    while client.recv(CHUNK):
                        pass
            case "lossy" if self.random.random() < rule.number:
                # Half of what is lost is lost on the way back.
                kept = self.random.choice((None, 0, 40, 200))
                if kept is None:
                    _reset(client)
                else:
                    self._pass(client, head, at_most=kept)
            case "delay":
                time.sleep(rule.number)
                self._pass(client, head)
            case "swallow":
                self._pass(client, head, at_most=0, hold=True)
            case "cut-after":
                self._pass(client, head, at_most=int(rule.number))
            case _:
                self._pass(client, head)

    def _pass(
        self, client: socket.socket, head: bytes, *, at_most: int | None = None, hold: bool = False
    ) -> None:
        with socket.create_connection(("127.0.0.1", self.to_port), HALF_OPEN_SECONDS) as server:
            server.sendall(head)
            threading.Thread(target=_pump, args=(client, server), daemon=True).start()
            left = at_most
            while received := server.recv(CHUNK):
                if left is None:
                    client.sendall(received)
                elif left > 0:
                    client.sendall(received[:left])
                    left -= len(received[:left])
            if hold:
                self._healed.wait(HALF_OPEN_SECONDS)
            if at_most is not None:
                _reset(client)
            else:
                with suppress(OSError):
                    client.shutdown(socket.SHUT_RDWR)


def _pump(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError, ValueError):
        while received := source.recv(CHUNK):
            target.sendall(received)


def _reset(client: socket.socket) -> None:
    client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    # Whoever still reads from it in another thread would keep it open.
    with suppress(OSError):
        client.shutdown(socket.SHUT_RD)
    client.close()
