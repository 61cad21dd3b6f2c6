"""What is read of findings, as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import NamedTuple
from uuid import UUID

from msgspec import Struct, field

from apps.core.axes import Grain
from apps.exercises.domain.vocabulary import Side
from apps.imbalances.domain.assessment import PatternAssessment
from apps.imbalances.domain.sets import ExclusionReason
from apps.imbalances.domain.verdicts import Finding
from apps.imbalances.queries.marks import Mark


class Occasion(Struct, frozen=True, kw_only=True):
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


class LeftOut(Struct, frozen=True, kw_only=True):
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


class Span(NamedTuple):
    """One workout, or those of one week: what they said, and the estimate after the last.

    ``mean_log_pct`` and ``sd_log_pct`` are the estimate as it is seen now, right-positive log-%.
    ``information`` is the sum of 1 / variance and ``weighted`` that of difference / variance over
    all that was compared, so that spans can be joined. ``n_right`` and ``n_left`` count the
    workouts in which that side was ahead. ``is_bound`` tells that nothing was measured, only that
    a side was ahead by at least so much. ``at_s`` is the last moment in POSIX seconds. ``exercise_id``
    is known where one exercise alone was compared. A tuple, because ten years are five hundred.
    """

    first_day: date
    last_day: date
    at_s: float
    mean_log_pct: float
    sd_log_pct: float
    information: float
    weighted: float
    n_workouts: int
    n_right: int
    n_left: int
    n_checks: int
    n_exercises: int
    exercise_id: UUID | None
    is_bound: bool = False
    is_running: bool = False

    @property
    def at(self) -> datetime:
        """The last moment."""
        return datetime.fromtimestamp(self.at_s, UTC)

    @property
    def difference_log_pct(self) -> float:
        """What was measured, each comparison counted by how much it says."""
        return self.weighted / self.information


class StrengthSpan(NamedTuple):
    """Both sides' one-repetition maximum in one exercise: of a workout, or the mean of several."""

    exercise_id: UUID
    first_day: date
    last_day: date
    at_s: float
    left_e1rm_kg: float
    right_e1rm_kg: float
    n_workouts: int

    @property
    def at(self) -> datetime:
        """The last moment."""
        return datetime.fromtimestamp(self.at_s, UTC)


class Evidence(Struct, frozen=True, kw_only=True):
    """Everything a pattern's page shows of one stretch of time, oldest first.

    ``occasions`` and ``left_out`` are those of one page of workouts; ``older`` is the moment
    before which the next page begins, or None on the last. ``names`` are those of all exercises
    that the finding or the strength speaks of, by key as text.
    """

    finding: Finding | None
    spans: tuple[Span, ...] = ()
    grain: Grain = Grain.WORKOUT
    strength: tuple[StrengthSpan, ...] = ()
    strength_grain: Grain = Grain.WORKOUT
    occasions: tuple[Occasion, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    older: datetime | None = None
    marks: tuple[Mark, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)


class Overview(Struct, frozen=True, kw_only=True):
    """Every verdict, the most important first, the evidence of that one, and exercises' names."""

    findings: tuple[Finding, ...]
    first: Evidence | None
    names: Mapping[str, str]


class Step(Struct, frozen=True, kw_only=True):
    """A pattern with the running workout's sets added, not saved.

    ``replaces`` tells that it was replayed from the first set, so that stored points are
    not to be shown beside it. ``running`` are the workouts that go on, as occasions are named.
    """

    assessment: PatternAssessment
    names: Mapping[str, str]
    replaces: bool
    running: frozenset[str]
