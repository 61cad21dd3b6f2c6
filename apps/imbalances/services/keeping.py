"""Writing down what was found: one row a pattern, and thousands of points behind it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.db import connection
from psycopg import sql

from apps.core.identifiers import new_uuid7
from apps.exercises.domain.vocabulary import MovementPattern
from apps.imbalances.domain.assessment import PatternAssessment
from apps.imbalances.domain.verdicts import Finding, Verdict
from apps.imbalances.models import Finding as FindingRow
from apps.imbalances.models import OccasionPoint, TrendPoint
from apps.imbalances.queries import written_weeks
from apps.lifts.services import set_side_preference

if TYPE_CHECKING:
    from django.db.models import Model

    from apps.profiles.models import Athlete

CHOSEN_BY_FINDING: Final = "finding"
_STARTS_WEAKER_SIDE: Final = frozenset({Verdict.IMBALANCE, Verdict.LEANING})

_OCCASION: Final = (
    "id", "athlete_id", "pattern", "exercise_id", "workout_id", "at", "local_date",
    "difference_log_pct", "variance", "left_e1rm_kg", "right_e1rm_kg", "n_pairs", "n_sets",
    "is_check", "first_side", "rir_known", "at_least_ahead", "exclusion", "side",
)  # fmt: skip
_TREND: Final = (
    "id", "athlete_id", "pattern", "workout_id", "at", "local_date", "mean_log_pct", "sd_log_pct",
    "smoothed_mean_log_pct", "smoothed_sd_log_pct",
)  # fmt: skip


def forget(athlete: Athlete, patterns: Iterable[MovementPattern]) -> None:
    """Delete what was found of some patterns."""
    words = [pattern.value for pattern in patterns]
    for model in (FindingRow, OccasionPoint, TrendPoint):
        model.objects.of(athlete).filter(pattern__in=words).delete()


def keep(athlete: Athlete, assessment: PatternAssessment) -> None:
    """Store a pattern's finding and its history; of what was found before nothing is left."""
    finding = assessment.finding
    FindingRow.objects.create(
        athlete=athlete,
        checkpoint=assessment.state.to_dict(),
        weeks=written_weeks(assessment),
        **_columns_of(finding),
    )
    _copy(OccasionPoint, _OCCASION, _occasion_points(athlete, assessment))
    _copy(TrendPoint, _TREND, _trend_points(athlete, assessment))
    if finding.verdict in _STARTS_WEAKER_SIDE and finding.weaker_side is not None:
        set_side_preference(
            athlete=athlete,
            pattern=finding.pattern,
            first_side=finding.weaker_side,
            chosen_by=CHOSEN_BY_FINDING,
        )


def _copy(model: type[Model], columns: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> None:
    """Write rows as a stream: ten years are twelve thousand, and objects take ten times as long."""
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(model._meta.db_table),  # noqa: SLF001 - Django's documented API
        sql.SQL(", ").join(map(sql.Identifier, columns)),
    )
    with connection.cursor() as cursor, cursor.copy(statement) as stream:
        for row in rows:
            stream.write_row(row)


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


def _occasion_points(athlete: Athlete, assessment: PatternAssessment) -> Iterable[tuple[Any, ...]]:
    pattern = assessment.finding.pattern.value
    for one in assessment.observations:
        yield (
            new_uuid7(),
            athlete.pk,
            pattern,
            UUID(one.exercise_id),
            UUID(one.occasion_id),
            one.performed_at,
            one.local_date,
            one.difference_log_pct,
            one.variance,
            one.left_e1rm_kg,
            one.right_e1rm_kg,
            one.n_pairs,
            one.n_sets,
            one.is_check,
            "" if one.first_side is None else one.first_side.value,
            one.rir_on_both_sides,
            "" if one.at_least_ahead is None else one.at_least_ahead.value,
            "",
            "",
        )
    for left in assessment.exclusions:
        yield (
            new_uuid7(),
            athlete.pk,
            pattern,
            UUID(left.exercise_id),
            UUID(left.occasion_id),
            left.performed_at,
            left.local_date,
            *(None,) * 4,
            0,
            left.n_sets,
            False,
            "",
            False,
            "",
            left.reason.value,
            "" if left.side is None else left.side.value,
        )


def _trend_points(athlete: Athlete, assessment: PatternAssessment) -> Iterable[tuple[Any, ...]]:
    pattern = assessment.finding.pattern.value
    for point in assessment.trend:
        yield (
            new_uuid7(),
            athlete.pk,
            pattern,
            UUID(point.occasion_id),
            point.at,
            point.local_date,
            point.mean_log_pct,
            point.sd_log_pct,
            point.smoothed_mean_log_pct,
            point.smoothed_sd_log_pct,
        )
