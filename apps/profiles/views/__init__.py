"""Onboarding, the settings, and body mass over time."""

from .athlete import athlete_create, athlete_update
from .body_mass import body_mass_delete, body_mass_list, body_mass_update
from .leaving import account_delete, account_delete_confirm, account_keep, answer_leaver, leaving
from .settings import (
    colours,
    language_update,
    rest_update,
    setting_list,
    side_order_update,
    time_zone_update,
    unit_update,
)
from .weights import weights_list, weights_update

__all__ = [
    "account_delete",
    "account_delete_confirm",
    "account_keep",
    "answer_leaver",
    "athlete_create",
    "athlete_update",
    "body_mass_delete",
    "body_mass_list",
    "body_mass_update",
    "colours",
    "language_update",
    "leaving",
    "rest_update",
    "setting_list",
    "side_order_update",
    "time_zone_update",
    "unit_update",
    "weights_list",
    "weights_update",
]
