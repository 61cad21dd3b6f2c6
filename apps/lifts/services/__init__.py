"""Every change to the log goes through here, and is written down in the ledger."""

from .arranging import do_alone, do_in_turn, move_exercise, repeat_workout
from .batches import apply_operations, refresh_statistics
from .bests import refresh_bests
from .changes import (
    InvalidOperation,
    OperationKeyReused,
    OperationResult,
    Outcome,
    UnknownEntity,
)
from .copying import copy_new_rows
from .forgetting import forget_logged_pain
from .ledger import claim_operation
from .logging import (
    SetEntry,
    add_exercise_to_workout,
    delete_set,
    delete_workout,
    edit_set,
    edit_workout,
    finish_workout,
    log_set,
    log_sets,
    remove_exercise_from_workout,
    start_workout,
    undo_operation,
)
from .operations import apply_operation
from .preferences import apply_choice, choose_first_side, set_side_preference
from .withdrawing import withdraw_sets

__all__ = [
    "InvalidOperation",
    "OperationKeyReused",
    "OperationResult",
    "Outcome",
    "SetEntry",
    "UnknownEntity",
    "add_exercise_to_workout",
    "apply_choice",
    "apply_operation",
    "apply_operations",
    "choose_first_side",
    "claim_operation",
    "copy_new_rows",
    "delete_set",
    "delete_workout",
    "do_alone",
    "do_in_turn",
    "edit_set",
    "edit_workout",
    "finish_workout",
    "forget_logged_pain",
    "log_set",
    "log_sets",
    "move_exercise",
    "refresh_bests",
    "refresh_statistics",
    "remove_exercise_from_workout",
    "repeat_workout",
    "set_side_preference",
    "start_workout",
    "undo_operation",
    "withdraw_sets",
]
