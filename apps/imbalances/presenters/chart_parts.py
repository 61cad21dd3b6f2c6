"""Parts that charts share: dates along the foot, marks across, places that can be read."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, time

from django.utils.translation import ngettext
from msgspec import Struct

from apps.core.axes import TimeAxis
from apps.imbalances.presenters.saying import saying
from apps.imbalances.queries import Mark

MARK_TURNS_AT_PCT = 60.0
MARK_NEEDS_PCT = 24.0
"""Room for a mark's words on a wide screen; a narrow one shows those of the latest alone."""

MOST_TOLD = 4
"""Marks in the chart's description; those before are counted."""


class TickView(Struct, frozen=True, kw_only=True):
    """A mark on an axis; a spare one may be left out where there is little room."""

    at: str
    label: str
    is_spare: bool = False


class MarkView(Struct, frozen=True, kw_only=True):
    """A mark across the chart with its label, which is kept inside the plot."""

    at: str
    label: str
    anchor: str
    dx: str
    is_spare: bool


class MarksView(Struct, frozen=True, kw_only=True):
    """Everything that happened in the time shown.

    ``labelled`` have room for their words, oldest first; ``others`` is where the rest stand, in
    units of the stretched drawing; ``words`` tells the latest of them to who does not see any.
    """

    labelled: tuple[MarkView, ...] = ()
    others: tuple[int, ...] = ()
    words: str = ""


type Reading = tuple[float, float, str]
"""How far along in percent, how far down in pixels, and what is said there."""


def readings_text(readings: Iterable[Reading]) -> str:
    """Places of the chart that can be read under the finger or by the arrow keys, as JSON."""
    return json.dumps(tuple(readings), separators=(",", ":"), ensure_ascii=False)


def date_ticks(times: TimeAxis) -> tuple[TickView, ...]:
    """A handful of dates."""
    return tuple(
        TickView(at=f"{tick.at:.1f}%", label=tick.label, is_spare=tick.is_spare)
        for tick in times.ticks()
    )


def marks_view(marks: Sequence[Mark], times: TimeAxis) -> MarksView:
    """The marks within the time shown; the latest always has its label."""
    shown = [(mark, noon) for mark in marks if times.start <= (noon := _noon(mark)) <= times.end]
    labelled: list[MarkView] = []
    others: list[int] = []
    left_edge = math.inf
    for mark, moment in reversed(shown):
        at = times.percent_of(moment)
        if left_edge - at < MARK_NEEDS_PCT:
            others.append(round(times.units_of(moment)))
            continue
        turned = at > MARK_TURNS_AT_PCT and not labelled
        left_edge = at - MARK_NEEDS_PCT if turned else at
        labelled.append(
            MarkView(
                at=f"{at:.1f}%",
                label=f"{mark.label}, {saying().short_day(mark.day)}",
                anchor="end" if turned else "start",
                dx="-6" if turned else "6",
                is_spare=bool(labelled),
            )
        )
    return MarksView(
        labelled=tuple(reversed(labelled)),
        others=tuple(reversed(others)),
        words=_told([mark for mark, _at in shown]),
    )


def _noon(mark: Mark) -> datetime:
    return datetime.combine(mark.day, time(12), tzinfo=UTC)


def _told(marks: Sequence[Mark]) -> str:
    told = [f"{mark.label}, {saying().day(mark.day)}" for mark in marks[-MOST_TOLD:]]
    earlier = len(marks) - len(told)
    if earlier:
        words = ngettext("%(count)s earlier mark", "%(count)s earlier marks", earlier)
        told.insert(0, words % {"count": earlier})
    return "; ".join(told)
