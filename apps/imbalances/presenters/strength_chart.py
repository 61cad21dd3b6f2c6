"""Geometry of both sides' estimated strength in one exercise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils import formats
from django.utils.translation import gettext as _

from apps.core.axes import (
    PLOT_UNITS,
    AxisTick,
    ValueAxis,
    in_unit,
    line_path,
    time_axis,
)
from apps.exercises.domain.vocabulary import Side
from apps.imbalances.presenters.ranges import ChartRange
from apps.imbalances.queries import Occasion

PLOT_HEIGHT = 190
_NICE_STEPS = (0.5, 1, 2, 2.5, 5, 10, 20, 25, 50, 100, 200, 250, 500)
_MOST_VALUE_TICKS = 5
LABEL_GAP_PX = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class StrengthPointView:
    """One side on one day."""

    at_pct: float
    y: float
    reading: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StrengthLineView:
    """One side's line with the word at its end."""

    side: Side
    letter: str
    path: str
    points: tuple[StrengthPointView, ...]
    label: str
    label_at_pct: float
    label_y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class StrengthRowView:
    """One workout in the table beside the chart."""

    day: date
    left: str
    right: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StrengthChartView:
    """Both lines of one exercise, in pixels down and percent across."""

    exercise_name: str
    height: float
    plot_units: int
    ticks: tuple[AxisTick, ...]
    dates: tuple[AxisTick, ...]
    lines: tuple[StrengthLineView, ...]
    rows: tuple[StrengthRowView, ...]
    takeaway: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Day:
    at: datetime
    local_date: date
    left: float
    right: float


def strength_chart_view(
    *, occasions: Sequence[Occasion], chart_range: ChartRange, until: datetime, unit: str
) -> StrengthChartView | None:
    """Both sides of the exercise that was compared most; None while there is nothing to draw."""
    since = chart_range.since(until)
    compared = [o for o in occasions if since is None or o.at >= since]
    days = _days_of_most_compared(compared, unit)
    if not days:
        return None
    name, points = days
    times = time_axis((p.at for p in points), until=until)
    points = list({times.grain.key(p.local_date): p for p in points}.values())
    values = _value_axis([*(p.left for p in points), *(p.right for p in points)])
    ends = _label_places(values.y_of(points[-1].left), values.y_of(points[-1].right))
    lines = []
    for side, end in zip(Side, ends, strict=True):
        scores = [(p, p.left if side is Side.LEFT else p.right) for p in points]
        lines.append(
            StrengthLineView(
                side=side,
                letter=_("L") if side is Side.LEFT else _("R"),
                path=line_path([(times.units_of(p.at), values.y_of(s)) for p, s in scores]),
                points=tuple(
                    StrengthPointView(
                        at_pct=times.percent_of(p.at),
                        y=values.y_of(s),
                        reading=_reading(p, unit),
                    )
                    for p, s in scores
                ),
                label=_("Left") if side is Side.LEFT else _("Right"),
                label_at_pct=times.percent_of(points[-1].at),
                label_y=end,
            )
        )
    return StrengthChartView(
        exercise_name=name,
        height=PLOT_HEIGHT,
        plot_units=PLOT_UNITS,
        ticks=_value_ticks(values, unit),
        dates=times.ticks(),
        lines=tuple(lines),
        rows=tuple(
            StrengthRowView(day=p.local_date, left=_mass(p.left, unit), right=_mass(p.right, unit))
            for p in reversed(points)
        ),
        takeaway=_takeaway(name, points, unit),
    )


def _days_of_most_compared(
    occasions: Sequence[Occasion], unit: str
) -> tuple[str, list[_Day]] | None:
    by_exercise: dict[UUID, list[Occasion]] = {}
    for occasion in sorted(occasions, key=lambda o: o.at):
        by_exercise.setdefault(occasion.exercise_id, []).append(occasion)
    if not by_exercise:
        return None
    most = max(by_exercise.values(), key=lambda group: (len(group), group[-1].at))
    return most[0].exercise_name, [
        _Day(
            at=o.at,
            local_date=o.local_date,
            left=in_unit(o.left_e1rm_kg, unit),
            right=in_unit(o.right_e1rm_kg, unit),
        )
        for o in most
    ]


def _value_axis(values: Sequence[float]) -> ValueAxis:
    low, high = min(values), max(values)
    # At least a fifth of the value is shown, so that noise does not look like a mountain.
    air = max((high - low) * 0.12, high * 0.1)
    return ValueAxis(low=max(low - air, 0.0), high=high + air, height=PLOT_HEIGHT)


def _value_ticks(values: ValueAxis, unit: str) -> tuple[AxisTick, ...]:
    span = values.high - values.low
    step = next((s for s in _NICE_STEPS if span / s <= _MOST_VALUE_TICKS), _NICE_STEPS[-1])
    first = int(values.low // step) + 1
    marks = [k * step for k in range(first, int(values.high // step) + 1)]
    return tuple(AxisTick(at=values.y_of(m), label=f"{m:g}\u00a0{unit}") for m in marks)


def _label_places(left_y: float, right_y: float) -> tuple[float, float]:
    apart = abs(left_y - right_y)
    if apart >= LABEL_GAP_PX:
        return left_y, right_y
    push = (LABEL_GAP_PX - apart) / 2
    return (left_y - push, right_y + push) if left_y <= right_y else (left_y + push, right_y - push)


def _mass(value: float, unit: str) -> str:
    return f"{formats.number_format(round(value, 1), decimal_pos=1)}\u00a0{unit}"


def _reading(point: _Day, unit: str) -> str:
    return _("%(day)s: left %(left)s, right %(right)s") % {
        "day": formats.date_format(point.local_date, "j M Y"),
        "left": _mass(point.left, unit),
        "right": _mass(point.right, unit),
    }


def _takeaway(name: str, points: Sequence[_Day], unit: str) -> str:
    last = points[-1]
    return _("%(exercise)s, last time: left %(left)s, right %(right)s for one rep, estimated.") % {
        "exercise": name,
        "left": _mass(last.left, unit),
        "right": _mass(last.right, unit),
    }
