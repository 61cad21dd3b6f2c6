"""What the filter remembers between workouts, and how it is written down.

Plain tuples of floats, so that a state is a value: it can be compared, stored as JSON and
read back to the last bit.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Self

from apps.exercises.domain.vocabulary import MovementPattern, Side
from apps.profiles.domain.people import Handedness

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .policy import DetectorPolicy


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseStrength:
    """Each side's one-repetition maximum in one exercise, as last compared (kg)."""

    exercise_id: str
    at: datetime
    left_e1rm_kg: float
    right_e1rm_kg: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterState:
    """Belief in a pattern's difference after some workouts.

    Attributes
    ----------
    mean, covariance
        Of (pattern's difference in log-%, its weekly trend, then each exercise's own
        deviation in the order of ``exercises``), right-positive.
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
    mean: tuple[float, ...]
    covariance: tuple[tuple[float, ...], ...]
    exercises: tuple[str, ...] = ()
    at: datetime | None = None
    first_at: datetime | None = None
    last_occasion_id: str | None = None
    last_date: date | None = None
    last_was_check: bool = False
    trend_on: bool = False
    cusum_right: float = 0.0
    cusum_left: float = 0.0
    tally: Tally = field(default_factory=Tally)
    before: Standing = field(default_factory=Standing)
    standing: Standing = field(default_factory=Standing)
    strengths: tuple[ExerciseStrength, ...] = ()

    def is_current(self, policy: DetectorPolicy) -> bool:
        """Whether this state may be resumed under ``policy``; if not, replay the log."""
        return self.policy_version == policy.version

    def to_dict(self) -> dict[str, Any]:
        """Values that JSON can carry and :meth:`from_dict` reads back exactly."""
        return {
            "policy_version": self.policy_version,
            "pattern": self.pattern.value,
            "handedness": self.handedness.value,
            "mean": list(self.mean),
            "covariance": [list(row) for row in self.covariance],
            "exercises": list(self.exercises),
            "at": _written(self.at),
            "first_at": _written(self.first_at),
            "last_occasion_id": self.last_occasion_id,
            "last_date": None if self.last_date is None else self.last_date.isoformat(),
            "last_was_check": self.last_was_check,
            "trend_on": self.trend_on,
            "cusum_right": self.cusum_right,
            "cusum_left": self.cusum_left,
            "tally": _plain(self.tally),
            "before": _plain(self.before),
            "standing": _plain(self.standing),
            "strengths": [
                {
                    "exercise_id": one.exercise_id,
                    "at": one.at.isoformat(),
                    "left_e1rm_kg": one.left_e1rm_kg,
                    "right_e1rm_kg": one.right_e1rm_kg,
                }
                for one in self.strengths
            ],
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
            mean=tuple(float(value) for value in written["mean"]),
            covariance=tuple(tuple(float(value) for value in row) for row in written["covariance"]),
            exercises=tuple(written["exercises"]),
            at=_instant(written["at"]),
            first_at=_instant(written["first_at"]),
            last_occasion_id=written["last_occasion_id"],
            last_date=(
                None if written["last_date"] is None else date.fromisoformat(written["last_date"])
            ),
            last_was_check=written["last_was_check"],
            trend_on=written["trend_on"],
            cusum_right=float(written["cusum_right"]),
            cusum_left=float(written["cusum_left"]),
            tally=Tally(**written["tally"]),
            before=Standing(**written["before"]),
            standing=Standing(**written["standing"]),
            strengths=tuple(
                ExerciseStrength(
                    exercise_id=one["exercise_id"],
                    at=datetime.fromisoformat(one["at"]),
                    left_e1rm_kg=float(one["left_e1rm_kg"]),
                    right_e1rm_kg=float(one["right_e1rm_kg"]),
                )
                for one in written["strengths"]
            ),
        )


def initial_state(
    pattern: MovementPattern, handedness: Handedness, policy: DetectorPolicy
) -> FilterState:
    """What is believed before anything was logged.

    Raises
    ------
    ValueError
        The pattern is not compared between sides.
    """
    prior = policy.prior(pattern, handedness)
    return FilterState(
        policy_version=policy.version,
        pattern=pattern,
        handedness=handedness,
        mean=(prior.mean_log_pct, 0.0),
        covariance=((prior.sd_log_pct**2, 0.0), (0.0, 0.0)),
    )


def ahead(difference_log_pct: float) -> Side | None:
    """Side that a right-positive difference puts ahead; None when exactly even."""
    if difference_log_pct == 0:
        return None
    return Side.RIGHT if difference_log_pct > 0 else Side.LEFT


def _plain(record: Tally | Standing) -> dict[str, Any]:
    return {one.name: getattr(record, one.name) for one in fields(record)}


def _written(instant: datetime | None) -> str | None:
    return None if instant is None else instant.isoformat()


def _instant(written: str | None) -> datetime | None:
    return None if written is None else datetime.fromisoformat(written)
