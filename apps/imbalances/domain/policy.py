"""Every number the detector decides by, in one versioned object.

Change a number, change :attr:`DetectorPolicy.version`: findings keep the version that they
were made under, and a stored filter state of another version is replayed, never resumed.
"""

from __future__ import annotations

from msgspec import Struct, field

from apps.exercises.domain.strength import EffortModel
from apps.exercises.domain.vocabulary import MovementPattern
from apps.profiles.domain.people import Handedness


class Prior(Struct, frozen=True, kw_only=True):
    """What is believed of a pattern's difference before anything was logged.

    Attributes
    ----------
    mean_log_pct
        Centre, log-%, right-positive.
    sd_log_pct
        SD of the true difference between people, log-%.
    centre_log_pct
        What the verdict counts as level, log-%, right-positive: the handedness centre for
        grip, 0 for everything else.
    """

    mean_log_pct: float
    sd_log_pct: float
    centre_log_pct: float


class PatternPrior(Struct, frozen=True, kw_only=True):
    """A pattern's prior for each handedness; means are log-%, right-positive."""

    pattern: MovementPattern
    sd_log_pct: float
    right_handed: float = 0.0
    left_handed: float = 0.0
    both_handed: float = 0.0
    unknown: float = 0.0
    judged_from_centre: bool = False

    def for_handedness(self, handedness: Handedness) -> Prior:
        """Prior of this pattern for one handedness."""
        means = {
            Handedness.RIGHT: self.right_handed,
            Handedness.LEFT: self.left_handed,
            Handedness.BOTH: self.both_handed,
            Handedness.UNKNOWN: self.unknown,
        }
        mean = means[handedness]
        return Prior(
            mean_log_pct=mean,
            sd_log_pct=self.sd_log_pct,
            centre_log_pct=mean if self.judged_from_centre else 0.0,
        )


_WIDE = 10.5


def _arm(pattern: MovementPattern, *, dominant: float = 2.0) -> PatternPrior:
    return PatternPrior(
        pattern=pattern, sd_log_pct=_WIDE, right_handed=dominant, left_handed=-dominant
    )


DEFAULT_PRIORS: tuple[PatternPrior, ...] = (
    PatternPrior(pattern=MovementPattern.KNEE_DOMINANT, sd_log_pct=_WIDE),
    PatternPrior(pattern=MovementPattern.HIP_DOMINANT, sd_log_pct=_WIDE),
    PatternPrior(pattern=MovementPattern.CALF, sd_log_pct=_WIDE),
    PatternPrior(pattern=MovementPattern.HIP_ABDUCTION, sd_log_pct=_WIDE),
    PatternPrior(pattern=MovementPattern.HIP_ADDUCTION, sd_log_pct=_WIDE),
    _arm(MovementPattern.HORIZONTAL_PUSH),
    _arm(MovementPattern.VERTICAL_PUSH),
    _arm(MovementPattern.HORIZONTAL_PULL),
    _arm(MovementPattern.VERTICAL_PULL),
    _arm(MovementPattern.ELBOW_FLEXION),
    _arm(MovementPattern.ELBOW_EXTENSION),
    _arm(MovementPattern.SHOULDER_ROTATION, dominant=1.5),
    PatternPrior(pattern=MovementPattern.TRUNK_SIDE, sd_log_pct=15.0),
    PatternPrior(
        pattern=MovementPattern.GRIP,
        sd_log_pct=9.0,
        right_handed=6.0,
        left_handed=-2.0,
        both_handed=3.9,
        unknown=5.2,
        judged_from_centre=True,
    ),
)
"""Between-person SD and centre per pattern.

Grip: NHANES 2013-14, 4,953 adults, noise removed (right-handers +5.8, left-handers -1.6 to
-2.4, both +3.9, all +5.2 log-%; SD 8.9 robust). The others are solved back from published
mean differences with test noise removed, and are assumptions of grade B or C. There the SD
is 10.5, well over the 5.5 to 7 by which people differ: nobody knows from what population an
athlete comes, and a prior as narrow as the average population pulls true gaps towards even
and makes ranges too narrow for those who have one. Trunk side holds differ more still.
Shoulder rotation lies between inner rotation (dominant +3) and outer (0). Hip adduction takes hip
abduction's. The side of the dominant leg is not asked, so legs are centred on 0.
"""


