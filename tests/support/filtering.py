"""A filter of the knee-dominant pattern, fed by hand."""

from __future__ import annotations

from apps.exercises.domain.vocabulary import MovementPattern
from apps.imbalances.domain.filter import Filter
from apps.imbalances.domain.observations import Observed
from apps.imbalances.domain.policy import DEFAULT_POLICY, DetectorPolicy
from apps.imbalances.domain.state import FilterState, initial_state
from apps.profiles.domain.people import Handedness
from tests.support.logged_sets import observed

POLICY = DEFAULT_POLICY
KNEE = MovementPattern.KNEE_DOMINANT
USUAL = 30.0
"""A usual workout's variance, log-%²."""


def fresh(policy: DetectorPolicy = POLICY) -> FilterState:
    return initial_state(KNEE, Handedness.RIGHT, policy)


def onward(state: FilterState, *log: Observed, policy: DetectorPolicy = POLICY) -> FilterState:
    belief = Filter(state, policy)
    for one in log:
        belief.advance(one)
    return belief.state()


def after(*log: Observed, policy: DetectorPolicy = POLICY) -> FilterState:
    return onward(fresh(policy), *log, policy=policy)


def steady(difference: float, *, weeks: range | list[float], **changes) -> list[Observed]:
    return [observed(difference, week=w, variance=USUAL, **changes) for w in weeks]
