"""The way into everything that is asked: one line a page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True, kw_only=True)
class OverviewEntry:
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
        url_name="assessments:consent_list",
        name=_("Your health data"),
        says=_("What is kept, for what, and one button to take it back."),
    ),
)
"""In the order in which somebody new would need them."""
