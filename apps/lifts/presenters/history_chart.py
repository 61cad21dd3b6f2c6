"""Geometry of an exercise's history: the best of each week, each side a line of its own.

Words and numbers are made here and not in the template: ten years are a thousand points, and
filters over them would cost more than reading them.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from enum import StrEnum
from itertools import batched, groupby, pairwise
from statistics import median

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from msgspec import Struct

from apps.core.axes import (
    PLOT_UNITS,
    AxisTick,
    TimeAxis,
    ValueAxis,
    mass_text,
    time_axis,
    value_ticks,
)
from apps.core.units import KG_PER_LB, WeightUnit
from apps.exercises.domain.vocabulary import SetSide
from apps.exercises.presenters import exercise_name
from apps.lifts.queries import ExerciseHistory, Score, Week

from .words import side_name

PLOT_HEIGHT = 190
LABEL_GAP_PX = 16
MOST_MARKS = 24
"""Circles and triangles of a line. Over a longer time one stands for the middle of several weeks,
with every week as a thin line behind."""
MOST_ROWS = 52
_GAP = dt.timedelta(weeks=8)
"""A pause this long is drawn as one."""
_NOON = dt.time(12, tzinfo=dt.UTC)


class MarkView(Struct, frozen=True, kw_only=True):
    """One span that can be read: where its circle or triangle stands, and its words."""

    at: str
    y: str
    reading: str


class LineView(Struct, frozen=True, kw_only=True):
    """One side's line with the word at its end."""

    side: str
    label: str
    weekly: str
    path: str
    marks: tuple[MarkView, ...]
    label_at: str
    label_y: str


class HistoryRow(Struct, frozen=True, kw_only=True):
    """One span in the table beside the chart, and the best of each side in it."""

    when: str
    cells: tuple[str, ...]


class HistoryTable(Struct, frozen=True, kw_only=True):
    """The same in numbers, the latest first."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[HistoryRow, ...]


class HistoryChart(Struct, frozen=True, kw_only=True):
    """The whole figure, in pixels down and percent across; ``legend`` says what is what."""

    takeaway: str
    legend: str
    title: str
    height: int
    plot_units: int
    ticks: tuple[AxisTick, ...]
    dates: tuple[AxisTick, ...]
    lines: tuple[LineView, ...]
    table: HistoryTable


class Span(StrEnum):
    """What one row of the table stands for: the longer the time, the coarser."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"

    def first_day(self, day: dt.date) -> dt.date:
        """The day by which the span is known."""
        match self:
            case Span.WEEK:
                return day
            case Span.MONTH:
                return day.replace(day=1)
            case Span.QUARTER:
                return day.replace(month=day.month - (day.month - 1) % 3, day=1)
            case Span.YEAR:
                return day.replace(month=1, day=1)


def history_chart(history: ExerciseHistory, *, unit: str) -> HistoryChart | None:
    """The figure, or None while there is nothing to draw."""
    by_side: dict[SetSide, list[Week]] = {}
    for week in history.weeks:
        by_side.setdefault(week.side, []).append(week)
    sides = [side for side in SetSide if side in by_side]
    if not sides:
        return None
    scale = _Scale(score=history.score, unit=unit)
    days = [week.day for week in history.weeks]
    times = time_axis([_moment(day) for day in days], until=_moment(max(days)))
    values = _value_axis([scale.of(week.best) for week in history.weeks])
    plot = _Plot(times=times, values=values, scale=scale)
    weeks_a_mark = math.ceil(len(set(days)) / MOST_MARKS)
    middles = _middles(by_side, weeks_a_mark)
    ends = _label_places([plot.y_of(middles[side][-1]) for side in sides])
    readings = _readings(middles, scale)
    return HistoryChart(
        takeaway=_takeaway(history, [by_side[side][-1] for side in sides], scale),
        legend=_legend(sides, weeks_a_mark),
        title=scale.title(exercise_name(history.exercise.name)),
        height=PLOT_HEIGHT,
        plot_units=PLOT_UNITS,
        ticks=value_ticks(values, scale.short),
        dates=times.ticks(),
        lines=tuple(
            _line(
                plot,
                middles[side],
                weekly=by_side[side] if weeks_a_mark > 1 else (),
                weeks_a_mark=weeks_a_mark,
                readings=readings if side is sides[0] else {},
                label_y=end,
            )
            for side, end in zip(sides, ends, strict=True)
        ),
        table=_table(by_side, sides, scale),
    )


