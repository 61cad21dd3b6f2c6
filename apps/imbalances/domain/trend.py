"""Replaying a log, with the smoothed history that charts are drawn from.

Decisions read the filter, which at each workout knows only what came before. Charts read
the smoother, which looks at each workout with all that came after.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from .filter import advance_with_step

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from numpy.typing import NDArray

    from .filter import FilterStep
    from .observations import OccasionObservation
    from .policy import DetectorPolicy
    from .state import FilterState

_JITTER = 1e-9
"""Added to forecast variances (log-%²) so that a part that is certain can be inverted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendPoint:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Replay:
    """The state after the last observation, and one point a workout."""

    state: FilterState
    points: tuple[TrendPoint, ...]


def replay(
    observations: Sequence[OccasionObservation], state: FilterState, policy: DetectorPolicy
) -> Replay:
    """Advance ``state`` over ``observations`` (in order of time) and smooth their history."""
    steps: list[FilterStep] = []
    for one in observations:
        state, step = advance_with_step(state, one, policy)
        steps.append(step)
    smoothed = _smooth(steps)
    points: list[TrendPoint] = []
    for index, (one, step, (mean, variance)) in enumerate(
        zip(observations, steps, smoothed, strict=True)
    ):
        last = index + 1 == len(steps)
        if not last and observations[index + 1].occasion_id == one.occasion_id:
            continue
        points.append(
            TrendPoint(
                occasion_id=one.occasion_id,
                at=one.performed_at,
                local_date=one.local_date,
                mean_log_pct=float(step.mean[0]),
                sd_log_pct=float(np.sqrt(step.covariance[0, 0])),
                smoothed_mean_log_pct=mean,
                smoothed_sd_log_pct=float(np.sqrt(max(variance, 0.0))),
            )
        )
    return Replay(state=state, points=tuple(points))


def weekly_points(points: Sequence[TrendPoint]) -> tuple[TrendPoint, ...]:
    """Last point of each ISO week of the local calendar."""
    by_week = {one.local_date.isocalendar()[:2]: one for one in points}
    return tuple(by_week.values())


def _smooth(steps: Sequence[FilterStep]) -> list[tuple[float, float]]:
    """Rauch, Tung and Striebel's smoother, of the pattern's difference alone.

    An exercise first seen at a later step was independent of all before it, so the step
    before is smoothed with the part of the later state that it knew.
    """
    if not steps:
        return []
    mean, covariance = steps[-1].mean, steps[-1].covariance
    smoothed = [(float(mean[0]), float(covariance[0, 0]))]
    for earlier, later in zip(steps[-2::-1], steps[:0:-1], strict=True):
        known = len(earlier.mean)
        forecast = later.forecast_covariance[:known, :known]
        gain = _gain(earlier.covariance, later.transition, forecast)
        mean = earlier.mean + gain @ (mean[:known] - later.forecast_mean[:known])
        covariance = earlier.covariance + gain @ (covariance[:known, :known] - forecast) @ gain.T
        smoothed.append((float(mean[0]), float(covariance[0, 0])))
    smoothed.reverse()
    return smoothed


def _gain(
    covariance: NDArray[np.float64],
    transition: NDArray[np.float64],
    forecast: NDArray[np.float64],
) -> NDArray[np.float64]:
    padded = forecast + _JITTER * np.eye(len(forecast))
    return np.linalg.solve(padded, transition @ covariance).T
