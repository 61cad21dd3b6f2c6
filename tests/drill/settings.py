"""Production settings on loopback, with places where the drill may stop the server."""

import os

from config.settings.prod import *  # noqa: F403 (settings extend settings)
from config.settings.prod import MIDDLEWARE

if os.environ.get("LEVELSET_DRILL"):
    MIDDLEWARE.insert(0, "tests.drill.hooks.FaultMiddleware")

if schema := os.environ.get("LEVELSET_DRILL_SCHEMA"):
    # A server of the future: it writes operations of this version and still reads the one before.
    from apps.lifts.domain import operations

    operations.SCHEMA = int(schema)
    operations.OLDEST_SCHEMA = max(1, int(schema) - 1)
