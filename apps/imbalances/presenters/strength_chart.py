"""Geometry of both sides' estimated strength in one exercise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _
from msgspec import Struct

from apps.core.axes import (
    PLOT_UNITS,
    Grain,
    TimeAxis,
    ValueAxis,
    time_axis,
)
from apps.core.numbers import number_text
from apps.core.units import KG_PER_LB, WeightUnit
from apps.exercises.domain.vocabulary import Side
from apps.exercises.presenters import exercise_name
from apps.imbalances.presenters.chart_parts import Reading, TickView, date_ticks, readings_text
from apps.imbalances.presenters.paths import UNITS_A_PIXEL, Plane, dots_of, line_of, runs_of
from apps.imbalances.presenters.ranges import Choice, Shown
from apps.imbalances.presenters.saying import NBSP, Saying, saying
from apps.imbalances.presenters.tables import TablePage, page_of
from apps.imbalances.queries import Evidence, StrengthSpan

PLOT_HEIGHT = 190
_NICE_STEPS = (0.5, 1, 2, 2.5, 5, 10, 20, 25, 50, 100, 200, 250, 500)
_MOST_VALUE_TICKS = 5
LABEL_GAP_PX = 16
MOST_MARKS = 24
"""Circles and triangles of a line; over a longer time only some of the points carry one."""
STRENGTHS = "strength"
"""The table's page in an address."""


class StrengthPointView(Struct, frozen=True, kw_only=True):
    """The right side on one day."""

    at: str
    y: str


class StrengthLineView(Struct, frozen=True, kw_only=True):
    """One side's line with the word at its end: dots on the left's, triangles on the right's."""

    side: Side
    letter: str
    path: str
    dots: str
    points: tuple[StrengthPointView, ...]
    label: str
    label_at: str
    label_y: str


class StrengthRowView(Struct, frozen=True, kw_only=True):
    """One workout, week or month in the table beside the chart."""

    when: str
    left: str
    right: str


class StrengthChartView(Struct, frozen=True, kw_only=True):
    """Both lines of one exercise, in pixels down and percent across.

    ``exercises`` are those that were compared in this time, to choose another from.
    """

    exercise_name: str
    exercises: tuple[Choice, ...]
    height: int
    plot_units: int
    plot_height_units: int
    ticks: tuple[TickView, ...]
    dates: tuple[TickView, ...]
    lines: tuple[StrengthLineView, ...]
    readings: str
    table: TablePage[StrengthRowView]
    caption: str
    takeaway: str


def strength_chart_view(
    *,
    evidence: Evidence,
    until: datetime,
    unit: str,
    shown: Shown,
    table_page: int | None = None,
) -> StrengthChartView | None:
    """Both sides of the exercise asked for, else of the one compared most; None without any."""
    by_exercise: defaultdict[UUID, list[StrengthSpan]] = defaultdict(list)
    for span in evidence.strength:
        by_exercise[span.exercise_id].append(span)
    if not by_exercise:
        return None
    asked = UUID(shown.exercise) if shown.exercise else None
    spans = (by_exercise.get(asked) if asked else None) or max(by_exercise.values(), key=_weight)
    times = time_axis([spans[0].at], until=until)
    scale = _Scale(spans, unit)
    plane = Plane(times=times, values=scale.axis)
    last = spans[-1]
    ends = _label_places(scale.y_of(last.left_e1rm_kg), scale.y_of(last.right_e1rm_kg))
    grain = evidence.strength_grain

    def row(span: StrengthSpan) -> StrengthRowView:
        return StrengthRowView(
            when=_when(span, grain, scale.say),
            left=scale.text(span.left_e1rm_kg),
            right=scale.text(span.right_e1rm_kg),
        )

    name = exercise_name(evidence.names.get(str(last.exercise_id), ""))
    return StrengthChartView(
        exercise_name=name,
        exercises=_choices(by_exercise, last, shown, evidence.names),
        height=PLOT_HEIGHT,
        plot_units=PLOT_UNITS,
        plot_height_units=PLOT_HEIGHT * UNITS_A_PIXEL,
        ticks=scale.ticks(),
        dates=date_ticks(times),
        lines=tuple(
            _line(side, spans, plane, scale=scale, label_y=end)
            for side, end in zip(Side, ends, strict=True)
        ),
        readings=readings_text(_readings(spans, times, scale, grain)),
        table=page_of(spans, row, name=STRENGTHS, number=table_page, shown=shown),
        caption=_caption(name, grain),
        takeaway=_takeaway(name, last, scale),
    )


