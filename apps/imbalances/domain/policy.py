"""Every number the detector decides by, in one versioned object.

Change a number, change :attr:`DetectorPolicy.version`: findings keep the version that they
were made under, and a stored filter state of another version is replayed, never resumed.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from apps.exercises.domain.strength import EffortModel
from apps.exercises.domain.vocabulary import MovementPattern
from apps.profiles.domain.people import Handedness


@dataclass(frozen=True, slots=True, kw_only=True)
class Prior:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class PatternPrior:
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


def _arm(pattern: MovementPattern, *, sd: float = 6.0, dominant: float = 2.0) -> PatternPrior:
    return PatternPrior(
        pattern=pattern, sd_log_pct=sd, right_handed=dominant, left_handed=-dominant
    )


DEFAULT_PRIORS: tuple[PatternPrior, ...] = (
    PatternPrior(pattern=MovementPattern.KNEE_DOMINANT, sd_log_pct=5.5),
    PatternPrior(pattern=MovementPattern.HIP_DOMINANT, sd_log_pct=7.0),
    PatternPrior(pattern=MovementPattern.CALF, sd_log_pct=7.0),
    PatternPrior(pattern=MovementPattern.HIP_ABDUCTION, sd_log_pct=7.0),
    PatternPrior(pattern=MovementPattern.HIP_ADDUCTION, sd_log_pct=7.0),
    _arm(MovementPattern.HORIZONTAL_PUSH),
    _arm(MovementPattern.VERTICAL_PUSH),
    _arm(MovementPattern.HORIZONTAL_PULL),
    _arm(MovementPattern.VERTICAL_PULL),
    _arm(MovementPattern.ELBOW_FLEXION),
    _arm(MovementPattern.ELBOW_EXTENSION),
    _arm(MovementPattern.SHOULDER_ROTATION, sd=7.0, dominant=1.5),
    PatternPrior(pattern=MovementPattern.TRUNK_SIDE, sd_log_pct=15.0),
    PatternPrior(
        pattern=MovementPattern.GRIP,
        sd_log_pct=9.0,
        right_handed=6.0,
        left_handed=-1.0,
        both_handed=3.9,
        unknown=5.2,
        judged_from_centre=True,
    ),
)
"""Between-person SD and centre per pattern.

Grip: NHANES 2013-14, 4,953 adults, noise removed (right-handers +5.8, left-handers -1.6 to
-2.4, both +3.9, all +5.2 log-%; SD 8.9 robust). The others are solved back from published
mean differences with test noise removed, and are assumptions of grade B or C. Shoulder
rotation lies between inner rotation (dominant +3) and outer (0). Hip adduction takes hip
abduction's. The side of the dominant leg is not asked, so legs are centred on 0.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class DetectorPolicy:
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
    set_sd_log_pct
        Set-to-set noise of one side, log-%. Assumption from velocity work.
    side_sd_log_pct
        Side-specific noise of one day, log-%: half of a 1RM's CV of 4.2 % (Grgic et al.
        2020, 32 studies); the common half cancels between sides.
    slope_sd
        SD of an exercise's slope, per repetition (between-exercise spread, Nuzzo 2024).
    floor_share
        A workout's variance is at least this share of its best pair's: sets of one day
        are not independent.
    max_reps, max_effective_reps
        Beyond so many repetitions, or repetitions and RIR together, there is no estimate:
        at most that this much was reached.
    pain_from
        Pain, 0 to 10, from which a set says nothing of strength.
    load_ratio_max
        Ratio of the larger to the smaller load above which a typing error is asked about.
    outlier_log_pct, outlier_divisor
        A pair further than this from its workout's median weighs so many times less.
    order_log_pct, grip_order_log_pct
        Added to the second side, log-%: training fatigue about 1; grip gains 1.4 when
        tested second (NHANES 2013-14).
    exercise_sd_log_pct
        SD of one exercise around its pattern, log-%. Tests of one pattern agree modestly.
    drift_sd_log_pct
        Random walk of a pattern's difference, log-% per root week (about 3.6 a year).
    exercise_drift_sd_log_pct
        The same of one exercise around its pattern.
    trend_sd_log_pct, trend_drift_sd_log_pct
        Prior SD of the weekly trend, log-% a week, and its random walk per root week.
    trend_min_occasions, trend_min_weeks
        The trend is estimated from so many workouts over so many weeks.
    robust_from
        Standardised innovation beyond which an observation's variance is inflated.
    jump_drift, jump_limit, jump_clip
        CUSUM of standardised innovations, each clipped: drift, limit and clip. The clip
        keeps one single typing error below the limit.
    layoff_weeks, layoff_sd_log_pct, layoff_max_weeks
        After a gap longer than this, SD grows by so much a week, up to so many weeks.
    priors
        Centre and SD per pattern and handedness.
    """

    version: str = "1"
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
    side_sd_log_pct: float = 3.0
    slope_sd: float = 0.008
    floor_share: float = 0.6
    max_reps: int = 15
    max_effective_reps: float = 18.0
    pain_from: int = 4
    load_ratio_max: float = 1.67
    outlier_log_pct: float = 20.0
    outlier_divisor: float = 50.0
    order_log_pct: float = 1.0
    grip_order_log_pct: float = -1.4
    exercise_sd_log_pct: float = 3.5
    drift_sd_log_pct: float = 0.5
    exercise_drift_sd_log_pct: float = 0.1
    trend_sd_log_pct: float = 0.4
    trend_drift_sd_log_pct: float = 0.05
    trend_min_occasions: int = 6
    trend_min_weeks: float = 4.0
    robust_from: float = 2.2
    jump_drift: float = 0.9
    jump_limit: float = 3.0
    jump_clip: float = 3.0
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

    def order_effect_log_pct(self, pattern: MovementPattern) -> float:
        """What being second costs a side, log-%; negative when it gains."""
        if pattern is MovementPattern.GRIP:
            return self.grip_order_log_pct
        return self.order_log_pct


DEFAULT_POLICY = DetectorPolicy()
