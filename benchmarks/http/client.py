"""A client that costs little itself: prepared bytes over plain sockets, timed from connect to the last byte."""

from __future__ import annotations

import gzip
import socket
import time
from collections.abc import Sequence

from msgspec import Struct, field

HOST = "127.0.0.1"
LONGEST_WAIT_S = 60


class Answer(Struct, frozen=True):
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> bytes:
        """The body as it was before it was compressed for the way."""
        return gzip.decompress(self.body) if "content-encoding" in self.headers else self.body


class Timed(Struct):
    """What one connection saw: seconds of each exchange, and the answer that was no success, if any."""

    seconds: list[float] = field(default_factory=list)
    failure: str = ""
    ended_at: float = 0.0


class Connection:
    """Keeps the connection for as long as the server does; a synchronous worker closes it each time."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.socket: socket.socket | None = None

    def exchange(self, request: bytes) -> Answer:
        if self.socket is None:
            self.socket = socket.create_connection((HOST, self.port), LONGEST_WAIT_S)
            self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.socket.sendall(request)
        head, body = self._read_head(self.socket)
        lines = head.decode("latin-1").split("\r\n")
        headers = {
            name.lower(): value.strip() for name, _, value in (x.partition(":") for x in lines[1:])
        }
        body = self._read_body(self.socket, body, headers)
        if headers.get("connection", "").lower() == "close":
            self.close()
        return Answer(int(lines[0].split()[1]), headers, body)

    @staticmethod
    def _read_head(link: socket.socket) -> tuple[bytes, bytes]:
        seen = b""
        while b"\r\n\r\n" not in seen:
            piece = link.recv(65536)
            if not piece:
                msg = f"The server hung up after {seen[:80]!r}"
                raise ConnectionError(msg)
            seen += piece
        head, _, rest = seen.partition(b"\r\n\r\n")
        return head, rest

    @staticmethod
    def _read_body(link: socket.socket, seen: bytes, headers: dict[str, str]) -> bytes:
        if headers.get("transfer-encoding") == "chunked":
            while not seen.endswith(b"0\r\n\r\n"):
                seen += link.recv(65536)
            return seen
        pieces, missing = [seen], int(headers.get("content-length", "0")) - len(seen)
        while missing > 0 and (piece := link.recv(65536)):
            pieces.append(piece)
            missing -= len(piece)
        return b"".join(pieces)

    def close(self) -> None:
        if self.socket is not None:
            self.socket.close()
            self.socket = None


def request(
    method: str,
    path: str,
    *,
    cookies: str = "",
    body: bytes | None = None,
    content_type: str = "application/json",
    headers: str = "",
) -> bytes:
    lines = [f"{method} {path} HTTP/1.1", f"Host: {HOST}", "Accept-Encoding: gzip"]
    if cookies:
        lines.append(f"Cookie: {cookies}")
    if body is not None:
        lines += [f"Content-Type: {content_type}", f"Content-Length: {len(body)}"]
    if headers:
        lines.append(headers)
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + (body or b"")


def drive(port: int, requests: Sequence[bytes], start_at: float, expect: bytes = b"") -> Timed:
    """Send one request after the other from ``start_at`` on; run in a process of its own."""
    link, timed = Connection(port), Timed()
    time.sleep(max(0.0, start_at - time.monotonic()))
    for one in requests:
        began = time.perf_counter()
        answer = link.exchange(one)
        timed.seconds.append(time.perf_counter() - began)
        if answer.status != 200 or expect not in answer.text:  # noqa: PLR2004
            timed.failure = f"{answer.status} {answer.text[:300]!r}"
            break
    timed.ended_at = time.monotonic()
    link.close()
    return timed
