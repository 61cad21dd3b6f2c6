"""How far back a chart looks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from urllib.parse import urlencode

from django.utils.translation import gettext_lazy


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


@dataclass(frozen=True, slots=True, kw_only=True)
class RangeChoice:
    """One choice of the range picker, with the query of its link."""

    value: str
    label: str
    query: str
    is_current: bool


def range_choices(current: ChartRange, *, began_on: date | None = None) -> tuple[RangeChoice, ...]:
    """The picker with its current choice."""
    return tuple(
        RangeChoice(
            value=choice.value,
            label=str(_LABELS[choice]),
            query=range_query(choice, began_on=began_on),
            is_current=choice is current,
        )
        for choice in ChartRange
    )


def range_query(chart_range: ChartRange, *, began_on: date | None = None) -> str:
    """What follows the question mark in the address of a chart."""
    asked = {"range": chart_range.value}
    if began_on is not None:
        asked["began"] = began_on.isoformat()
    return urlencode(asked)
