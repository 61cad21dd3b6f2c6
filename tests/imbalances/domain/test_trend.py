"""The smoothed history: each workout seen with all that came after."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from apps.exercises.domain.vocabulary import MovementPattern
from apps.imbalances.domain.dynamics import drift_variance, trend_over
from apps.imbalances.domain.observations import Observed
from apps.imbalances.domain.policy import DEFAULT_POLICY
from apps.imbalances.domain.state import (
    FIRST_EXERCISE,
    LEVEL,
    ORDER,
    TREND,
    FilterState,
    initial_state,
)
from apps.imbalances.domain.trend import Replay, replay
from apps.profiles.domain.people import Handedness
from tests.support.logged_sets import MONDAY, observed

POLICY = DEFAULT_POLICY
PLAIN = replace(POLICY, noise_prior_weight=1e15, robust_from=1e9, jump_limit=1e9)
"""Without what depends on the data: then the filter is linear and the posterior Gaussian."""


def fresh(policy=POLICY) -> FilterState:
    return initial_state(MovementPattern.KNEE_DOMINANT, Handedness.RIGHT, policy)


def replayed(log: list[Observed], policy=POLICY) -> Replay:
    return replay(log, fresh(policy), policy)


def test_a_point_for_each_workout():
    log = [
        observed(difference, week=week, exercise=exercise)
        for week in range(3)
        for exercise, difference in (("split", 4.0), ("press", 8.0))
    ]
    replay_ = replayed(log)
    assert [p.occasion_id for p in replay_.points] == ["week 0", "week 1", "week 2"]
    assert replay_.points[0].at == MONDAY
    assert replay_.points[0].local_date == MONDAY.date()
    assert replay_.points[-1].mean_log_pct == replay_.state.mean[LEVEL]
    assert replayed([]).points == ()
    assert replayed([]).state == fresh()


logs = st.lists(
    st.tuples(
        st.sampled_from([0.0, 0.5, 1.0, 3.0, 9.0]),
        st.sampled_from("abc"),
        st.floats(-40, 40),
        st.floats(20, 120),
        st.sampled_from([-1.0, 0.0, 1.0]),
        st.floats(-10, 10),
    ),
    min_size=1,
    max_size=25,
)


def as_log(drawn) -> list[Observed]:
    week, log = 0.0, []
    for gap, exercise, difference, variance, order, exposure in drawn:
        week += gap
        log.append(
            observed(
                difference,
                week=week,
                exercise=exercise,
                variance=variance,
                order=order,
                slope_exposure=exposure,
            )
        )
    return log


@pytest.mark.parametrize(
    "policy",
    [
        replace(POLICY, jump_limit=1e9),
        POLICY,
    ],
    ids=["without jumps", "with jumps"],
)
@settings(max_examples=40, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(drawn=logs)
def test_the_smoother_ends_where_the_filter_does_and_is_never_less_sure(policy, drawn):
    log = as_log(drawn)
    points = replayed(log, policy).points
    assert points[-1].smoothed_mean_log_pct == points[-1].mean_log_pct
    assert points[-1].smoothed_sd_log_pct == points[-1].sd_log_pct
    for one in points:
        assert one.smoothed_sd_log_pct <= one.sd_log_pct + 1e-6
        assert one.smoothed_sd_log_pct > 0
    assert len(points) == len({o.occasion_id for o in log})


class Joint:
    """All states of a log as one Gaussian vector, and its posterior, by plain algebra."""

    def __init__(self, log: list[Observed]) -> None:
        names = list(dict.fromkeys(one.exercise_id for one in log))
        size = FIRST_EXERCISE + len(names)
        start = fresh(PLAIN)
        mean, covariance = np.zeros(size), np.zeros((size, size))
        mean[:FIRST_EXERCISE] = start.mean
        covariance[:FIRST_EXERCISE, :FIRST_EXERCISE] = start.covariance
        means, rows, seen_rows = [], [], []
        exposures: dict[str, list[float]] = {}
        at = log[0].at
        history: list[np.ndarray] = []
        for one in log:
            weeks = (one.at - at) / (7 * 24 * 3600)
            at = one.at
            transition = np.eye(size)
            transition[TREND, TREND], transition[LEVEL, TREND] = trend_over(weeks, PLAIN)
            added = np.zeros(size)
            added[LEVEL] = drift_variance(weeks, PLAIN)
            added[TREND] = PLAIN.trend_sd_log_pct**2 * (1 - transition[TREND, TREND] ** 2)
            for name in exposures:
                place = FIRST_EXERCISE + names.index(name)
                added[place] = PLAIN.exercise_drift_sd_log_pct**2 * weeks
            place = FIRST_EXERCISE + names.index(one.exercise_id)
            past = exposures.setdefault(one.exercise_id, [])
            moved = float(np.mean([*past, one.slope_exposure])) - (np.mean(past) if past else 0.0)
            own = 0.0 if past else PLAIN.exercise_sd_log_pct**2
            added[place] += own + PLAIN.slope_share * moved**2
            past.append(one.slope_exposure)
            mean = transition @ mean
            covariance = transition @ covariance @ transition.T + np.diag(added)
            history = [transition @ earlier for earlier in history]
            rows.append([*history, covariance])
            history.append(covariance)
            means.append(mean)
            seen = np.zeros(size)
            seen[LEVEL] = seen[place] = 1.0
            seen[ORDER] = -one.order
            seen_rows.append(seen)
        n = len(log)
        whole = np.block(
            [[rows[i][j] if j <= i else rows[j][i].T for j in range(n)] for i in range(n)]
        )
        seen = np.zeros((n, n * size))
        for i, row in enumerate(seen_rows):
            seen[i, i * size : (i + 1) * size] = row
        values = np.array([one.difference for one in log])
        noise = np.diag([one.variance for one in log])
        gain = whole @ seen.T @ np.linalg.inv(seen @ whole @ seen.T + noise)
        joint_mean = np.concatenate(means)
        posterior = joint_mean + gain @ (values - seen @ joint_mean)
        spread = whole - gain @ seen @ whole
        self.level = posterior[LEVEL::size]
        self.sd = np.sqrt(np.diag(spread)[LEVEL::size])
        self.last = posterior[-size:]


@settings(max_examples=25, deadline=None)
@given(drawn=logs.filter(lambda drawn: len(drawn) <= 10))
def test_filter_and_smoother_are_the_joint_posterior(drawn):
    log = as_log(drawn)
    found, joint = replayed(log, PLAIN), Joint(log)
    assert found.state.mean == pytest.approx(joint.last.tolist(), abs=1e-6)
    ends = [
        n
        for n, one in enumerate(log)
        if n + 1 == len(log) or log[n + 1].occasion_id != one.occasion_id
    ]
    assert [p.smoothed_mean_log_pct for p in found.points] == pytest.approx(
        joint.level[ends].tolist(), abs=1e-5
    )
    assert [p.smoothed_sd_log_pct for p in found.points] == pytest.approx(
        joint.sd[ends].tolist(), abs=1e-5
    )


def test_a_step_is_drawn_as_a_step_and_not_as_a_ramp_from_the_start():
    settled = [observed(0.0, week=w / 2, variance=30.0) for w in range(20)]
    changed = [observed(20.0, week=10 + w / 2, variance=30.0) for w in range(12)]
    points = replayed([*settled, *changed]).points
    for before in points[:16]:
        assert abs(before.smoothed_mean_log_pct) < 4
    for later in points[24:]:
        assert later.smoothed_mean_log_pct > 14
