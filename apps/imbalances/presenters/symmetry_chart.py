"""Geometry of the trend chart: right stronger above, left stronger below, level in the middle."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from uuid import UUID

from django.utils import formats
from django.utils.translation import gettext as _

from apps.core.axes import (
    PLOT_UNITS,
    AxisTick,
    Grain,
    TimeAxis,
    ValueAxis,
    band_path,
    line_path,
    short_date,
    time_axis,
)
from apps.exercises.domain.symmetry import log_pct_from_gap
from apps.imbalances.domain.normal import HALF_WIDTH_80
from apps.imbalances.domain.policy import DEFAULT_POLICY
from apps.imbalances.presenters.ranges import ChartRange
from apps.imbalances.presenters.words import difference_words, range_words
from apps.imbalances.queries import Occasion, Trend

PLOT_HEIGHT = 224
NEAREST_LIMIT_LOG_PCT = 26.0
FARTHEST_LIMIT_LOG_PCT = 60.0
TICKS_PCT = (10, 20, 30, 40)
SMALLEST_DOT, LARGEST_DOT = 2.0, 6.0
FULL_DOT_VARIANCE = 20.0
"""Variance, log-% squared, of a workout that says about as much as one can."""
PROJECTION_WEEKS = 12.0
LABEL_INSET_TOP, LABEL_INSET_BOTTOM = 15.0, 7.0
MARKER_TURNS_AT_PCT = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Marker:
    """Something that happened: a program began."""

    at: datetime
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Projection:
    """Where the line goes if it keeps going: weeks until within 5 %, from the last point."""

    weeks: float


@dataclass(frozen=True, slots=True, kw_only=True)
class DotView:
    """One workout, or one week of them."""

    at_pct: float
    y: float
    radius: float
    is_check: bool
    is_today: bool
    reading: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkerView:
    """A mark across the chart, its word kept inside the plot."""

    at_pct: float
    label: str
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendRowView:
    """One row of the table beside the chart."""

    day: date
    estimate: str
    low_to_high: str
    workouts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SymmetryChartView:
    """Everything the template draws, in pixels down and percent across.

    ``key`` tells the charts of several patterns on one page apart.
    """

    key: str
    height: float
    plot_units: int
    zero_y: float
    below_height: float
    zone_y: float
    zone_height: float
    zone_label_y: float
    ticks: tuple[AxisTick, ...]
    dates: tuple[AxisTick, ...]
    band: str
    line: str
    projection: str
    dots: tuple[DotView, ...]
    markers: tuple[MarkerView, ...]
    rows: tuple[TrendRowView, ...]
    takeaway: str
    has_checks: bool
    grain: Grain

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw yet."""
        return not self.line and not self.dots


def symmetry_chart_view(
    *,
    key: str,
    trend: Sequence[Trend],
    occasions: Sequence[Occasion],
    chart_range: ChartRange,
    until: datetime,
    takeaway: str,
    centre_log_pct: float = 0.0,
    markers: Iterable[Marker] = (),
    projection: Projection | None = None,
) -> SymmetryChartView:
    """Lay out the trend of one pattern over the chosen range.

    ``centre_log_pct`` is what counts as level, right-positive: the middle of the zone.
    """
    since = chart_range.since(until)
    shown = [point for point in trend if since is None or point.at >= since]
    compared = [o for o in occasions if since is None or o.at >= since]
    times = time_axis([*(p.at for p in shown), *(o.at for o in compared)], until=until)
    if projection is not None and shown:
        ahead = timedelta(weeks=min(projection.weeks, PROJECTION_WEEKS, _weeks(times) * 0.4))
        times = TimeAxis(start=times.start, end=until + ahead)
    values = _value_axis(shown, compared)
    grain = times.grain
    rows = _rows(shown, compared, Grain.WEEK if grain is Grain.WORKOUT else Grain.MONTH)
    if grain is not Grain.WORKOUT:
        shown = list({grain.key(point.local_date): point for point in shown}.values())
    zone = log_pct_from_gap(10)
    return SymmetryChartView(
        key=key,
        height=PLOT_HEIGHT,
        plot_units=PLOT_UNITS,
        zero_y=values.y_of(0),
        below_height=PLOT_HEIGHT - values.y_of(0),
        zone_y=values.y_of(centre_log_pct + zone),
        zone_height=values.y_of(centre_log_pct - zone) - values.y_of(centre_log_pct + zone),
        zone_label_y=_zone_label_y(shown, values, centre_log_pct),
        ticks=_ticks(values),
        dates=times.ticks(),
        band=_band(shown, times, values),
        line=line_path([(times.units_of(p.at), values.y_of(p.mean_log_pct)) for p in shown]),
        projection=_projected(shown, times, values, projection, centre_log_pct),
        dots=_dots(compared, times, values),
        markers=_markers(markers, times),
        rows=rows,
        takeaway=takeaway,
        has_checks=grain is Grain.WORKOUT and any(o.is_check for o in compared),
        grain=grain,
    )


def _zone_label_y(trend: Sequence[Trend], values: ValueAxis, centre_log_pct: float) -> float:
    """Inside the zone, on the side where the line does not end."""
    zone = log_pct_from_gap(10)
    if trend and trend[-1].mean_log_pct < centre_log_pct:
        return values.y_of(centre_log_pct + zone) + LABEL_INSET_TOP
    return values.y_of(centre_log_pct - zone) - LABEL_INSET_BOTTOM


def _weeks(times: TimeAxis) -> float:
    return (times.end - times.start) / timedelta(weeks=1)


