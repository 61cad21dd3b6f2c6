"""How much one token may ask, and one athlete may have."""

from __future__ import annotations

import datetime as dt
from typing import Final

REQUESTS_A_MINUTE: Final = 300
"""Requests a token, counted by each process for itself."""
MAX_BYTES: Final = 64 * 1024
"""Bytes of a request's body; the largest row is a tenth of it."""
MOST_TOKENS: Final = 20
"""Open tokens an athlete; one a device or script, and some to spare."""
NAME_LENGTH: Final = 60
DEFAULT_ITEMS: Final = 50
MOST_ITEMS: Final = 100
"""Rows of a page."""
KEY_LENGTH: Final = 128
"""Characters of an idempotency key."""
USE_NOTED_EVERY: Final = dt.timedelta(hours=1)
"""A token's last use is known to this: one small write an hour and not one a request."""
