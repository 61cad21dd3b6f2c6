"""What the pages of assessment say."""

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
    "FLAG_WORDS",
    "QUESTION_WORDS",
    "ScreeningView",
    "flags_by_tier",
    "screening_view",
]
