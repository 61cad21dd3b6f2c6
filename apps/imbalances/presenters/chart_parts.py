"""Parts that charts share: dates along the foot, marks across, places that can be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time

from apps.core.axes import TimeAxis
from apps.imbalances.presenters.dates import day_text, short_day_text
from apps.imbalances.queries import Mark

MARK_TURNS_AT_PCT = 60.0
MARK_NEEDS_PCT = 24.0
"""Room for a mark's words on a wide screen; a narrow one shows those of the latest alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TickView:
    """A mark on an axis; a spare one may be left out where there is little room."""

    at: str
    label: str
    is_spare: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingView:
    """A place of the chart that can be read under the finger or by the arrow keys."""

    at: str
    y: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkView:
    """A mark across the chart, its label kept inside the plot; empty where there is no room."""

    at: str
    label: str
    words: str
    anchor: str
    dx: str
    is_spare: bool


def date_ticks(times: TimeAxis) -> tuple[TickView, ...]:
    """A handful of dates."""
    return tuple(
        TickView(at=f"{tick.at:.1f}%", label=tick.label, is_spare=tick.is_spare)
        for tick in times.ticks()
    )


def mark_views(marks: Sequence[Mark], times: TimeAxis) -> tuple[MarkView, ...]:
    """The marks within the time shown, oldest first; the latest always has its label."""
    views: list[MarkView] = []
    labelled_at: float | None = None
    for mark in reversed(marks):
        moment = datetime.combine(mark.day, time(12), tzinfo=UTC)
        if not times.start <= moment <= times.end:
            continue
        at = times.percent_of(moment)
        has_room = labelled_at is None or labelled_at - at >= MARK_NEEDS_PCT
        turned = at > MARK_TURNS_AT_PCT and not views
        views.append(
            MarkView(
                at=f"{at:.1f}%",
                label=f"{mark.label}, {short_day_text(mark.day)}" if has_room else "",
                words=f"{mark.label}, {day_text(mark.day)}",
                anchor="end" if turned else "start",
                dx="-6" if turned else "6",
                is_spare=bool(views),
            )
        )
        if has_room:
            labelled_at = at - MARK_NEEDS_PCT if turned else at
    return tuple(reversed(views))
