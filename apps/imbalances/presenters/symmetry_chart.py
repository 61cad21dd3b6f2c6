"""Geometry of the trend chart: right stronger above, left stronger below, level in the middle."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from msgspec import Struct

from apps.core.axes import PLOT_UNITS, Grain, TimeAxis, ValueAxis, time_axis
from apps.exercises.domain.symmetry import log_pct_from_gap
from apps.imbalances.domain.normal import HALF_WIDTH_80
from apps.imbalances.domain.policy import DEFAULT_POLICY
from apps.imbalances.domain.verdicts import Finding
from apps.imbalances.presenters.chart_parts import (
    MarkView,
    TickView,
    date_ticks,
    marks_view,
    readings_text,
)
from apps.imbalances.presenters.chart_words import (
    TrendRowView,
    consistency,
    forecast,
    legend,
    readings,
    takeaway,
    trend_row,
)
from apps.imbalances.presenters.dots import DotsView, dot_views
from apps.imbalances.presenters.paths import (
    UNITS_A_PIXEL,
    Plane,
    band_of,
    line_of,
    runs_of,
    ticks_of,
)
from apps.imbalances.presenters.ranges import Shown
from apps.imbalances.presenters.tables import TablePage, page_of
from apps.imbalances.queries import Evidence, Span, joined_spans

PLOT_HEIGHT = 224
NEAREST_LIMIT_LOG_PCT = 26.0
FARTHEST_LIMIT_LOG_PCT = 60.0
TICKS_PCT = (10, 20, 30, 40)
PROJECTION_WEEKS = 12.0
PROJECTION_SHARE = 0.4
"""At most so much of the time shown is given to what is not known yet."""
LABEL_INSET_TOP, LABEL_INSET_BOTTOM = 15.0, 7.0
CHECK_TICK_PX = 6
TRENDS = "trend"
"""The table's page in an address."""


class ProjectionView(Struct, frozen=True, kw_only=True):
    """Where the line goes if it goes on, and the time in which it probably gets there."""

    line: str = ""
    reach: str = ""


