"""Judging an athlete's patterns again, and keeping what was found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from apps.core.events import Event, News, announce
from apps.exercises.domain.catalogue import ExerciseSpec
from apps.exercises.domain.vocabulary import MovementPattern
from apps.imbalances.domain.alarm import FAST_WITHIN, Estimate, is_alarming
from apps.imbalances.domain.assessment import PatternAssessment, assess_columns
from apps.imbalances.domain.normalising import comparable_specs
from apps.imbalances.domain.sets import Exclusion
from apps.imbalances.domain.verdicts import Finding, Verdict
from apps.imbalances.models import Finding as FindingRow
from apps.imbalances.models import OccasionPoint, TrendPoint
from apps.imbalances.queries import in_order_of_importance, written_weeks
from apps.imbalances.queries.replay import initial_state_for, pattern_logs_for
from apps.lifts.queries import logged_exercise_specs_for
from apps.lifts.services import set_side_preference
from apps.profiles.queries import athlete_by_id

if TYPE_CHECKING:
    from apps.profiles.models import Athlete

CHOSEN_BY_FINDING = "finding"
_STARTS_WEAKER_SIDE = frozenset({Verdict.IMBALANCE, Verdict.LEANING})


@transaction.atomic
def refresh(
    *,
    athlete_id: UUID,
    exercise_ids: frozenset[UUID] = frozenset(),
    as_of: datetime | None = None,
) -> tuple[Finding, ...]:
    """Replay the patterns that ``exercise_ids`` touch from finished workouts, and keep the result.

    No exercise named means every pattern. Running it again changes nothing.
    """
    _one_at_a_time(athlete_id)
    athlete = athlete_by_id(athlete_id)
    if athlete is None:
        return ()
    specs = comparable_specs(logged_exercise_specs_for(athlete, and_also=exercise_ids))
    patterns = _patterns_touched(specs, exercise_ids)
    now = timezone.now() if as_of is None else as_of
    assessments = _assess(athlete, specs, patterns, as_of=now)
    known = _alarming_before(athlete, patterns, as_of=now)
    _forget(athlete, patterns)
    for assessment in assessments:
        _keep(athlete, assessment)
    if {one.finding.pattern for one in assessments if _is_alarming(one)} - known:
        announce(News(event=Event.LARGE_CHANGE_FOUND, athlete_id=athlete_id))
    announce(News(event=Event.FINDINGS_REFRESHED, athlete_id=athlete_id, exercise_ids=exercise_ids))
    return in_order_of_importance(one.finding for one in assessments)


def _one_at_a_time(athlete_id: UUID) -> None:
    """Wait for another refresh of the same athlete; the lock ends with the transaction.

    There may be no row yet to lock, so the athlete's own number is locked instead.
    """
    with connection.cursor() as cursor:
        # Replaying years of an imported log is a long thought between two statements.
        cursor.execute("SET LOCAL idle_in_transaction_session_timeout = '5min'")
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"imbalances {athlete_id}"]
        )


def _patterns_touched(
    specs: Mapping[UUID, ExerciseSpec], exercise_ids: frozenset[UUID]
) -> frozenset[MovementPattern]:
    if not exercise_ids:
        return frozenset(pattern for pattern in MovementPattern if pattern.has_verdict)
    return frozenset(specs[key].pattern for key in exercise_ids if key in specs)


def _assess(
    athlete: Athlete,
    specs: Mapping[UUID, ExerciseSpec],
    patterns: frozenset[MovementPattern],
    *,
    as_of: datetime,
) -> list[PatternAssessment]:
    """One assessment for each of ``patterns`` that has any set of one side."""
    return [
        assess_columns(
            log.columns,
            log.codes,
            state=initial_state_for(athlete, log.pattern, as_of=as_of),
            as_of=as_of,
        )
        for log in pattern_logs_for(athlete, specs, patterns=patterns)
    ]


def _is_alarming(assessment: PatternAssessment) -> bool:
    estimates = (
        Estimate(at=point.at, mean_log_pct=point.mean_log_pct, sd_log_pct=point.sd_log_pct)
        for point in assessment.trend
    )
    return is_alarming(p_over_20=assessment.finding.p_over_20, estimates=estimates)


def _alarming_before(
    athlete: Athlete, patterns: Iterable[MovementPattern], *, as_of: datetime
) -> set[MovementPattern]:
    """Patterns that were alarming as they stand: what is known already is not told once more."""
    words = [pattern.value for pattern in patterns]
    points = TrendPoint.objects.of(athlete).filter(
        pattern__in=words, at__gte=as_of - 2 * FAST_WITHIN
    )
    estimates: defaultdict[str, list[Estimate]] = defaultdict(list)
    for pattern, at, mean, sd in points.order_by("at").values_list(
        "pattern", "at", "mean_log_pct", "sd_log_pct"
    ):
        estimates[pattern].append(Estimate(at=at, mean_log_pct=mean, sd_log_pct=sd))
    rows = FindingRow.objects.of(athlete).filter(pattern__in=words)
    return {
        MovementPattern(pattern)
        for pattern, p_over_20 in rows.values_list("pattern", "p_over_20")
        if is_alarming(p_over_20=p_over_20, estimates=estimates[pattern])
    }


def _forget(athlete: Athlete, patterns: Iterable[MovementPattern]) -> None:
    words = [pattern.value for pattern in patterns]
    for model in (FindingRow, OccasionPoint, TrendPoint):
        model.objects.of(athlete).filter(pattern__in=words).delete()


def _keep(athlete: Athlete, assessment: PatternAssessment) -> None:
    finding = assessment.finding
    FindingRow.objects.create(
        athlete=athlete,
        checkpoint=assessment.state.to_dict(),
        weeks=written_weeks(assessment),
        **_columns_of(finding),
    )
    OccasionPoint.objects.bulk_create(_occasion_points(athlete, assessment))
    TrendPoint.objects.bulk_create(_trend_points(athlete, assessment))
    if finding.verdict in _STARTS_WEAKER_SIDE and finding.weaker_side is not None:
        set_side_preference(
            athlete=athlete,
            pattern=finding.pattern,
            first_side=finding.weaker_side,
            chosen_by=CHOSEN_BY_FINDING,
        )


def _columns_of(finding: Finding) -> dict[str, Any]:
    wait = finding.time_to_level
    return {
        "pattern": finding.pattern.value,
        "verdict": finding.verdict.value,
        "weaker_side": "" if finding.weaker_side is None else finding.weaker_side.value,
        "mean_log_pct": finding.mean_log_pct,
        "sd_log_pct": finding.sd_log_pct,
        "gap_pct": finding.gap_pct,
        "low80_pct": finding.low80_pct,
        "high80_pct": finding.high80_pct,
        "p_over_5": finding.p_over_5,
        "p_over_10": finding.p_over_10,
        "p_over_20": finding.p_over_20,
        "p_direction": finding.p_direction,
        "n_occasions": finding.n_occasions,
        "n_days": finding.n_days,
        "n_informative_pairs": finding.n_informative_pairs,
        "n_agreeing": finding.n_agreeing,
        "n_comparisons": finding.n_comparisons,
        "left_e1rm_kg": finding.left_e1rm_kg,
        "right_e1rm_kg": finding.right_e1rm_kg,
        "weeks_to_level_low": None if wait is None else wait.low80_weeks,
        "weeks_to_level_median": None if wait is None else wait.median_weeks,
        "weeks_to_level_high": None if wait is None else wait.high80_weeks,
        "what_would_change": [step.change.value for step in finding.what_would_change],
        "policy_version": finding.policy_version,
        "as_of": finding.as_of,
    }


def _occasion_points(athlete: Athlete, assessment: PatternAssessment) -> list[OccasionPoint]:
    pattern = assessment.finding.pattern.value
    compared = [
        OccasionPoint(
            athlete=athlete,
            pattern=pattern,
            exercise_id=UUID(one.exercise_id),
            workout_id=UUID(one.occasion_id),
            at=one.performed_at,
            local_date=one.local_date,
            difference_log_pct=one.difference_log_pct,
            variance=one.variance,
            left_e1rm_kg=one.left_e1rm_kg,
            right_e1rm_kg=one.right_e1rm_kg,
            n_pairs=one.n_pairs,
            n_sets=one.n_sets,
            is_check=one.is_check,
            first_side="" if one.first_side is None else one.first_side.value,
            rir_known=one.rir_on_both_sides,
            at_least_ahead="" if one.at_least_ahead is None else one.at_least_ahead.value,
        )
        for one in assessment.observations
    ]
    left_out: dict[tuple[object, ...], list[Exclusion]] = defaultdict(list)
    for one in assessment.exclusions:
        left_out[one.occasion_id, one.exercise_id, one.reason, one.side].append(one)
    return compared + [
        OccasionPoint(
            athlete=athlete,
            pattern=pattern,
            exercise_id=UUID(group[0].exercise_id),
            workout_id=UUID(group[0].occasion_id),
            at=group[0].performed_at,
            local_date=group[0].local_date,
            n_sets=sum(one.n_sets for one in group),
            exclusion=group[0].reason.value,
            side="" if group[0].side is None else group[0].side.value,
        )
        for group in left_out.values()
    ]


def _trend_points(athlete: Athlete, assessment: PatternAssessment) -> list[TrendPoint]:
    return [
        TrendPoint(
            athlete=athlete,
            pattern=assessment.finding.pattern.value,
            workout_id=UUID(point.occasion_id),
            at=point.at,
            local_date=point.local_date,
            mean_log_pct=point.mean_log_pct,
            sd_log_pct=point.sd_log_pct,
            smoothed_mean_log_pct=point.smoothed_mean_log_pct,
            smoothed_sd_log_pct=point.smoothed_sd_log_pct,
        )
        for point in assessment.trend
    ]
