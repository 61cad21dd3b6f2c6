"""Sets past the range of repetitions, and that no set is lost whatever was logged."""

from __future__ import annotations

import math
from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from apps.exercises.domain.vocabulary import SetKind, Side
from apps.imbalances.domain.observations import OccasionObservation, Pairing, pair_observations
from apps.imbalances.domain.policy import DEFAULT_POLICY, DetectorPolicy
from apps.imbalances.domain.sets import Exclusion, ExclusionReason, LoggedSet
from tests.support.logged_sets import both_sides, logged_set

POLICY = DEFAULT_POLICY
DAY = POLICY.own_day_variance + POLICY.shared_day_variance
ORDER = POLICY.order_log_pct
FATIGUE = POLICY.fatigue_log_pct
BIAS = POLICY.effort.reported_bias_reps
MATCHED, UNPAIRED = ExclusionReason.MATCHED_WITHOUT_RIR, ExclusionReason.UNPAIRED


def paired(sets, policy: DetectorPolicy = POLICY) -> Pairing:
    return pair_observations(sets, policy)


def reasons(sets) -> set[ExclusionReason]:
    return {one.reason for one in paired(sets).exclusions}


def only(sets, policy: DetectorPolicy = POLICY) -> OccasionObservation:
    (observation,) = paired(sets, policy).observations
    return observation


def alone(sets) -> Exclusion:
    (exclusion,) = paired(sets).exclusions
    return exclusion


def fresh_capacity(one: LoggedSet) -> float:
    """100 ln of the capacity of a set with RIR, its fatigue given back."""
    effective = one.reps + one.rir + BIAS
    return 100 * math.log(one.load_kg * (1 + one.slope * effective)) + FATIGUE * one.set_index


def past_range(side: str, **more) -> list[LoggedSet]:
    return both_sides(workouts=1, **{side: {"reps": POLICY.max_reps + 9.0, "rir": None, **more}})


def test_a_side_past_the_range_is_ahead_by_at_least_that():
    plain = only(both_sides(workouts=1, right={"reps": float(POLICY.max_reps), "rir": None}))
    past = only(past_range("right"))
    assert plain.at_least_ahead is None
    assert past.at_least_ahead is Side.RIGHT
    assert past.n_lower_bounds == 3
    assert past.difference_log_pct == pytest.approx(plain.difference_log_pct)
    assert only(past_range("left")).at_least_ahead is Side.LEFT
    assert reasons(past_range("right", load_kg=14.0)) == {ExclusionReason.REPS_BEYOND_RANGE}


def test_a_figure_tells_more_than_a_bound_and_the_bound_is_not_silent():
    work = past_range("right")
    checks = [
        logged_set(turn=4, side=side, kind=SetKind.CHECK, rir=None) for side in ("left", "right")
    ]
    pairing = paired([*work, *checks])
    assert pairing.observations == (only(checks),)
    assert pairing.observations[0].at_least_ahead is None
    assert [(e.reason, e.side, e.n_sets) for e in pairing.exclusions] == [
        (ExclusionReason.REPS_BEYOND_RANGE, Side.LEFT, 3),
        (ExclusionReason.REPS_BEYOND_RANGE, Side.RIGHT, 3),
    ]


cut_sides = st.lists(
    st.tuples(st.sampled_from([8.0, 10.0, 12.0, 14.0]), st.sampled_from([18.0, 20.0, 22.0])),
    min_size=1,
    max_size=4,
)


@settings(max_examples=40, deadline=None)
@given(
    plain=cut_sides, bounds=st.lists(st.sampled_from([16.0, 18.0, 20.0]), min_size=1, max_size=2)
)
def test_a_side_that_is_partly_cut_has_the_likeliest_mean(plain, bounds):
    """Against a numeric maximum of the likelihood: plain values, and values that lie beyond."""
    policy = replace(POLICY, bound_variance_factor=1.0, outlier_log_pct=1e9, fatigue_log_pct=0.0)
    values = [(load, reps) for reps, load in plain] + [(load, 30.0) for load in bounds]
    rights = [
        logged_set(turn=turn, side="right", load_kg=load, reps=reps, rir=0.0)
        for turn, (load, reps) in enumerate(values, start=1)
    ]
    left = logged_set(rir=0.0)
    observation = only([left, *rights], policy)
    capacity = [
        100 * math.log(load * (1 + 0.03 * (min(reps, policy.max_reps) + BIAS)))
        for load, reps in values
    ]
    effective = [min(reps, policy.max_reps) + BIAS for _load, reps in values] + [10 + BIAS]
    gain = 3 / (1 + 0.03 * float(np.mean(effective)))
    sd = math.hypot(gain * policy.effort.reported_sd_reps, policy.set_sd_log_pct)
    means = np.arange(min(capacity) - 1, max(capacity) + 12 * sd, 0.01)
    likelihood = np.zeros(len(means))
    for value, (_load, reps) in zip(capacity, values, strict=True):
        z = (means - value) / sd
        if reps > policy.max_reps:
            likelihood += [math.log(0.5 * math.erfc(-one / math.sqrt(2))) for one in z]
        else:
            likelihood -= z**2 / 2
    likeliest = float(means[int(likelihood.argmax())])
    left_capacity = 100 * math.log(20 * (1 + 0.03 * (10 + BIAS)))
    found = observation.difference_log_pct - ORDER + left_capacity
    assert observation.at_least_ahead is None
    assert found == pytest.approx(likeliest, abs=0.25)
    assert found >= np.mean(capacity) - 1e-9


any_set = st.builds(
    lambda workout, turn, side, exercise, **changes: logged_set(
        workout=workout, turn=turn, side=side, exercise_id=exercise, **changes
    ),
    workout=st.integers(0, 1),
    turn=st.integers(1, 3),
    side=st.sampled_from(["left", "right", "left", "right", "each"]),
    exercise=st.sampled_from(["split", "press"]),
    kind=st.sampled_from([SetKind.WORK, SetKind.WORK, SetKind.CHECK, SetKind.WARM_UP]),
    load_kg=st.sampled_from([10.0, 20.0, 22.0, 40.0, None]),
    reps=st.sampled_from([5.0, 10.0, 30.0, None]),
    rir=st.sampled_from([None, 0.0, 2.0]),
    capped_by_plan=st.booleans(),
    pain=st.sampled_from([None, 0, 9]),
)


@settings(max_examples=150, deadline=None)
@given(sets=st.lists(any_set, max_size=14))
def test_every_set_is_compared_or_says_why_not(sets):
    pairing = paired(sets)
    told: Counter[tuple[str, str]] = Counter()
    for one in (*pairing.observations, *pairing.exclusions):
        told[one.occasion_id, one.exercise_id] += one.n_sets
    assert told == Counter((s.occasion_id, s.exercise_id) for s in sets)
    for one in pairing.observations:
        figures = one.difference_log_pct, one.variance, one.left_e1rm_kg, one.right_e1rm_kg
        assert all(math.isfinite(figure) for figure in figures)
        assert one.variance >= DAY
        assert 1 <= one.n_pairs <= one.n_sets / 2
        assert 0 <= one.n_lower_bounds <= one.n_pairs
