"""Body mass: the days as a list, and as a line over time."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from itertools import batched, pairwise
from statistics import median
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from msgspec import Struct

from apps.core.axes import (
    PLOT_UNITS,
    AxisTick,
    TimeAxis,
    ValueAxis,
    in_unit,
    mass_text,
    time_axis,
    value_ticks,
)
from apps.core.numbers import number_text
from apps.core.units import shown_load

if TYPE_CHECKING:
    from django.core.paginator import Page

    from apps.profiles.models import BodyMass

PLOT_HEIGHT = 190
MOST_POINTS = 40
"""Points of the line. Of more days one point stands for the middle of several."""
_LEAST_SPAN = 6.0
"""Kilograms or pounds from bottom to top at least, so that a glass of water is no mountain."""
_NOON = dt.time(12, tzinfo=dt.UTC)

type Weighed = tuple[dt.date, float]


class BodyMassRow(Struct, frozen=True, kw_only=True):
    """One day on the scales."""

    day: Any
    mass: str
    url: str


class PointView(Struct, frozen=True, kw_only=True):
    """One point of the line, in percent across and pixels down, and its words."""

    at: str
    y: str
    day: str
    mass: str


class BodyMassChart(Struct, frozen=True, kw_only=True):
    """The whole figure, with the same in numbers: ``points``, oldest first, and ``rows``."""

    takeaway: str
    legend: str
    height: int
    plot_units: int
    ticks: tuple[AxisTick, ...]
    dates: tuple[AxisTick, ...]
    path: str
    points: tuple[PointView, ...]

    @property
    def rows(self) -> tuple[PointView, ...]:
        """The points for a table, the latest first."""
        return self.points[::-1]


def present_body_masses(page: Page[BodyMass], *, unit: str) -> tuple[BodyMassRow, ...]:
    """The days of a page, in the athlete's unit."""
    return tuple(
        BodyMassRow(
            day=row.measured_on,
            mass=f"{number_text(shown_load(row.mass_kg, row.typed, row.typed_unit, unit))} {unit}",
            url=reverse("profiles:body_mass_update", args=[row.pk]),
        )
        for row in page
    )


def body_mass_chart(masses: Sequence[Weighed], *, unit: str) -> BodyMassChart | None:
    """The line through ``masses``, kg, oldest first; None until there are two days."""
    if len(masses) < 2:  # noqa: PLR2004 - a line has two ends
        return None
    days_a_point = math.ceil(len(masses) / MOST_POINTS)
    middles = [_middle(span) for span in batched(masses, days_a_point)]
    times = time_axis([_moment(day) for day, _ in middles], until=_moment(middles[-1][0]))
    values = _value_axis([in_unit(mass_kg, unit) for _, mass_kg in middles])
    return BodyMassChart(
        takeaway=_takeaway(masses, unit),
        legend=_legend(days_a_point),
        height=PLOT_HEIGHT,
        plot_units=PLOT_UNITS,
        ticks=value_ticks(values, unit),
        dates=times.ticks(),
        path=_path(middles, times, values, unit),
        points=tuple(
            PointView(
                at=f"{times.percent_of(_moment(day)):.1f}%",
                y=f"{values.y_of(in_unit(mass_kg, unit)):.0f}",
                day=_day(day),
                mass=mass_text(mass_kg, unit),
            )
            for day, mass_kg in middles
        ),
    )


def _middle(span: Sequence[Weighed]) -> Weighed:
    return span[len(span) // 2][0], median(mass_kg for _, mass_kg in span)


def _moment(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, _NOON)


def _value_axis(values: Sequence[float]) -> ValueAxis:
    low, high = min(values), max(values)
    air = max((high - low) * 0.15, (_LEAST_SPAN - (high - low)) / 2)
    return ValueAxis(low=max(low - air, 0.0), high=high + air, height=PLOT_HEIGHT)


def _path(middles: Sequence[Weighed], times: TimeAxis, values: ValueAxis, unit: str) -> str:
    """The line in whole units, from point to point."""
    places = [
        (round(times.units_of(_moment(day))), round(values.y_of(in_unit(mass_kg, unit))))
        for day, mass_kg in middles
    ]
    steps = (f"l{to_x - x} {to_y - y}" for (x, y), (to_x, to_y) in pairwise(places))
    return f"M{places[0][0]} {places[0][1]}{''.join(steps)}".replace(" -", "-")


def _takeaway(masses: Sequence[Weighed], unit: str) -> str:
    (first, began_kg), (last, ended_kg) = masses[0], masses[-1]
    words = {
        "first": _day(first),
        "began": mass_text(began_kg, unit),
        "last": _day(last),
        "ended": mass_text(ended_kg, unit),
    }
    return _("%(first)s: %(began)s. %(last)s: %(ended)s.") % words


def _legend(days_a_point: int) -> str:
    if days_a_point == 1:
        return _("Each point is a day on the scales.")
    words = ngettext(
        "Each point is the middle of %(n)s day on the scales.",
        "Each point is the middle of %(n)s days on the scales.",
        days_a_point,
    )
    return words % {"n": days_a_point}


def _day(day: dt.date) -> str:
    return formats.date_format(day, "j M Y")
