"""What is read of findings, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from apps.exercises.domain.vocabulary import Side
from apps.imbalances.domain.assessment import PatternAssessment
from apps.imbalances.domain.sets import ExclusionReason
from apps.imbalances.domain.verdicts import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """What one exercise in one workout said of the difference, right-positive log-%.

    ``at_least_ahead`` is the side that went past the range of reps, and so is ahead by at
    least that much; None for a plain measurement.
    """

    at: datetime
    local_date: date
    workout_id: UUID
    exercise_id: UUID
    exercise_name: str
    difference_log_pct: float
    variance: float
    left_e1rm_kg: float
    right_e1rm_kg: float
    n_pairs: int
    is_check: bool
    first_side: Side | None
    rir_known: bool
    at_least_ahead: Side | None = None
    is_running: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """Sets that said nothing of the difference, and why."""

    at: datetime
    local_date: date
    workout_id: UUID
    exercise_id: UUID
    exercise_name: str
    reason: ExclusionReason
    side: Side | None
    n_sets: int
    is_running: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """The estimate after one workout as it is seen now, right-positive log-%."""

    at: datetime
    local_date: date
    mean_log_pct: float
    sd_log_pct: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Everything a pattern's page shows, oldest first."""

    finding: Finding | None
    trend: tuple[Trend, ...]
    occasions: tuple[Occasion, ...]
    left_out: tuple[LeftOut, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """Every verdict, the most important first, and the evidence of that one."""

    findings: tuple[Finding, ...]
    first: Evidence | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A pattern with the running workout's sets added, not saved.

    ``replaces`` tells that it was replayed from the first set, so that stored points are
    not to be shown beside it.
    """

    assessment: PatternAssessment
    replaces: bool
