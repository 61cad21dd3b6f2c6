"""What holds of the filter whatever is logged."""

from __future__ import annotations

import json
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from apps.imbalances.domain.columns import LEFT, NO_SINGLE_SIDE, RIGHT
from apps.imbalances.domain.filter import Filter
from apps.imbalances.domain.measuring import USED, code_of
from apps.imbalances.domain.observations import Observed
from apps.imbalances.domain.sets import ExclusionReason
from apps.imbalances.domain.state import (
    LEVEL,
    ORDER,
    FilterState,
)
from apps.imbalances.domain.tallying import with_left_out
from tests.support.filtering import POLICY, after, fresh, onward
from tests.support.logged_sets import observed

LEFT_OUT = (
    (0, ExclusionReason.MATCHED_WITHOUT_RIR, LEFT),
    (0, ExclusionReason.MATCHED_WITHOUT_RIR, RIGHT),
    (1, ExclusionReason.MATCHED_WITHOUT_RIR, RIGHT),
    (0, ExclusionReason.LOAD_RATIO_ASKS, LEFT),
    (0, ExclusionReason.REPS_BEYOND_RANGE, RIGHT),
    (0, ExclusionReason.ONE_SIDE_MISSING, LEFT),
    (1, ExclusionReason.ONE_SIDE_MISSING, RIGHT),
    (0, ExclusionReason.WARM_UP, RIGHT),
    (0, ExclusionReason.NO_SINGLE_SIDE, NO_SINGLE_SIDE),
)
"""Workout, reason and side of sets of one exercise."""


def counted_in(state: FilterState, rows) -> FilterState:
    workouts, reasons, sides = (np.array(column, int) for column in (*zip(*rows, strict=True),))
    exercise = np.zeros(len(workouts), int)
    columns = SimpleNamespace(occasion=workouts, exercise=exercise, side=sides)
    return with_left_out(state, columns, reasons)


def test_exclusions_are_counted_once_a_workout_and_never_change_belief():
    state = after(observed(1.0))
    assert counted_in(state, [(0, USED, LEFT), (0, USED, RIGHT)]) == state
    counted = counted_in(
        state, [(workout, code_of(reason), side) for workout, reason, side in LEFT_OUT]
    )
    tally = counted.tally
    assert (tally.matched_without_rir, tally.load_ratio_asks, tally.reps_beyond_range) == (2, 1, 1)
    assert (tally.lone_left, tally.lone_right) == (1, 1)
    assert replace(counted, tally=state.tally) == state


logs = st.lists(
    st.builds(
        lambda gap, exercise, difference, **changes: (gap, exercise, difference, changes),
        gap=st.sampled_from([0.0, 0.0, 0.3, 1.0, 2.5, 9.0, 60.0]),
        exercise=st.sampled_from("abc"),
        difference=st.floats(-60, 60),
        variance=st.floats(15, 150),
        order=st.sampled_from([-1.0, -0.5, 0.0, 1.0]),
        slope_exposure=st.floats(-15, 15),
        bound=st.sampled_from([0, 0, 0, 1, -1]),
        untold=st.booleans(),
        is_check=st.booleans(),
    ),
    min_size=1,
    max_size=40,
)


def as_log(drawn) -> list[Observed]:
    week, log = 0.0, []
    for gap, exercise, difference, changes in drawn:
        week += gap
        log.append(observed(difference, week=week, exercise=exercise, **changes))
    return log


@settings(max_examples=60, deadline=None)
@given(drawn=logs, cut=st.integers(0, 40))
def test_resuming_from_a_written_state_equals_a_full_replay(drawn, cut):
    log = as_log(drawn)
    first = after(*log[:cut])
    read_back = FilterState.from_dict(json.loads(json.dumps(first.to_dict())))
    assert read_back == first
    assert onward(read_back, *log[cut:]) == after(*log)


@settings(max_examples=60, deadline=None)
@given(drawn=logs)
def test_covariance_stays_a_covariance(drawn):
    belief = Filter(fresh(), POLICY)
    for one in as_log(drawn):
        expected = belief.expect(one)
        forecast = belief.belief.covariance
        belief.learn(one, expected)
        for covariance in (np.array(forecast), np.array(belief.belief.covariance)):
            assert np.isfinite(covariance).all()
            assert np.allclose(covariance, covariance.T, atol=1e-9)
            assert np.linalg.eigvalsh(covariance).min() > -1e-8
            assert covariance[LEVEL, LEVEL] > 0


def test_covariance_stays_a_covariance_over_ten_years():
    draw = np.random.default_rng(3)
    belief = Filter(fresh(), POLICY)
    for n in range(3000):
        belief.advance(
            observed(5 + 6 * draw.standard_normal(), week=n / 6, exercise="abcdef"[n % 6])
        )
    covariance = np.array(belief.state().covariance)
    assert np.allclose(covariance, covariance.T, atol=1e-12)
    assert np.linalg.eigvalsh(covariance).min() > 0
    assert belief.state().mean[LEVEL] == pytest.approx(5, abs=4)


@settings(max_examples=40, deadline=None)
@given(drawn=logs)
def test_mirrored_comparisons_mirror_belief(drawn):
    log = as_log(drawn)
    start = fresh()
    assert start.mean[LEVEL] == 0
    swapped = [
        one._replace(
            difference=-one.difference,
            order=-one.order,
            bound=-one.bound,
            slope_exposure=-one.slope_exposure,
        )
        for one in log
    ]
    here, there = onward(start, *log), onward(start, *swapped)
    flipped = [value if place == ORDER else -value for place, value in enumerate(here.mean)]
    assert there.mean == pytest.approx(flipped, abs=1e-9)
    assert (there.cusum_right, there.cusum_left) == pytest.approx(
        (here.cusum_left, here.cusum_right), abs=1e-9
    )
    assert there.noise_sum == pytest.approx(here.noise_sum, abs=1e-9)
