"""A Kalman filter of one pattern's difference between sides, at irregular times.

The pattern has a difference with a trend; each exercise deviates from it by an amount of its
own; going second costs the athlete something. A workout measures their sum. Several exercises
that agree move the pattern far, one that stands alone is taken for that exercise's habit.
Differences drift slowly; a break in training, or a run of surprises, lets the filter forget.

:class:`Filter` takes one comparison at a time; feeding it a whole log gives the same state to
the last bit as feeding it the log in pieces, because both are the same function. It is plain
Python, in loops and on the upper triangle of the covariance: for vectors of five to ten numbers
that is several times faster than numpy, and twice as fast as comprehensions.
"""

from __future__ import annotations

import math
from array import array
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from .dynamics import pass_weeks
from .normal import hazard, probability_beyond
from .state import (
    FIRST_EXERCISE,
    LEVEL,
    ORDER,
    SECONDS_PER_WEEK,
    TREND,
    ExerciseStrength,
    FilterState,
    Standing,
    Tally,
    instant_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .dynamics import Matrix, Vector
    from .observations import Observed
    from .policy import DetectorPolicy

_FAR_BELOW = -8.0
"""A bound so many SD below the forecast says nothing (probability 1 to 15 digits)."""
_CUT_SQUARE = 9.0
"""A squared innovation counts for the noise up to so many variances."""


class Belief(NamedTuple):
    """Mean and covariance of all that a pattern's filter estimates, as they were once."""

    mean: Vector
    covariance: Matrix


class Expected(Struct, frozen=True):
    """What was expected of a comparison, ``weeks`` after the one before, and how far it is off."""

    weeks: float
    innovation: float
    cross: Vector
    spread: float
    noise: float
    surprise: float


class Filter:
    """Belief in one pattern's difference, moved on comparison by comparison."""

    def __init__(self, state: FilterState, policy: DetectorPolicy) -> None:
        """Go on from ``state``.

        Raises
        ------
        ValueError
            The state was made under another policy version: replay the log instead.
        """
        if not state.is_current(policy):
            msg = f"state of policy {state.policy_version} cannot be resumed under {policy.version}"
            raise ValueError(msg)
        self._start, self._policy = state, policy
        prior = policy.prior(state.pattern, state.handedness)
        self._centre = prior.centre_log_pct
        self._mean: Vector = list(state.mean)
        self._cov: Matrix = [list(row) for row in state.covariance]
        self._exercises = list(state.exercises)
        self._place = {name: FIRST_EXERCISE + n for n, name in enumerate(self._exercises)}
        self._exposures = dict(zip(self._exercises, state.exposures, strict=True))
        self._noise_sum, self._noise_weight = list(state.noise_sum), list(state.noise_weight)
        self._right, self._left = state.cusum_right, state.cusum_left
        self._at = None if state.at is None else state.at.timestamp()
        self._first_at = None if state.first_at is None else state.first_at.timestamp()
        self._occasion, self._day = state.last_occasion_id, state.last_day
        self._was_check, self._trend_on = state.last_was_check, state.trend_on
        self._n_occasions, self._n_days = state.tally.n_occasions, state.tally.n_days
        self._n_checks = state.tally.n_checks
        self._taken: list[Observed] = []
        self._before, self._standing = state.before, state.standing
        self._judged = True

    @property
    def level(self) -> tuple[float, float]:
        """Mean (log-%) and variance (log-%²) of the pattern's difference."""
        return self._mean[LEVEL], self._cov[LEVEL][LEVEL]

    @property
    def belief(self) -> Belief:
        """A copy of what is believed now."""
        size = range(len(self._mean))
        covariance = [[self._cov[min(n, m)][max(n, m)] for m in size] for n in size]
        return Belief(self._mean.copy(), covariance)

    @property
    def packed(self) -> array[float]:
        """The same in 8 bytes a number, for whoever keeps thousands: mean, then the upper triangle's rows."""
        return array("d", chain(self._mean, *(row[n:] for n, row in enumerate(self._cov))))

    def advance(self, one: Observed) -> None:
        """Take one more comparison.

        Raises
        ------
        ValueError
            It lies before the last one: replay the log instead.
        """
        self.learn(one, self.expect(one))

    def expect(self, one: Observed) -> Expected:
        """Go to the moment of a comparison; where it tells of a jump, open up for it.

        Raises
        ------
        ValueError
            It lies before the last one: replay the log instead.
        """
        if self._at is not None and one.at < self._at:
            msg = "observation lies before the state: replay the log"
            raise ValueError(msg)
        if one.occasion_id != self._occasion:
            self._begin_workout()
        weeks = 0.0 if self._at is None else (one.at - self._at) / SECONDS_PER_WEEK
        if weeks:
            pass_weeks(self._mean, self._cov, weeks, self._policy)
        place = self._place_of(one)
        expected = self._forecast(one, place, weeks)
        if self._jumps(expected.surprise):
            self._cov[LEVEL][LEVEL] += self._policy.jump_sd_log_pct**2
            expected = self._forecast(one, place, weeks)
        return expected

    def learn(self, one: Observed, expected: Expected) -> None:
        """Take what a comparison says, after :meth:`expect`."""
        policy = self._policy
        innovation, cross, surprise = expected.innovation, expected.cross, expected.surprise
        spread, noise = expected.spread, expected.noise
        if one.bound == 0:
            self._learn_noise(one, innovation, spread, noise)
        if abs(surprise) > policy.robust_from:
            noise *= (surprise / policy.robust_from) ** 2
        total = spread + noise
        if one.bound == 0:
            self._move(cross, innovation / total, 1.0 / total)
        else:
            self._move_beyond(one, cross, innovation, total)
        self._note(one)

    def state(self) -> FilterState:
        """Everything needed to go on from here."""
        self._judge()
        mean, covariance = self.belief
        return FilterState(
            policy_version=self._start.policy_version,
            pattern=self._start.pattern,
            handedness=self._start.handedness,
            prior_sd_log_pct=self._start.prior_sd_log_pct,
            mean=tuple(mean),
            covariance=tuple(tuple(row) for row in covariance),
            exercises=tuple(self._exercises),
            exposures=tuple(self._exposures[name] for name in self._exercises),
            at=None if self._at is None else instant_of(self._at),
            first_at=None if self._first_at is None else instant_of(self._first_at),
            last_occasion_id=self._occasion,
            last_day=self._day,
            last_was_check=self._was_check,
            trend_on=self._trend_on,
            cusum_right=self._right,
            cusum_left=self._left,
            noise_sum=(self._noise_sum[0], self._noise_sum[1]),
            noise_weight=(self._noise_weight[0], self._noise_weight[1]),
            tally=self._tally(),
            before=self._before,
            standing=self._standing,
            strengths=self._latest_strengths(),
        )

    def _latest_strengths(self) -> tuple[ExerciseStrength, ...]:
        """The last comparison of each exercise, latest last."""
        last: dict[str, Observed] = {}
        for one in reversed(self._taken):
            last.setdefault(one.exercise_id, one)
        untouched = [one for one in self._start.strengths if one.exercise_id not in last]
        return (
            *untouched,
            *(
                ExerciseStrength(one.exercise_id, one.at, one.left_e1rm_kg, one.right_e1rm_kg)
                for one in reversed(last.values())
            ),
        )

    def _begin_workout(self) -> None:
        self._judge()
        self._n_occasions += 1
        self._before = self._standing
        policy = self._policy
        if (
            not self._trend_on
            and self._at is not None
            and self._first_at is not None
            and self._n_occasions > policy.trend_min_occasions
        ):
            lasted = (self._at - self._first_at) / SECONDS_PER_WEEK
            self._trend_on = lasted >= policy.trend_min_weeks
        self._was_check = False

    def _place_of(self, one: Observed) -> int:
        """Place of the exercise's own deviation, opened by what its slope may hide.

        The error that a wrong slope makes is the same at every workout: it belongs to the
        exercise and is not averaged out.
        """
        share = self._policy.slope_share
        place = self._place.get(one.exercise_id)
        if place is None:
            place = self._place[one.exercise_id] = len(self._mean)
            self._exercises.append(one.exercise_id)
            self._exposures[one.exercise_id] = (one.slope_exposure, 1)
            own = self._policy.exercise_sd_log_pct**2 + share * one.slope_exposure**2
            self._mean.append(0.0)
            for row in self._cov:
                row.append(0.0)
            self._cov.append([0.0] * place + [own])
            return place
        total, n = self._exposures[one.exercise_id]
        self._exposures[one.exercise_id] = (total + one.slope_exposure, n + 1)
        moved = (total + one.slope_exposure) / (n + 1) - total / n
        self._cov[place][place] += share * moved**2
        return place

    def _noise(self, *, untold: bool) -> float:
        """The athlete's own noise, as a multiple of the usual variance."""
        return max(self._policy.noise_least, self._noise_sum[untold] / self._noise_weight[untold])

    def _forecast(self, one: Observed, place: int, weeks: float) -> Expected:
        """Innovation, covariance of the state with what is measured, its variance and noise."""
        mean, cov, order = self._mean, self._cov, one.order
        innovation = one.difference - (mean[LEVEL] + mean[place] - order * mean[ORDER])
        cross = cov[LEVEL].copy()
        for n in range(place):
            cross[n] += cov[n][place]
        with_deviation = cov[place]
        for n in range(place, len(cross)):
            cross[n] += with_deviation[n]
        if order:
            cross[LEVEL] -= order * cov[LEVEL][ORDER]
            cross[TREND] -= order * cov[TREND][ORDER]
            with_cost = cov[ORDER]
            for n in range(ORDER, len(cross)):
                cross[n] -= order * with_cost[n]
        spread = cross[LEVEL] + cross[place] - order * cross[ORDER]
        noise = one.variance * self._noise(untold=one.untold)
        surprise = self._surprise(one, innovation) / math.sqrt(spread + noise)
        return Expected(weeks, innovation, cross, spread, noise, surprise)

    @staticmethod
    def _surprise(one: Observed, innovation: float) -> float:
        """Innovation; nothing when a bound was expected to be passed."""
        if one.bound == 0:
            return innovation
        return max(0.0, innovation) if one.bound > 0 else min(0.0, innovation)

    def _jumps(self, surprise: float) -> bool:
        """Whether surprises in one direction have added up to a change."""
        policy = self._policy
        clip, drift = policy.jump_clip, policy.jump_drift
        clipped = surprise if -clip < surprise < clip else math.copysign(clip, surprise)
        right, left = self._right + clipped - drift, self._left - clipped - drift
        self._right, self._left = max(0.0, right), max(0.0, left)
        if right <= policy.jump_limit and left <= policy.jump_limit:
            return False
        self._right = self._left = 0.0
        return True

    def _learn_noise(self, one: Observed, innovation: float, spread: float, noise: float) -> None:
        total = spread + noise
        square = min(innovation * innovation, _CUT_SQUARE * total) * self._policy.noise_correction
        share = noise / total
        weight = share * share
        self._noise_sum[one.untold] += weight * (square - spread) / one.variance
        self._noise_weight[one.untold] += weight

    def _move(self, cross: Vector, step: float, shrink: float) -> None:
        mean, size = self._mean, len(cross)
        for n in range(size):
            mean[n] += cross[n] * step
            row, scaled = self._cov[n], cross[n] * shrink
            for m in range(n, size):
                row[m] -= scaled * cross[m]

    def _move_beyond(self, one: Observed, cross: Vector, innovation: float, total: float) -> None:
        """The measurement went past its value: cut the forecast there (Tobin 1958)."""
        scale = math.sqrt(total)
        alpha = one.bound * innovation / scale
        if alpha < _FAR_BELOW:
            return
        rate = hazard(alpha)
        lost = min(1.0, max(0.0, rate * (rate - alpha)))
        self._move(cross, one.bound * rate / scale, lost / total)

    def _note(self, one: Observed) -> None:
        """Keep what the next comparison and the verdict need; the rest is counted at the end."""
        if self._day is None or one.day > self._day:
            self._n_days += 1
            self._day = one.day
        if one.is_check and not self._was_check:
            self._n_checks += 1
            self._was_check = True
        self._occasion, self._at = one.occasion_id, one.at
        if self._first_at is None:
            self._first_at = one.at
        self._taken.append(one)
        self._judged = False

    def _tally(self) -> Tally:
        taken, before = self._taken, self._start.tally
        ahead = [one.corrected for one in taken]
        return replace(
            before,
            n_occasions=self._n_occasions,
            n_days=self._n_days,
            n_checks=self._n_checks,
            n_comparisons=before.n_comparisons + len(taken),
            n_informative_pairs=before.n_informative_pairs + sum(one.n_pairs for one in taken),
            n_lower_bounds=before.n_lower_bounds + sum(one.n_bounds for one in taken),
            n_right=before.n_right + sum(value > 0 for value in ahead),
            n_left=before.n_left + sum(value < 0 for value in ahead),
            n_without_rir=before.n_without_rir + sum(not one.told for one in taken),
        )

    def _judge(self) -> None:
        """What stands after the workout, once for all its exercises."""
        if self._judged:
            return
        self._judged = True
        policy = self._policy
        mean, variance = self.level
        judged, sd = mean - self._centre, math.sqrt(variance)
        over_10 = probability_beyond(policy.imbalance_log_pct, mean=judged, sd=sd)
        enough = (
            self._n_occasions >= policy.min_occasions
            and self._n_days >= policy.min_days
            and sd <= policy.max_sd_log_pct
        )
        before = self._before
        if over_10 > policy.imbalance_from and enough:
            self._standing = Standing(imbalance=True, was_imbalance=True, level_checks=0)
            return
        is_check_of_one = self._was_check and before.was_imbalance
        if not (before.imbalance or is_check_of_one):
            self._standing = before
            return
        checks = before.level_checks
        if is_check_of_one:
            over_5 = probability_beyond(policy.level_log_pct, mean=judged, sd=sd)
            checks = checks + 1 if over_5 < policy.closed_below else 0
        self._standing = Standing(
            imbalance=before.imbalance and over_10 >= policy.imbalance_until,
            was_imbalance=before.was_imbalance,
            level_checks=checks,
        )


def filtered(state: FilterState, log: Iterable[Observed], policy: DetectorPolicy) -> FilterState:
    """State after the comparisons of ``log``, which are in order of time."""
    belief = Filter(state, policy)
    for one in log:
        belief.advance(one)
    return belief.state()


def has_enough(tally: Tally, variance: float, policy: DetectorPolicy) -> bool:
    """Whether there is enough evidence for any call at all."""
    return (
        tally.n_occasions >= policy.min_occasions
        and tally.n_days >= policy.min_days
        and math.sqrt(variance) <= policy.max_sd_log_pct
    )
