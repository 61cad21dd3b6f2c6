"""What the pages of programs print: sessions, lines, reasons, the player."""

from .calendar import (
    adherence_lines,
    calendar_url,
    calendar_view,
    entry_view,
    month_asked,
    rest_words,
)
from .courses import block_view, outcome_view
from .editing import edit_view, equivalent_choices, stamp_of, taken_out_views
from .feed import feed_since, feed_text
from .inputs import inputs_view
from .previewing import PreviewView, preview_view
from .printing import print_sessions, week_asked
from .reasons import reason_views
from .session_data import session_data
from .sessions import (
    change_views,
    day_words,
    exercises_to_stop,
    program_view,
    session_title,
    session_url,
    session_view,
)
from .today import gate_view, today_view
from .warnings import WarningView, warning_views

__all__ = [
    "PreviewView",
    "WarningView",
    "adherence_lines",
    "block_view",
    "calendar_url",
    "calendar_view",
    "change_views",
    "day_words",
    "edit_view",
    "entry_view",
    "equivalent_choices",
    "exercises_to_stop",
    "feed_since",
    "feed_text",
    "gate_view",
    "inputs_view",
    "month_asked",
    "outcome_view",
    "preview_view",
    "print_sessions",
    "program_view",
    "reason_views",
    "rest_words",
    "session_data",
    "session_title",
    "session_url",
    "session_view",
    "stamp_of",
    "taken_out_views",
    "today_view",
    "warning_views",
    "week_asked",
]
