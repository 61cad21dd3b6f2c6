"""When a difference will probably be level, if it goes on as it does."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from msgspec import Struct

from .normal import HALF_WIDTH_80, probability_positive

if TYPE_CHECKING:
    from .policy import DetectorPolicy
    from .state import FilterState


class TimeToLevel(Struct, frozen=True, kw_only=True):
    """Weeks until the difference is within 5 % of the stronger side.

    Attributes
    ----------
    median_weeks
        As probable before as after.
    low80_weeks, high80_weeks
        80 % range; ``high80_weeks`` is None when it lies beyond the horizon, or nowhere.
    p_closing
        Probability (0 to 1) that the difference is closing at all.
    """

    median_weeks: float
    low80_weeks: float
    high80_weeks: float | None
    p_closing: float


def time_to_level(state: FilterState, policy: DetectorPolicy) -> TimeToLevel | None:
    """Weeks until level by the present trend, or None when that cannot be said honestly.

    None when the trend is not estimated yet, the difference is level already, closing is
    not probable enough, or the median lies beyond the horizon.

    Notes
    -----
    A trend fades as it goes, so t weeks move by the speed times s(t) = m (1 - exp(-t / m)),
    with m its memory. With size a and closing speed u jointly normal, the chance to be level
    by t is Phi((level - a + u s) / sqrt(Var a + s^2 Var u - 2 s Cov(a, u))). Its quantiles
    are roots of a quadratic in s (Fieller 1954), so nothing needs to be drawn at random. A
    root beyond m is never reached.
    """
    if not state.trend_on:
        return None
    centre = policy.prior(state.pattern, state.handedness).centre_log_pct
    judged = state.mean[0] - centre
    sign = math.copysign(1.0, judged)
    excess, speed = abs(judged) - policy.level_log_pct, -sign * state.mean[1]
    var_size, var_speed = state.covariance[0][0], state.covariance[1][1]
    cov = -state.covariance[0][1]
    p_closing = probability_positive(mean=speed, sd=math.sqrt(var_speed))
    if excess <= 0 or speed <= 0 or p_closing <= policy.closing_from:
        return None
    middle = excess / speed
    median = _weeks(middle, policy)
    if median is None or median >= policy.horizon_weeks:
        return None
    roots = _level_times(excess, speed, var_size, var_speed, cov)
    low = _weeks(max((s for s in roots if 0 <= s <= middle), default=0.0), policy)
    high = _weeks(min((s for s in roots if s > middle), default=math.inf), policy)
    return TimeToLevel(
        median_weeks=median,
        low80_weeks=0.0 if low is None else low,
        high80_weeks=high if high is not None and high < policy.horizon_weeks else None,
        p_closing=p_closing,
    )


def _weeks(moved: float, policy: DetectorPolicy) -> float | None:
    """Weeks in which a fading trend moves by ``moved`` weeks of itself; None when never."""
    memory = policy.trend_memory_weeks
    return None if moved >= memory else -memory * math.log1p(-moved / memory)


def _level_times(
    excess: float, speed: float, var_size: float, var_speed: float, cov: float
) -> tuple[float, ...]:
    """Times at which (speed t - excess) is 1.28 SD from 0, either way."""
    z2 = HALF_WIDTH_80**2
    a = speed**2 - z2 * var_speed
    b = -2.0 * (excess * speed - z2 * cov)
    c = excess**2 - z2 * var_size
    if a == 0:
        return () if b == 0 else (-c / b,)
    root = b * b - 4.0 * a * c
    if root < 0:
        return ()
    return ((-b - math.sqrt(root)) / (2 * a), (-b + math.sqrt(root)) / (2 * a))
