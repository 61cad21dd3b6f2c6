"""What the filter remembers between workouts, and how it is written down.

Plain tuples of floats, so that a state is a value: it can be compared, stored as JSON and
read back to the last bit.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from msgspec import Struct, field
from msgspec.structs import fields

from apps.exercises.domain.vocabulary import MovementPattern, Side
from apps.profiles.domain.people import Handedness

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .policy import DetectorPolicy

LEVEL, TREND, ORDER, FIRST_EXERCISE = 0, 1, 2, 3
"""Places in the mean and the covariance; each exercise's own deviation follows."""

SECONDS_PER_WEEK = 7 * 24 * 3600.0


class ExerciseStrength(NamedTuple):
    """Each side's one-repetition maximum in one exercise, as last compared (kg).

    ``at_s`` is in seconds since 1970.
    """

    exercise_id: str
    at_s: float
    left_e1rm_kg: float
    right_e1rm_kg: float

    @property
    def at(self) -> datetime:
        """When it was compared."""
        return instant_of(self.at_s)


class Standing(Struct, frozen=True, kw_only=True):
    """What the verdict remembers: an imbalance stays until the evidence against it is clear.

    Attributes
    ----------
    imbalance
        An imbalance stands.
    was_imbalance
        One has stood at some time.
    level_checks
        Checks in a row, since it last was called, at which the difference was probably
        within the level limit.
    """

    imbalance: bool = False
    was_imbalance: bool = False
    level_checks: int = 0


class Tally(Struct, frozen=True, kw_only=True):
    """What has been compared so far.

    ``n_right`` and ``n_left`` count comparisons (one exercise in one workout) in which that
    side was ahead; ``lone_left`` and ``lone_right`` exercises of a workout that had only
    that side; ``n_lower_bounds`` pairs that went past the range of repetitions on one side;
    ``matched_without_rir``, ``load_ratio_asks`` and ``reps_beyond_range`` exclusions for
    that reason.
    """

    n_occasions: int = 0
    n_days: int = 0
    n_comparisons: int = 0
    n_informative_pairs: int = 0
    n_lower_bounds: int = 0
    n_right: int = 0
    n_left: int = 0
    n_without_rir: int = 0
    n_checks: int = 0
    lone_left: int = 0
    lone_right: int = 0
    matched_without_rir: int = 0
    load_ratio_asks: int = 0
    reps_beyond_range: int = 0