class _Scale:
    """Masses in the athlete's unit, as text and in pixels downward."""

    def __init__(self, spans: Sequence[StrengthSpan], unit: str) -> None:
        self.unit, self.say = unit, saying()
        self._one_kg = 1 / float(KG_PER_LB) if unit == WeightUnit.LB else 1.0
        both = [kg for span in spans for kg in (span.left_e1rm_kg, span.right_e1rm_kg)]
        low, high = self.of(min(both)), self.of(max(both))
        # At least a fifth of the value is shown, so that noise does not look like a mountain.
        air = max((high - low) * 0.12, high * 0.1)
        self.axis = ValueAxis(low=max(low - air, 0.0), high=high + air, height=PLOT_HEIGHT)

    def of(self, kg: float) -> float:
        return kg * self._one_kg

    def y_of(self, kg: float) -> float:
        return self.axis.y_of(self.of(kg))

    def text(self, kg: float) -> str:
        return f"{self.say.tenths(self.of(kg))}{NBSP}{self.unit}"

    def ticks(self) -> tuple[TickView, ...]:
        low, high = self.axis.low, self.axis.high
        fitting = (s for s in _NICE_STEPS if (high - low) / s <= _MOST_VALUE_TICKS)
        step = next(fitting, _NICE_STEPS[-1])
        marks = [k * step for k in range(int(low // step) + 1, int(high // step) + 1)]
        return tuple(
            TickView(at=f"{self.axis.y_of(m):.1f}", label=f"{number_text(m)}\u00a0{self.unit}")
            for m in marks
        )


def _line(
    side: Side, spans: Sequence[StrengthSpan], plane: Plane, *, scale: _Scale, label_y: float
) -> StrengthLineView:
    is_left = side is Side.LEFT
    kgs = [span.left_e1rm_kg if is_left else span.right_e1rm_kg for span in spans]
    points = list(zip(plane.xs(spans), plane.ys(map(scale.of, kgs)), strict=True))
    marked = [points[place] for place in _marked(spans)]
    return StrengthLineView(
        side=side,
        letter=_("L") if is_left else _("R"),
        path="".join(line_of(points[run]) for run in runs_of(spans)),
        dots=dots_of(marked) if is_left else "",
        points=()
        if is_left
        else tuple(
            StrengthPointView(at=f"{x * 100 / PLOT_UNITS:.1f}%", y=f"{y / UNITS_A_PIXEL:.1f}")
            for x, y in marked
        ),
        label=_("Left") if is_left else _("Right"),
        label_at=f"{points[-1][0] * 100 / PLOT_UNITS:.1f}%",
        label_y=f"{label_y:.1f}",
    )


def _marked(spans: Sequence[StrengthSpan]) -> range:
    """Places of the spans that carry a mark and can be read."""
    together = max(-(-len(spans) // MOST_MARKS), 1)
    return range(together // 2, len(spans), together)


def _readings(
    spans: Sequence[StrengthSpan], times: TimeAxis, scale: _Scale, grain: Grain
) -> Iterator[Reading]:
    said = _("%(day)s: left %(left)s, right %(right)s")
    for place in _marked(spans):
        span = spans[place]
        yield (
            round(times.percent_of(span.at), 1),
            round(scale.y_of(span.left_e1rm_kg)),
            said
            % {
                "day": _when(span, grain, scale.say),
                "left": scale.text(span.left_e1rm_kg),
                "right": scale.text(span.right_e1rm_kg),
            },
        )


def _weight(spans: Sequence[StrengthSpan]) -> tuple[int, datetime]:
    return sum(span.n_workouts for span in spans), spans[-1].at


def _choices(
    by_exercise: dict[UUID, list[StrengthSpan]],
    chosen: StrengthSpan,
    shown: Shown,
    names: Mapping[str, str],
) -> tuple[Choice, ...]:
    if len(by_exercise) == 1:
        return ()
    choices = (
        Choice(
            value=str(key),
            label=exercise_name(names.get(str(key), "")),
            query=shown.query(exercise=str(key)),
            is_current=key == chosen.exercise_id,
        )
        for key in by_exercise
    )
    return tuple(sorted(choices, key=lambda one: one.label))


def _label_places(left_y: float, right_y: float) -> tuple[float, float]:
    apart = abs(left_y - right_y)
    if apart >= LABEL_GAP_PX:
        return left_y, right_y
    push = (LABEL_GAP_PX - apart) / 2
    return (left_y - push, right_y + push) if left_y <= right_y else (left_y + push, right_y - push)


def _when(span: StrengthSpan, grain: Grain, say: Saying) -> str:
    return say.month(span.last_day) if grain is Grain.MONTH else say.day(span.first_day)


def _caption(name: str, grain: Grain) -> str:
    words = {
        Grain.WORKOUT: _("%(name)s: one-rep maximum, estimated from the sets that were compared"),
        Grain.WEEK: _("%(name)s: estimated one-rep maximum, the mean of each week"),
        Grain.MONTH: _("%(name)s: estimated one-rep maximum, the mean of each month"),
    }
    return words[grain] % {"name": name}


def _takeaway(name: str, last: StrengthSpan, scale: _Scale) -> str:
    return _("%(exercise)s, last: left %(left)s, right %(right)s for one rep, estimated.") % {
        "exercise": name,
        "left": scale.text(last.left_e1rm_kg),
        "right": scale.text(last.right_e1rm_kg),
    }
