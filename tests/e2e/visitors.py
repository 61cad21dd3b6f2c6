"""Who is connected to the live server at the moment."""

import socket
from typing import Any

from pytest_django.live_server_helper import LiveServer

from tests.drill.waiting import wait_until


class Visitors:
    """Connections that the server has accepted and not closed yet, with whatever they ask for."""

    def __init__(self, live_server: LiveServer) -> None:
        self._server = live_server.thread.httpd
        self._come: set[Any] = set()
        self._here: set[socket.socket] = set()
        accept, close = self._server.process_request, self._server.close_request

        def process_request(request: socket.socket, address: Any) -> None:
            self._here.add(request)
            self._come.add(address)
            accept(request, address)

        def close_request(request: socket.socket) -> None:
            # Its thread hangs up on the database first, then on the visitor.
            close(request)
            self._here.discard(request)

        self._server.process_request = process_request
        self._server.close_request = close_request

    def wait_until_gone(self) -> None:
        """Wait until all have hung up and have been answered to the end."""
        # Visitors are let in one after the other: whoever stood in the queue is in before this one.
        with socket.create_connection(self._server.server_address) as last:
            address = last.getsockname()
            wait_until("the queue is empty", lambda: address in self._come)
        wait_until("everybody has gone", lambda: not self._here)
        self._come.clear()
