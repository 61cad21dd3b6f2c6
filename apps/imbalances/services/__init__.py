"""What changes findings."""

from .keeping import CHOSEN_BY_FINDING
from .refreshing import refresh

__all__ = ["CHOSEN_BY_FINDING", "refresh"]
