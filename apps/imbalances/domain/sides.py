"""One number a side: the mean of a side's sets, robust, and right when a set says "at least".

A *seat* is one side of one part; parts are sets that may be compared with each other. Seat
``2 p`` is the left of part ``p``, seat ``2 p + 1`` its right.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct

from .columns import LEFT, RIGHT
from .normal import hazards

if TYPE_CHECKING:
    from .columns import Flags, Floats, Integers, SetColumns
    from .policy import DetectorPolicy

_FEWEST_FOR_MEDIAN = 3
_MOST_ROUNDS, _CLOSE = 50, 1e-9
"""Newton's steps end when a mean moves no further (log-%); five are usual."""
_ALL = 0.99
_EVEN = 1e-9
"""Sides no further apart (log-%) are even: which is ahead would be a matter of rounding."""
_SECOND = 2


class PartPairs(Struct, frozen=True, kw_only=True):
    """Left against right, one element a part; meaningless where a side is missing.

    See :class:`~.comparing.Comparisons` for what each says.
    """

    difference: Floats
    variance: Floats
    order: Floats
    slope_exposure: Floats
    bound: Integers
    untold: Floats
    n_pairs: Integers
    n_bounds: Integers
    left: Floats
    right: Floats


class SideMeans(Struct, frozen=True, kw_only=True):
    """Means of each seat; weights are 1 / variance.

    Attributes
    ----------
    weight
        Sum of weights; 0 for a seat without sets.
    fresh
        Capacity as if each set had been the first, log-% of kg.
    tired
        Capacity as it was.
    turn, effective, second, untold
        Mean number of the side's sets before, repetitions at failure, share that went second, share of
        sets of unknown effort.
    best
        Least variance of one set.
    all_bounds
        Every set went past the range.
    """

    n_parts: int
    weight: Floats
    fresh: Floats
    tired: Floats
    turn: Floats
    effective: Floats
    second: Floats
    untold: Floats
    best: Floats
    slope: Floats
    load: Floats
    all_bounds: Flags
    n_sets: Integers
    n_bounds: Integers

    @property
    def has_both(self) -> Flags:
        """Per part: both sides have sets."""
        return (self.weight[LEFT::2] > 0) & (self.weight[RIGHT::2] > 0)

    @property
    def load_apart(self) -> Floats:
        """Per part: size of ln of the ratio of the sides' mean loads."""
        return np.abs(self.load[RIGHT::2] - self.load[LEFT::2])

    @property
    def bound(self) -> Integers:
        """Per part: the side that is ahead by at least the difference, 1 right, -1 left, 0 none."""
        ahead = self.fresh[RIGHT::2] - self.fresh[LEFT::2]
        right, left = self.all_bounds[RIGHT::2], self.all_bounds[LEFT::2]
        return np.where(
            right & ~left & (ahead > _EVEN), 1, np.where(left & ~right & (ahead < -_EVEN), -1, 0)
        )

    @property
    def says_nothing(self) -> Flags:
        """Per part: one side went past the range throughout and is not ahead even at its end."""
        either = self.all_bounds[RIGHT::2] | self.all_bounds[LEFT::2]
        nothing: Flags = either & (self.bound == 0)
        return nothing

    def compared(self, policy: DetectorPolicy) -> PartPairs:
        """Right minus left."""
        left, right = slice(LEFT, None, 2), slice(RIGHT, None, 2)
        weight = np.maximum(self.weight, 1e-12)
        floor = policy.floor_share * (self.best[left] + self.best[right])
        mean = np.maximum(1.0 / weight[left] + 1.0 / weight[right], floor)
        tired = policy.fatigue_sd_log_pct * (self.turn[right] - self.turn[left])
        middle = (self.effective[left] + self.effective[right]) / 2.0
        apart = self.effective[right] - self.effective[left]
        slope = (self.slope[left] + self.slope[right]) / 2.0
        return PartPairs(
            difference=self.fresh[right] - self.fresh[left],
            variance=np.where(self.has_both, mean + tired**2, 1.0),
            order=self.second[right] - self.second[left],
            slope_exposure=100.0 * policy.slope_sd * apart / (1.0 + slope * middle) ** 2,
            bound=self.bound,
            untold=(self.untold[left] + self.untold[right]) / 2.0,
            n_pairs=np.minimum(self.n_sets[left], self.n_sets[right]),
            n_bounds=np.minimum(
                np.maximum(self.n_bounds[left], self.n_bounds[right]),
                np.minimum(self.n_sets[left], self.n_sets[right]),
            ),
            left=self.tired[left],
            right=self.tired[right],
        )


