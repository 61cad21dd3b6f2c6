"""SVG paths in whole units, each step told from the last: short, however long a line gets.

Units are thousandths of the width and quarters of a pixel down, in a drawing that is stretched to
its place; strokes keep their width.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from itertools import pairwise

from apps.core.axes import TimeAxis, ValueAxis
from apps.imbalances.queries import Span, StrengthSpan

UNITS_A_PIXEL = 4
GAP = timedelta(weeks=12)
"""A pause this long is drawn as one: no line claims to know what lay between."""

type Point = tuple[int, int]


def point_of(span: Span | StrengthSpan, value: float, times: TimeAxis, values: ValueAxis) -> Point:
    """Where a span's value is drawn."""
    return round(times.units_of(span.at)), round(UNITS_A_PIXEL * values.y_of(value))


def runs_of[S: (Span, StrengthSpan)](spans: Sequence[S]) -> Iterator[Sequence[S]]:
    """Spans, oldest first, cut where nothing was compared for long."""
    begin = 0
    for place, (one, following) in enumerate(pairwise(spans), start=1):
        if following.at - one.at > GAP:
            yield spans[begin:place]
            begin = place
    if spans:
        yield spans[begin:]


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