class FilterState(Struct, frozen=True, kw_only=True):
    """Belief in a pattern's difference after some workouts.

    Attributes
    ----------
    mean, covariance
        Of (pattern's difference in log-%, its weekly trend, what going second costs the
        athlete, then each exercise's own deviation in the order of ``exercises``),
        right-positive.
    exposures
        For each exercise, sum and number of ``Comparisons.slope_exposure`` so far.
    last_day
        Ordinal of the last local calendar day compared.
    noise_sum, noise_weight
        What the athlete's own noise is learned from, for sets of known and unknown effort:
        the ratio is a multiple of the usual variance.
    at, first_at
        Instants of the last and the first workout compared, or None.
    cusum_right, cusum_left
        CUSUM of standardised innovations towards each side.
    before
        The standing before the last workout, so that a further exercise of the same
        workout is counted with it and not twice.
    """

    policy_version: str
    pattern: MovementPattern
    handedness: Handedness
    prior_sd_log_pct: float
    mean: tuple[float, ...]
    covariance: tuple[tuple[float, ...], ...]
    exercises: tuple[str, ...] = ()
    exposures: tuple[tuple[float, int], ...] = ()
    at: datetime | None = None
    first_at: datetime | None = None
    last_occasion_id: str | None = None
    last_day: int | None = None
    last_was_check: bool = False
    trend_on: bool = False
    cusum_right: float = 0.0
    cusum_left: float = 0.0
    noise_sum: tuple[float, float] = (1.0, 1.0)
    noise_weight: tuple[float, float] = (1.0, 1.0)
    tally: Tally = field(default_factory=Tally)
    before: Standing = field(default_factory=Standing)
    standing: Standing = field(default_factory=Standing)
    strengths: tuple[ExerciseStrength, ...] = ()

    def continues(self, initial: FilterState) -> bool:
        """Whether this state grew from ``initial``: the same pattern, hand and prior."""
        return (self.pattern, self.handedness, self.prior_sd_log_pct) == (
            initial.pattern,
            initial.handedness,
            initial.prior_sd_log_pct,
        )

    def is_current(self, policy: DetectorPolicy) -> bool:
        """Whether this state may be resumed under ``policy``; if not, replay the log."""
        return self.policy_version == policy.version

    @property
    def noise_factor(self) -> float:
        """The athlete's own noise where effort was known, as a multiple of the usual variance."""
        return max(0.0, self.noise_sum[0] / self.noise_weight[0])

    def to_dict(self) -> dict[str, Any]:
        """Values that JSON can carry and :meth:`from_dict` reads back exactly."""
        return {
            "policy_version": self.policy_version,
            "pattern": self.pattern.value,
            "handedness": self.handedness.value,
            "prior_sd_log_pct": self.prior_sd_log_pct,
            "mean": list(self.mean),
            "covariance": [list(row) for row in self.covariance],
            "exercises": list(self.exercises),
            "at": _written(self.at),
            "first_at": _written(self.first_at),
            "last_occasion_id": self.last_occasion_id,
            "exposures": [list(one) for one in self.exposures],
            "last_day": self.last_day,
            "last_was_check": self.last_was_check,
            "trend_on": self.trend_on,
            "cusum_right": self.cusum_right,
            "cusum_left": self.cusum_left,
            "noise_sum": list(self.noise_sum),
            "noise_weight": list(self.noise_weight),
            "tally": _plain(self.tally),
            "before": _plain(self.before),
            "standing": _plain(self.standing),
            "strengths": [list(one) for one in self.strengths],
        }

    @classmethod
    def from_dict(cls, written: Mapping[str, Any]) -> Self:
        """Read what :meth:`to_dict` wrote.

        Raises
        ------
        KeyError, TypeError, ValueError
            It was not written by this version's :meth:`to_dict`: replay the log.
        """
        return cls(
            policy_version=written["policy_version"],
            pattern=MovementPattern(written["pattern"]),
            handedness=Handedness(written["handedness"]),
            prior_sd_log_pct=float(written["prior_sd_log_pct"]),
            mean=tuple(float(value) for value in written["mean"]),
            covariance=tuple(tuple(float(value) for value in row) for row in written["covariance"]),
            exercises=tuple(written["exercises"]),
            at=_instant(written["at"]),
            first_at=_instant(written["first_at"]),
            last_occasion_id=written["last_occasion_id"],
            exposures=tuple((float(total), int(n)) for total, n in written["exposures"]),
            last_day=written["last_day"],
            last_was_check=written["last_was_check"],
            trend_on=written["trend_on"],
            cusum_right=float(written["cusum_right"]),
            cusum_left=float(written["cusum_left"]),
            noise_sum=_pair(written["noise_sum"]),
            noise_weight=_pair(written["noise_weight"]),
            tally=Tally(**written["tally"]),
            before=Standing(**written["before"]),
            standing=Standing(**written["standing"]),
            strengths=tuple(ExerciseStrength(*one) for one in written["strengths"]),
        )


def initial_state(
    pattern: MovementPattern,
    handedness: Handedness,
    policy: DetectorPolicy,
    *,
    age_years: int | None = None,
) -> FilterState:
    """What is believed before anything was logged.

    Raises
    ------
    ValueError
        The pattern is not compared between sides.
    """
    prior = policy.prior(pattern, handedness)
    spread = policy.spread_log_pct(pattern, age_years)
    variances = (
        spread**2,
        policy.trend_sd_log_pct**2,
        policy.order_sd_log_pct**2,
    )
    weight = policy.noise_prior_weight
    return FilterState(
        policy_version=policy.version,
        pattern=pattern,
        handedness=handedness,
        prior_sd_log_pct=spread,
        mean=(prior.mean_log_pct, 0.0, policy.order_effect_log_pct(pattern)),
        covariance=tuple(
            tuple(variance if row == column else 0.0 for column in range(FIRST_EXERCISE))
            for row, variance in enumerate(variances)
        ),
        noise_sum=(weight, weight),
        noise_weight=(weight, weight),
    )


def ahead(difference_log_pct: float) -> Side | None:
    """Side that a right-positive difference puts ahead; None when exactly even."""
    if difference_log_pct == 0:
        return None
    return Side.RIGHT if difference_log_pct > 0 else Side.LEFT


def instant_of(seconds: float) -> datetime:
    """The aware instant of seconds since 1970."""
    return datetime.fromtimestamp(seconds, tz=UTC)


def _pair(written: list[float]) -> tuple[float, float]:
    first, second = written
    return float(first), float(second)


def _plain(record: Tally | Standing) -> dict[str, Any]:
    return {one.name: getattr(record, one.name) for one in fields(record)}


def _written(instant: datetime | None) -> str | None:
    return None if instant is None else instant.isoformat()


def _instant(written: str | None) -> datetime | None:
    return None if written is None else datetime.fromisoformat(written)