class DetectorPolicy(Struct, frozen=True, kw_only=True):
    """Thresholds, noise and dynamics of the detector.

    Attributes
    ----------
    version
        Name of this set of numbers.
    imbalance_log_pct, level_log_pct, large_log_pct
        10 %, 5 % and 20 % of the stronger side, in log-% (conversion: 100 ln(1 / (1 - p))).
        10 % is a convention of the field, not a medical line (Parkinson et al. 2021).
    imbalance_from, imbalance_until
        Probability of a difference over 10 % from which an imbalance is called, and under
        which it is no longer. Product rule.
    direction_from
        Probability of the direction from which a side is named. Product rule.
    closed_below, closed_checks
        Closed: probability of over 5 % below this at so many checks in a row. Product rule.
    max_sd_log_pct
        Above this SD (log-%) there is no call. Product rule.
    check_from_sd_log_pct
        A check is proposed while the SD (log-%) is over this. Product rule.
    min_occasions, min_days
        Least workouts and calendar days compared before any call. Product rule; 21 to 38 %
        of people swap their stronger leg from one week to the next (2025, n = 29).
    closing_from, horizon_weeks
        Time to level is told when closing is at least this probable and its median is
        under so many weeks. Product rule.
    effort
        Bias and SD of repetitions in reserve.
    set_sd_log_pct, grip_set_sd_log_pct, grip_light_kg
        Set-to-set noise of one side, log-%. Assumption from velocity work; for one grip trial
        NHANES 2011-14, where under 25 kg it grows as the root of what the load falls short.
    grip_spread_log_pct
        SD of the true difference of grip between people, from an age in years on. NHANES
        2011-14 gives 8, 11 and 15 with heavy tails; fitted to half of those people so that
        the ranges hold.
    side_sd_log_pct
        Side-specific noise of one day, log-%: half of a 1RM's CV of 4.2 % (Grgic et al.
        2020, 32 studies); the common half cancels between sides.
    shared_day_share
        Share of a day's side-specific noise that all exercises of the workout have in
        common, 0 to 1. Assumption.
    slope_sd, slope_share
        SD of an exercise's slope, per repetition (between-exercise spread, Nuzzo 2024), and
        the share of its variance that is not averaged out over workouts.
    unknown_sd_reps
        SD of an unknown RIR around what the other side had that day, repetitions. Of the
        2.5 by which it is unknown, most is common to both sides and cancels. Assumption.
    failure_sd_reps
        SD of repetitions to failure within a day (Mitter et al. 2022: 0.7 from day to day).
    fatigue_log_pct, fatigue_sd_log_pct
        What each earlier set of the exercise costs, log-%, and how unsure that is. It
        matters only where the sides have sets of different turns. Assumption.
    floor_share
        A workout's variance is at least this share of its best two sets': sets of one day
        are not independent.
    bound_variance_factor
        A set past the range of repetitions is read with this many times its variance.
        Tuned on simulated athletes.
    max_reps, max_effective_reps
        Beyond so many repetitions, or repetitions and RIR together, there is no estimate:
        at most that this much was reached.
    pain_from
        Pain, 0 to 10, from which a set says nothing of strength.
    load_ratio_max
        Ratio of the larger to the smaller load above which a typing error is asked about.
    outlier_log_pct, outlier_divisor
        A pair further than this from its workout's median weighs so many times less.
    order_log_pct, grip_order_log_pct, order_sd_log_pct
        What going second costs a side, log-%: training fatigue about 1; grip gains 1.4 when
        tested second (NHANES 2013-14); and its SD between athletes, within which each
        athlete's own is learned.
    exercise_sd_log_pct
        SD of one exercise around its pattern, log-%. Tests of one pattern agree modestly.
    drift_sd_log_pct
        Random walk of a pattern's difference, log-% per root week (about 3.6 a year).
    exercise_drift_sd_log_pct
        The same of one exercise around its pattern.
    trend_sd_log_pct, trend_memory_weeks
        SD of the weekly trend, log-% a week, and the weeks in which a trend fades to a
        third. Gaps that a program closes move by 0.4 to 1.2 a week.
    trend_min_occasions, trend_min_weeks
        The trend is told from so many workouts over so many weeks on.
    noise_prior_weight, noise_correction
        An athlete's own noise is learned: comparisons that the usual noise counts for, and
        what makes up for squares cut at nine. Least share: ``noise_least``.
    robust_from
        Standardised innovation beyond which an observation's variance is inflated.
    jump_drift, jump_limit, jump_clip, jump_sd_log_pct
        CUSUM of standardised innovations, each clipped: drift, limit and clip, and the SD
        by which belief opens when it trips. The clip keeps one single typing error below
        the limit.
    layoff_weeks, layoff_sd_log_pct, layoff_max_weeks
        After a gap longer than this, SD grows by so much a week, up to so many weeks.
    priors
        Centre and SD per pattern and handedness.
    """

    version: str = "3"
    imbalance_log_pct: float = 10.536051565782628
    level_log_pct: float = 5.129329438755058
    large_log_pct: float = 22.314355131420976
    imbalance_from: float = 0.8
    imbalance_until: float = 0.3
    direction_from: float = 0.8
    closed_below: float = 0.5
    closed_checks: int = 2
    max_sd_log_pct: float = 6.0
    check_from_sd_log_pct: float = 2.5
    min_occasions: int = 3
    min_days: int = 2
    closing_from: float = 0.8
    horizon_weeks: float = 52.0
    effort: EffortModel = field(default_factory=EffortModel)
    set_sd_log_pct: float = 2.0
    grip_set_sd_log_pct: float = 4.9
    grip_light_kg: float = 25.0
    grip_spread_log_pct: tuple[tuple[int, float], ...] = ((0, 7.6), (40, 8.4), (60, 10.8))
    side_sd_log_pct: float = 3.0
    shared_day_share: float = 0.1
    slope_sd: float = 0.008
    slope_share: float = 0.13
    unknown_sd_reps: float = 1.2
    failure_sd_reps: float = 0.6
    fatigue_log_pct: float = 3.5
    fatigue_sd_log_pct: float = 2.0
    floor_share: float = 0.34
    bound_variance_factor: float = 1.3
    max_reps: int = 15
    max_effective_reps: float = 18.0
    pain_from: int = 4
    load_ratio_max: float = 1.67
    outlier_log_pct: float = 15.0
    outlier_divisor: float = 50.0
    order_log_pct: float = 1.0
    grip_order_log_pct: float = -1.4
    order_sd_log_pct: float = 0.3
    exercise_sd_log_pct: float = 3.5
    drift_sd_log_pct: float = 0.5
    exercise_drift_sd_log_pct: float = 0.1
    trend_sd_log_pct: float = 0.4
    trend_memory_weeks: float = 12.0
    trend_min_occasions: int = 6
    trend_min_weeks: float = 4.0
    noise_prior_weight: float = 10.0
    noise_correction: float = 1.06
    noise_least: float = 0.25
    robust_from: float = 2.2
    jump_drift: float = 0.9
    jump_limit: float = 3.0
    jump_clip: float = 3.0
    jump_sd_log_pct: float = 6.0
    layoff_weeks: float = 4.0
    layoff_sd_log_pct: float = 0.5
    layoff_max_weeks: float = 26.0
    priors: tuple[PatternPrior, ...] = DEFAULT_PRIORS

    def prior(self, pattern: MovementPattern, handedness: Handedness) -> Prior:
        """Prior of a pattern for a handedness.

        Raises
        ------
        ValueError
            The pattern is not compared between sides.

        Examples
        --------
        >>> DEFAULT_POLICY.prior(MovementPattern.GRIP, Handedness.RIGHT).mean_log_pct
        6.0
        """
        for known in self.priors:
            if known.pattern is pattern:
                return known.for_handedness(handedness)
        msg = f"{pattern} is not compared between sides"
        raise ValueError(msg)

    def spread_log_pct(self, pattern: MovementPattern, age_years: int | None) -> float:
        """SD of the true difference between people, log-%; of grip it grows with age.

        Examples
        --------
        >>> DEFAULT_POLICY.spread_log_pct(MovementPattern.GRIP, 64)
        10.8
        """
        if pattern is MovementPattern.GRIP and age_years is not None:
            return max(sd for least, sd in self.grip_spread_log_pct if age_years >= least)
        return self.prior(pattern, Handedness.UNKNOWN).sd_log_pct

    @property
    def own_day_variance(self) -> float:
        """Variance (log-%²) of a day's noise of the difference that one exercise has alone."""
        return (1.0 - self.shared_day_share) * 2.0 * self.side_sd_log_pct**2

    @property
    def shared_day_variance(self) -> float:
        """The part of it that all exercises of the day have in common."""
        return self.shared_day_share * 2.0 * self.side_sd_log_pct**2

    def order_effect_log_pct(self, pattern: MovementPattern) -> float:
        """What being second costs a side, log-%; negative when it gains."""
        if pattern is MovementPattern.GRIP:
            return self.grip_order_log_pct
        return self.order_log_pct


DEFAULT_POLICY = DetectorPolicy()
