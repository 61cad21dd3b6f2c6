"""The sections of the app, in the order in which they are used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from msgspec import Struct

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.utils.functional import _StrPromise


class Section(Struct, frozen=True, kw_only=True):
    """One destination: its icon, its name, its URL name."""

    key: str
    label: str | _StrPromise
    url_name: str
    #: Within the thumb's reach on a phone, where only four fit beside "More".
    in_bar: bool = False


class NavEntry(Struct, frozen=True, kw_only=True):
    """One link of the rail or the bar."""

    key: str
    label: str
    url: str
    in_bar: bool
    current: bool


SECTIONS = (
    Section(key="today", label=_("Today"), url_name="programs:today", in_bar=True),
    Section(key="log", label=_("Log"), url_name="lifts:log", in_bar=True),
    Section(key="balance", label=_("Balance"), url_name="imbalances:balance", in_bar=True),
    Section(key="program", label=_("Program"), url_name="programs:program_detail", in_bar=True),
    Section(key="assess", label=_("Assess"), url_name="assessments:overview"),
    Section(key="history", label=_("History"), url_name="lifts:history"),
    Section(key="exercises", label=_("Exercises"), url_name="exercises:exercise_list"),
    Section(key="data", label=_("Data"), url_name="exchange:data"),
    Section(key="settings", label=_("Settings"), url_name="profiles:setting_list"),
)


def nav_for(request: HttpRequest) -> tuple[NavEntry, ...]:
    """Every section; the one whose address the path goes deepest into is current."""
    found = [(section, reverse(section.url_name)) for section in SECTIONS]
    holding = [url for _section, url in found if request.path.startswith(url)]
    current = max(holding, key=len, default="")
    return tuple(
        NavEntry(
            key=section.key,
            label=str(section.label),
            url=url,
            in_bar=section.in_bar,
            current=url == current,
        )
        for section, url in found
    )
