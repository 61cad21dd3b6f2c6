"""What the exercises' pages may ask."""

from .own import OwnExerciseForm
from .search import ExerciseSearchForm

__all__ = ["ExerciseSearchForm", "OwnExerciseForm"]
