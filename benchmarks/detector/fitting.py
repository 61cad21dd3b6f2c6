"""How far apart a world's people are, learned from their logs alone (empirical Bayes).

For the benchmark only: the product learns nothing from one athlete for another.
"""

from __future__ import annotations

import numpy as np

from apps.imbalances.domain.policy import DEFAULT_POLICY, DetectorPolicy

from .detecting import HANDEDNESS, Judged
from .reading import PATTERN
from .world import World

GRID = np.arange(1.0, 16.0, 0.1)
"""SDs tried, log-%."""


def fitted_sd(said: Judged, world: World, policy: DetectorPolicy = DEFAULT_POLICY) -> float:
    """The prior's SD, log-%, under which what was learned of these athletes is most probable.

    Each belief is divided by the prior that it began from, which leaves what the log alone
    said: a value y with variance v. Over people y is then normal around the prior's mean with
    variance v + SD².
    """
    prior = policy.prior(PATTERN, HANDEDNESS)
    drifted = policy.drift_sd_log_pct**2 * world.weeks
    before = prior.sd_log_pct**2 + drifted
    precision = np.maximum(1 / said.sd**2 - 1 / before, 1e-4)
    alone = (said.mean / said.sd**2 - prior.mean_log_pct / before) / precision
    variance = 1 / precision
    fit = [_log_likelihood(alone - prior.mean_log_pct, variance + sd**2 + drifted) for sd in GRID]
    return float(GRID[int(np.argmax(fit))])


def _log_likelihood(deviation: np.ndarray, variance: np.ndarray) -> float:
    return float(-0.5 * (np.log(variance) + deviation**2 / variance).sum())
