"""Stored verdicts and points."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from apps.exercises.domain.vocabulary import MovementPattern, Side
from apps.imbalances.domain.policy import DEFAULT_POLICY
from apps.imbalances.domain.sets import ExclusionReason
from apps.imbalances.domain.state import FilterState
from apps.imbalances.domain.verdicts import Finding, Verdict, judge
from apps.imbalances.models import Finding as FindingRow
from apps.imbalances.models import OccasionPoint, TrendPoint
from apps.imbalances.queries.values import LeftOut, Occasion, Trend

if TYPE_CHECKING:
    from apps.profiles.models import Athlete

_IMPORTANCE = (
    Verdict.IMBALANCE,
    Verdict.LEANING,
    Verdict.NOT_SURE,
    Verdict.CLOSED,
    Verdict.LEVEL,
    Verdict.ONE_SIDE_MISSING,
    Verdict.NOT_ENOUGH_DATA,
)


def findings_for(athlete: Athlete) -> tuple[Finding, ...]:
    """The stored verdicts, the most important first, in one query."""
    rows = FindingRow.objects.of(athlete)
    return in_order_of_importance(finding for row in rows if (finding := finding_of(row)))


def finding_for(athlete: Athlete, pattern: MovementPattern) -> Finding | None:
    """The stored verdict on one pattern; None when nothing of it was ever logged."""
    row = FindingRow.objects.of(athlete).filter(pattern=pattern.value).first()
    return None if row is None else finding_of(row)


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


def in_order_of_importance(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Imbalances first, the widest gap first among equals, silence last."""
    return tuple(
        sorted(
            findings,
            key=lambda f: (_IMPORTANCE.index(f.verdict), -f.gap_pct, f.pattern.value),
        )
    )


def state_of(row: FindingRow) -> FilterState | None:
    """Where the filter stood; None when it stood under other numbers, or cannot be read."""
    if row.policy_version != DEFAULT_POLICY.version:
        return None
    try:
        return FilterState.from_dict(row.checkpoint)
    except (KeyError, TypeError, ValueError):
        # Written by another release: the log is there to be replayed.
        return None


def finding_of(row: FindingRow) -> Finding | None:
    """The verdict as it was given; None under other numbers, until the log is replayed."""
    state = state_of(row)
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
        at_least_ahead=Side(row.at_least_ahead) if row.at_least_ahead else None,
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
