"""Exercises in words; other apps import from here."""

from .conventions import (
    load_basis_sentence,
    load_basis_words,
    measurement_reason,
    measurement_words,
    rep_convention_sentence,
    rep_convention_words,
)
from .exercise_detail import ExerciseDetailView, ExerciseLink, present_exercise
from .exercise_list import (
    ExerciseGroup,
    ExerciseListView,
    ExerciseRow,
    count_words,
    equipment_words,
    present_exercises,
)
from .vocabulary import (
    EQUIPMENT_WORDS,
    KIND_WORDS,
    LATERALITY_WORDS,
    LEVEL_WORDS,
    MUSCLE_WORDS,
    PATTERN_WORDS,
    PLANE_WORDS,
    REGION_WORDS,
    side_letter,
    side_word,
)

__all__ = [
    "EQUIPMENT_WORDS",
    "KIND_WORDS",
    "LATERALITY_WORDS",
    "LEVEL_WORDS",
    "MUSCLE_WORDS",
    "PATTERN_WORDS",
    "PLANE_WORDS",
    "REGION_WORDS",
    "ExerciseDetailView",
    "ExerciseGroup",
    "ExerciseLink",
    "ExerciseListView",
    "ExerciseRow",
    "count_words",
    "equipment_words",
    "load_basis_sentence",
    "load_basis_words",
    "measurement_reason",
    "measurement_words",
    "present_exercise",
    "present_exercises",
    "rep_convention_sentence",
    "rep_convention_words",
    "side_letter",
    "side_word",
]
