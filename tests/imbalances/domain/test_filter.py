"""How belief moves, comparison by comparison."""

from __future__ import annotations

import math
from datetime import timedelta

import numpy as np
import pytest
from msgspec.structs import replace

from apps.exercises.domain.vocabulary import MovementPattern
from apps.imbalances.domain.dynamics import drift_variance, pass_weeks, variance_at
from apps.imbalances.domain.filter import Filter
from apps.imbalances.domain.policy import DetectorPolicy
from apps.imbalances.domain.state import (
    FIRST_EXERCISE,
    LEVEL,
    ORDER,
    TREND,
    FilterState,
    initial_state,
)
from apps.profiles.domain.people import Handedness
from tests.support.filtering import KNEE, POLICY, USUAL, after, fresh, onward, steady
from tests.support.logged_sets import MONDAY, observed


def test_one_step_by_hand():
    exposure, order = 3.0, 0.5
    one = observed(9.0, variance=46.0, slope_exposure=exposure, order=order)
    state = after(one)
    level = POLICY.prior(KNEE, Handedness.RIGHT).sd_log_pct ** 2
    own = POLICY.exercise_sd_log_pct**2 + POLICY.slope_share * exposure**2
    second = POLICY.order_sd_log_pct**2
    usual = POLICY.order_effect_log_pct(KNEE)
    total = level + own + order**2 * second + 46.0
    innovation = 9.0 + order * usual
    assert abs(innovation) < POLICY.robust_from * math.sqrt(total)
    deviation = FIRST_EXERCISE
    assert state.mean[LEVEL] == pytest.approx(level * innovation / total)
    assert state.mean[deviation] == pytest.approx(own * innovation / total)
    assert state.mean[ORDER] == pytest.approx(usual - order * second * innovation / total)
    assert state.covariance[LEVEL][LEVEL] == pytest.approx(level - level**2 / total)
    assert state.covariance[deviation][deviation] == pytest.approx(own - own**2 / total)
    assert state.covariance[LEVEL][deviation] == pytest.approx(-level * own / total)
    weight = (46.0 / total) ** 2
    square = POLICY.noise_correction * innovation**2
    learned = POLICY.noise_prior_weight + weight * (square - (total - 46.0)) / 46.0
    assert state.noise_sum[0] == pytest.approx(learned)
    assert state.noise_weight[0] == pytest.approx(POLICY.noise_prior_weight + weight)


@pytest.mark.parametrize("bound", [1, -1])
@pytest.mark.parametrize("difference", [-25.0, -6.0, 0.0, 8.0, 20.0])
def test_a_bound_against_numeric_integration(difference, bound):
    one = observed(difference, variance=46.0, bound=bound)
    state = after(one)
    prior = POLICY.prior(KNEE, Handedness.RIGHT).sd_log_pct
    noise = math.sqrt(46.0 + POLICY.exercise_sd_log_pct**2)
    total = math.sqrt(prior**2 + noise**2)
    surprise = max(0.0, bound * difference) / total
    if surprise > POLICY.robust_from:
        noise = math.sqrt(
            POLICY.exercise_sd_log_pct**2 + 46.0 * (surprise / POLICY.robust_from) ** 2
        )
    truth = np.linspace(-12 * prior, 12 * prior, 24_001)
    beyond = np.array([math.erfc((bound * (difference - t)) / noise / math.sqrt(2)) for t in truth])
    density = np.exp(-(truth**2) / (2 * prior**2)) * beyond
    mean = float((density * truth).sum() / density.sum())
    variance = float((density * (truth - mean) ** 2).sum() / density.sum())
    assert state.mean[LEVEL] == pytest.approx(mean, abs=1e-3)
    assert state.covariance[LEVEL][LEVEL] == pytest.approx(variance, rel=1e-3)


def test_an_expected_bound_says_little_and_a_surprising_one_much():
    settled = after(*steady(10.0, weeks=range(4)))
    low, high, plain, other = (
        onward(settled, observed(difference, week=4, variance=USUAL, bound=bound)).mean[LEVEL]
        for difference, bound in ((-30.0, 1), (25.0, 1), (25.0, 0), (-5.0, -1))
    )
    waited = onward(settled, observed(0.0, week=4, variance=1e12)).mean[LEVEL]
    assert low == pytest.approx(waited, abs=0.05)
    assert high >= plain - 0.1
    assert high > waited + 1
    assert other < waited


def test_a_hopeless_bound_is_still_a_number():
    for bound in (1, -1):
        state = after(*steady(0.0, weeks=range(20)), observed(4000.0 * bound, week=20, bound=bound))
        assert all(math.isfinite(value) for value in state.mean)
        assert state.covariance[LEVEL][LEVEL] > 0


