"""What the log asks: parsing, units, messages beside the field."""

from .logged_set import SET_KIND_WORDS, EffortForm, SetEditForm
from .measures import (
    PROBLEM_WORDS,
    MeasuredForm,
    count_field,
    has_load,
    logged_sides,
    needs_load,
    problem_words,
    shown_or_none,
)
from .next_set import NextSetForm, SideSetForm, next_set_initial
from .workouts import (
    DeletedForm,
    ExerciseChoiceForm,
    MoveForm,
    OlderForm,
    OperationForm,
    SearchForm,
    StartForm,
    TurnForm,
    WorkoutForm,
    local_now,
)

__all__ = [
    "PROBLEM_WORDS",
    "SET_KIND_WORDS",
    "DeletedForm",
    "EffortForm",
    "ExerciseChoiceForm",
    "MeasuredForm",
    "MoveForm",
    "NextSetForm",
    "OlderForm",
    "OperationForm",
    "SearchForm",
    "SetEditForm",
    "SideSetForm",
    "StartForm",
    "TurnForm",
    "WorkoutForm",
    "count_field",
    "has_load",
    "local_now",
    "logged_sides",
    "needs_load",
    "next_set_initial",
    "problem_words",
    "shown_or_none",
]
