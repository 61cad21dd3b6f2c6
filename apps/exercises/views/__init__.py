"""The catalogue's pages, and those of an athlete's own exercises."""

from .catalogue import exercise_detail, exercise_list
from .own import (
    own_exercise_create,
    own_exercise_list,
    own_exercise_restore,
    own_exercise_retire,
    own_exercise_update,
)

__all__ = [
    "exercise_detail",
    "exercise_list",
    "own_exercise_create",
    "own_exercise_list",
    "own_exercise_restore",
    "own_exercise_retire",
    "own_exercise_update",
]
