"""How often one token may ask."""

from __future__ import annotations

import time
from uuid import UUID

from apps.api.domain.limits import REQUESTS_A_MINUTE
from apps.sync.domain.rates import RateLimit

_requests = RateLimit(most=REQUESTS_A_MINUTE)


def seconds_to_wait(token_id: UUID) -> int:
    """Count a request; 0 when it may go on. Each process counts for itself."""
    return _requests.wait_s(token_id, now_s=time.time())
