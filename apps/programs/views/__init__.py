"""Pages of programs: Today, the program, one session, the player."""

from .calendar import (
    absence_end,
    calendar,
    pause_create,
    session_bring_back,
    session_move,
    session_plan,
    session_repeat,
    session_skip,
    trip_create,
)
from .data import session_data, session_end
from .editing import line_exclude, line_remove, line_restore, line_swap, line_update
from .excluding import exclusion_delete, exclusion_list
from .feed import calendar_feed, feed_create, feed_end
from .hurting import session_hurts
from .inputs import program_inputs, program_preview
from .player import player, session_finish, session_start
from .printing import program_print, session_print
from .program import (
    program_create,
    program_detail,
    program_stop,
    session_detail,
)
from .today import today

__all__ = [
    "absence_end",
    "calendar",
    "calendar_feed",
    "exclusion_delete",
    "exclusion_list",
    "feed_create",
    "feed_end",
    "line_exclude",
    "line_remove",
    "line_restore",
    "line_swap",
    "line_update",
    "pause_create",
    "player",
    "program_create",
    "program_detail",
    "program_inputs",
    "program_preview",
    "program_print",
    "program_stop",
    "session_bring_back",
    "session_data",
    "session_detail",
    "session_end",
    "session_finish",
    "session_hurts",
    "session_move",
    "session_plan",
    "session_print",
    "session_repeat",
    "session_skip",
    "session_start",
    "today",
    "trip_create",
]
