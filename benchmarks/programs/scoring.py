"""Judging what became of athletes by their true gap, never by anybody's estimate of it."""

from __future__ import annotations

import math

import numpy as np
from msgspec import Struct

from .athlete import Array, Flags

LEVEL_LOG_PCT = 5.0
HELD_WEEKS = 2
HORIZON_WEEKS = 24
HALF_WAY_WEEKS = 12
OVERSHOOT_LOG_PCT = 5.0


class Figure(Struct, frozen=True):
    """A mean, or a share, with its standard error."""

    value: float
    se: float

    def told(self, digits: int = 1) -> str:
        """Value and error in so many digits."""
        if math.isnan(self.value):
            return "-"
        return f"{self.value:.{digits}f}±{self.se:.{digits}f}"


def weeks_to_level(gaps: Array) -> Array:
    """First week from which the gap is under 5 log-% and stays so for two weeks.

    Parameters
    ----------
    gaps
        True gap, log-%, shape (weeks + 1, athletes): at the start and after each week.

    Returns
    -------
    Array
        Weeks, one an athlete; infinite where it never was.
    """
    level = np.abs(gaps) < LEVEL_LOG_PCT
    held = np.ones((len(gaps) - HELD_WEEKS, gaps.shape[1]), dtype=np.bool_)
    for later in range(HELD_WEEKS + 1):
        held &= level[later : len(gaps) - HELD_WEEKS + later]
    first: Array = np.argmax(held, 0).astype(np.float64)
    first[~held.any(0)] = math.inf
    return first


class Course(Struct, frozen=True, kw_only=True):
    """What some athletes went through under one plan.

    Attributes
    ----------
    gaps, strong
        True gap and strength of the stronger side, log-%, shape (weeks + 1, athletes).
    sets
        Hard sets planned for both sides together in each week, shape (weeks, athletes).
    breaches
        Broken rules of overload, one number an athlete.
    watched
        "Hold and monitor" was recommended at the 8 to 12 week decision.
    widest_ratio
        Largest ratio of the sides' weekly sets in any week, one number an athlete.
    last_ratio
        The same in the last week.
    """

    gaps: Array
    strong: Array
    sets: Array
    breaches: Array
    watched: Flags
    widest_ratio: Array
    last_ratio: Array

    def __len__(self) -> int:
        """Number of athletes."""
        return int(self.gaps.shape[1])


class Score(Struct, frozen=True, kw_only=True):
    """How a plan did in a world; see :class:`Course`."""

    n: int
    median_weeks: float
    median_se: float
    level_12: Figure
    level_24: Figure
    gap_12: Figure
    gap_24: Figure
    strong_12: Figure
    strong_24: Figure
    lost: Figure
    overshot: Figure
    sets_a_week: Figure
    breaches: float
    watched: Figure
    widest_ratio: float
    last_ratio: float


def score(course: Course) -> Score:
    """Figures of all athletes of a course."""
    weeks = weeks_to_level(course.gaps)
    last = min(HORIZON_WEEKS, len(course.gaps) - 1)
    half = min(HALF_WAY_WEEKS, last)
    change = course.strong - course.strong[0]
    return Score(
        n=len(course),
        median_weeks=float(np.median(weeks)),
        median_se=_median_se(weeks),
        level_12=share(weeks <= HALF_WAY_WEEKS),
        level_24=share(weeks <= HORIZON_WEEKS),
        gap_12=mean(np.abs(course.gaps[half])),
        gap_24=mean(np.abs(course.gaps[last])),
        strong_12=mean(change[half]),
        strong_24=mean(change[last]),
        lost=mean(np.maximum(-change[[half, last]].min(0), 0.0)),
        overshot=share(course.gaps.min(0) < -OVERSHOOT_LOG_PCT),
        sets_a_week=mean(course.sets.mean(0)),
        breaches=float(course.breaches.sum()),
        watched=share(course.watched),
        widest_ratio=float(course.widest_ratio.max()),
        last_ratio=float(course.last_ratio.max()),
    )


def mean(values: Array) -> Figure:
    """Mean over athletes."""
    if len(values) < 2:  # noqa: PLR2004 - one value has no spread
        return Figure(float(values.mean()), 0.0)
    return Figure(float(values.mean()), float(values.std(ddof=1) / math.sqrt(len(values))))


def share(flags: Flags) -> Figure:
    """Share of athletes."""
    p = float(flags.mean())
    return Figure(p, math.sqrt(max(p * (1 - p), 0.0) / len(flags)))


def _median_se(values: Array) -> float:
    """Half the width between the order statistics that one standard error spans."""
    ordered = np.sort(values)
    middle, reach = len(values) / 2, math.sqrt(len(values)) / 2
    low = ordered[max(0, math.floor(middle - reach))]
    high = ordered[min(len(values) - 1, math.ceil(middle + reach))]
    return float((high - low) / 2) if math.isfinite(high) else math.inf
