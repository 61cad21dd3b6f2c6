"""How belief changes while nothing is trained."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from .state import FIRST_EXERCISE, LEVEL, ORDER, SECONDS_PER_WEEK, TREND

if TYPE_CHECKING:
    from datetime import datetime

    from .policy import DetectorPolicy
    from .state import FilterState

    type Vector = list[float]
    type Matrix = list[list[float]]


def pass_weeks(mean: Vector, covariance: Matrix, weeks: float, policy: DetectorPolicy) -> None:
    """Move mean and covariance, in place, to the forecast after ``weeks``.

    The trend carries on and fades; the difference drifts, and over a break more so. Of the
    covariance the upper triangle is read and written.
    """
    fade, moved = trend_over(weeks, policy)
    mean[LEVEL] += moved * mean[TREND]
    mean[TREND] *= fade
    level, trend = covariance[LEVEL], covariance[TREND]
    shared, own = level[TREND], trend[TREND]
    for place in range(ORDER, len(mean)):
        level[place] += moved * trend[place]
        trend[place] *= fade
    level[LEVEL] += moved * (2.0 * shared + moved * own) + drift_variance(weeks, policy)
    level[TREND] = fade * (shared + moved * own)
    left, usual = fade * fade, policy.trend_sd_log_pct * policy.trend_sd_log_pct
    trend[TREND] = left * own + usual * (1.0 - left)
    drifted = policy.exercise_drift_sd_log_pct * policy.exercise_drift_sd_log_pct * weeks
    for place in range(FIRST_EXERCISE, len(mean)):
        covariance[place][place] += drifted


def trend_over(weeks: float, policy: DetectorPolicy) -> tuple[float, float]:
    """Share of the trend that is left after ``weeks``, and the weeks of it that were moved by."""
    memory = policy.trend_memory_weeks
    fade = math.exp(-weeks / memory)
    return fade, memory * (1.0 - fade)


def drift_variance(weeks: float, policy: DetectorPolicy) -> float:
    """Variance (log-%²) that the difference gains in ``weeks`` without training."""
    variance = policy.drift_sd_log_pct**2 * weeks
    if weeks > policy.layoff_weeks:
        variance += (policy.layoff_sd_log_pct * min(weeks, policy.layoff_max_weeks)) ** 2
    return variance


def weeks_between(earlier: datetime | None, later: datetime) -> float:
    """Weeks from one instant to another; 0 when there is no earlier one."""
    if earlier is None:
        return 0.0
    return max(0.0, (later - earlier).total_seconds() / SECONDS_PER_WEEK)


def variance_at(state: FilterState, as_of: datetime, policy: DetectorPolicy) -> float:
    """Variance (log-%²) of the pattern's difference at an instant without new sets.

    The mean stays where the last workout left it: a number must not move on its own.
    """
    weeks = weeks_between(state.at, as_of)
    _fade, moved = trend_over(weeks, policy)
    covariance = state.covariance
    carried = (
        covariance[LEVEL][LEVEL]
        + 2.0 * moved * covariance[LEVEL][TREND]
        + moved**2 * covariance[TREND][TREND]
    )
    return carried + drift_variance(weeks, policy)
