"""What people do with their own profile, and how they leave."""

from .leaving import ask_to_leave, keep_account, remove_athlete, remove_leavers, remove_person
from .profile import (
    change_body_mass,
    create_athlete,
    give_consent,
    lock_athlete,
    record_body_mass,
    remove_body_mass,
    set_weights,
    take_back_consent,
    update_settings,
)

__all__ = [
    "ask_to_leave",
    "change_body_mass",
    "create_athlete",
    "give_consent",
    "keep_account",
    "lock_athlete",
    "record_body_mass",
    "remove_athlete",
    "remove_body_mass",
    "remove_leavers",
    "remove_person",
    "set_weights",
    "take_back_consent",
    "update_settings",
]
