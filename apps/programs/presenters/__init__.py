"""What the pages of programs print: sessions, lines, reasons, the player."""

from .reasons import reason_views
from .session_data import session_data
from .sessions import (
    change_views,
    exercises_to_stop,
    program_view,
    session_title,
    session_url,
    session_view,
)
from .today import gate_view, today_view

__all__ = [
    "change_views",
    "exercises_to_stop",
    "gate_view",
    "program_view",
    "reason_views",
    "session_data",
    "session_title",
    "session_url",
    "session_view",
    "today_view",
]
