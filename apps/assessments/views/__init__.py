"""Pages of assessment."""

from .causes import cause_delete, cause_list
from .consent import asked_first, consent_create, consent_list, consent_withdraw
from .habits import habit_list, habit_tick
from .overview import overview
from .pain import pain_block_update, pain_detail, pain_morning_create
from .red_flags import red_flag_create, red_flags
from .screening import (
    cautions_update,
    clearance_create,
    places_update,
    screening_create,
    screening_detail,
)
from .self_tests import self_test_create, self_test_delete, self_test_detail, self_test_list
from .signs import (
    check_in_create,
    check_in_delete,
    check_in_list,
    check_in_same,
    flag_question,
    sign_detail,
)

__all__ = [
    "asked_first",
    "cause_delete",
    "cause_list",
    "cautions_update",
    "check_in_create",
    "check_in_delete",
    "check_in_list",
    "check_in_same",
    "clearance_create",
    "consent_create",
    "consent_list",
    "consent_withdraw",
    "flag_question",
    "habit_list",
    "habit_tick",
    "overview",
    "pain_block_update",
    "pain_detail",
    "pain_morning_create",
    "places_update",
    "red_flag_create",
    "red_flags",
    "screening_create",
    "screening_detail",
    "self_test_create",
    "self_test_delete",
    "self_test_detail",
    "self_test_list",
    "sign_detail",
]
