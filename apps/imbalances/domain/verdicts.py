"""What may be said of a pattern, from what is believed of it.

The order of verdicts is fixed, and each has one meaning; none is ever given from the prior
alone. Percentages are of the stronger side.
"""

from __future__ import annotations

import math
from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

from apps.exercises.domain.symmetry import gap_pct, signed_gap_pct
from apps.exercises.domain.vocabulary import Side

from .closing import TimeToLevel, time_to_level
from .dynamics import variance_at
from .filter import has_enough
from .normal import HALF_WIDTH_80, probability_beyond, probability_positive
from .state import ahead

if TYPE_CHECKING:
    from datetime import datetime

    from apps.exercises.domain.vocabulary import MovementPattern

    from .policy import DetectorPolicy
    from .state import ExerciseStrength, FilterState, Standing, Tally


class Verdict(StrEnum):
    """The seven things that can be said of a pattern."""

    ONE_SIDE_MISSING = "one_side_missing"
    NOT_ENOUGH_DATA = "not_enough_data"
    IMBALANCE = "imbalance"
    CLOSED = "closed"
    LEVEL = "level"
    LEANING = "leaning"
    NOT_SURE = "not_sure"

    @property
    def has_estimate(self) -> bool:
        """Whether the finding's figures may be shown."""
        return self not in (Verdict.ONE_SIDE_MISSING, Verdict.NOT_ENOUGH_DATA)


class Confidence(StrEnum):
    """How sharp an estimate is, by its SD: under 2, 4 and 6 log-%, or over."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    NONE = "none"


class Change(StrEnum):
    """What would change the verdict."""

    LOG_OTHER_SIDE = "log_other_side"
    MORE_WORKOUTS = "more_workouts"
    ANOTHER_DAY = "another_day"
    GIVE_RIR_BOTH_SIDES = "give_rir_both_sides"
    DO_A_CHECK = "do_a_check"
    CONFIRM_LOADS = "confirm_loads"
    HEAVIER_LOAD = "heavier_load"


class NextStep(Struct, frozen=True, kw_only=True):
    """One thing the athlete can do; ``count`` workouts more, or the ``side`` to log."""

    change: Change
    count: int | None = None
    side: Side | None = None


class Finding(Struct, frozen=True, kw_only=True):
    """What is said of one pattern at one instant.

    Attributes
    ----------
    weaker_side
        Set for an imbalance and whenever the direction is probable enough; else None.
    missing_side
        With *one side missing*: the side that has no sets, None when each was logged but
        never in one workout.
    mean_log_pct, sd_log_pct
        Difference between the sides as measured, log-%, right-positive, and its SD.
    centre_log_pct
        What counts as level, log-%, right-positive: the handedness centre for grip, else 0.
        Every figure below (and the verdict) is of the difference from this centre.
    gap_pct
        Size of the difference, percent of the stronger side.
    low80_pct, high80_pct
        80 % range of that size; ``low80_pct`` is 0 when the range reaches both sides.
    signed_low80_pct, signed_high80_pct
        The same range with direction, percent of the stronger side, right-positive.
    p_over_5, p_over_10, p_over_20
        Probability that the size is over 5, 10, 20 % of the stronger side.
    p_direction
        Probability that the side that looks weaker is.
    n_occasions, n_days, n_informative_pairs
        Workouts, calendar days and pairs compared.
    n_agreeing, n_comparisons
        In how many comparisons (an exercise in a workout) the estimate's stronger side was
        ahead, of how many.
    strengths
        Each exercise's e1RM per side as last compared, latest last.
    time_to_level
        When the difference will probably be within 5 %, or None.
    """

    pattern: MovementPattern
    as_of: datetime
    verdict: Verdict
    weaker_side: Side | None
    missing_side: Side | None
    mean_log_pct: float
    sd_log_pct: float
    centre_log_pct: float
    gap_pct: float
    low80_pct: float
    high80_pct: float
    signed_low80_pct: float
    signed_high80_pct: float
    p_over_5: float
    p_over_10: float
    p_over_20: float
    p_direction: float
    n_occasions: int
    n_days: int
    n_informative_pairs: int
    n_agreeing: int
    n_comparisons: int
    strengths: tuple[ExerciseStrength, ...]
    time_to_level: TimeToLevel | None
    what_would_change: tuple[NextStep, ...]
    confidence: Confidence
    is_large: bool
    policy_version: str

    @property
    def range_spans_zero(self) -> bool:
        """Whether the 80 % range reaches both sides."""
        return self.signed_low80_pct < 0 < self.signed_high80_pct

    @property
    def left_e1rm_kg(self) -> float | None:
        """Left side's e1RM in the exercise last compared."""
        return self.strengths[-1].left_e1rm_kg if self.strengths else None

    @property
    def right_e1rm_kg(self) -> float | None:
        """Right side's e1RM in the exercise last compared."""
        return self.strengths[-1].right_e1rm_kg if self.strengths else None


