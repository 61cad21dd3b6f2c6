"""What the pages of a profile print."""

from .body_mass import body_mass_chart, present_body_masses
from .settings import WEIGHT_WORDS, present_settings, present_weights

__all__ = [
    "WEIGHT_WORDS",
    "body_mass_chart",
    "present_body_masses",
    "present_settings",
    "present_weights",
]
