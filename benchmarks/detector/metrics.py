"""How good an estimate and a call are, each figure with its standard error.

Positive is who truly differs by more than 10 % of the stronger side.
"""

from __future__ import annotations

import math
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from apps.imbalances.domain.policy import DEFAULT_POLICY
from apps.imbalances.domain.verdicts import Verdict

from .detecting import Judged
from .simulating import Array, Flags

FIVE, TEN = DEFAULT_POLICY.level_log_pct, DEFAULT_POLICY.imbalance_log_pct
EIGHT, TWELVE = -100 * math.log(0.92), -100 * math.log(0.88)
ACT = DEFAULT_POLICY.imbalance_from
Z80, Z95 = 1.2816, 1.9600
PATTERNS_OF_ONE = 7
BIAS_BINS = ((0, 5), (5, 10), (10, 15), (15, 20), (20, 100))
"""Of the true difference, percent of the stronger side."""
RELIABILITY_EDGES = (0.0, 0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 1.0)


class Figure(NamedTuple):
    """A value, its standard error, and of how many; NaN where there was none."""

    value: float
    se: float
    n: int


NOTHING = Figure(math.nan, math.nan, 0)


def share(hits: Flags, among: Flags | None = None) -> Figure:
    """Share that was hit, with its binomial standard error."""
    chosen = hits if among is None else hits[among]
    n = chosen.size
    if not n:
        return NOTHING
    value = float(chosen.mean())
    # One pseudo-count each, so that a share of 0 of few does not look certain.
    padded = (float(chosen.sum()) + 1) / (n + 2)
    return Figure(value, math.sqrt(padded * (1 - padded) / n), n)


def mean_of(values: Array) -> Figure:
    """Mean with its standard error."""
    few = 2
    if values.size < few:
        return NOTHING
    return Figure(
        float(values.mean()), float(values.std(ddof=1)) / math.sqrt(values.size), values.size
    )


def auc(scores: Array, positive: Flags) -> Figure:
    """Area under the ROC curve, its standard error by DeLong et al. 1988."""
    high, low = scores[positive], scores[~positive]
    few = 2
    if min(high.size, low.size) < few:
        return NOTHING
    ranks = _midranks(np.concatenate([high, low]))
    above = (ranks[: high.size] - _midranks(high)) / low.size
    below = 1 - (ranks[high.size :] - _midranks(low)) / high.size
    variance = above.var(ddof=1) / high.size + below.var(ddof=1) / low.size
    return Figure(float(above.mean()), math.sqrt(float(variance)), scores.size)


def average_precision(scores: Array, positive: Flags) -> Figure:
    """Area under the precision-recall curve; binomial standard error (Boyd et al. 2013)."""
    n = int(positive.sum())
    if not n:
        return NOTHING
    order = np.argsort(-scores, kind="stable")
    hits = positive[order]
    # Precision where a run of equal scores ends, for each of the run.
    ends = np.append(np.flatnonzero(np.diff(scores[order])), scores.size - 1)
    precision = np.cumsum(hits)[ends] / (ends + 1)
    within = np.diff(np.cumsum(hits)[ends], prepend=0)
    value = float((precision * within).sum() / n)
    return Figure(value, math.sqrt(max(value * (1 - value), 0.0) / n), n)


def root_mean_square(error: Array) -> Figure:
    """RMSE; standard error from the spread of squares."""
    squares = mean_of(error**2)
    root = math.sqrt(squares.value)
    return Figure(root, squares.se / (2 * root) if root else 0.0, squares.n)


def regression_slope(truth: Array, estimate: Array) -> Figure:
    """Slope of the estimate on the truth, by least squares."""
    few = 3
    if truth.size < few or not truth.std():
        return NOTHING
    centred = truth - truth.mean()
    total = float((centred**2).sum())
    slope = float((centred * estimate).sum()) / total
    rest = estimate - estimate.mean() - slope * centred
    return Figure(slope, math.sqrt(float((rest**2).sum()) / (truth.size - 2) / total), truth.size)


def wrong_side(truth: Array, estimate: Array, among: Flags | None = None) -> Figure:
    """Share whose sign is wrong, of those who truly differ by more than 5 %."""
    large = np.abs(truth) > FIVE
    return share(np.sign(estimate) != np.sign(truth), large if among is None else large & among)


def any_of_seven(called: Flags, truth: Array) -> Figure:
    """Share of athletes with any call, who have seven patterns and no true gap over 10 %."""
    without = called[np.abs(truth) <= TEN]
    groups = without[: without.size // PATTERNS_OF_ONE * PATTERNS_OF_ONE]
    return share(groups.reshape(-1, PATTERNS_OF_ONE).any(1))


def figures_of(said: Judged, truth: Array) -> dict[str, Figure]:
    """Every figure of one world's athletes, by its key in the tables."""
    size = np.abs(truth)
    positive = size > TEN
    flagged, called = said.p10 > ACT, said.is_a(Verdict.IMBALANCE)
    error = said.mean - truth
    apart = np.abs(error) / said.sd
    return {
        "base": share(positive),
        "auc": auc(said.p10, positive),
        "pr_auc": average_precision(said.p10, positive),
        "fpr": share(flagged, ~positive),
        "fpr_under_8": share(flagged, size < EIGHT),
        "fpr_verdict": share(called, ~positive),
        "fpr_verdict_under_8": share(called, size < EIGHT),
        "any_of_seven": any_of_seven(flagged, truth),
        "any_verdict_of_seven": any_of_seven(called, truth),
        "sensitivity": share(flagged, positive),
        "sensitivity_verdict": share(called, positive),
        "ppv": share(positive, flagged),
        "ppv_verdict": share(positive, called),
        "level_over_12": share(said.is_a(Verdict.LEVEL), size > TWELVE),
        "wrong": wrong_side(truth, said.mean),
        "wrong_named": wrong_side(truth, said.mean, said.named),
        "slope": regression_slope(truth, said.mean),
        "rmse": root_mean_square(error),
        "cover80": share(apart < Z80),
        "cover95": share(apart < Z95),
        "brier": mean_of((said.p10 - positive) ** 2),
        **_biases(error, truth),
    }


def _biases(error: Array, truth: Array) -> dict[str, Figure]:
    """Mean error towards the truly stronger side, by size of the true difference."""
    percent = 100 * (1 - np.exp(-np.abs(truth) / 100))
    return {
        f"bias_{low}": mean_of((error * np.sign(truth))[(percent >= low) & (percent < high)])
        for low, high in BIAS_BINS
    }


def reliability(said: Judged, truth: Array) -> list[tuple[float, float, Figure, Figure]]:
    """Believed against true share over 10 %, by bins of the belief: (from, to, believed, true)."""
    positive = np.abs(truth) > TEN
    rows = []
    for low, high in pairwise(RELIABILITY_EDGES):
        inside = (said.p10 >= low) & ((said.p10 < high) | (high == 1.0))
        rows.append((low, high, mean_of(said.p10[inside]), share(positive, inside)))
    return rows


def _midranks(values: Array) -> Array:
    _distinct, place, count = np.unique(values, return_inverse=True, return_counts=True)
    middle = np.cumsum(count) - (count - 1) / 2
    ranks: Array = middle[place]
    return ranks