def _value_axis(trend: Sequence[Trend], occasions: Sequence[Occasion]) -> ValueAxis:
    edges = [abs(p.mean_log_pct) + HALF_WIDTH_80 * p.sd_log_pct for p in trend]
    edges += [abs(o.difference_log_pct) for o in occasions]
    limit = max([NEAREST_LIMIT_LOG_PCT, *(edge * 1.06 for edge in edges)])
    limit = min(limit, FARTHEST_LIMIT_LOG_PCT)
    return ValueAxis(low=-limit, high=limit, height=PLOT_HEIGHT)


def _ticks(values: ValueAxis) -> tuple[AxisTick, ...]:
    # Both halves carry the same plain numbers; which half is whose is said by the words.
    shown = [share for share in TICKS_PCT if log_pct_from_gap(share) < values.high * 0.97]
    marks = [(log_pct_from_gap(share), share) for share in shown]
    marks += [(0.0, 0)] + [(-log, share) for log, share in marks]
    return tuple(AxisTick(at=values.y_of(log), label=f"{share}\u00a0%") for log, share in marks)


def _band(trend: Sequence[Trend], times: TimeAxis, values: ValueAxis) -> str:
    def edge(sign: float) -> list[tuple[float, float]]:
        return [
            (
                times.units_of(p.at),
                values.y_of(p.mean_log_pct + sign * HALF_WIDTH_80 * p.sd_log_pct),
            )
            for p in trend
        ]

    return band_path(edge(1), edge(-1))


def _projected(
    trend: Sequence[Trend],
    times: TimeAxis,
    values: ValueAxis,
    projection: Projection | None,
    centre_log_pct: float,
) -> str:
    if projection is None or not trend or projection.weeks <= 0:
        return ""
    last = trend[-1]
    edge = math.copysign(DEFAULT_POLICY.level_log_pct, last.mean_log_pct - centre_log_pct)
    level = centre_log_pct + edge
    shown_weeks = min(projection.weeks, (times.end - last.at) / timedelta(weeks=1))
    reached = last.mean_log_pct + (level - last.mean_log_pct) * shown_weeks / projection.weeks
    end = last.at + timedelta(weeks=shown_weeks)
    return line_path(
        [
            (times.units_of(last.at), values.y_of(last.mean_log_pct)),
            (times.units_of(end), values.y_of(reached)),
        ]
    )


def _dots(occasions: Sequence[Occasion], times: TimeAxis, values: ValueAxis) -> tuple[DotView, ...]:
    ordered = sorted(occasions, key=lambda o: o.at)
    if times.grain is Grain.WORKOUT:
        return tuple(_dot([o], times, values) for o in ordered)
    spans = groupby(ordered, key=lambda o: times.grain.key(o.local_date))
    return tuple(_dot(list(group), times, values) for _span, group in spans)


def _dot(group: Sequence[Occasion], times: TimeAxis, values: ValueAxis) -> DotView:
    information = sum(1 / o.variance for o in group)
    difference = sum(o.difference_log_pct / o.variance for o in group) / information
    # Area, not radius, is what the eye reads as weight.
    radius = LARGEST_DOT * math.sqrt(min(information * FULL_DOT_VARIANCE, 1.0))
    first, last = group[0], group[-1]
    return DotView(
        at_pct=times.percent_of(last.at),
        y=values.y_of(difference),
        radius=max(radius, SMALLEST_DOT),
        # Where a dot stands for weeks, nearly all would hold a check: the ring would say nothing.
        is_check=times.grain is Grain.WORKOUT and first.is_check,
        is_today=any(o.is_running for o in group),
        reading=_reading(
            first,
            difference,
            grain=times.grain,
            n_workouts=len({o.workout_id for o in group}),
        ),
    )


def _reading(first: Occasion, difference: float, *, grain: Grain, n_workouts: int) -> str:
    words = difference_words(difference)
    if n_workouts == 1:
        return _("%(day)s: %(words)s, %(exercise)s") % {
            "day": formats.date_format(first.local_date, "j M Y"),
            "words": words,
            "exercise": first.exercise_name,
        }
    span = (
        formats.date_format(first.local_date, "F Y")
        if grain is Grain.MONTH
        else _("Week of %(day)s") % {"day": formats.date_format(first.local_date, "j M Y")}
    )
    return _("%(span)s: %(words)s in %(count)s workouts") % {
        "span": span,
        "words": words,
        "count": n_workouts,
    }


def _markers(markers: Iterable[Marker], times: TimeAxis) -> tuple[MarkerView, ...]:
    views = []
    for marker in markers:
        at = times.percent_of(marker.at)
        if times.start <= marker.at <= times.end:
            label = f"{marker.label}, {short_date(marker.at.date())}"
            views.append(
                MarkerView(
                    at_pct=at, label=label, anchor="end" if at > MARKER_TURNS_AT_PCT else "start"
                )
            )
    return tuple(views)


def _rows(
    trend: Sequence[Trend], occasions: Sequence[Occasion], grain: Grain
) -> tuple[TrendRowView, ...]:
    workouts: defaultdict[tuple[int, ...], set[UUID]] = defaultdict(set)
    for occasion in occasions:
        workouts[grain.key(occasion.local_date)].add(occasion.workout_id)
    last = {grain.key(point.local_date): point for point in trend}
    rows = []
    for key, point in reversed(last.items()):
        margin = HALF_WIDTH_80 * point.sd_log_pct
        rows.append(
            TrendRowView(
                day=point.local_date,
                estimate=difference_words(point.mean_log_pct),
                low_to_high=range_words(point.mean_log_pct - margin, point.mean_log_pct + margin),
                workouts=len(workouts[key]),
            )
        )
    return tuple(rows)
