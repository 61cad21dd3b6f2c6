"""What was done, which side starts, and the ledger of every change."""

from .bests import ExerciseBests
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
    "ExerciseBests",
    "LiftSet",
    "LiftSetQuerySet",
    "Operation",
    "SidePreference",
    "Workout",
    "WorkoutExercise",
    "WorkoutExerciseQuerySet",
    "WorkoutQuerySet",
]
