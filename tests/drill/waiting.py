"""Waiting for a condition, never for a time."""

import time
from collections.abc import Callable


def wait_until[T](what: str, condition: Callable[[], T], *, seconds: float = 30.0) -> T:
    """Return the condition's first true answer; say what was waited for if it never came."""
    deadline = time.monotonic() + seconds
    while not (answer := condition()):
        assert time.monotonic() < deadline, f"waited {seconds:.0f} s in vain: {what}"
        # Looking is work too: most conditions ask a browser or a database that are busy themselves.
        time.sleep(0.05)
    return answer
