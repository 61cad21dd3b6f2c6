"""Pages of assessment."""

from .consent import asked_first, consent_create, consent_list, consent_withdraw
from .overview import overview
from .screening import clearance_create, red_flags, screening_create, screening_detail

__all__ = [
    "asked_first",
    "clearance_create",
    "consent_create",
    "consent_list",
    "consent_withdraw",
    "overview",
    "red_flags",
    "screening_create",
    "screening_detail",
]
