"""Where things are on a chart: time from left to right in percent, values downward in pixels."""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum

from django.utils import formats
from msgspec import Struct

from apps.core.numbers import number_text
from apps.core.units import from_kg

PLOT_UNITS = 1000
"""Width of the stretched drawing of bands and lines, in units of its own."""

_DAY = timedelta(days=1)
_TICK_STEPS_DAYS = (1, 2, 7, 14, 28, 61, 91, 182, 365, 730, 1461)
_MOST_TICKS = 6.5
_YEAR_SHOWN_FROM_DAYS = 182
_WEEKS_FROM_DAYS = 200
_MONTHS_FROM_DAYS = 800
_TICKS_BETWEEN_PCT = (4.0, 96.0)
_NICE_STEPS = (0.5, 1, 2, 2.5, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000)
_MOST_VALUE_TICKS = 5


class Grain(StrEnum):
    """What one point of a chart stands for: the longer the time, the coarser."""

    WORKOUT = "workout"
    WEEK = "week"
    MONTH = "month"

    def key(self, day: date) -> tuple[int, ...]:
        """The span that ``day`` belongs to."""
        if self is Grain.MONTH:
            return day.year, day.month
        return day.isocalendar()[:2] if self is Grain.WEEK else (day.toordinal(),)


class AxisTick(Struct, frozen=True, kw_only=True):
    """A mark on an axis: how far along in percent or pixels, and what it says.

    A spare one may be left out where there is little room.
    """

    at: float
    label: str
    is_spare: bool = False


class TimeAxis(Struct, frozen=True, kw_only=True):
    """From the first to the last moment shown."""

    start: datetime
    end: datetime

    def percent_of(self, at: datetime) -> float:
        """How far along ``at`` is, 0 to 100."""
        span_s = (self.end - self.start).total_seconds()
        return 100 * (at - self.start).total_seconds() / span_s

    def units_of(self, at: datetime) -> float:
        """The same in units of the stretched drawing."""
        return self.percent_of(at) * PLOT_UNITS / 100

    @property
    def grain(self) -> Grain:
        """How much one point stands for over this time."""
        days = (self.end - self.start) / _DAY
        if days > _MONTHS_FROM_DAYS:
            return Grain.MONTH
        return Grain.WEEK if days > _WEEKS_FROM_DAYS else Grain.WORKOUT

    def ticks(self) -> tuple[AxisTick, ...]:
        """A handful of dates, evenly apart, none so near an edge that its word is cut."""
        days = (self.end - self.start) / _DAY
        step = next((s for s in _TICK_STEPS_DAYS if days / s <= _MOST_TICKS), _TICK_STEPS_DAYS[-1])
        first, last = _TICKS_BETWEEN_PCT
        count = math.floor(days / step)
        marks = [self.end - _DAY * step * k for k in range(count, -1, -1)]
        return tuple(
            AxisTick(
                at=self.percent_of(mark),
                label=short_date(mark.date(), long=step >= _YEAR_SHOWN_FROM_DAYS),
                is_spare=number % 2 == 1,
            )
            for number, mark in enumerate(marks)
            if first <= self.percent_of(mark) <= last
        )


class ValueAxis(Struct, frozen=True, kw_only=True):
    """From the lowest value at the bottom to the highest at the top, in pixels."""

    low: float
    high: float
    height: float

    def y_of(self, value: float) -> float:
        """Pixels below the top of the plot; what lies outside is held at the edge."""
        held = min(max(value, self.low), self.high)
        return self.height * (self.high - held) / (self.high - self.low)


def value_ticks(axis: ValueAxis, unit: str) -> tuple[AxisTick, ...]:
    """At most five round values, in pixels, with their unit."""
    span = axis.high - axis.low
    step = next((s for s in _NICE_STEPS if span / s <= _MOST_VALUE_TICKS), _NICE_STEPS[-1])
    marks = [k * step for k in range(int(axis.low // step) + 1, int(axis.high // step) + 1)]
    return tuple(
        AxisTick(at=round(axis.y_of(mark)), label=f"{number_text(mark)}\u00a0{unit}")
        for mark in marks
    )


def time_axis(moments: Iterable[datetime], *, until: datetime) -> TimeAxis:
    """An axis over ``moments`` up to ``until``, at least two weeks long, with air at both ends."""
    first = min(moments, default=until)
    start = min(first, until - timedelta(days=14))
    air = (until - start) * 0.02
    return TimeAxis(start=start - air, end=until + air)


def short_date(day: date, *, long: bool = False) -> str:
    """A date as short as the reader's language has it, with the year when ``long``."""
    return formats.date_format(day, "M Y" if long else "j M")


def in_unit(mass_kg: float, unit: str) -> float:
    """Kilograms in the athlete's unit, for drawing."""
    return float(from_kg(Decimal(repr(mass_kg)), unit))


def mass_text(mass_kg: float, unit: str) -> str:
    """An estimated mass in the athlete's unit, to the tenth that an estimate can bear."""
    # Formatting cuts decimals off, it does not round them.
    return f"{formats.number_format(round(in_unit(mass_kg, unit), 1), decimal_pos=1)}\u00a0{unit}"
