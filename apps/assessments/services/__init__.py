"""What the athlete may tell, change and take back."""

from .consent import withdraw_consent
from .screening import record_clearance, record_screening

__all__ = ["record_clearance", "record_screening", "withdraw_consent"]