def mean_of_sides(
    columns: SetColumns,
    *,
    used: Integers,
    seat: Integers,
    n_parts: int,
    capacity: Floats,
    variance: Floats,
    effective: Floats,
    is_bound: Flags,
    policy: DetectorPolicy,
) -> SideMeans:
    """Means of the sets ``used`` (rows of ``columns``), by seat."""
    n_seats = 2 * n_parts
    turn = _ranks(columns.turn[used], columns.at[used], seat)
    fresh = capacity + policy.fatigue_log_pct * turn
    weight = 1.0 / variance
    n_sets = np.bincount(seat, minlength=n_seats)
    wild = _far_from_median(fresh, seat, n_sets, policy.outlier_log_pct)
    weight = np.where(wild, weight / policy.outlier_divisor, weight)
    total = np.bincount(seat, weights=weight, minlength=n_seats)
    safe = np.where(total > 0, total, 1.0)

    def mean(values: Floats) -> Floats:
        return np.bincount(seat, weights=weight * values, minlength=n_seats) / safe

    bounds = mean(is_bound.astype(np.float64))
    all_bounds = bounds > _ALL
    best = np.full(n_seats, np.inf)
    np.minimum.at(best, seat, variance)
    return SideMeans(
        n_parts=n_parts,
        weight=total,
        fresh=_with_bounds(
            fresh,
            is_bound=is_bound & ~all_bounds[seat],
            seat=seat,
            weight=weight,
            total=safe,
            variance=variance,
            policy=policy,
        ),
        tired=mean(capacity),
        turn=mean(turn),
        effective=mean(effective),
        second=mean((columns.place[used] == _SECOND).astype(np.float64)),
        untold=mean((~columns.effort_known[used]).astype(np.float64)),
        best=np.where(np.isfinite(best), best, 0.0),
        slope=mean(columns.slope[used]),
        load=mean(np.log(columns.load_kg[used])),
        all_bounds=all_bounds,
        n_sets=n_sets,
        n_bounds=np.bincount(seat[is_bound], minlength=n_seats),
    )


def _ranks(turn: Integers, at: Floats, seat: Integers) -> Floats:
    """How many sets of the same seat came before each: what tires a limb are its own sets.

    Files number the sets of both sides through, or start anew for each; this does not care.
    """
    order = np.lexsort((at, turn, seat))
    place = np.arange(len(seat))
    begins = np.r_[True, seat[order][1:] != seat[order][:-1]] if len(seat) else place > 0
    ranks = np.empty(len(seat))
    ranks[order] = place - np.maximum.accumulate(np.where(begins, place, 0))
    return ranks


def _far_from_median(values: Floats, seat: Integers, n_sets: Integers, limit: float) -> Flags:
    """Values further than ``limit`` from the median of their seat, where three or more tell one."""
    if not len(values):
        return np.zeros(0, dtype=np.bool_)
    order = _by_seat(values, seat)
    ends = np.cumsum(n_sets)
    starts = ends - n_sets
    low = order[np.minimum(starts + np.maximum(n_sets - 1, 0) // 2, len(values) - 1)]
    high = order[np.minimum(starts + n_sets // 2, len(values) - 1)]
    median = (values[low] + values[high]) / 2.0
    wild: Flags = (n_sets[seat] >= _FEWEST_FOR_MEDIAN) & (np.abs(values - median[seat]) > limit)
    return wild


def _by_seat(values: Floats, seat: Integers) -> Integers:
    """Order of the values, seat by seat; two plain sorts take a fifth of the time of ``lexsort``."""
    rank = np.empty(len(values), dtype=np.int64)
    rank[np.argsort(values)] = np.arange(len(values))
    return np.argsort(seat * len(values) + rank)


def _with_bounds(
    values: Floats,
    *,
    is_bound: Flags,
    seat: Integers,
    weight: Floats,
    total: Floats,
    variance: Floats,
    policy: DetectorPolicy,
) -> Floats:
    """Weighted mean of each seat, with "at least" read as what it is.

    Notes
    -----
    The mean of a cut normal: the one that stays when each bound is replaced by the mean of what
    lies beyond it (the fixed point of expectation and maximisation; Dempster, Laird, Rubin 1977).
    What moves it there bends one way only, so that Newton's steps from the mean of the bounds as
    they stand come ever nearer and never too far. Reading a bound as a figure would pull the
    stronger side down, and with it every large gap.
    """
    n_seats = len(total)
    mean = np.bincount(seat, weights=weight * values, minlength=n_seats) / total
    cut = np.flatnonzero(is_bound)
    if not len(cut):
        return mean
    # Only seats that have a bound move.
    seats, where = np.unique(seat[cut], return_inverse=True)
    limit, share = values[cut], weight[cut] / total[seat[cut]]
    scale = np.sqrt(variance[cut]) * math.sqrt(policy.bound_variance_factor)
    start = now = mean[seats]
    settled = np.zeros(len(seats), dtype=np.bool_)
    for _ in range(_MOST_ROUNDS):
        z = (limit - now[where]) / scale
        hazard = hazards(z)
        lifted = np.bincount(where, weights=share * (scale * (hazard - z)))
        steep = np.bincount(where, weights=share * (1.0 - hazard * (hazard - z)))
        step = (start + lifted - now) / (1.0 - steep)
        # Each by itself: a seat's mean must not depend on which others are worked out with it.
        now = np.where(settled, now, now + step)
        settled |= np.abs(step) < _CLOSE
        if settled.all():
            break
    mean[seats] = now
    return mean
