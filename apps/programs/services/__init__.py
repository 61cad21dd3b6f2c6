"""Making a program, following it, and changing what is still to come."""

from .adapting import progress_after, reorder_upcoming
from .following import (
    finish_session,
    follow_workout,
    forget_pain,
    move_session,
    obstacle_words,
    skip_session,
    start_session,
    stop_for_pain,
)
from .hurting import follow_morning
from .operations import apply_session_operation
from .planning import NotScreenedError, UnsafePlanError, create_program, stop_program, targets_for

__all__ = [
    "NotScreenedError",
    "UnsafePlanError",
    "apply_session_operation",
    "create_program",
    "finish_session",
    "follow_morning",
    "follow_workout",
    "forget_pain",
    "move_session",
    "obstacle_words",
    "progress_after",
    "reorder_upcoming",
    "skip_session",
    "start_session",
    "stop_for_pain",
    "stop_program",
    "targets_for",
]
