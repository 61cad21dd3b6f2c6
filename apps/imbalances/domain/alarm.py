"""When a difference is so large, or came so fast, that health should be asked about again.

Not a verdict and not a diagnosis: most such differences are injuries long known, new exercises or
a wrong plate. The limits (over 20 % with a probability of 0.8; 15 log-% within four weeks) are the
product's, after the common clinical use of 20 % as a marked deficit (convention).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from msgspec import Struct

from .policy import DEFAULT_POLICY, DetectorPolicy

LARGE_FROM_P_OVER_20 = 0.8
"""Probability above which a difference of over 20 % counts as large."""

FAST_LOG_PCT = 15.0
"""Change of the estimate, log-%, above which it counts as fast."""

FAST_WITHIN = timedelta(weeks=4)
"""Time within which it has to change."""


class Estimate(Struct, frozen=True, kw_only=True):
    """What was believed of a pattern's difference at one workout, log-%, right-positive."""

    at: datetime
    mean_log_pct: float
    sd_log_pct: float


def is_alarming(
    *, p_over_20: float, estimates: Iterable[Estimate], policy: DetectorPolicy = DEFAULT_POLICY
) -> bool:
    """Whether a pattern's difference asks for the health questions again.

    Parameters
    ----------
    p_over_20
        Probability, 0 to 1, that the difference is over 20 % of the stronger side.
    estimates
        The estimates of at least the last four weeks, in order of time; those that are not sure
        enough for a verdict do not count, so that a first week of logging is no change.
    """
    if p_over_20 > LARGE_FROM_P_OVER_20:
        return True
    sure = [one for one in estimates if one.sd_log_pct <= policy.max_sd_log_pct]
    if not sure:
        return False
    last = sure[-1]
    return any(
        last.at - one.at <= FAST_WITHIN and abs(last.mean_log_pct - one.mean_log_pct) > FAST_LOG_PCT
        for one in sure
    )
