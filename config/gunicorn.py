"""How gunicorn serves Levelset: a few workers that wait for the database and share nothing."""

import gc
from typing import Any

from config import environment

bind = environment.text("BIND", default="0.0.0.0:8000")
workers = environment.number("WEB_CONCURRENCY", default=2)
worker_tmp_dir = "/dev/shm"  # noqa: S108 (heartbeats in memory: a slow disk must not stop a worker)
# Read the code once: workers share its memory, and one that is replaced is there at once.
preload_app = True
timeout = 30
graceful_timeout = 20
# A worker is replaced now and then, at a moment of its own.
max_requests = 5000
max_requests_jitter = 500
control_socket_disable = True
# Loading makes hundreds of thousands of objects that all stay: looking for garbage among them takes an eighth of the start.
gc.disable()


def when_ready(_server: Any) -> None:
    """Leave what is loaded out of every later collection, which would copy it into each worker."""
    gc.collect()
    gc.freeze()
    gc.enable()
