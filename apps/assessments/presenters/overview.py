"""The way into everything that is asked: one line a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _
from msgspec import Struct

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class OverviewEntry(Struct, frozen=True, kw_only=True):
    """One page of the section, and what it is for."""

    url_name: str
    name: StrOrPromise
    says: StrOrPromise


ENTRIES: Final[tuple[OverviewEntry, ...]] = (
    OverviewEntry(
        url_name="assessments:screening_detail",
        name=_("Health questions"),
        says=_("What has to be known before a program or a test, and what it says today."),
    ),
    OverviewEntry(
        url_name="assessments:check_in_list",
        name=_("Check-in"),
        says=_("What you feel, where and how strong. Less than a minute."),
    ),
    OverviewEntry(
        url_name="assessments:self_test_list",
        name=_("Self-tests"),
        says=_("Reach, strength, holds and balance of each side, with each test's own error."),
    ),
    OverviewEntry(
        url_name="assessments:cause_list",
        name=_("What may lie behind it"),
        says=_("Work, sport, sleep, old injuries, and what each changes."),
    ),
    OverviewEntry(
        url_name="assessments:habit_list",
        name=_("Habits"),
        says=_("Small things for today, and what is known of each."),
    ),
    OverviewEntry(
        url_name="assessments:pain_detail",
        name=_("Pain"),
        says=_("What it changes now, how it was this morning, and the way back."),
    ),
    OverviewEntry(
        url_name="imbalances:report",
        name=_("Report"),
        says=_("One page to print for a clinician or coach."),
    ),
    OverviewEntry(
        url_name="assessments:consent_list",
        name=_("Your health data"),
        says=_("What is kept, for what, and one button to take it back."),
    ),
)
"""In the order in which somebody new would need them."""
