"""What the pages of programs ask."""

from .calendar import MoveForm, PauseForm, TripForm
from .hurting import HurtsForm

__all__ = ["HurtsForm", "MoveForm", "PauseForm", "TripForm"]
