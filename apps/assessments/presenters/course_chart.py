"""The difference between the sides over time, beside the test's own error."""

from __future__ import annotations

import datetime as dt
from typing import Final

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from msgspec import Struct

from apps.core.axes import AxisTick, ValueAxis, time_axis

from ..domain.results import Comparison, Course, compare_sides
from .results import difference_words
from .units import Scale

HEIGHT: Final = 180
_NOON: Final = dt.time(12, tzinfo=dt.UTC)
_AIR: Final = 1.25
"""How much more is shown than the farthest difference or the error."""


class CourseDot(Struct, frozen=True, kw_only=True):
    """One occasion."""

    at: str
    y: str
    reading: str
    is_practice: bool


class CourseRow(Struct, frozen=True, kw_only=True):
    """The same in numbers."""

    day: str
    left: str
    right: str
    difference: str


class CourseChart(Struct, frozen=True, kw_only=True):
    """The figure, in pixels down and percent across; right-positive: above, the right has more."""

    title: str
    takeaway: str
    height: int
    zero_y: str
    zone_y: str
    zone_height: str
    ticks: tuple[AxisTick, ...]
    dates: tuple[AxisTick, ...]
    dots: tuple[CourseDot, ...]
    rows: tuple[CourseRow, ...]


def course_chart(course: Course, scale: Scale, *, name: str) -> CourseChart | None:
    """Draw it once there are two occasions with both sides."""
    protocol = course.protocol
    found = [
        (occasion.day, comparison)
        for occasion in course.occasions
        if (comparison := compare_sides(occasion, protocol)) is not None
    ]
    if len(found) < len(("first", "second")):
        return None
    error = found[-1][1].error
    most = _AIR * max(error, *(comparison.size for _day, comparison in found))
    values = ValueAxis(low=-most, high=most, height=HEIGHT)
    times = time_axis([_moment(day) for day, _one in found], until=_moment(found[-1][0]))
    top = values.y_of(error)
    return CourseChart(
        title=_("%(test)s: difference between left and right over time") % {"test": name},
        takeaway=difference_words(found[-1][1], scale),
        height=HEIGHT,
        zero_y=f"{values.y_of(0.0):.1f}",
        zone_y=f"{top:.1f}",
        zone_height=f"{values.y_of(-error) - top:.1f}",
        ticks=tuple(
            AxisTick(at=values.y_of(mark), label=scale.amount(abs(mark)))
            for mark in (error, 0.0, -error)
        ),
        dates=times.ticks(),
        dots=tuple(
            CourseDot(
                at=f"{times.percent_of(_moment(day)):.1f}%",
                y=f"{values.y_of(comparison.difference):.1f}",
                reading=f"{date_format(day, 'j M Y')}: {_numbers(comparison, scale)}",
                is_practice=place == 0 and not course.is_practised,
            )
            for place, (day, comparison) in enumerate(found)
        ),
        rows=tuple(_row(day, comparison, scale) for day, comparison in reversed(found)),
    )


def _moment(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, _NOON)


def _numbers(comparison: Comparison, scale: Scale) -> str:
    return _("left %(left)s, right %(right)s") % {
        "left": scale.amount(comparison.left),
        "right": scale.amount(comparison.right),
    }


def _row(day: dt.date, comparison: Comparison, scale: Scale) -> CourseRow:
    return CourseRow(
        day=date_format(day, "j M Y"),
        left=scale.amount(comparison.left),
        right=scale.amount(comparison.right),
        difference=scale.amount(comparison.size),
    )
