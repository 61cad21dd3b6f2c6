"""The statistics of one pair: a left set and a right set of the same turn."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from apps.exercises.domain.strength import (
    Effort,
    capacity_to_e1rm_kg,
    effective_reps,
    effective_reps_sd,
    log_capacity,
)
from apps.exercises.domain.vocabulary import SetKind, Side

from .sets import ExclusionReason

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .policy import DetectorPolicy
    from .sets import LoggedSet


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One usable set: log capacity, its sensitivity to repetitions and what is unsure of it.

    ``capacity`` is ln kg, ``effective`` repetitions at failure, ``gain_log_pct`` log-% of
    capacity per repetition, ``reps_sd`` the SD of ``effective``, in repetitions. With
    ``is_bound`` the set went past the range that carries an estimate: only that it reached
    the range's end is used, so its capacity is at least this.
    """

    logged: LoggedSet
    capacity: float
    effective: float
    gain_log_pct: float
    reps_sd: float
    load_kg: float
    e1rm_kg: float
    is_bound: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """What one turn says: difference in log-%, right-positive, and its variance (log-%²)."""

    difference_log_pct: float
    variance: float
    left_e1rm_kg: float
    right_e1rm_kg: float
    first_side: Side | None
    is_check: bool
    effort_known: bool
    is_bound: bool
    set_ids: tuple[str, ...]


def measure(logged: LoggedSet, policy: DetectorPolicy) -> Measured | ExclusionReason:
    """Capacity of one set, or why it has none."""
    if logged.kind is SetKind.WARM_UP:
        return ExclusionReason.WARM_UP
    if logged.pain is not None and logged.pain >= policy.pain_from:
        return ExclusionReason.PAIN
    if logged.reps is None or logged.reps < 1:
        held = logged.reps is None and logged.seconds is not None
        return ExclusionReason.HOLD if held else ExclusionReason.NO_REPS
    if logged.load_kg is None or logged.load_kg <= 0:
        return ExclusionReason.ZERO_LOAD
    effort = logged.effort
    reps = min(logged.reps, policy.max_reps)
    rir = None if logged.rir is None else min(logged.rir, policy.max_effective_reps - reps)
    rho = effective_reps(reps=reps, rir=rir, effort=effort, model=policy.effort)
    capacity = log_capacity(
        load_kg=logged.load_kg,
        reps=reps,
        rir=rir,
        slope=logged.slope,
        effort=effort,
        model=policy.effort,
    )
    return Measured(
        logged=logged,
        capacity=capacity,
        effective=rho,
        gain_log_pct=100.0 * logged.slope / (1.0 + logged.slope * rho),
        reps_sd=effective_reps_sd(rir=rir, effort=effort, model=policy.effort),
        load_kg=logged.load_kg,
        e1rm_kg=capacity_to_e1rm_kg(capacity, slope=logged.slope),
        is_bound=reps < logged.reps or rir != logged.rir,
    )


def compare(
    lefts: Sequence[Measured], rights: Sequence[Measured], policy: DetectorPolicy
) -> Pair | ExclusionReason:
    """Compare one or more sets of each side, by the mean of each side.

    Notes
    -----
    y = 100 (mean ln E_right - mean ln E_left), the second side corrected for order. Its
    variance is, for each side, mean(g² s² + set²) / n, and (100 s_k Δρ / (1 + k ρ))² for
    the slope that both sides share; g is log-% per repetition, s the SD in repetitions,
    Δρ the difference in effective repetitions.

    When one side went past the range of repetitions, the pair counts only if that side is
    ahead even at the range's end: the difference is then at least what is read. Leaving such pairs
    out altogether would leave out the clearest differences and pull the rest towards level.
    """
    everything = (*lefts, *rights)
    if any(m.logged.capped_by_plan for m in everything) and not _effort_known(everything):
        return ExclusionReason.MATCHED_WITHOUT_RIR
    left_load, right_load = _mean_load(lefts), _mean_load(rights)
    if max(left_load, right_load) > policy.load_ratio_max * min(left_load, right_load):
        return ExclusionReason.LOAD_RATIO_ASKS
    difference = _corrected_log_pct(rights, policy) - _corrected_log_pct(lefts, policy)
    left_bound, right_bound = _any_bound(lefts), _any_bound(rights)
    if (left_bound and difference >= 0) or (right_bound and difference <= 0):
        return ExclusionReason.REPS_BEYOND_RANGE
    rho_left, rho_right = _mean(m.effective for m in lefts), _mean(m.effective for m in rights)
    slope = _mean(m.logged.slope for m in everything)
    slope_term = (
        100.0
        * policy.slope_sd
        * (rho_right - rho_left)
        / (1.0 + slope * (rho_left + rho_right) / 2.0)
    )
    return Pair(
        difference_log_pct=difference,
        variance=_side_variance(lefts, policy) + _side_variance(rights, policy) + slope_term**2,
        left_e1rm_kg=_mean_e1rm_kg(lefts),
        right_e1rm_kg=_mean_e1rm_kg(rights),
        first_side=_first_side(lefts, rights),
        is_check=all(m.logged.kind is SetKind.CHECK for m in everything),
        effort_known=_effort_known(everything),
        is_bound=left_bound or right_bound,
        set_ids=tuple(m.logged.set_id for m in everything),
    )


def _mean(values: Iterable[float]) -> float:
    """Arithmetic mean; much faster than ``fmean`` for the one or two values of a pair."""
    listed = list(values)
    return listed[0] if len(listed) == 1 else math.fsum(listed) / len(listed)


def _any_bound(measured: Sequence[Measured]) -> bool:
    return any(m.is_bound for m in measured)


def _effort_known(measured: Sequence[Measured]) -> bool:
    return all(m.logged.effort is not Effort.UNKNOWN for m in measured)


def _corrected_log_pct(measured: Sequence[Measured], policy: DetectorPolicy) -> float:
    return _mean(
        100.0 * m.capacity
        + (policy.order_effect_log_pct(m.logged.pattern) if m.logged.went_second else 0.0)
        for m in measured
    )


def _side_variance(measured: Sequence[Measured], policy: DetectorPolicy) -> float:
    per_set = _mean((m.gain_log_pct * m.reps_sd) ** 2 for m in measured)
    return (per_set + policy.set_sd_log_pct**2) / len(measured)


def _mean_load(measured: Sequence[Measured]) -> float:
    return math.exp(_mean(math.log(m.load_kg) for m in measured))


def _mean_e1rm_kg(measured: Sequence[Measured]) -> float:
    return math.exp(_mean(math.log(m.e1rm_kg) for m in measured))


def _first_side(lefts: Sequence[Measured], rights: Sequence[Measured]) -> Side | None:
    left_first = _went_first(lefts) - _went_first(rights)
    if left_first == 0:
        return None
    return Side.LEFT if left_first > 0 else Side.RIGHT


def _went_first(measured: Sequence[Measured]) -> int:
    signs = {1: 1, 2: -1, None: 0}
    return sum(signs.get(m.logged.pair_order, 0) for m in measured)