class _Scale(Struct, frozen=True, kw_only=True):
    """What the score is counted in, in the athlete's unit."""

    score: Score
    unit: str

    def of(self, best: float) -> float:
        in_pounds = self.score is Score.STRENGTH and self.unit == WeightUnit.LB
        return best / float(KG_PER_LB) if in_pounds else best

    def text(self, best: float) -> str:
        match self.score:
            case Score.STRENGTH:
                return mass_text(best, self.unit)
            case Score.SECONDS:
                return _("%(count)s s") % {"count": round(best)}
            case Score.REPS:
                return str(round(best))

    @property
    def short(self) -> str:
        words = {Score.STRENGTH: self.unit, Score.SECONDS: _("s"), Score.REPS: _("reps")}
        return words[self.score]

    def title(self, name: str) -> str:
        words = {
            Score.STRENGTH: _("%(exercise)s: best estimated one-rep maximum of each week"),
            Score.SECONDS: _("%(exercise)s: longest time of each week"),
            Score.REPS: _("%(exercise)s: most reps of each week"),
        }
        return words[self.score] % {"exercise": name}


def _moment(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, _NOON)


class _Plot(Struct, frozen=True, kw_only=True):
    """Where a week's best is drawn."""

    times: TimeAxis
    values: ValueAxis
    scale: _Scale

    def y_of(self, week: Week) -> float:
        return self.values.y_of(self.scale.of(week.best))

    def percent_of(self, week: Week) -> str:
        return f"{self.times.percent_of(_moment(week.day)):.1f}%"

    def path_through(self, weeks: Sequence[Week], *, gap: dt.timedelta) -> str:
        """The line in whole units and steps from point to point: short, however long it gets."""
        path: list[str] = []
        day, x, y = dt.date.min, 0, 0
        for week in weeks:
            to_x, to_y = round(self.times.units_of(_moment(week.day))), round(self.y_of(week))
            joined = week.day - day <= gap
            path.append(f"l{to_x - x} {to_y - y}" if joined else f"M{to_x} {to_y}")
            day, x, y = week.day, to_x, to_y
        return "".join(path).replace(" -", "-")


