"""SVG paths in whole units, each step told from the last: short, however long a line gets.

Units are thousandths of the width and quarters of a pixel down, in a drawing that is stretched to
its place; strokes keep their width.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Protocol

from msgspec import Struct

from apps.core.axes import PLOT_UNITS, TimeAxis, ValueAxis

UNITS_A_PIXEL = 4
GAP_S = 12 * 7 * 24 * 3600
"""A pause this long is drawn as one: no line claims to know what lay between."""

type Point = tuple[int, int]


class Timed(Protocol):
    """What has a place in time."""

    @property
    def at_s(self) -> float:
        """Its last moment, POSIX seconds."""


class Plane(Struct, frozen=True, kw_only=True):
    """Where moments and values are in the stretched drawing.

    Ten years are thousands of points, so a column is worked out at a time.
    """

    times: TimeAxis
    values: ValueAxis

    def xs(self, spans: Sequence[Timed]) -> list[int]:
        """How far along each span is."""
        start = self.times.start.timestamp()
        a_second = PLOT_UNITS / (self.times.end.timestamp() - start)
        return [round(a_second * (span.at_s - start)) for span in spans]

    def ys(self, values: Iterable[float]) -> list[int]:
        """How far down each value is; what lies outside is held at the edge."""
        low, high = self.values.low, self.values.high
        a_value = UNITS_A_PIXEL * self.values.height / (high - low)
        return [round(a_value * (high - (low if one < low else min(one, high)))) for one in values]


def runs_of(spans: Sequence[Timed]) -> list[slice]:
    """Stretches of spans, oldest first, cut where nothing was compared for long."""
    ends = [
        place
        for place, (one, following) in enumerate(pairwise(spans), start=1)
        if following.at_s - one.at_s > GAP_S
    ]
    return [slice(begin, end) for begin, end in pairwise([0, *ends, len(spans)]) if begin < end]


def line_of(points: Sequence[Point]) -> str:
    """A line through ``points``; one alone is a dot as wide as the line."""
    (x, y), *others = points
    if not others:
        return f"M{x} {y}h0"
    steps = (f"{b[0] - a[0]} {b[1] - a[1]}" for a, b in pairwise(points))
    return f"M{x} {y}l{' '.join(steps)}".replace(" -", "-")


def band_of(upper: Sequence[Point], lower: Sequence[Point]) -> str:
    """The area between two lines over the same moments."""
    return line_of([*upper, *reversed(lower)]) + "Z"


def dots_of(points: Sequence[Point]) -> str:
    """Lines of no length, which round ends make into dots."""
    return _from_each_to_next(points, "h0")


def ticks_of(xs: Iterable[int], *, length: int) -> str:
    """Upright lines from the top."""
    return _from_each_to_next([(x, 0) for x in xs], f"v{length}", down=length)


def _from_each_to_next(points: Sequence[Point], drawn: str, *, down: int = 0) -> str:
    if not points:
        return ""
    (x, y), *_others = points
    steps = "".join(f"m{b[0] - a[0]} {b[1] - a[1] - down}{drawn}" for a, b in pairwise(points))
    return f"M{x} {y}{drawn}{steps}".replace(" -", "-")
