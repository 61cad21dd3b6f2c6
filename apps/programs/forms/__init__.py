"""What the pages of programs ask."""

from .calendar import MoveForm, PauseForm, TripForm
from .editing import LineForm, ScopeForm, SwapForm
from .hurting import HurtsForm
from .wishing import WishForm

__all__ = [
    "HurtsForm",
    "LineForm",
    "MoveForm",
    "PauseForm",
    "ScopeForm",
    "SwapForm",
    "TripForm",
    "WishForm",
]
