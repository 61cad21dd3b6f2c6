"""What the pages of assessment may ask."""

from .consent import WithdrawForm
from .screening import ClearanceForm, ScreeningForm

__all__ = ["ClearanceForm", "ScreeningForm", "WithdrawForm"]
