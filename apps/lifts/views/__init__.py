"""Pages of the log."""

from .arranging import workout_exercise_move, workout_exercise_turn, workout_order
from .exercise_history import exercise_history
from .sets import (
    lift_set_create,
    lift_set_delete,
    lift_set_rir_update,
    lift_set_update,
    operation_undo,
)
from .snapshots import catalogue_data, log_data
from .workout_exercises import (
    side_preference_update,
    workout_exercise_create,
    workout_exercise_delete,
    workout_exercise_detail,
)
from .workouts import (
    history,
    log,
    log_plain,
    workout_create,
    workout_delete,
    workout_detail,
    workout_finish,
    workout_update,
)

__all__ = [
    "catalogue_data",
    "exercise_history",
    "history",
    "lift_set_create",
    "lift_set_delete",
    "lift_set_rir_update",
    "lift_set_update",
    "log",
    "log_data",
    "log_plain",
    "operation_undo",
    "side_preference_update",
    "workout_create",
    "workout_delete",
    "workout_detail",
    "workout_exercise_create",
    "workout_exercise_delete",
    "workout_exercise_detail",
    "workout_exercise_move",
    "workout_exercise_turn",
    "workout_finish",
    "workout_order",
    "workout_update",
]