def test_agreeing_exercises_move_the_pattern_and_a_lone_one_is_its_own():
    together = after(*(observed(12.0, exercise=e) for e in "abc"))
    alone = after(*(observed(d, exercise=e) for d, e in ((12.0, "a"), (0.0, "b"), (0.0, "c"))))
    assert together.mean[LEVEL] > 1.8 * alone.mean[LEVEL]
    assert alone.mean[FIRST_EXERCISE] > 0.5
    assert alone.mean[FIRST_EXERCISE] > alone.mean[FIRST_EXERCISE + 1]
    assert together.tally.n_occasions == alone.tally.n_occasions == 1
    assert together.tally.n_comparisons == alone.tally.n_comparisons == 3


def test_a_wrong_slope_stays_with_its_exercise():
    log = [observed(10.0, week=w, slope_exposure=20.0, variance=USUAL) for w in range(30)]
    exposed, plain = after(*log), after(*(one._replace(slope_exposure=0.0) for one in log))
    assert exposed.mean[LEVEL] < plain.mean[LEVEL]
    assert exposed.covariance[LEVEL][LEVEL] > plain.covariance[LEVEL][LEVEL]
    assert exposed.exposures == ((600.0, 30),)


def noisy(sd: float, *, untold: bool = False, n: int = 80) -> FilterState:
    draw = np.random.default_rng(7)
    return after(
        *(
            observed(5.0 + sd * draw.standard_normal(), week=w / 2, variance=USUAL, untold=untold)
            for w in range(n)
        )
    )


def test_an_athletes_own_noise_is_learned():
    usual = math.sqrt(USUAL)
    calm, plain, wild = (noisy(factor * usual) for factor in (0.5, 1.0, 1.7))
    assert calm.noise_factor < 0.8
    assert 0.7 < plain.noise_factor < 1.4
    assert wild.noise_factor > 1.4
    assert (
        calm.covariance[LEVEL][LEVEL]
        < plain.covariance[LEVEL][LEVEL]
        < wild.covariance[LEVEL][LEVEL]
    )


def test_noise_of_unknown_effort_is_learned_apart():
    untold = noisy(1.7 * math.sqrt(USUAL), untold=True)
    prior = fresh()
    assert untold.noise_factor == prior.noise_factor == 1.0
    assert untold.noise_weight[0] == prior.noise_weight[0]
    assert untold.noise_sum[1] / untold.noise_weight[1] > 1.4


def test_an_athlete_without_noise_is_not_believed_blindly():
    log = steady(4.0, weeks=range(300))
    floor = POLICY.noise_least * USUAL
    certain = replace(POLICY, noise_prior_weight=1e12)
    least = onward(
        fresh(certain), *(one._replace(variance=floor) for one in log), policy=certain
    ).covariance[LEVEL][LEVEL]
    assert after(*log).covariance[LEVEL][LEVEL] >= least - 1e-6


def test_what_going_second_costs_is_learned_when_sides_take_turns():
    policy = replace(POLICY, order_sd_log_pct=1.0)
    cost = policy.order_effect_log_pct(KNEE) + 2.5
    taking_turns = [
        observed(-cost * order, week=w / 2, order=order, variance=USUAL)
        for w, order in enumerate([1.0, -1.0] * 40)
    ]
    state = after(*taking_turns, policy=policy)
    assert state.mean[ORDER] == pytest.approx(cost, abs=0.6)
    assert abs(state.mean[LEVEL]) < 0.5
    assert state.covariance[ORDER][ORDER] < 0.5
    always = after(
        *(one._replace(order=1.0, difference=-cost) for one in taking_turns), policy=policy
    )
    assert always.covariance[ORDER][ORDER] > state.covariance[ORDER][ORDER]


def test_what_going_second_costs_is_believed_before_it_is_learned():
    usual = POLICY.order_effect_log_pct(KNEE)
    state = after(*steady(-usual, weeks=range(6), order=1.0))
    assert state.mean[LEVEL] == pytest.approx(0.0, abs=1e-9)
    assert state.mean[ORDER] == pytest.approx(usual)


def test_a_step_is_found_and_one_typing_error_is_not_one():
    settled = steady(0.0, weeks=[w / 2 for w in range(24)])
    calm = after(*settled)
    once = after(*settled, *steady(70.0, weeks=[12.0]), *steady(0.0, weeks=[12.5, 13.0]))
    step = after(*settled, *steady(20.0, weeks=[12.0, 12.5, 13.0, 13.5]))
    assert abs(once.mean[LEVEL]) < 3
    assert once.cusum_right < POLICY.jump_limit
    assert step.mean[LEVEL] > 10
    assert step.covariance[LEVEL][LEVEL] > calm.covariance[LEVEL][LEVEL]
    deaf = replace(POLICY, jump_limit=1e9)
    unheard = after(*settled, *steady(20.0, weeks=[12.0, 12.5, 13.0, 13.5]), policy=deaf)
    assert step.mean[LEVEL] > unheard.mean[LEVEL] + 3


