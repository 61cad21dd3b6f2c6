from __future__ import annotations

import json
from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.exercises.domain.vocabulary import MovementPattern, Side
from apps.imbalances.domain.filter import advance, note_exclusions, variance_at
from apps.imbalances.domain.observations import OccasionObservation
from apps.imbalances.domain.policy import DEFAULT_POLICY, DetectorPolicy
from apps.imbalances.domain.state import FilterState, initial_state
from apps.imbalances.domain.trend import replay, weekly_points
from apps.profiles.domain.people import Handedness
from tests.support.logged_sets import MONDAY

KNEE = MovementPattern.KNEE_DOMINANT


def observed(
    difference: float,
    *,
    week: float = 0.0,
    exercise: str = "split",
    variance: float = 46.0,
    is_check: bool = False,
    at_least: Side | None = None,
) -> OccasionObservation:
    at = MONDAY + timedelta(weeks=week)
    return OccasionObservation(
        occasion_id=f"week {week}",
        exercise_id=exercise,
        performed_at=at,
        local_date=at.date(),
        difference_log_pct=difference,
        variance=variance,
        left_e1rm_kg=30.0,
        right_e1rm_kg=30.0,
        n_pairs=3,
        n_lower_bounds=0 if at_least is None else 3,
        at_least_ahead=at_least,
        first_side=Side.LEFT,
        is_check=is_check,
        rir_on_both_sides=True,
        set_ids=(f"{week} {exercise}",),
    )


def fresh(handedness: Handedness = Handedness.RIGHT) -> FilterState:
    return initial_state(KNEE, handedness, DEFAULT_POLICY)


def after(*observations: OccasionObservation, policy: DetectorPolicy = DEFAULT_POLICY):
    return replay(observations, initial_state(KNEE, Handedness.RIGHT, policy), policy).state


def test_one_observation_by_hand():
    state = after(observed(10.0))
    prior, own, noise = 5.5**2, 3.5**2, 46.0
    gain = prior / (prior + own + noise)
    assert state.mean[0] == pytest.approx(10 * gain)
    assert state.covariance[0][0] == pytest.approx(prior * (1 - gain))


def test_agreeing_exercises_move_the_pattern_and_a_lone_one_is_its_own():
    together = after(*(observed(12.0, exercise=e) for e in "abc"))
    alone = after(*(observed(d, exercise=e) for d, e in ((12.0, "a"), (0.0, "b"), (0.0, "c"))))
    assert together.mean[0] > 1.8 * alone.mean[0]
    assert alone.mean[2] > 0.5
    assert together.tally.n_occasions == alone.tally.n_occasions == 1


def test_belief_widens_with_time_and_more_after_a_layoff():
    state = after(*(observed(5.0, week=w) for w in range(5)))
    now, month, layoff, year = (
        variance_at(state, MONDAY + timedelta(weeks=4 + w), DEFAULT_POLICY) for w in (0, 4, 5, 52)
    )
    assert now < month < layoff < year
    assert month - now == pytest.approx(4 * 0.25)
    assert layoff - now == pytest.approx(5 * 0.25 + 2.5**2)


def test_two_surprises_in_a_row_make_it_forget_and_one_typing_error_does_not():
    settled = [observed(0.0, week=w / 2, variance=30.0) for w in range(12)]
    once = after(*settled, observed(60.0, week=6.0, variance=30.0))
    twice = after(*settled, *(observed(18.0, week=w, variance=30.0) for w in (6.0, 6.5, 7.0)))
    assert abs(once.mean[0]) < 5
    assert twice.mean[0] > 9


def test_the_trend_is_estimated_only_after_enough_workouts_and_weeks():
    falling = [observed(16.0 - w, week=w) for w in range(20)]
    assert not after(*falling[:6]).trend_on
    assert after(*falling).trend_on
    assert after(*falling).mean[1] < -0.3
    crowded = [observed(16.0, week=w / 10) for w in range(9)]
    assert not after(*crowded).trend_on


def test_an_expected_bound_says_little_and_a_surprising_one_much():
    state = after(*(observed(10.0, week=w) for w in range(4)))
    low = advance(state, observed(-20.0, week=4, at_least=Side.RIGHT), DEFAULT_POLICY)
    high = advance(state, observed(25.0, week=4, at_least=Side.RIGHT), DEFAULT_POLICY)
    plain = advance(state, observed(25.0, week=4), DEFAULT_POLICY)
    other = advance(state, observed(-5.0, week=4, at_least=Side.LEFT), DEFAULT_POLICY)
    assert low.mean[0] == pytest.approx(state.mean[0], abs=0.05)
    assert high.mean[0] >= plain.mean[0] - 0.1
    assert high.mean[0] > state.mean[0] + 1
    assert other.mean[0] < state.mean[0]


