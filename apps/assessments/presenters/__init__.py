"""What the pages of assessment say."""

from .consent import CONSENT_WORDS, ConsentRow, ConsentWords, consent_rows, consent_url
from .overview import ENTRIES, OverviewEntry
from .screening import (
    ADVICE,
    FLAG_WORDS,
    QUESTION_WORDS,
    ScreeningView,
    flags_by_tier,
    screening_view,
)

__all__ = [
    "ADVICE",
    "CONSENT_WORDS",
    "ENTRIES",
    "FLAG_WORDS",
    "QUESTION_WORDS",
    "ConsentRow",
    "ConsentWords",
    "OverviewEntry",
    "ScreeningView",
    "consent_rows",
    "consent_url",
    "flags_by_tier",
    "screening_view",
]
