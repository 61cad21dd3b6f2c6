"""Pages of assessment."""

from .consent import consent_create, consent_withdraw
from .screening import clearance_create, red_flags, screening_create, screening_detail

__all__ = [
    "clearance_create",
    "consent_create",
    "consent_withdraw",
    "red_flags",
    "screening_create",
    "screening_detail",
]
