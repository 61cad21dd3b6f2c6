"""Making a program, following it, and changing what is still to come."""

from .absences import DaysTakenError, end_absence, keep_absences, pause_program, plan_trip
from .adapting import progress_after, reorder_upcoming
from .calendar import (
    DayRefusedError,
    RestMissingError,
    bring_back_session,
    move_session,
    repeat_session,
    skip_session,
)
from .editing import (
    edit_line,
    is_open_for_change,
    remove_line,
    restore_line,
    swap_line,
)
from .excluding import exclude_exercise, take_back_exclusion
from .feeds import close_feed, open_feed, reader_of
from .following import (
    finish_session,
    follow_workout,
    forget_pain,
    obstacle_words,
    start_session,
    stop_for_pain,
)
from .gathering import Wish, targets_for
from .hurting import follow_morning
from .judging import ForbiddenChangeError
from .operations import apply_session_operation
from .planning import (
    Draft,
    NotScreenedError,
    UnsafePlanError,
    create_program,
    draft_program,
    stop_program,
)
from .reviewing import ease_after_days_off, review_program
from .standing_in import equivalents_of, substitutes_in

__all__ = [
    "DayRefusedError",
    "DaysTakenError",
    "Draft",
    "ForbiddenChangeError",
    "NotScreenedError",
    "RestMissingError",
    "UnsafePlanError",
    "Wish",
    "apply_session_operation",
    "bring_back_session",
    "close_feed",
    "create_program",
    "draft_program",
    "ease_after_days_off",
    "edit_line",
    "end_absence",
    "equivalents_of",
    "exclude_exercise",
    "finish_session",
    "follow_morning",
    "follow_workout",
    "forget_pain",
    "is_open_for_change",
    "keep_absences",
    "move_session",
    "obstacle_words",
    "open_feed",
    "pause_program",
    "plan_trip",
    "progress_after",
    "reader_of",
    "remove_line",
    "reorder_upcoming",
    "repeat_session",
    "restore_line",
    "review_program",
    "skip_session",
    "start_session",
    "stop_for_pain",
    "stop_program",
    "substitutes_in",
    "swap_line",
    "take_back_exclusion",
    "targets_for",
]
