"""What a profile's pages may ask."""

from .athlete import EQUIPMENT, AboutForm, AthleteForm
from .body_mass import BodyMassForm
from .preferences import LanguageForm, RestForm, SideOrderForm, TimeZoneForm, UnitForm
from .weights import BarsForm, PlatesForm, RackForm, StackForm, weights_form

__all__ = [
    "EQUIPMENT",
    "AboutForm",
    "AthleteForm",
    "BarsForm",
    "BodyMassForm",
    "LanguageForm",
    "PlatesForm",
    "RackForm",
    "RestForm",
    "SideOrderForm",
    "StackForm",
    "TimeZoneForm",
    "UnitForm",
    "weights_form",
]