class SymmetryChartView(Struct, frozen=True, kw_only=True):
    """Everything the template draws, in pixels down and percent across.

    ``key`` tells the charts of several patterns on one page apart. Paths are in the stretched
    drawing's own units.
    """

    key: str
    height: int
    plot_units: int
    plot_height_units: int
    zero_y: str
    zero_units: int
    zone_y: str
    zone_height: str
    zone_label_y: str
    ticks: tuple[TickView, ...]
    dates: tuple[TickView, ...]
    band: str
    line: str
    projection: ProjectionView
    dots: tuple[DotsView, ...]
    checks: str
    readings: str
    marks: tuple[MarkView, ...]
    other_marks: str
    marked: str
    table: TablePage[TrendRowView]
    takeaway: str
    consistency: str
    forecast: str
    legend: str

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw yet."""
        return not self.dots


def symmetry_chart_view(
    *,
    key: str,
    evidence: Evidence,
    until: datetime,
    shown: Shown,
    names: Mapping[str, str],
    table_page: int | None = None,
) -> SymmetryChartView:
    """Lay out the trend of one pattern; the line is drawn only where there is a verdict to draw."""
    finding, spans = evidence.finding, evidence.spans
    known = finding is not None and finding.verdict.has_estimate
    plot = _plot(finding if known else None, spans, until)
    ends = plot.centre_log_pct, log_pct_from_gap(10)
    zone_y, zone_end = plot.values.y_of(sum(ends)), plot.values.y_of(ends[0] - ends[1])
    marks = marks_view(evidence.marks, plot.times)
    xs = plot.xs(spans)
    is_coarse = evidence.grain is not Grain.WORKOUT
    by_week = spans if is_coarse else joined_spans(spans, Grain.WEEK)
    return SymmetryChartView(
        key=key,
        height=PLOT_HEIGHT,
        plot_units=PLOT_UNITS,
        plot_height_units=PLOT_HEIGHT * UNITS_A_PIXEL,
        zero_y=f"{plot.values.y_of(0):.1f}",
        zero_units=round(UNITS_A_PIXEL * plot.values.y_of(0)),
        zone_y=f"{zone_y:.1f}",
        zone_height=f"{zone_end - zone_y:.1f}",
        zone_label_y=f"{_zone_label_y(spans, plot, zone_y, zone_end):.1f}",
        ticks=_ticks(plot.values),
        dates=date_ticks(plot.times),
        band=_band(spans, xs, plot) if known else "",
        line=_line(spans, xs, plot) if known else "",
        projection=_projection(finding, spans, plot) if known else ProjectionView(),
        dots=dot_views(spans, xs, plot),
        checks=_check_ticks(spans, xs) if is_coarse else "",
        readings=readings_text(readings(spans, plot.times, plot.values, names)),
        marks=marks.labelled,
        other_marks=ticks_of(marks.others, length=PLOT_HEIGHT * UNITS_A_PIXEL),
        marked=marks.words,
        table=page_of(
            by_week if known else (), trend_row, name=TRENDS, number=table_page, shown=shown
        ),
        takeaway=takeaway(spans, known=known, now=until),
        consistency=consistency(spans),
        forecast=forecast(finding, spans) if known else "",
        legend=legend(spans, evidence.grain),
    )


class _Plot(Plane, frozen=True, kw_only=True):
    """Where things are, and what counts as level."""

    centre_log_pct: float


def _plot(finding: Finding | None, spans: Sequence[Span], until: datetime) -> _Plot:
    times = time_axis([spans[0].at] if spans else (), until=until)
    wait = finding.time_to_level if finding is not None else None
    if wait is not None and spans:
        weeks = (times.end - times.start) / timedelta(weeks=1)
        longest = min(PROJECTION_WEEKS, weeks * PROJECTION_SHARE)
        ahead = timedelta(weeks=min(wait.high80_weeks or wait.median_weeks, longest))
        times = TimeAxis(start=times.start, end=max(spans[-1].at + ahead, times.end))
    edges = [abs(span.difference_log_pct) for span in spans]
    if finding is not None:
        edges += [abs(s.mean_log_pct) + HALF_WIDTH_80 * s.sd_log_pct for s in spans]
    limit = max(NEAREST_LIMIT_LOG_PCT, 1.06 * max(edges, default=0.0))
    limit = min(limit, FARTHEST_LIMIT_LOG_PCT)
    return _Plot(
        times=times,
        values=ValueAxis(low=-limit, high=limit, height=PLOT_HEIGHT),
        centre_log_pct=finding.centre_log_pct if finding is not None else 0.0,
    )


def _zone_label_y(spans: Sequence[Span], plot: _Plot, top: float, bottom: float) -> float:
    """Inside the zone, on the side where the line does not end."""
    if spans and spans[-1].mean_log_pct < plot.centre_log_pct:
        return top + LABEL_INSET_TOP
    return bottom - LABEL_INSET_BOTTOM


def _ticks(values: ValueAxis) -> tuple[TickView, ...]:
    # Both halves carry the same plain numbers; which half is whose is said by the words.
    shares = [share for share in TICKS_PCT if log_pct_from_gap(share) < values.high * 0.97]
    marks = [(log_pct_from_gap(share), share) for share in shares]
    marks += [(0.0, 0)] + [(-log, share) for log, share in marks]
    return tuple(
        TickView(at=f"{values.y_of(log):.1f}", label=f"{share}\u00a0%") for log, share in marks
    )


def _line(spans: Sequence[Span], xs: Sequence[int], plot: _Plot) -> str:
    points = list(zip(xs, plot.ys(span.mean_log_pct for span in spans), strict=True))
    return "".join(line_of(points[run]) for run in runs_of(spans))


def _band(spans: Sequence[Span], xs: Sequence[int], plot: _Plot) -> str:
    upper, lower = (
        list(
            zip(
                xs,
                plot.ys(s.mean_log_pct + sign * HALF_WIDTH_80 * s.sd_log_pct for s in spans),
                strict=True,
            )
        )
        for sign in (1, -1)
    )
    return "".join(band_of(upper[run], lower[run]) for run in runs_of(spans))


def _check_ticks(spans: Sequence[Span], xs: Sequence[int]) -> str:
    at = [x for span, x in zip(spans, xs, strict=True) if span.n_checks]
    return ticks_of(at, length=CHECK_TICK_PX * UNITS_A_PIXEL)


def _projection(finding: Finding | None, spans: Sequence[Span], plot: _Plot) -> ProjectionView:
    wait = finding.time_to_level if finding is not None else None
    if wait is None or not spans:
        return ProjectionView()
    last = spans[-1]
    judged = last.mean_log_pct - plot.centre_log_pct
    level = plot.centre_log_pct + math.copysign(DEFAULT_POLICY.level_log_pct, judged)
    room = (plot.times.end - last.at) / timedelta(weeks=1)
    weeks = min(wait.median_weeks, room)
    # Just begun and level already: nothing is left to draw.
    share = weeks / wait.median_weeks if wait.median_weeks > 0 else 1.0

    def place(after_weeks: float, value: float) -> tuple[int, int]:
        at = last.at + timedelta(weeks=after_weeks)
        return (
            round(plot.times.units_of(at)),
            round(UNITS_A_PIXEL * plot.values.y_of(value)),
        )

    line = [
        place(0, last.mean_log_pct),
        place(weeks, last.mean_log_pct + (level - last.mean_log_pct) * share),
    ]
    early, late = min(wait.low80_weeks, room), min(wait.high80_weeks or room, room)
    reach = line_of([place(early, level), place(late, level)]) if early < late else ""
    return ProjectionView(line=line_of(line), reach=reach)
