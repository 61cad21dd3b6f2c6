"""How much one request, and one athlete, may send."""

from __future__ import annotations

MAX_OPERATIONS = 50
"""Operations a batch; a browser sends the next batch when it has the answer."""
MAX_BYTES = 1024 * 1024
"""Bytes of a request's body. Fifty of the largest operations are a quarter of it."""
MAX_FIELDS = 40
"""Fields of an operation; no row has half as many."""
REQUESTS_A_MINUTE = 600
"""Requests an athlete; one that logs as fast as two thumbs can makes a tenth."""