def judge(state: FilterState, *, as_of: datetime, policy: DetectorPolicy) -> Finding:
    """Verdict and figures of a pattern at ``as_of``.

    An ``as_of`` before the state's last workout is read as that workout's time.
    """
    variance = variance_at(state, as_of, policy)
    sd = math.sqrt(variance)
    centre = policy.prior(state.pattern, state.handedness).centre_log_pct
    judged = state.mean[0] - centre
    low, high = judged - HALF_WIDTH_80 * sd, judged + HALF_WIDTH_80 * sd
    p_right = probability_positive(mean=judged, sd=sd)
    p_direction = max(p_right, 1.0 - p_right)
    p_over_10 = probability_beyond(policy.imbalance_log_pct, mean=judged, sd=sd)
    p_over_20 = probability_beyond(policy.large_log_pct, mean=judged, sd=sd)
    tally = state.tally
    verdict = _verdict(
        tally=tally,
        standing=state.standing,
        enough=has_enough(tally, variance, policy),
        p_over_10=p_over_10,
        p_direction=p_direction,
        reach=max(abs(low), abs(high)),
        policy=policy,
    )
    stronger = ahead(judged)
    named = verdict.has_estimate and (
        verdict is Verdict.IMBALANCE or p_direction > policy.direction_from
    )
    return Finding(
        pattern=state.pattern,
        as_of=as_of,
        verdict=verdict,
        weaker_side=stronger.opposite if named and stronger is not None else None,
        missing_side=_missing_side(tally) if verdict is Verdict.ONE_SIDE_MISSING else None,
        mean_log_pct=state.mean[0],
        sd_log_pct=sd,
        centre_log_pct=centre,
        gap_pct=gap_pct(judged),
        low80_pct=0.0 if low < 0 < high else min(gap_pct(low), gap_pct(high)),
        high80_pct=max(gap_pct(low), gap_pct(high)),
        signed_low80_pct=signed_gap_pct(low),
        signed_high80_pct=signed_gap_pct(high),
        p_over_5=probability_beyond(policy.level_log_pct, mean=judged, sd=sd),
        p_over_10=p_over_10,
        p_over_20=p_over_20,
        p_direction=p_direction,
        n_occasions=tally.n_occasions,
        n_days=tally.n_days,
        n_informative_pairs=tally.n_informative_pairs,
        n_agreeing=_agreeing(tally, ahead(state.mean[0])),
        n_comparisons=tally.n_comparisons,
        strengths=state.strengths,
        time_to_level=time_to_level(state, policy) if verdict.has_estimate else None,
        what_would_change=_next_steps(tally, sd, verdict, policy),
        confidence=_confidence(sd),
        is_large=verdict is Verdict.IMBALANCE and p_over_20 > policy.imbalance_from,
        policy_version=policy.version,
    )


def _verdict(
    *,
    tally: Tally,
    standing: Standing,
    enough: bool,
    p_over_10: float,
    p_direction: float,
    reach: float,
    policy: DetectorPolicy,
) -> Verdict:
    if not enough:
        none_compared = tally.n_occasions == 0 and tally.lone_left + tally.lone_right > 0
        return Verdict.ONE_SIDE_MISSING if none_compared else Verdict.NOT_ENOUGH_DATA
    stands = standing.imbalance and p_over_10 >= policy.imbalance_until
    if p_over_10 > policy.imbalance_from or stands:
        return Verdict.IMBALANCE
    if standing.was_imbalance and standing.level_checks >= policy.closed_checks:
        return Verdict.CLOSED
    if reach <= policy.imbalance_log_pct:
        return Verdict.LEVEL
    return Verdict.LEANING if p_direction > policy.direction_from else Verdict.NOT_SURE


def _missing_side(tally: Tally) -> Side | None:
    if tally.lone_left and tally.lone_right:
        return None
    return Side.RIGHT if tally.lone_left else Side.LEFT


def _agreeing(tally: Tally, stronger: Side | None) -> int:
    if stronger is None:
        return 0
    return tally.n_right if stronger is Side.RIGHT else tally.n_left


def _confidence(sd: float) -> Confidence:
    for limit, word in ((2.0, Confidence.HIGH), (4.0, Confidence.MEDIUM), (6.0, Confidence.LOW)):
        if sd <= limit:
            return word
    return Confidence.NONE


def _next_steps(
    tally: Tally, sd: float, verdict: Verdict, policy: DetectorPolicy
) -> tuple[NextStep, ...]:
    steps: list[NextStep] = []
    lone = tally.lone_left + tally.lone_right
    if lone > tally.n_comparisons:
        steps.append(NextStep(change=Change.LOG_OTHER_SIDE, side=_missing_side(tally)))
    if tally.load_ratio_asks:
        steps.append(NextStep(change=Change.CONFIRM_LOADS))
    blind = tally.matched_without_rir + tally.n_without_rir
    if 2 * blind > tally.n_comparisons + tally.matched_without_rir:
        steps.append(NextStep(change=Change.GIVE_RIR_BOTH_SIDES))
    beyond = tally.n_lower_bounds + tally.reps_beyond_range
    if 2 * beyond > tally.n_informative_pairs + tally.reps_beyond_range:
        steps.append(NextStep(change=Change.HEAVIER_LOAD))
    short = policy.min_occasions - tally.n_occasions
    if short > 0:
        steps.append(NextStep(change=Change.MORE_WORKOUTS, count=short))
    elif tally.n_days < policy.min_days:
        steps.append(NextStep(change=Change.ANOTHER_DAY))
    unsettled = verdict in (Verdict.NOT_SURE, Verdict.LEANING, Verdict.NOT_ENOUGH_DATA)
    if (
        short <= 0
        and (unsettled or verdict is Verdict.IMBALANCE)
        and sd > policy.check_from_sd_log_pct
    ):
        steps.append(NextStep(change=Change.DO_A_CHECK))
    return tuple(steps)
