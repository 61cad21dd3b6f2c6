"""Judging an athlete's patterns again, and keeping what was found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from apps.core.events import Event, News, announce
from apps.exercises.domain.catalogue import ExerciseSpec
from apps.exercises.domain.vocabulary import MovementPattern
from apps.imbalances.domain.alarm import FAST_WITHIN, Estimate, is_alarming
from apps.imbalances.domain.assessment import PatternAssessment, assess_columns
from apps.imbalances.domain.normalising import comparable_specs
from apps.imbalances.domain.verdicts import Finding
from apps.imbalances.models import Finding as FindingRow
from apps.imbalances.models import TrendPoint
from apps.imbalances.queries import in_order_of_importance
from apps.imbalances.queries.replay import initial_state_for, pattern_logs_for
from apps.lifts.queries import logged_exercise_specs_for
from apps.profiles.queries import athlete_by_id

from .keeping import forget, keep

if TYPE_CHECKING:
    from apps.profiles.models import Athlete


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
    known = _alarming_before(athlete, patterns, as_of=now)
    forget(athlete, patterns)
    kept = [_kept(athlete, one) for one in _assess(athlete, specs, patterns, as_of=now)]
    if {finding.pattern for finding, is_alarming_now in kept if is_alarming_now} - known:
        announce(News(event=Event.LARGE_CHANGE_FOUND, athlete_id=athlete_id))
    announce(News(event=Event.FINDINGS_REFRESHED, athlete_id=athlete_id, exercise_ids=exercise_ids))
    return in_order_of_importance(finding for finding, _is_alarming_now in kept)


def _kept(athlete: Athlete, assessment: PatternAssessment) -> tuple[Finding, bool]:
    """What was found and whether it alarms, stored: of decades only this much of a pattern stays in memory."""
    keep(athlete, assessment)
    return assessment.finding, _is_alarming(assessment)


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
) -> Iterator[PatternAssessment]:
    """One assessment for each of ``patterns`` that has any set of one side, one at a time."""
    return (
        assess_columns(
            log.columns,
            log.codes,
            state=initial_state_for(athlete, log.pattern, as_of=as_of),
            as_of=as_of,
        )
        for log in pattern_logs_for(athlete, specs, patterns=patterns)
    )


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