def test_going_back_in_time_or_to_another_policy_is_refused():
    state = after(observed(1.0, week=1))
    with pytest.raises(ValueError, match="replay"):
        advance(state, observed(1.0, week=0), DEFAULT_POLICY)
    with pytest.raises(ValueError, match="cannot be resumed"):
        advance(state, observed(1.0, week=2), DetectorPolicy(version="other"))


def test_patterns_without_a_verdict_have_no_state():
    with pytest.raises(ValueError, match="not compared"):
        initial_state(MovementPattern.BALANCE, Handedness.RIGHT, DEFAULT_POLICY)
    for pattern in MovementPattern:
        if pattern.has_verdict:
            initial_state(pattern, Handedness.UNKNOWN, DEFAULT_POLICY)


def test_exclusions_never_change_belief():
    state = after(observed(1.0))
    assert note_exclusions(state, ()) == state


observations = st.lists(
    st.tuples(
        st.floats(0, 6),
        st.sampled_from("abc"),
        st.floats(-40, 40),
        st.floats(20, 120),
        st.sampled_from([None, None, None, Side.LEFT, Side.RIGHT]),
        st.booleans(),
    ),
    min_size=1,
    max_size=30,
)


def as_log(drawn) -> list[OccasionObservation]:
    week, log = 0.0, []
    for gap, exercise, difference, variance, at_least, is_check in drawn:
        week += gap
        log.append(
            observed(
                difference,
                week=week,
                exercise=exercise,
                variance=variance,
                at_least=at_least,
                is_check=is_check,
            )
        )
    return log


@settings(max_examples=25, deadline=None)
@given(drawn=observations, cut=st.integers(0, 30))
def test_resuming_from_a_written_state_equals_a_full_replay(drawn, cut):
    log = as_log(drawn)
    whole = replay(log, fresh(), DEFAULT_POLICY).state
    first = replay(log[:cut], fresh(), DEFAULT_POLICY).state
    read_back = FilterState.from_dict(json.loads(json.dumps(first.to_dict())))
    assert read_back == first
    resumed = read_back
    for one in log[cut:]:
        resumed = advance(resumed, one, DEFAULT_POLICY)
    assert resumed == whole


@settings(max_examples=25, deadline=None)
@given(drawn=observations)
def test_covariance_stays_a_covariance(drawn):
    state = replay(as_log(drawn), fresh(), DEFAULT_POLICY).state
    covariance = np.array(state.covariance)
    assert np.isfinite(covariance).all()
    assert np.allclose(covariance, covariance.T)
    assert np.linalg.eigvalsh(covariance).min() > -1e-8


@settings(max_examples=15, deadline=None)
@given(drawn=observations)
def test_the_smoother_ends_where_the_filter_does_and_is_never_less_sure(drawn):
    log = as_log([(*d[:4], None, d[5]) for d in drawn])
    points = replay(log, fresh(), DEFAULT_POLICY).points
    assert points[-1].smoothed_mean_log_pct == points[-1].mean_log_pct
    assert points[-1].smoothed_sd_log_pct == points[-1].sd_log_pct
    for one in points:
        assert one.smoothed_sd_log_pct <= one.sd_log_pct + 1e-6
    assert len(points) == len({o.occasion_id for o in log})


def test_the_smoother_is_the_joint_posterior():
    # Three weeks of one exercise, solved at once as one Gaussian system.
    values, noise, drift, own_drift = np.array([4.0, 9.0, -3.0]), 46.0, 0.25, 0.01
    cov_level = 5.5**2 + drift * np.minimum.outer(range(3), range(3))
    cov_seen = cov_level + 3.5**2 + own_drift * np.minimum.outer(range(3), range(3))
    gain = cov_level @ np.linalg.inv(cov_seen + noise * np.eye(3))
    posterior = cov_level - gain @ cov_level
    points = replay(
        [observed(v, week=w) for w, v in enumerate(values)], fresh(), DEFAULT_POLICY
    ).points
    assert [p.smoothed_mean_log_pct for p in points] == pytest.approx(gain @ values, abs=1e-6)
    assert [p.smoothed_sd_log_pct for p in points] == pytest.approx(
        np.sqrt(np.diag(posterior)), abs=1e-6
    )


def test_weekly_points_keep_the_last_of_each_week():
    points = replay([observed(1.0, week=w / 3) for w in range(9)], fresh(), DEFAULT_POLICY).points
    weekly = weekly_points(points)
    assert len(weekly) == 3
    assert weekly[-1] == points[-1]
