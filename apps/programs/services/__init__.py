"""Making a program, following it, and changing what is still to come."""

from .adapting import progress_after, reorder_upcoming
from .following import (
    finish_session,
    log_step,
    move_session,
    skip_session,
    skip_step,
    start_session,
    stop_for_pain,
)
from .planning import create_program, stop_program

__all__ = [
    "create_program",
    "finish_session",
    "log_step",
    "move_session",
    "progress_after",
    "reorder_upcoming",
    "skip_session",
    "skip_step",
    "start_session",
    "stop_for_pain",
    "stop_program",
]
