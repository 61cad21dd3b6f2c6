"""What the pages of assessment may ask."""

from .screening import ClearanceForm, ScreeningForm, WithdrawForm

__all__ = ["ClearanceForm", "ScreeningForm", "WithdrawForm"]
