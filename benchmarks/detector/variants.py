"""The detector with a part taken away, to see what the part buys.

Only numbers of the policy and the columns it reads are changed; the code stays the product's.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from apps.imbalances.domain.columns import SetColumns
from apps.imbalances.domain.policy import DEFAULT_POLICY, DetectorPolicy

from .reading import PATTERN

NEVER = 1e9
NARROW_SD = 6.0


def _as_it_is(columns: SetColumns) -> SetColumns:
    return columns


class Variant(Struct, frozen=True, dict=True):
    """A policy, and what is done to the columns before they are compared."""

    name: str
    policy: DetectorPolicy
    change: Callable[[SetColumns], SetColumns] = _as_it_is


def with_prior_sd(sd: float, policy: DetectorPolicy = DEFAULT_POLICY) -> DetectorPolicy:
    """A policy with another spread between people, log-%, in the pattern that is simulated."""
    priors = tuple(
        replace(prior, sd_log_pct=sd) if prior.pattern is PATTERN else prior
        for prior in policy.priors
    )
    return replace(policy, priors=priors)


def fitted(sd: float) -> Variant:
    """The product with the spread of people that a world really has."""
    return Variant(f"prior SD fitted ({sd:.1f})", with_prior_sd(sd))


def _bounds_as_figures(columns: SetColumns) -> SetColumns:
    """Sets past the range are cut to it beforehand, so that nothing says "at least"."""
    reps = np.minimum(columns.reps, DEFAULT_POLICY.max_reps)
    most = DEFAULT_POLICY.max_effective_reps - reps
    return replace(columns, reps=reps, rir=np.minimum(columns.rir, most))


def _matched_kept(columns: SetColumns) -> SetColumns:
    return replace(columns, capped=np.zeros(len(columns), dtype=np.bool_))


def _order_unknown(columns: SetColumns) -> SetColumns:
    return replace(columns, place=np.zeros(len(columns), dtype=np.int64))


PRODUCT = Variant("the product", DEFAULT_POLICY)
ABLATIONS = (
    Variant(
        "without order correction",
        replace(DEFAULT_POLICY, order_log_pct=0.0, order_sd_log_pct=0.0),
        _order_unknown,
    ),
    Variant("bounds read as figures", DEFAULT_POLICY, _bounds_as_figures),
    Variant("without noise learning", replace(DEFAULT_POLICY, noise_prior_weight=NEVER)),
    Variant("without jump detection", replace(DEFAULT_POLICY, jump_limit=NEVER)),
    Variant("without robust updates", replace(DEFAULT_POLICY, robust_from=NEVER)),
    Variant(f"narrow prior, SD {NARROW_SD:.0f}", with_prior_sd(NARROW_SD)),
    Variant("matched sets not left out", DEFAULT_POLICY, _matched_kept),
)
VARIANTS = {one.name: one for one in (PRODUCT, *ABLATIONS)}
