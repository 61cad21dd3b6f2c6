"""What the pages of assessment say."""

from .body_picture import body_figures, place_url
from .causes import cause_views, evidence_view
from .consent import CONSENT_WORDS, ConsentRow, ConsentWords, consent_rows, consent_url
from .due import DueLine, due_view
from .habits import habit_views
from .overview import ENTRIES, OverviewEntry
from .pain import (
    STATUS_WORDS,
    MorningView,
    PainBlockView,
    PainView,
    morning_views,
    pain_block_views,
    pain_views,
)
from .report import report_view
from .safety import (
    SafetyView,
    StopView,
    advice_of,
    asked_place_words,
    clearance_choices,
    regions_in_words,
    safety_view,
)
from .screening import (
    ADVICE,
    AGAIN_WORDS,
    EXTRA_WORDS,
    FLAG_WORDS,
    QUESTION_WORDS,
    TEMPLATE_WORDS,
    TIER_WORDS,
    flags_by_tier,
)
from .self_tests import (
    OrderView,
    course_page,
    due_lines,
    logged_words,
    norm_for,
    order_view,
    protocol_view,
    region_views,
    result_rows,
    test_lines,
)
from .signs import check_in_rows, flag_question, kept_words, side_links, sign_lines, title_of
from .words import place_words

__all__ = [
    "ADVICE",
    "AGAIN_WORDS",
    "CONSENT_WORDS",
    "ENTRIES",
    "EXTRA_WORDS",
    "FLAG_WORDS",
    "QUESTION_WORDS",
    "STATUS_WORDS",
    "TEMPLATE_WORDS",
    "TIER_WORDS",
    "ConsentRow",
    "ConsentWords",
    "DueLine",
    "MorningView",
    "OrderView",
    "OverviewEntry",
    "PainBlockView",
    "PainView",
    "SafetyView",
    "StopView",
    "advice_of",
    "asked_place_words",
    "body_figures",
    "cause_views",
    "check_in_rows",
    "clearance_choices",
    "consent_rows",
    "consent_url",
    "course_page",
    "due_lines",
    "due_view",
    "evidence_view",
    "flag_question",
    "flags_by_tier",
    "habit_views",
    "kept_words",
    "logged_words",
    "morning_views",
    "norm_for",
    "order_view",
    "pain_block_views",
    "pain_views",
    "place_url",
    "place_words",
    "protocol_view",
    "region_views",
    "regions_in_words",
    "report_view",
    "result_rows",
    "safety_view",
    "side_links",
    "sign_lines",
    "test_lines",
    "title_of",
]