def test_one_wild_value_moves_belief_less_than_a_large_one():
    settled = after(*steady(0.0, weeks=range(12)))
    moved = {
        difference: onward(settled, *steady(difference, weeks=[12])).mean[LEVEL]
        for difference in (15.0, 400.0)
    }
    assert 0 < moved[400.0] < moved[15.0]


def test_belief_widens_with_time_and_more_after_a_layoff():
    settled = after(*steady(5.0, weeks=range(5)))
    flat = np.array(settled.covariance)
    flat[TREND, :] = flat[:, TREND] = 0.0
    state = replace(settled, covariance=tuple(map(tuple, flat.tolist())))
    layoff = POLICY.layoff_weeks
    now, before, broken, year, ages = (
        variance_at(state, MONDAY + timedelta(weeks=4 + w), POLICY)
        for w in (0, layoff, layoff + 1, 52, 520)
    )
    assert now < before < broken < year < ages
    assert before - now == pytest.approx(layoff * POLICY.drift_sd_log_pct**2)
    extra = (POLICY.layoff_sd_log_pct * (layoff + 1)) ** 2
    assert broken - now == pytest.approx((layoff + 1) * POLICY.drift_sd_log_pct**2 + extra)
    most = (POLICY.layoff_sd_log_pct * POLICY.layoff_max_weeks) ** 2
    assert ages - now == pytest.approx(520 * POLICY.drift_sd_log_pct**2 + most)
    assert variance_at(state, MONDAY, POLICY) == now
    assert variance_at(settled, MONDAY + timedelta(weeks=8), POLICY) > before


@pytest.mark.parametrize("weeks", [0.0, 0.5, 3.0, 20.0])
def test_time_passes_as_in_matrices(weeks):
    state = after(*(observed(5.0 + w, week=w, exercise="ab"[w % 2]) for w in range(8)))
    before, covariance = np.array(state.mean), np.array(state.covariance)
    memory = POLICY.trend_memory_weeks
    fade = math.exp(-weeks / memory)
    transition = np.eye(len(before))
    transition[LEVEL, TREND], transition[TREND, TREND] = memory * (1 - fade), fade
    noise = np.zeros(len(before))
    noise[LEVEL] = drift_variance(weeks, POLICY)
    noise[TREND] = POLICY.trend_sd_log_pct**2 * (1 - fade**2)
    noise[FIRST_EXERCISE:] = POLICY.exercise_drift_sd_log_pct**2 * weeks
    mean, passed = list(state.mean), [list(row) for row in state.covariance]
    pass_weeks(mean, passed, weeks, POLICY)
    assert np.allclose(mean, transition @ before, atol=1e-12)
    told = transition @ covariance @ transition.T + np.diag(noise)
    assert np.allclose(np.triu(passed), np.triu(told), atol=1e-12)
    asked = MONDAY + timedelta(weeks=7 + weeks)
    assert variance_at(state, asked, POLICY) == pytest.approx(passed[LEVEL][LEVEL])


def test_the_trend_is_followed_and_told_only_after_enough_workouts_and_weeks():
    n, weeks = POLICY.trend_min_occasions, POLICY.trend_min_weeks
    falling = [observed(20.0 - w, week=w, variance=USUAL) for w in range(20)]
    known = after(*falling)
    assert known.trend_on
    assert known.mean[TREND] < -0.1
    assert after(*(observed(20.0, week=w, variance=USUAL) for w in range(20))).mean[TREND] > -0.1
    few = [observed(16.0, week=2 * weeks * w) for w in range(n)]
    assert not after(*few).trend_on
    assert after(*few, observed(16.0, week=2 * weeks * n)).trend_on
    crowded = [observed(16.0, week=weeks * w / (3 * n)) for w in range(3 * n)]
    assert not after(*crowded).trend_on


def test_a_trend_fades_when_nothing_is_logged():
    state = after(*(observed(20.0 - w, week=w, variance=USUAL) for w in range(20)))
    blind = observed(0.0, week=19 + POLICY.trend_memory_weeks, variance=1e12)
    later = onward(state, blind)
    assert later.mean[TREND] == pytest.approx(state.mean[TREND] / math.e, rel=1e-6)
    moved = state.mean[TREND] * POLICY.trend_memory_weeks * (1 - 1 / math.e)
    assert later.mean[LEVEL] == pytest.approx(state.mean[LEVEL] + moved, rel=1e-6)


def test_going_back_in_time_or_to_another_policy_is_refused():
    state = after(observed(1.0, week=1))
    with pytest.raises(ValueError, match="replay"):
        onward(state, observed(1.0, week=0))
    with pytest.raises(ValueError, match="cannot be resumed"):
        Filter(state, DetectorPolicy(version="other"))


def test_patterns_without_a_verdict_have_no_state():
    with pytest.raises(ValueError, match="not compared"):
        initial_state(MovementPattern.BALANCE, Handedness.RIGHT, POLICY)
    for pattern in MovementPattern:
        if pattern.has_verdict:
            initial_state(pattern, Handedness.UNKNOWN, POLICY)
