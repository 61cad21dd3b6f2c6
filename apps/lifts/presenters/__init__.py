"""The log as it is printed."""

from .cards import (
    ExerciseCardView,
    UndoView,
    present_card,
    undo_of_deletion,
    undo_of_workout_deletion,
)
from .catalogue_snapshot import present_catalogue
from .exercise_history import ExerciseHistoryView, present_exercise_history
from .log_snapshot import present_bests, present_log
from .next_set import (
    NextSetView,
    load_step,
    next_set_form,
)
from .order import present_order
from .shell import present_shell
from .words import (
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
    "ExerciseHistoryView",
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
    "present_exercise_history",
    "present_history",
    "present_log",
    "present_order",
    "present_shell",
    "present_workout",
    "set_text",
    "side_name",
    "start_form",
    "undo_of_deletion",
    "undo_of_workout_deletion",
    "workout_form",
]
