"""Pages of programs: Today, the program, one session, the player."""

from .data import session_data, session_end
from .hurting import session_hurts
from .player import player, session_finish, session_start
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
    "player",
    "program_create",
    "program_detail",
    "program_stop",
    "session_data",
    "session_detail",
    "session_end",
    "session_finish",
    "session_hurts",
    "session_move",
    "session_skip",
    "session_start",
    "today",
]
