"""How one measurement changes belief: a figure, or a figure that was at least reached."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from .normal import cumulative, density

if TYPE_CHECKING:
    from numpy.typing import NDArray

_FAR_BELOW = -8.0
"""A bound so many SD below the forecast says nothing (probability 1 to 15 digits)."""


@dataclass(slots=True, kw_only=True)
class Forecast:
    """Belief just before a measurement, and the transition that led to it."""

    transition: NDArray[np.float64]
    mean: NDArray[np.float64]
    covariance: NDArray[np.float64]


type Belief = tuple[NDArray[np.float64], NDArray[np.float64]]


def updated(forecast: Forecast, *, seen: NDArray[np.float64], value: float, noise: float) -> Belief:
    """Mean and covariance after ``seen @ state`` was measured as ``value`` (variance ``noise``).

    Joseph's form, which stays symmetric over long logs.
    """
    cross = forecast.covariance @ seen
    gain = cross / (float(seen @ cross) + noise)
    kept = np.eye(len(seen)) - np.outer(gain, seen)
    covariance = kept @ forecast.covariance @ kept.T + noise * np.outer(gain, gain)
    mean = forecast.mean + gain * (value - float(seen @ forecast.mean))
    return mean, (covariance + covariance.T) / 2.0


def updated_at_least(
    forecast: Forecast,
    *,
    seen: NDArray[np.float64],
    value: float,
    noise: float,
    direction: float,
) -> Belief:
    """Mean and covariance after the measurement went past ``value`` in ``direction`` (1 or -1).

    Notes
    -----
    The forecast of the measurement is cut off at the bound, and the cut normal's two moments
    are carried over to the state (Tobin 1958). A bound that was expected anyway says little.
    """
    cross = forecast.covariance @ seen
    spread = float(seen @ cross) + noise
    scale = math.sqrt(spread)
    alpha = direction * (value - float(seen @ forecast.mean)) / scale
    if alpha < _FAR_BELOW:
        return forecast.mean, forecast.covariance
    beyond = cumulative(-alpha)
    if beyond <= 0:
        return updated(forecast, seen=seen, value=value, noise=noise)
    hazard = density(alpha) / beyond
    kept_share = min(1.0, max(0.0, 1.0 + alpha * hazard - hazard**2))
    gain = cross / spread
    mean = forecast.mean + gain * (direction * scale * hazard)
    covariance = forecast.covariance - np.outer(gain, gain) * (spread * (1.0 - kept_share))
    return mean, (covariance + covariance.T) / 2.0
