"""What each set says of its limb's capacity, or why it says nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct

from .columns import NO_SINGLE_SIDE, WARM_UP
from .sets import ExclusionReason

if TYPE_CHECKING:
    from .columns import Flags, Floats, Integers, SetColumns
    from .policy import DetectorPolicy

REASONS = tuple(ExclusionReason)
USED = -1
"""Code of a set that was compared; any other code is an index into ``REASONS``."""


def code_of(reason: ExclusionReason) -> int:
    """Code of a reason in a column of reasons."""
    return REASONS.index(reason)


class Measures(Struct, frozen=True, kw_only=True):
    """Per set; only where ``reason`` is ``USED`` do the numbers mean anything.

    Attributes
    ----------
    reason
        ``USED``, or the code of why the set carries no estimate.
    capacity
        100 ln of the load that the limb could move without a repetition, log-% of kg.
    effective
        Repetitions that the set would have reached at failure.
    rir
        Repetitions in reserve that were counted on; 0 where none were given.
    is_bound
        The set went past the range of repetitions that carries an estimate: only that it
        reached the range's end is used, so its capacity is at least this.
    """

    reason: Integers
    capacity: Floats
    effective: Floats
    rir: Floats
    is_bound: Flags


def measure(columns: SetColumns, policy: DetectorPolicy) -> Measures:
    """Capacity of each set: 100 (ln w + ln(1 + k rho)), see ``log_capacity``."""
    reason = _refusals(columns, policy)
    fit = reason == USED
    reps = np.where(fit, np.minimum(columns.reps, policy.max_reps), 1.0)
    told = ~np.isnan(columns.rir)
    most = policy.max_effective_reps - reps
    rir = np.where(told & fit, np.minimum(columns.rir, most), 0.0)
    past = fit & ((columns.reps > reps) | (told & (columns.rir > rir)))
    effort = policy.effort
    reserve = np.where(
        columns.to_failure,
        0.0,
        np.where(told, rir + effort.reported_bias_reps, effort.unknown_bias_reps),
    )
    effective = reps + reserve
    load = np.where(fit, columns.load_kg, 1.0)
    return Measures(
        reason=reason,
        capacity=100.0 * (np.log(load) + np.log1p(columns.slope * effective)),
        effective=effective,
        rir=rir,
        is_bound=past,
    )


def reps_sd(columns: SetColumns, rir: Floats, policy: DetectorPolicy) -> Floats:
    """SD of effective repetitions, given a (usual) RIR for the sets that reported one."""
    effort = policy.effort
    return np.where(
        columns.to_failure,
        policy.failure_sd_reps,
        np.where(
            np.isnan(columns.rir),
            policy.unknown_sd_reps,
            effort.reported_sd_reps + effort.reported_sd_per_rir * rir,
        ),
    )


def _refusals(columns: SetColumns, policy: DetectorPolicy) -> Integers:
    """First reason that holds, in this order."""
    with np.errstate(invalid="ignore"):
        no_reps = ~(columns.reps >= 1)
        held = np.isnan(columns.reps) & ~np.isnan(columns.seconds)
        unloaded = ~(columns.load_kg > 0)
        hurt = columns.pain >= policy.pain_from
    return np.select(
        [
            columns.side == NO_SINGLE_SIDE,
            columns.assumed,
            columns.kind == WARM_UP,
            hurt,
            no_reps & held,
            no_reps,
            unloaded,
        ],
        [
            code_of(reason)
            for reason in (
                ExclusionReason.NO_SINGLE_SIDE,
                ExclusionReason.ASSUMED_SIDE,
                ExclusionReason.WARM_UP,
                ExclusionReason.PAIN,
                ExclusionReason.HOLD,
                ExclusionReason.NO_REPS,
                ExclusionReason.ZERO_LOAD,
            )
        ],
        default=USED,
    )
