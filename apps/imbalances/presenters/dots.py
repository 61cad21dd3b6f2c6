"""Dots of the trend chart: what each workout, or week of them, said by itself."""

from __future__ import annotations

import math
from collections.abc import Sequence

from msgspec import Struct

from apps.imbalances.presenters.paths import Plane, Point, dots_of
from apps.imbalances.queries import Span

CHECK = "check"
SMALLEST_PX, LARGEST_PX = 4.0, 12.0
"""Diameters."""
STEP_PX = 1.0
FULL_DOT_VARIANCE = 20.0
"""Variance, log-% squared, of a workout that says about as much as one can."""
RING_PX = 1.5
"""Half the width of the ring around a check, within and without."""


class DotsView(Struct, frozen=True, kw_only=True):
    """Dots of one size and kind in one path: ten years are five hundred of them.

    ``inner`` is the diameter of the hole in a check's ring.
    """

    kind: str
    diameter: str
    inner: str
    path: str


def dot_views(spans: Sequence[Span], xs: Sequence[int], plane: Plane) -> tuple[DotsView, ...]:
    """Every span's dot, larger ones first, so that no small one hides."""
    ys = plane.ys(span.weighted / span.information for span in spans)
    alike: dict[tuple[str, float], list[Point]] = {}
    for span, x, y in zip(spans, xs, ys, strict=True):
        alike.setdefault((_kind(span), diameter_of(span.information)), []).append((x, y))
    return tuple(
        DotsView(
            kind=kind,
            diameter=f"{diameter + 2 * RING_PX * (kind == CHECK):g}",
            inner=f"{diameter - RING_PX:g}" if kind == CHECK else "",
            path=dots_of(points),
        )
        for (kind, diameter), points in sorted(alike.items(), key=lambda one: -one[0][1])
    )


def diameter_of(information: float) -> float:
    """Pixels across: area, not diameter, is what the eye reads as weight."""
    full = LARGEST_PX * math.sqrt(min(information * FULL_DOT_VARIANCE, 1.0))
    return max(STEP_PX * round(full / STEP_PX), SMALLEST_PX)


def _kind(span: Span) -> str:
    if span.is_running:
        return "running"
    # Where a dot stands for a week, a ring would be said of workouts that were none.
    return CHECK if span.n_checks and span.n_workouts == 1 else ""
