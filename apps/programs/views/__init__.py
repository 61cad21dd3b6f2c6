"""Pages of programs: Today, the program, one session, the player."""

from .data import session_data, session_end
from .player import (
    session_finish,
    session_pain,
    session_player,
    session_set_create,
    session_set_skip,
    session_start,
)
from .program import (
    program_create,
    program_detail,
    program_stop,
    session_detail,
    session_move,
    session_skip,
)
from .today import today

__all__ = [
    "program_create",
    "program_detail",
    "program_stop",
    "session_data",
    "session_detail",
    "session_end",
    "session_finish",
    "session_move",
    "session_pain",
    "session_player",
    "session_set_create",
    "session_set_skip",
    "session_skip",
    "session_start",
    "today",
]
