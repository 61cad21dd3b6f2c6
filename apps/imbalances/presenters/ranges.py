"""How far back a chart looks, and what the address of a chart says."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from urllib.parse import urlencode

from django.utils.translation import gettext_lazy
from msgspec import Struct


class ChartRange(StrEnum):
    """What the range picker offers."""

    FOUR_WEEKS = "4w"
    TWELVE_WEEKS = "12w"
    YEAR = "year"
    ALL = "all"

    def since(self, until: datetime) -> datetime | None:
        """First moment shown; None for everything."""
        span = _SPANS.get(self)
        return None if span is None else until - span


_SPANS = {
    ChartRange.FOUR_WEEKS: timedelta(weeks=4),
    ChartRange.TWELVE_WEEKS: timedelta(weeks=12),
    ChartRange.YEAR: timedelta(days=365),
}
_LABELS = {
    ChartRange.FOUR_WEEKS: gettext_lazy("4 weeks"),
    ChartRange.TWELVE_WEEKS: gettext_lazy("12 weeks"),
    ChartRange.YEAR: gettext_lazy("Year"),
    ChartRange.ALL: gettext_lazy("All"),
}
DEFAULT_RANGE = ChartRange.TWELVE_WEEKS


class Shown(Struct, frozen=True, kw_only=True):
    """What a pattern's page was asked to show, as its links go on saying."""

    chart_range: ChartRange = DEFAULT_RANGE
    exercise: str = ""
    slot: str = ""

    def query(self, **more: str) -> str:
        """What follows the question mark in an address that changes ``more`` and nothing else."""
        asked = {"range": self.chart_range.value, "exercise": self.exercise, "slot": self.slot}
        return urlencode({key: value for key, value in (asked | more).items() if value})


class Choice(Struct, frozen=True, kw_only=True):
    """One choice of a picker, with the query of its link."""

    value: str
    label: str
    query: str
    is_current: bool


def range_choices(shown: Shown) -> tuple[Choice, ...]:
    """The range picker with its current choice."""
    return tuple(
        Choice(
            value=choice.value,
            label=str(_LABELS[choice]),
            query=shown.query(range=choice.value),
            is_current=choice is shown.chart_range,
        )
        for choice in ChartRange
    )


def range_text(chart_range: ChartRange) -> str:
    """The range as the picker names it."""
    return str(_LABELS[chart_range])
