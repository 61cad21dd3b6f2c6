"""What people use instead: rules of thumb on estimated one-repetition maxima.

Each gives one figure an athlete, in log-% and right-positive, and calls an imbalance from 10 %.
None knows of order, of plans that stop a set, of noise or of typing errors.
"""

from __future__ import annotations

import numpy as np

from .metrics import (
    TEN,
    Figure,
    auc,
    regression_slope,
    root_mean_square,
    share,
    wrong_side,
)
from .simulating import LEFT, RIGHT, Array, Flags, Logs, Whole

EPLEY = 1 / 30
LAST_WEEKS = 4.0
NEWEST_WEIGHT = 0.3
RIR_WHERE_UNKNOWN = 2.0

BEST_ANY = "best e1RM of 4 weeks, any exercise"
BEST_MEAN = "best e1RM of 4 weeks, mean of exercises"
MEAN_RIR = "mean e1RM with RIR, mean of exercises"
LAST = "the last workout's mean"
SMOOTHED = "moving average of workouts, 0.3"
TESTS = "tests alone"


def estimates_of(logs: Logs) -> dict[str, Array]:
    """Each rule's difference per athlete, log-%; NaN where it has nothing to go by.

    Tests alone are a rule only where there are tests.
    """
    told = np.where(np.isnan(logs.rir), RIR_WHERE_UNKNOWN * ~logs.check, logs.rir)
    plain = 100 * (np.log(logs.load_kg) + np.log1p(EPLEY * logs.reps))
    with_rir = 100 * (np.log(logs.load_kg) + np.log1p(EPLEY * (logs.reps + told)))
    best = _best_gaps(logs, plain, len(logs.weeks) - 1)
    by_workout = _mean_over(_mean_gaps(logs.done, with_rir, logs.side, (3, 4)))
    estimates = {
        BEST_ANY: _largest(best),
        BEST_MEAN: _mean_over(best),
        MEAN_RIR: _mean_over(_mean_gaps(logs.done, with_rir, logs.side, (1, 3, 4))),
        LAST: _last(by_workout),
        SMOOTHED: _smoothed(by_workout),
    }
    if logs.check.any():
        tests = logs.done & logs.check
        estimates[TESTS] = _mean_over(_mean_gaps(tests, plain, logs.side, (1, 3, 4)))
    return estimates


def naive_path(logs: Logs) -> Array:
    """The first rule after each session: (athletes, sessions), log-%."""
    plain = 100 * (np.log(logs.load_kg) + np.log1p(EPLEY * logs.reps))
    return np.stack([_largest(_best_gaps(logs, plain, s)) for s in range(len(logs.weeks))], 1)


def figures_of_rule(estimate: Array, truth: Array) -> dict[str, Figure]:
    """The rule's figures; without an estimate it says even."""
    gap = np.nan_to_num(estimate)
    positive = np.abs(truth) > TEN
    called = np.abs(gap) > TEN
    return {
        "auc": auc(np.abs(gap), positive),
        "fpr": share(called, ~positive),
        "sensitivity": share(called, positive),
        "ppv": share(positive, called),
        "wrong": wrong_side(truth, gap),
        "slope": regression_slope(truth, gap),
        "rmse": root_mean_square(gap - truth),
    }


def _best_gaps(logs: Logs, e1rm: Array, session: int) -> Array:
    """Right minus left of the best sets, per exercise: (athletes, exercises)."""
    recent = (logs.weeks > logs.weeks[session] - LAST_WEEKS) & (logs.weeks <= logs.weeks[session])
    chosen, sides = e1rm[:, recent], logs.side[:, recent]
    done = logs.done[:, recent]
    best = [
        np.where(done & (sides == side), chosen, -np.inf).max((1, 3, 4)) for side in (LEFT, RIGHT)
    ]
    both = np.isfinite(best[LEFT]) & np.isfinite(best[RIGHT])
    return np.where(both, np.where(both, best[RIGHT], 0) - np.where(both, best[LEFT], 0), np.nan)


def _mean_gaps(done: Flags, e1rm: Array, side: Whole, axes: tuple[int, ...]) -> Array:
    """Right minus left of the means over ``axes``; NaN where a side is missing."""
    means = []
    for which in (LEFT, RIGHT):
        mine = done & (side == which)
        n = mine.sum(axes)
        mean = np.where(mine, e1rm, 0).sum(axes) / np.maximum(n, 1)
        means.append(np.where(n > 0, mean, np.nan))
    return means[RIGHT] - means[LEFT]


def _mean_over(gaps: Array) -> Array:
    """Mean over the exercises, which are the last axis, of those that have a figure."""
    known = ~np.isnan(gaps)
    total = np.where(known, gaps, 0).sum(-1)
    return np.where(known.any(-1), total / np.maximum(known.sum(-1), 1), np.nan)


def _largest(gaps: Array) -> Array:
    size = np.abs(np.nan_to_num(gaps))
    return np.take_along_axis(gaps, size.argmax(-1)[:, None], -1)[:, 0]


def _last(by_workout: Array) -> Array:
    known = ~np.isnan(by_workout)
    at = by_workout.shape[1] - 1 - known[:, ::-1].argmax(1)
    return np.take_along_axis(by_workout, at[:, None], 1)[:, 0]


def _smoothed(by_workout: Array) -> Array:
    value = np.full(len(by_workout), np.nan)
    for workout in by_workout.T:
        moved = value + NEWEST_WEIGHT * (workout - value)
        value = np.where(np.isnan(value), workout, np.where(np.isnan(workout), value, moved))
    return value
