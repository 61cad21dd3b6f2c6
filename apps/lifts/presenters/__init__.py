"""The log as it is printed."""

from .cards import (
    ExerciseCardView,
    UndoView,
    present_card,
    undo_of_deletion,
    undo_of_workout_deletion,
)
from .catalogue_snapshot import present_catalogue
from .log_snapshot import present_bests, present_log
from .next_set import (
    NextSetView,
    load_step,
    next_set_form,
)
from .words import (
from .shell import present_shell
    effort_text,
    set_text,
    side_name,
)
from .workouts import (
    WorkoutView,
    finish_form,
    present_choices,
    present_history,
    present_workout,
    start_form,
    workout_form,
)

__all__ = [
    "ExerciseCardView",
    "NextSetView",
    "UndoView",
    "WorkoutView",
    "effort_text",
    "finish_form",
    "load_step",
    "next_set_form",
    "present_bests",
    "present_card",
    "present_catalogue",
    "present_choices",
    "present_history",
    "present_log",
    "present_workout",
    "set_text",
    "side_name",
    "present_shell",
    "start_form",
    "undo_of_deletion",
    "undo_of_workout_deletion",
    "workout_form",
]
