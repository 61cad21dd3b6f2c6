"""What the athlete may tell, change and take back."""

from .consent import withdraw_consent
from .habits import tick_habit, untick_habit
from .pain import answer_morning, narrow_pain_block, note_pain_stop, review_pain
from .screening import (
    answer_cautions_again,
    ask_questions_again,
    name_places,
    record_clearance,
    record_screening,
    report_red_flags,
)
from .self_tests import forget_self_test, record_self_test
from .signs import forget_cause, forget_check_in, name_cause, record_same_again, record_sign
from .strength_tests import StrengthTest, Try, record_strength_test
from .told_pain import ToldPain, keep_told_pain, take_back_told_pain

__all__ = [
    "StrengthTest",
    "ToldPain",
    "Try",
    "answer_cautions_again",
    "answer_morning",
    "ask_questions_again",
    "forget_cause",
    "forget_check_in",
    "forget_self_test",
    "keep_told_pain",
    "name_cause",
    "name_places",
    "narrow_pain_block",
    "note_pain_stop",
    "record_clearance",
    "record_same_again",
    "record_screening",
    "record_self_test",
    "record_sign",
    "record_strength_test",
    "report_red_flags",
    "review_pain",
    "take_back_told_pain",
    "tick_habit",
    "untick_habit",
    "withdraw_consent",
]