def _middles(by_side: dict[SetSide, list[Week]], weeks_a_mark: int) -> dict[SetSide, list[Week]]:
    """Each side's weeks by spans that all sides share, as one week with the middle of the bests."""
    days = sorted({week.day for weeks in by_side.values() for week in weeks})
    spans = list(batched(days, weeks_a_mark))
    number = {day: place for place, span in enumerate(spans) for day in span}
    middles: dict[SetSide, list[Week]] = {}
    for side, weeks in by_side.items():
        for place, of_span in groupby(weeks, key=lambda week: number[week.day]):
            best = median(week.best for week in of_span)
            day = spans[place][len(spans[place]) // 2]
            middles.setdefault(side, []).append(Week(day=day, side=side, best=best))
    return middles


def _line(
    plot: _Plot,
    middles: Sequence[Week],
    *,
    weekly: Sequence[Week],
    weeks_a_mark: int,
    readings: dict[dt.date, str],
    label_y: float,
) -> LineView:
    side = middles[0].side.value
    return LineView(
        side=side,
        label=side_name(side),
        weekly=plot.path_through(weekly, gap=_GAP),
        path=plot.path_through(middles, gap=_GAP + dt.timedelta(weeks=weeks_a_mark)),
        marks=tuple(
            MarkView(
                at=plot.percent_of(week),
                y=f"{plot.y_of(week):.0f}",
                reading=readings.get(week.day, ""),
            )
            for week in middles
        ),
        label_at=plot.percent_of(middles[-1]),
        label_y=f"{label_y:.0f}",
    )


def _legend(sides: Sequence[SetSide], weeks_a_mark: int) -> str:
    words = []
    if len(sides) > 1:
        words.append(_("Left: solid line and circles. Right: dashed line and triangles."))
    if weeks_a_mark > 1:
        words.append(
            ngettext(
                "Thin: the best of each week. Thick: the middle of every %(n)s week.",
                "Thin: the best of each week. Thick: the middle of every %(n)s weeks.",
                weeks_a_mark,
            )
            % {"n": weeks_a_mark}
        )
    return " ".join(words)


def _readings(by_side: dict[SetSide, list[Week]], scale: _Scale) -> dict[dt.date, str]:
    """By span, what every side did, for whoever reads the chart point by point."""
    said: dict[dt.date, list[str]] = {}
    for side in SetSide:
        for week in by_side.get(side, ()):
            text = f"{side_name(side.value)} {scale.text(week.best)}"
            said.setdefault(week.day, []).append(text)
    return {day: f"{_day(day)}: {', '.join(texts)}" for day, texts in said.items()}


def _value_axis(values: Sequence[float]) -> ValueAxis:
    low, high = min(values), max(values)
    # At least a fifth of the value is shown, so that noise does not look like a mountain.
    air = max((high - low) * 0.12, abs(high) * 0.1, 1.0)
    return ValueAxis(low=max(low - air, 0.0), high=high + air, height=PLOT_HEIGHT)


def _label_places(ends: Sequence[float]) -> list[float]:
    """Where the words at the lines' ends stand without covering each other."""
    order = sorted(range(len(ends)), key=lambda place: ends[place])
    places = list(ends)
    for upper, lower in pairwise(order):
        places[lower] = max(places[lower], places[upper] + LABEL_GAP_PX)
    return places


def _takeaway(history: ExerciseHistory, last: Sequence[Week], scale: _Scale) -> str:
    said = [f"{side_name(week.side.value)} {scale.text(week.best)}" for week in last]
    return _("%(exercise)s, last: %(sides)s.") % {
        "exercise": exercise_name(history.exercise.name),
        "sides": ", ".join(said),
    }


def _table(
    by_side: dict[SetSide, list[Week]], sides: Sequence[SetSide], scale: _Scale
) -> HistoryTable:
    days = {week.day for weeks in by_side.values() for week in weeks}
    span = next(
        (one for one in Span if len({one.first_day(day) for day in days}) <= MOST_ROWS), Span.YEAR
    )
    best: dict[dt.date, dict[SetSide, float]] = {}
    for side, weeks in by_side.items():
        for week in weeks:
            row = best.setdefault(span.first_day(week.day), {})
            row[side] = max(week.best, row.get(side, week.best))
    captions = {
        Span.WEEK: _("The best of each week"),
        Span.MONTH: _("The best of each month"),
        Span.QUARTER: _("The best of each quarter"),
        Span.YEAR: _("The best of each year"),
    }
    formatted = {Span.WEEK: "j M Y", Span.MONTH: "M Y", Span.QUARTER: "M Y", Span.YEAR: "Y"}
    return HistoryTable(
        caption=captions[span],
        columns=tuple(side_name(side.value) for side in sides),
        rows=tuple(
            HistoryRow(
                when=formats.date_format(day, formatted[span]),
                cells=tuple(scale.text(row[side]) if side in row else "–" for side in sides),
            )
            for day, row in sorted(best.items(), reverse=True)
        ),
    )


def _day(day: dt.date) -> str:
    return formats.date_format(day, "j M Y")
