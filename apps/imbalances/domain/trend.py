"""Replaying a log, with the smoothed history that charts are drawn from.

Decisions read the filter, which at each workout knows only what came before. Charts read
the smoother, which looks at each workout with all that came after.
"""

from __future__ import annotations

import math
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from msgspec import Struct

from .dynamics import trend_over
from .filter import Filter
from .state import LEVEL, TREND, instant_of

if TYPE_CHECKING:
    from array import array
    from collections.abc import Sequence
    from datetime import datetime

    from numpy.typing import NDArray

    from .observations import Observed
    from .policy import DetectorPolicy
    from .state import FilterState

_JITTER = 1e-9
"""Added to forecast variances (log-%²) so that a part that is certain can be inverted."""


class TrendPoint(Struct, frozen=True, kw_only=True):
    """Belief in the pattern's difference at one workout, log-%, right-positive.

    ``mean_log_pct`` and ``sd_log_pct`` as known then; ``smoothed_mean_log_pct`` and
    ``smoothed_sd_log_pct`` as seen now.
    """

    occasion_id: str
    at: datetime
    local_date: date
    mean_log_pct: float
    sd_log_pct: float
    smoothed_mean_log_pct: float
    smoothed_sd_log_pct: float


class Replay(Struct, frozen=True, kw_only=True):
    """The state after the last observation, and one point a workout."""

    state: FilterState
    points: tuple[TrendPoint, ...]


class _Step(NamedTuple):
    """What was forecast and what was then believed, as :attr:`.Filter.packed` has it.

    ``mean`` and ``variance`` are of the pattern's difference as then believed. ``weeks`` lead from the step before to the forecast, which may hold an exercise that the
    step before did not know.
    """

    weeks: float
    mean: float
    variance: float
    forecast: array[float]
    believed: array[float]


def replay(log: Sequence[Observed], state: FilterState, policy: DetectorPolicy) -> Replay:
    """Advance ``state`` over ``log`` (in order of time) and smooth its history."""
    belief = Filter(state, policy)
    steps = [_stepped(belief, one) for one in log]
    smoothed = _smooth(steps, policy)
    points: list[TrendPoint] = []
    for index, (one, step, (mean, variance)) in enumerate(zip(log, steps, smoothed, strict=True)):
        if index + 1 < len(log) and log[index + 1].occasion_id == one.occasion_id:
            continue
        at = instant_of(one.at)
        points.append(
            TrendPoint(
                occasion_id=one.occasion_id,
                at=at,
                local_date=date.fromordinal(one.day),
                mean_log_pct=step.mean,
                sd_log_pct=math.sqrt(step.variance),
                smoothed_mean_log_pct=mean,
                smoothed_sd_log_pct=math.sqrt(max(variance, 0.0)),
            )
        )
    return Replay(state=belief.state(), points=tuple(points))


def _stepped(belief: Filter, one: Observed) -> _Step:
    expected = belief.expect(one)
    forecast = belief.packed
    belief.learn(one, expected)
    return _Step(expected.weeks, *belief.level, forecast, belief.packed)


def _smooth(steps: Sequence[_Step], policy: DetectorPolicy) -> list[tuple[float, float]]:
    """Rauch, Tung and Striebel's smoother, of the pattern's difference alone.

    An exercise first seen at a later step was independent of all before it, so the step
    before is smoothed with the part of the later state that it knew.
    """
    if not steps:
        return []
    mean, covariance = _unpacked(steps[-1].believed)
    smoothed = [(float(mean[LEVEL]), float(covariance[LEVEL, LEVEL]))]
    for earlier, later in zip(steps[-2::-1], steps[:0:-1], strict=True):
        before, believed = _unpacked(earlier.believed)
        known = len(before)
        ahead, forecast = (whole[..., :known] for whole in _unpacked(later.forecast))
        forecast = forecast[:known]
        gain = _gain(believed, _transition(later, known, policy), forecast)
        mean = before + gain @ (mean[:known] - ahead)
        covariance = believed + gain @ (covariance[:known, :known] - forecast) @ gain.T
        smoothed.append((float(mean[LEVEL]), float(covariance[LEVEL, LEVEL])))
    smoothed.reverse()
    return smoothed


def _unpacked(packed: array[float]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Mean and whole covariance."""
    values = np.frombuffer(packed)
    size = (math.isqrt(9 + 8 * len(values)) - 3) // 2
    rows, columns = _upper(size)
    covariance = np.empty((size, size))
    covariance[rows, columns] = covariance[columns, rows] = values[size:]
    return values[:size], covariance


@cache
def _upper(size: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    rows, columns = np.triu_indices(size)
    return rows, columns


def _transition(step: _Step, size: int, policy: DetectorPolicy) -> NDArray[np.float64]:
    transition = np.eye(size)
    fade, moved = trend_over(step.weeks, policy)
    transition[LEVEL, TREND], transition[TREND, TREND] = moved, fade
    return transition


def _gain(
    covariance: NDArray[np.float64],
    transition: NDArray[np.float64],
    forecast: NDArray[np.float64],
) -> NDArray[np.float64]:
    padded = forecast + _JITTER * np.eye(len(forecast))
    return np.linalg.solve(padded, transition @ covariance).T
