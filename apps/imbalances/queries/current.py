"""What a page shows now: stored rows, and one unsaved step for a workout still running."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from apps.exercises.domain.catalogue import ExerciseSpec
from apps.exercises.domain.vocabulary import MovementPattern
from apps.exercises.queries import exercise_specs_for
from apps.imbalances.domain.assessment import PatternAssessment, assess_pattern
from apps.imbalances.domain.normalising import (
    BodyMassHistory,
    by_pattern,
    comparable_specs,
    logged_sets,
)
from apps.imbalances.domain.sets import LoggedSet
from apps.imbalances.domain.state import FilterState
from apps.imbalances.domain.verdicts import Finding
from apps.imbalances.models import Finding as FindingRow
from apps.imbalances.queries.stored import (
    finding_of,
    in_order_of_importance,
    occasions_for,
    state_of,
    trend_for,
)
from apps.imbalances.queries.values import Evidence, LeftOut, Occasion, Overview, Step, Trend
from apps.lifts.queries import lift_rows_for
from apps.profiles.domain.people import Handedness
from apps.profiles.queries import body_masses_for

if TYPE_CHECKING:
    from apps.profiles.models import Athlete

RUNNING_WITHIN = timedelta(days=7)
"""A workout left open for longer is not being trained in; finishing it counts it."""

OVERVIEW_SPAN = timedelta(weeks=13)
"""What the Balance page draws, and a little more, so that years of log do not slow it."""


def current_findings_for(athlete: Athlete, *, as_of: datetime) -> tuple[Finding, ...]:
    """The verdicts with what the running workout adds to them so far; nothing is saved."""
    rows = {MovementPattern(row.pattern): row for row in FindingRow.objects.of(athlete)}
    return _with_steps(rows, _steps_for(athlete, rows, as_of=as_of))


def current_finding_for(
    athlete: Athlete, pattern: MovementPattern, *, as_of: datetime
) -> Finding | None:
    """The verdict on one pattern with what the running workout adds to it; nothing is saved."""
    row = FindingRow.objects.of(athlete).filter(pattern=pattern.value).first()
    rows = {} if row is None else {pattern: row}
    step = _steps_for(athlete, rows, as_of=as_of, only=pattern).get(pattern)
    if step is not None:
        return step.assessment.finding
    return None if row is None else finding_of(row)


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
    stored = None if row is None else finding_of(row)
    return _evidence(athlete, pattern, finding=stored, step=step, specs=specs)


def overview_for(athlete: Athlete, *, as_of: datetime, specs: Sequence[ExerciseSpec]) -> Overview:
    """The Balance page: current verdicts, and the last months of the most important one."""
    rows = {MovementPattern(row.pattern): row for row in FindingRow.objects.of(athlete)}
    steps = _steps_for(athlete, rows, as_of=as_of, specs=specs)
    findings = _with_steps(rows, steps)
    if not findings:
        return Overview(findings=(), first=None)
    pattern = findings[0].pattern
    first = _evidence(
        athlete,
        pattern,
        finding=findings[0],
        step=steps.get(pattern),
        specs=specs,
        since=as_of - OVERVIEW_SPAN,
    )
    return Overview(findings=findings, first=first)


def body_mass_history_for(athlete: Athlete) -> BodyMassHistory:
    """Body mass over time as the detector reads it."""
    return BodyMassHistory(body_masses_for(athlete))


def _with_steps(
    rows: Mapping[MovementPattern, FindingRow], steps: Mapping[MovementPattern, Step]
) -> tuple[Finding, ...]:
    stored = {pattern: finding_of(row) for pattern, row in rows.items()}
    stepped = {pattern: step.assessment.finding for pattern, step in steps.items()}
    return in_order_of_importance(one for one in {**stored, **stepped}.values() if one is not None)


def _evidence(
    athlete: Athlete,
    pattern: MovementPattern,
    *,
    finding: Finding | None,
    step: Step | None,
    specs: Iterable[ExerciseSpec],
    since: datetime | None = None,
) -> Evidence:
    occasions: tuple[Occasion, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    trend: tuple[Trend, ...] = ()
    if step is None or not step.replaces:
        occasions, left_out = occasions_for(athlete, pattern, since=since)
        trend = trend_for(athlete, pattern, since=since)
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
        state = state_of(rows[pattern]) if pattern in rows else None
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
            at_least_ahead=one.at_least_ahead,
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
