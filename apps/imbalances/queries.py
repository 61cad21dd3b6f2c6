"""Reads of findings: stored rows, and one unsaved step for a workout that is still running."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from apps.exercises.domain.catalogue import ExerciseSpec
from apps.exercises.domain.vocabulary import MovementPattern, Side
from apps.exercises.queries import exercise_specs_for
from apps.imbalances.domain.assessment import PatternAssessment, assess_pattern
from apps.imbalances.domain.normalising import (
    BodyMassHistory,
    by_pattern,
    comparable_specs,
    logged_sets,
)
from apps.imbalances.domain.policy import DEFAULT_POLICY
from apps.imbalances.domain.sets import ExclusionReason, LoggedSet
from apps.imbalances.domain.state import FilterState
from apps.imbalances.domain.verdicts import Finding, Verdict, judge
from apps.imbalances.models import Finding as FindingRow
from apps.imbalances.models import OccasionPoint, TrendPoint
from apps.lifts.queries import lift_rows_for
from apps.profiles.domain.people import Handedness
from apps.profiles.queries import body_masses_for

if TYPE_CHECKING:
    from apps.profiles.models import Athlete

RUNNING_WITHIN = timedelta(days=7)
"""A workout left open for longer is not being trained in; finishing it counts it."""

_IMPORTANCE = (
    Verdict.IMBALANCE,
    Verdict.LEANING,
    Verdict.NOT_SURE,
    Verdict.CLOSED,
    Verdict.LEVEL,
    Verdict.ONE_SIDE_MISSING,
    Verdict.NOT_ENOUGH_DATA,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """What one exercise in one workout said of the difference, right-positive log-%."""

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


def findings_for(athlete: Athlete) -> tuple[Finding, ...]:
    """The stored verdicts, the most important first, in one query."""
    rows = FindingRow.objects.of(athlete)
    return in_order_of_importance(finding for row in rows if (finding := _finding_of(row)))


def finding_for(athlete: Athlete, pattern: MovementPattern) -> Finding | None:
    """The stored verdict on one pattern; None when nothing of it was ever logged."""
    row = FindingRow.objects.of(athlete).filter(pattern=pattern.value).first()
    return None if row is None else _finding_of(row)


def trend_for(
    athlete: Athlete, pattern: MovementPattern, *, since: datetime | None = None
) -> tuple[Trend, ...]:
    """The stored estimate after each workout, oldest first."""
    rows = TrendPoint.objects.of(athlete).about(pattern.value).since(since)
    return tuple(
        Trend(
            at=row.at,
            local_date=row.local_date,
            mean_log_pct=row.smoothed_mean_log_pct,
            sd_log_pct=row.smoothed_sd_log_pct,
        )
        for row in rows
    )


def occasions_for(
    athlete: Athlete, pattern: MovementPattern, *, since: datetime | None = None
) -> tuple[tuple[Occasion, ...], tuple[LeftOut, ...]]:
    """What each workout said, and what was left out of it, oldest first, in one query."""
    rows = OccasionPoint.objects.of(athlete).about(pattern.value).since(since)
    compared: list[Occasion] = []
    left_out: list[LeftOut] = []
    for row in rows.select_related("exercise"):
        if row.exclusion:
            left_out.append(_left_out_of(row))
        else:
            compared.append(_occasion_of(row))
    return tuple(compared), tuple(left_out)


def current_findings_for(athlete: Athlete, *, as_of: datetime) -> tuple[Finding, ...]:
    """The verdicts with what the running workout adds to them so far; nothing is saved."""
    rows = {MovementPattern(row.pattern): row for row in FindingRow.objects.of(athlete)}
    return _with_steps(rows, _steps_for(athlete, rows, as_of=as_of))


def evidence_for(
    athlete: Athlete,
    pattern: MovementPattern,
    *,
    as_of: datetime,
    specs: Sequence[ExerciseSpec],
) -> Evidence:
    """One pattern's page: stored rows with the running workout's step on top."""
    row = FindingRow.objects.of(athlete).filter(pattern=pattern.value).first()
    rows = {} if row is None else {pattern: row}
    step = _steps_for(athlete, rows, as_of=as_of, specs=specs, only=pattern).get(pattern)
    stored = None if row is None else _finding_of(row)
    return _evidence(athlete, pattern, finding=stored, step=step, specs=specs)


def overview_for(athlete: Athlete, *, as_of: datetime, specs: Sequence[ExerciseSpec]) -> Overview:
    """The Balance page: current verdicts, and everything about the most important one."""
    rows = {MovementPattern(row.pattern): row for row in FindingRow.objects.of(athlete)}
    steps = _steps_for(athlete, rows, as_of=as_of, specs=specs)
    findings = _with_steps(rows, steps)
    if not findings:
        return Overview(findings=(), first=None)
    pattern = findings[0].pattern
    first = _evidence(athlete, pattern, finding=findings[0], step=steps.get(pattern), specs=specs)
    return Overview(findings=findings, first=first)


def body_mass_history_for(athlete: Athlete) -> BodyMassHistory:
    """Body mass over time as the detector reads it."""
    return BodyMassHistory(body_masses_for(athlete))


def in_order_of_importance(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Imbalances first, the widest gap first among equals, silence last."""
    return tuple(
        sorted(
            findings,
            key=lambda f: (_IMPORTANCE.index(f.verdict), -f.gap_pct, f.pattern.value),
        )
    )


