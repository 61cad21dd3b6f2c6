"""What the pages of assessment may ask."""

from .consent import WithdrawForm
from .habits import HabitForm
from .pain import MorningForm, PainPlaceForm
from .screening import (
    CautionsForm,
    ClearanceForm,
    PlacesForm,
    RedFlagForm,
    ScreeningForm,
)
from .self_tests import SelfTestForm, StrengthTestForm
from .signs import CauseForm, CheckInForm, PlaceForm

__all__ = [
    "CauseForm",
    "CautionsForm",
    "CheckInForm",
    "ClearanceForm",
    "HabitForm",
    "MorningForm",
    "PainPlaceForm",
    "PlaceForm",
    "PlacesForm",
    "RedFlagForm",
    "ScreeningForm",
    "SelfTestForm",
    "StrengthTestForm",
    "WithdrawForm",
]
