"""Reads of the log, always the athlete's own."""

from .bests import bests_for
from .cards import (
    ExerciseLog,
    done_set,
    exercise_logs_for,
    last_sets_for,
    planned_values_for,
)
from .checks import (
    check_rows_for,
    first_days_for,
    last_check_days_for,
    next_index_for,
)
from .choices import (
    ExerciseChoice,
    exercise_choices_for,
    recent_exercise_ids_for,
)
from .columns import (
    log_columns_by,
    logged_exercise_specs_for,
)
from .exercise_history import (
    ExerciseHistory,
    Score,
    Week,
    exercise_history_for,
)
from .log_snapshot import (
    Known,
    ListedExercise,
    LogSnapshot,
    SessionLink,
    log_snapshot_for,
    register_session_finder,
    session_link_for,
)
from .pain import PainfulDay, painful_days_for, training_days_for
from .rows import (
    lift_rows_for,
)
from .sides import (
    FirstSide,
    first_side_for,
    first_sides_for,
)
from .whole_log import (
    known_set_ids_for,
    known_workouts_for,
    listed_exercises_for,
    whole_log_for,
)
from .workouts import (
    deleted_set_for,
    deleted_workout_for,
    last_workout_for,
    lift_set_for,
    listed_exercise_for,
    operation_for,
    running_workout_for,
    set_times_of,
    sets_for,
    sets_of_workout,
    workout_and_exercise_of,
    workout_behind,
    workout_exercise_for,
    workout_exercises_of,
    workout_for,
    workout_lines,
    workouts_for,
)

__all__ = [
    "ExerciseChoice",
    "ExerciseHistory",
    "ExerciseLog",
    "FirstSide",
    "Known",
    "ListedExercise",
    "LogSnapshot",
    "PainfulDay",
    "Score",
    "SessionLink",
    "Week",
    "bests_for",
    "check_rows_for",
    "deleted_set_for",
    "deleted_workout_for",
    "done_set",
    "exercise_choices_for",
    "exercise_history_for",
    "exercise_logs_for",
    "first_days_for",
    "first_side_for",
    "first_sides_for",
    "known_set_ids_for",
    "known_workouts_for",
    "last_check_days_for",
    "last_sets_for",
    "last_workout_for",
    "lift_rows_for",
    "lift_set_for",
    "listed_exercise_for",
    "listed_exercises_for",
    "log_columns_by",
    "log_snapshot_for",
    "logged_exercise_specs_for",
    "next_index_for",
    "operation_for",
    "painful_days_for",
    "planned_values_for",
    "recent_exercise_ids_for",
    "register_session_finder",
    "running_workout_for",
    "session_link_for",
    "set_times_of",
    "sets_for",
    "sets_of_workout",
    "training_days_for",
    "whole_log_for",
    "workout_and_exercise_of",
    "workout_behind",
    "workout_exercise_for",
    "workout_exercises_of",
    "workout_for",
    "workout_lines",
    "workouts_for",
]
