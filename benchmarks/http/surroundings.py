"""A folder, a database and settings of the benchmark's own, which nothing outlives."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def own_surroundings() -> Iterator[Path]:
    """Enter before Django is imported: its settings read the environment."""
    folder = Path(tempfile.mkdtemp(prefix="levelset-bench-"))
    folder.chmod(0o711)  # as root, PostgreSQL runs as another account
    os.environ |= {
        "LEVELSET_DATA": str(folder / "data"),
        "STATIC_ROOT": str(folder / "static"),
        "DJANGO_SETTINGS_MODULE": "config.settings.prod",
        "ALLOWED_HOSTS": "127.0.0.1,localhost",
        "DEV_HTTP": "1",
    }
    for name in ("DATABASE_URL", "WEB_CONCURRENCY"):
        os.environ.pop(name, None)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # leave nothing then either
    try:
        yield folder
    finally:
        from config.embedded.cluster import CLUSTERS  # noqa: PLC0415 (reads the environment too)
        from config.embedded.keeper import stop  # noqa: PLC0415

        stop(CLUSTERS["postgres"])
        shutil.rmtree(folder, ignore_errors=True)
