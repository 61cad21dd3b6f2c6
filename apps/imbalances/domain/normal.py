"""Probabilities of a normally distributed difference."""

from __future__ import annotations

from math import erfc, exp, pi, sqrt
from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_FAR = 20.0
_ROOT_2 = sqrt(2.0)

HALF_WIDTH_80 = NormalDist().inv_cdf(0.9)
"""Half width of an 80 % range, in SD (1.2816)."""


def cumulative(z: float) -> float:
    """Probability that a standard normal value lies below ``z``."""
    return 0.5 * erfc(-z / _ROOT_2)


def density(z: float) -> float:
    """Density of a standard normal value at ``z``."""
    return exp(-z * z / 2.0) / sqrt(2.0 * pi)


def probability_beyond(limit: float, *, mean: float, sd: float) -> float:
    """Probability (0 to 1) that the size of a difference is over ``limit``.

    Examples
    --------
    >>> round(probability_beyond(10.54, mean=15.0, sd=5.0), 3)
    0.814
    """
    if sd == 0:
        return float(abs(mean) > limit)
    scale = sd * _ROOT_2
    return 0.5 * (erfc((limit - mean) / scale) + erfc((limit + mean) / scale))


def probability_positive(*, mean: float, sd: float) -> float:
    """Probability (0 to 1) that a value is over 0.

    Examples
    --------
    >>> probability_positive(mean=0.0, sd=2.0)
    0.5
    """
    if sd == 0:
        return 0.5 if mean == 0 else float(mean > 0)
    return cumulative(mean / sd)


def hazards(z: NDArray[np.float64]) -> NDArray[np.float64]:
    """Density over the probability of lying above, element by element.

    Examples
    --------
    >>> hazards(np.array([0.0, 40.0])).round(3).tolist()
    [0.798, 40.025]
    """
    near = np.minimum(z, _FAR)
    above = np.array([erfc(one) for one in (near / _ROOT_2).tolist()], dtype=np.float64)
    rate = sqrt(2.0 / pi) * np.exp(-near * near / 2.0) / above
    # Mills' ratio, as in :func:`hazard`.
    return np.where(z > _FAR, z + 1.0 / np.maximum(z, 1.0), rate)


def hazard(z: float) -> float:
    """Density of a standard normal value at ``z`` over the probability of lying above it."""
    if z > _FAR:
        return z + 1.0 / z  # Mills' ratio; beyond this the tail underflows in time
    return density(z) / cumulative(-z)