def _with_steps(
    rows: Mapping[MovementPattern, FindingRow], steps: Mapping[MovementPattern, Step]
) -> tuple[Finding, ...]:
    stored = {pattern: _finding_of(row) for pattern, row in rows.items()}
    stepped = {pattern: step.assessment.finding for pattern, step in steps.items()}
    return in_order_of_importance(one for one in {**stored, **stepped}.values() if one is not None)


def _evidence(
    athlete: Athlete,
    pattern: MovementPattern,
    *,
    finding: Finding | None,
    step: Step | None,
    specs: Iterable[ExerciseSpec],
) -> Evidence:
    occasions: tuple[Occasion, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    trend: tuple[Trend, ...] = ()
    if step is None or not step.replaces:
        occasions, left_out = occasions_for(athlete, pattern)
        trend = trend_for(athlete, pattern)
    if step is None:
        return Evidence(finding=finding, trend=trend, occasions=occasions, left_out=left_out)
    names = {str(spec.id): spec.name for spec in specs}
    added = step.assessment
    return Evidence(
        finding=added.finding,
        trend=(*trend, *_trend_of(added)),
        occasions=(*occasions, *_occasions_of(added, names)),
        left_out=(*left_out, *_left_out_of_step(added, names)),
    )


def _steps_for(
    athlete: Athlete,
    rows: Mapping[MovementPattern, FindingRow],
    *,
    as_of: datetime,
    specs: Iterable[ExerciseSpec] | None = None,
    only: MovementPattern | None = None,
) -> dict[MovementPattern, Step]:
    recent = lift_rows_for(athlete, since=(as_of - RUNNING_WITHIN).date())
    running = [row for row in recent if not row.workout_ended]
    if not running:
        return {}
    if specs is None:
        specs = exercise_specs_for(athlete, with_retired=True)
    comparable = comparable_specs(specs)
    masses = body_mass_history_for(athlete)
    sets = by_pattern(logged_sets(running, specs=comparable, body_mass=masses))
    steps = {}
    for pattern, added in sets.items():
        if only is not None and pattern is not only:
            continue
        state = _state_of(rows[pattern]) if pattern in rows else None
        handedness = Handedness(athlete.handedness)
        replaces = not _can_resume(state, handedness, added)
        ids = [key for key, spec in comparable.items() if spec.pattern is pattern]
        steps[pattern] = Step(
            replaces=replaces,
            assessment=assess_pattern(
                added
                if not replaces
                else logged_sets(
                    lift_rows_for(athlete, exercise_ids=ids), specs=comparable, body_mass=masses
                ),
                pattern=pattern,
                handedness=handedness,
                as_of=as_of,
                state=None if replaces else state,
            ),
        )
    return steps


def _can_resume(
    state: FilterState | None, handedness: Handedness, added: Sequence[LoggedSet]
) -> bool:
    """Whether the checkpoint is of today's rules and the new sets come after it."""
    if state is None or state.handedness is not handedness:
        return False
    return state.at is None or all(one.performed_at > state.at for one in added)


def _state_of(row: FindingRow) -> FilterState | None:
    """Where the filter stood; None when it stood under other numbers, or cannot be read."""
    if row.policy_version != DEFAULT_POLICY.version:
        return None
    try:
        return FilterState.from_dict(row.checkpoint)
    except (KeyError, TypeError, ValueError):
        # Written by another release: the log is there to be replayed.
        return None


def _finding_of(row: FindingRow) -> Finding | None:
    """The verdict as it was given; None under other numbers, until the log is replayed."""
    state = _state_of(row)
    return None if state is None else judge(state, as_of=row.as_of, policy=DEFAULT_POLICY)


def _occasion_of(row: OccasionPoint) -> Occasion:
    # The database holds that a compared occasion has all of these.
    assert row.difference_log_pct is not None  # noqa: S101
    assert row.variance is not None  # noqa: S101
    assert row.left_e1rm_kg is not None  # noqa: S101
    assert row.right_e1rm_kg is not None  # noqa: S101
    return Occasion(
        at=row.at,
        local_date=row.local_date,
        workout_id=row.workout_id,
        exercise_id=row.exercise_id,
        exercise_name=row.exercise.name,
        difference_log_pct=row.difference_log_pct,
        variance=row.variance,
        left_e1rm_kg=row.left_e1rm_kg,
        right_e1rm_kg=row.right_e1rm_kg,
        n_pairs=row.n_pairs,
        is_check=row.is_check,
        first_side=Side(row.first_side) if row.first_side else None,
        rir_known=row.rir_known,
    )


def _left_out_of(row: OccasionPoint) -> LeftOut:
    return LeftOut(
        at=row.at,
        local_date=row.local_date,
        workout_id=row.workout_id,
        exercise_id=row.exercise_id,
        exercise_name=row.exercise.name,
        reason=ExclusionReason(row.exclusion),
        side=Side(row.side) if row.side else None,
        n_sets=row.n_sets,
    )


def _trend_of(assessment: PatternAssessment) -> tuple[Trend, ...]:
    return tuple(
        Trend(
            at=point.at,
            local_date=point.local_date,
            mean_log_pct=point.smoothed_mean_log_pct,
            sd_log_pct=point.smoothed_sd_log_pct,
        )
        for point in assessment.trend
    )


def _occasions_of(assessment: PatternAssessment, names: Mapping[str, str]) -> tuple[Occasion, ...]:
    return tuple(
        Occasion(
            at=one.performed_at,
            local_date=one.local_date,
            workout_id=UUID(one.occasion_id),
            exercise_id=UUID(one.exercise_id),
            exercise_name=names[one.exercise_id],
            difference_log_pct=one.difference_log_pct,
            variance=one.variance,
            left_e1rm_kg=one.left_e1rm_kg,
            right_e1rm_kg=one.right_e1rm_kg,
            n_pairs=one.n_pairs,
            is_check=one.is_check,
            first_side=one.first_side,
            rir_known=one.rir_on_both_sides,
            is_running=True,
        )
        for one in assessment.observations
    )


def _left_out_of_step(
    assessment: PatternAssessment, names: Mapping[str, str]
) -> tuple[LeftOut, ...]:
    return tuple(
        LeftOut(
            at=one.performed_at,
            local_date=one.local_date,
            workout_id=UUID(one.occasion_id),
            exercise_id=UUID(one.exercise_id),
            exercise_name=names[one.exercise_id],
            reason=one.reason,
            side=one.side,
            n_sets=len(one.set_ids),
            is_running=True,
        )
        for one in assessment.exclusions
    )
