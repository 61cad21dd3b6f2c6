"""A Kalman filter of one pattern's difference between sides, at irregular times.

The pattern has a difference; each exercise deviates from it by an amount of its own; a
workout measures their sum. Several exercises that agree move the pattern far, one that
stands alone is taken for that exercise's habit. Differences drift slowly; a break in
training, or a run of surprises, lets the filter forget.

:func:`advance` takes one observation; feeding it a whole log gives the same state to the
last bit as feeding it the log in pieces, because both are the same function.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from apps.exercises.domain.vocabulary import Side

from .normal import probability_beyond
from .sets import ExclusionReason
from .state import ExerciseStrength, FilterState, Standing, Tally, ahead
from .updating import Forecast, updated, updated_at_least

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from numpy.typing import NDArray

    from .observations import OccasionObservation
    from .policy import DetectorPolicy
    from .sets import Exclusion
    from .updating import Belief

    type Array = NDArray[np.float64]

_SECONDS_PER_WEEK = 7 * 24 * 3600.0
_LEVEL, _TREND, _FIRST_EXERCISE = 0, 1, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterStep:
    """One step as the smoother needs it: what was forecast and what was then believed.

    ``transition`` led from the step before to ``forecast_mean`` and
    ``forecast_covariance`` (which may hold exercises that the step before did not know).
    """

    transition: Array
    forecast_mean: Array
    forecast_covariance: Array
    mean: Array
    covariance: Array


def advance(
    state: FilterState, observation: OccasionObservation, policy: DetectorPolicy
) -> FilterState:
    """Belief after one more observation.

    Raises
    ------
    ValueError
        The observation lies before the state's time, or the state was made under another
        policy version: replay the log instead.
    """
    return advance_with_step(state, observation, policy)[0]


def note_exclusions(state: FilterState, exclusions: Iterable[Exclusion]) -> FilterState:
    """Count what could not be compared. Belief does not change."""
    counts = Counter(name for one in exclusions if (name := _tallied_as(one)) is not None)
    tally = state.tally
    more = {name: getattr(tally, name) + count for name, count in counts.items()}
    return replace(state, tally=replace(tally, **more))


def _tallied_as(exclusion: Exclusion) -> str | None:
    match exclusion.reason, exclusion.side:
        case ExclusionReason.ONE_SIDE_MISSING, Side.LEFT:
            return "lone_left"
        case ExclusionReason.ONE_SIDE_MISSING, Side.RIGHT:
            return "lone_right"
        case (
            (
                ExclusionReason.MATCHED_WITHOUT_RIR
                | ExclusionReason.LOAD_RATIO_ASKS
                | ExclusionReason.REPS_BEYOND_RANGE
            ) as reason,
            _,
        ):
            return reason.value
        case _:
            return None


def advance_with_step(
    state: FilterState, observation: OccasionObservation, policy: DetectorPolicy
) -> tuple[FilterState, FilterStep]:
    """Advance, and return with the new state what the smoother needs of the step."""
    if not state.is_current(policy):
        msg = f"state of policy {state.policy_version} cannot be resumed under {policy.version}"
        raise ValueError(msg)
    if state.at is not None and observation.performed_at < state.at:
        msg = "observation lies before the state: replay the log"
        raise ValueError(msg)
    weeks = weeks_between(state.at, observation.performed_at)
    forecast = _forecast(state, weeks, policy)
    trend_on = state.trend_on
    if not trend_on and _trend_may_start(state, policy):
        trend_on = True
        forecast.covariance[_TREND, _TREND] += policy.trend_sd_log_pct**2
    exercises = state.exercises
    if observation.exercise_id not in exercises:
        exercises = (*exercises, observation.exercise_id)
        forecast = _with_exercise(forecast, policy)
    seen = np.zeros(len(forecast.mean))
    seen[_LEVEL] = 1.0
    seen[_FIRST_EXERCISE + exercises.index(observation.exercise_id)] = 1.0
    surprise = _surprise(forecast, seen, observation)
    cusum_right, cusum_left, jumped = _cusum(state, surprise, policy)
    if jumped:
        prior = policy.prior(state.pattern, state.handedness)
        forecast.covariance[_LEVEL, _LEVEL] += prior.sd_log_pct**2
    noise = observation.variance
    if abs(surprise) > policy.robust_from:
        noise *= (surprise / policy.robust_from) ** 2
    mean, covariance = _measured(forecast, seen, observation, noise)
    step = FilterStep(
        transition=forecast.transition,
        forecast_mean=forecast.mean,
        forecast_covariance=forecast.covariance,
        mean=mean,
        covariance=covariance,
    )
    same_occasion = observation.occasion_id == state.last_occasion_id
    is_check = observation.is_check or (same_occasion and state.last_was_check)
    before = state.before if same_occasion else state.standing
    tally = _counted(state, observation, same_occasion=same_occasion)
    new = FilterState(
        policy_version=state.policy_version,
        pattern=state.pattern,
        handedness=state.handedness,
        mean=tuple(mean.tolist()),
        covariance=tuple(tuple(row) for row in covariance.tolist()),
        exercises=exercises,
        at=observation.performed_at,
        first_at=observation.performed_at if state.first_at is None else state.first_at,
        last_occasion_id=observation.occasion_id,
        last_date=(
            observation.local_date
            if state.last_date is None
            else max(state.last_date, observation.local_date)
        ),
        last_was_check=is_check,
        trend_on=trend_on,
        cusum_right=cusum_right,
        cusum_left=cusum_left,
        tally=tally,
        before=before,
        strengths=_strengths(state, observation),
    )
    return replace(new, standing=_standing(new, before, policy)), step


def weeks_between(earlier: datetime | None, later: datetime) -> float:
    """Weeks from one instant to another; 0 when there is no earlier one."""
    if earlier is None:
        return 0.0
    return max(0.0, (later - earlier).total_seconds() / _SECONDS_PER_WEEK)


def variance_at(state: FilterState, as_of: datetime, policy: DetectorPolicy) -> float:
    """Variance (log-%²) of the pattern's difference at an instant without new sets.

    The mean stays where the last workout left it: a number must not move on its own.
    """
    forecast = _forecast(state, weeks_between(state.at, as_of), policy)
    return float(forecast.covariance[_LEVEL, _LEVEL])


def has_enough(tally: Tally, variance: float, policy: DetectorPolicy) -> bool:
    """Whether there is enough evidence for any call at all."""
    return (
        tally.n_occasions >= policy.min_occasions
        and tally.n_days >= policy.min_days
        and math.sqrt(variance) <= policy.max_sd_log_pct
    )


def _forecast(state: FilterState, weeks: float, policy: DetectorPolicy) -> Forecast:
    mean = np.array(state.mean)
    covariance = np.array(state.covariance)
    transition = np.eye(len(mean))
    if weeks > 0:
        noise = np.zeros_like(covariance)
        noise[_LEVEL, _LEVEL] = policy.drift_sd_log_pct**2 * weeks
        for index in range(_FIRST_EXERCISE, len(mean)):
            noise[index, index] = policy.exercise_drift_sd_log_pct**2 * weeks
        laid_off = weeks > policy.layoff_weeks
        if state.trend_on:
            # A trend is a training response: it is not carried past a break.
            carried = min(weeks, policy.layoff_weeks)
            drift = policy.trend_drift_sd_log_pct**2
            transition[_LEVEL, _TREND] = carried
            noise[_LEVEL, _LEVEL] += drift * carried**3 / 3.0
            if laid_off:
                transition[_TREND, _TREND] = 0.0
                noise[_TREND, _TREND] = policy.trend_sd_log_pct**2
            else:
                noise[_LEVEL, _TREND] = noise[_TREND, _LEVEL] = drift * carried**2 / 2.0
                noise[_TREND, _TREND] = drift * carried
        if laid_off:
            away = min(weeks, policy.layoff_max_weeks)
            noise[_LEVEL, _LEVEL] += (policy.layoff_sd_log_pct * away) ** 2
        mean = transition @ mean
        covariance = transition @ covariance @ transition.T + noise
    return Forecast(transition=transition, mean=mean, covariance=covariance)


def _with_exercise(forecast: Forecast, policy: DetectorPolicy) -> Forecast:
    size = len(forecast.mean)
    covariance = np.zeros((size + 1, size + 1))
    covariance[:size, :size] = forecast.covariance
    covariance[size, size] = policy.exercise_sd_log_pct**2
    return Forecast(
        transition=forecast.transition,
        mean=np.append(forecast.mean, 0.0),
        covariance=covariance,
    )


def _surprise(forecast: Forecast, seen: Array, observation: OccasionObservation) -> float:
    """Innovation in SD; nothing when a bound was expected to be passed."""
    innovation = float(observation.difference_log_pct - seen @ forecast.mean)
    if observation.at_least_ahead is Side.RIGHT:
        innovation = max(0.0, innovation)
    elif observation.at_least_ahead is Side.LEFT:
        innovation = min(0.0, innovation)
    spread = float(seen @ forecast.covariance @ seen) + observation.variance
    return innovation / math.sqrt(spread)


def _measured(
    forecast: Forecast, seen: Array, observation: OccasionObservation, noise: float
) -> Belief:
    value = observation.difference_log_pct
    if observation.at_least_ahead is None:
        return updated(forecast, seen=seen, value=value, noise=noise)
    direction = 1.0 if observation.at_least_ahead is Side.RIGHT else -1.0
    return updated_at_least(forecast, seen=seen, value=value, noise=noise, direction=direction)


def _trend_may_start(state: FilterState, policy: DetectorPolicy) -> bool:
    return (
        state.first_at is not None
        and state.at is not None
        and state.tally.n_occasions >= policy.trend_min_occasions
        and weeks_between(state.first_at, state.at) >= policy.trend_min_weeks
    )


def _cusum(
    state: FilterState, surprise: float, policy: DetectorPolicy
) -> tuple[float, float, bool]:
    clipped = max(-policy.jump_clip, min(policy.jump_clip, surprise))
    right = max(0.0, state.cusum_right + clipped - policy.jump_drift)
    left = max(0.0, state.cusum_left - clipped - policy.jump_drift)
    if max(right, left) > policy.jump_limit:
        return 0.0, 0.0, True
    return right, left, False


def _counted(state: FilterState, observation: OccasionObservation, *, same_occasion: bool) -> Tally:
    tally = state.tally
    side = ahead(observation.difference_log_pct)
    new_day = state.last_date is None or observation.local_date > state.last_date
    check_is_new = observation.is_check and not (same_occasion and state.last_was_check)
    return replace(
        tally,
        n_occasions=tally.n_occasions + (not same_occasion),
        n_days=tally.n_days + new_day,
        n_comparisons=tally.n_comparisons + 1,
        n_informative_pairs=tally.n_informative_pairs + observation.n_pairs,
        n_lower_bounds=tally.n_lower_bounds + observation.n_lower_bounds,
        n_right=tally.n_right + (side is Side.RIGHT),
        n_left=tally.n_left + (side is Side.LEFT),
        n_without_rir=tally.n_without_rir + (not observation.rir_on_both_sides),
        n_checks=tally.n_checks + check_is_new,
    )


def _strengths(
    state: FilterState, observation: OccasionObservation
) -> tuple[ExerciseStrength, ...]:
    others = (one for one in state.strengths if one.exercise_id != observation.exercise_id)
    latest = ExerciseStrength(
        exercise_id=observation.exercise_id,
        at=observation.performed_at,
        left_e1rm_kg=observation.left_e1rm_kg,
        right_e1rm_kg=observation.right_e1rm_kg,
    )
    return (*others, latest)


def _standing(state: FilterState, before: Standing, policy: DetectorPolicy) -> Standing:
    variance = state.covariance[_LEVEL][_LEVEL]
    centre = policy.prior(state.pattern, state.handedness).centre_log_pct
    judged, sd = state.mean[_LEVEL] - centre, math.sqrt(variance)
    over_10 = probability_beyond(policy.imbalance_log_pct, mean=judged, sd=sd)
    if over_10 > policy.imbalance_from and has_enough(state.tally, variance, policy):
        return Standing(imbalance=True, was_imbalance=True, level_checks=0)
    checks = before.level_checks
    if state.last_was_check and before.was_imbalance:
        over_5 = probability_beyond(policy.level_log_pct, mean=judged, sd=sd)
        checks = checks + 1 if over_5 < policy.closed_below else 0
    return replace(
        before,
        imbalance=before.imbalance and over_10 >= policy.imbalance_until,
        level_checks=checks,
    )
