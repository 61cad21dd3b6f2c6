"""What was done, which side starts, and the ledger of every change."""

from .ledger import Operation
from .log import (
    LiftSet,
    LiftSetQuerySet,
    Workout,
    WorkoutExercise,
    WorkoutExerciseQuerySet,
    WorkoutQuerySet,
)
from .preferences import SidePreference

__all__ = [
    "LiftSet",
    "LiftSetQuerySet",
    "Operation",
    "SidePreference",
    "Workout",
    "WorkoutExercise",
    "WorkoutExerciseQuerySet",
    "WorkoutQuerySet",
]
