"""Stored verdicts and points."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from uuid import UUID

from django.db import connection

from apps.exercises.domain.vocabulary import MovementPattern, Side
from apps.imbalances.domain.policy import DEFAULT_POLICY
from apps.imbalances.domain.sets import ExclusionReason
from apps.imbalances.domain.state import FilterState
from apps.imbalances.domain.verdicts import Finding, Verdict, judge
from apps.imbalances.queries.values import LeftOut, Occasion

if TYPE_CHECKING:
    from apps.profiles.models import Athlete

WORKOUTS_SHOWN: Final = 8
ROWS_READ: Final = 48
"""Enough for the workouts of one page at six rows each; more rows make a page of fewer."""

UNTOLD: Final = ExclusionReason.WARM_UP
"""Left out as a matter of course: not worth a line."""

# Pages ask these at every look. Written out, they cost a third of what putting them together does.
_FINDINGS: Final = """
SELECT pattern, policy_version, as_of, checkpoint FROM imbalances_finding WHERE athlete_id = %s
"""
_FINDING: Final = f"{_FINDINGS} AND pattern = %s"
_ROW_COLUMNS: Final = (
    "at",
    "local_date",
    "workout_id",
    "exercise_id",
    "name",
    "difference_log_pct",
    "variance",
    "left_e1rm_kg",
    "right_e1rm_kg",
    "n_pairs",
    "n_sets",
    "is_check",
    "first_side",
    "rir_known",
    "at_least_ahead",
    "exclusion",
    "side",
)

_ROWS: Final = f"""
SELECT {", ".join(f"e.{c}" if c == "name" else f"o.{c}" for c in _ROW_COLUMNS)}
FROM imbalances_occasionpoint o JOIN exercises_exercise e ON e.id = o.exercise_id
WHERE o.athlete_id = %(athlete)s AND o.pattern = %(pattern)s AND o.at >= %(since)s
  AND o.at < %(before)s AND o.exclusion <> '{UNTOLD}'
ORDER BY o.at DESC, o.id DESC LIMIT %(most)s
"""  # noqa: S608 - no input

_IMPORTANCE = (
    Verdict.IMBALANCE,
    Verdict.LEANING,
    Verdict.NOT_SURE,
    Verdict.CLOSED,
    Verdict.LEVEL,
    Verdict.ONE_SIDE_MISSING,
    Verdict.NOT_ENOUGH_DATA,
)


class StoredFinding(NamedTuple):
    """What of a finding's row decides: the rest of its columns is for whoever asks the database."""

    pattern: MovementPattern
    policy_version: str
    as_of: datetime
    checkpoint: Mapping[str, Any]


def rows_for(athlete: Athlete) -> dict[MovementPattern, StoredFinding]:
    """Every finding as it is stored, in one query."""
    return {row.pattern: row for row in _rows(_FINDINGS, [athlete.pk])}


def row_for(athlete: Athlete, pattern: MovementPattern) -> StoredFinding | None:
    """The finding on one pattern as it is stored; None when nothing of it was ever logged."""
    return next(iter(_rows(_FINDING, [athlete.pk, pattern.value])), None)


def findings_for(athlete: Athlete) -> tuple[Finding, ...]:
    """The stored verdicts, the most important first, in one query."""
    rows = rows_for(athlete).values()
    return in_order_of_importance(finding for row in rows if (finding := finding_of(row)))


def finding_for(athlete: Athlete, pattern: MovementPattern) -> Finding | None:
    """The stored verdict on one pattern; None when nothing of it was ever logged."""
    row = row_for(athlete, pattern)
    return None if row is None else finding_of(row)


def latest_rows_for(
    athlete: Athlete,
    pattern: MovementPattern,
    *,
    since: datetime | None = None,
    before: datetime | None = None,
) -> tuple[tuple[Occasion, ...], tuple[LeftOut, ...], datetime | None]:
    """What the latest workouts said and what was left out of them, oldest first, in one query.

    Last comes the moment before which the next page of workouts lies, None on the last page.
    """
    asked = {
        "athlete": athlete.pk,
        "pattern": pattern.value,
        "since": since or "-infinity",
        "before": before or "infinity",
        "most": ROWS_READ,
    }
    with connection.cursor() as cursor:
        cursor.execute(_ROWS, asked)
        found = [dict(zip(_ROW_COLUMNS, row, strict=True)) for row in cursor.fetchall()]
    by_workout: dict[UUID, list[dict[str, Any]]] = {}
    for row in found:
        by_workout.setdefault(row["workout_id"], []).append(row)
    workouts = list(by_workout.values())
    # What may have been cut at the end of the page is left for the next one.
    was_cut = len(found) == ROWS_READ
    shown = workouts[: min(WORKOUTS_SHOWN, len(workouts) - (was_cut and len(workouts) > 1))]
    told = [row for workout in reversed(shown) for row in reversed(workout)]
    return (
        tuple(_occasion_of(row) for row in told if not row["exclusion"]),
        tuple(_left_out_of(row) for row in told if row["exclusion"]),
        min(row["at"] for row in told) if was_cut or len(shown) < len(workouts) else None,
    )


def in_order_of_importance(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Imbalances first, the widest gap first among equals, silence last."""
    return tuple(
        sorted(
            findings,
            key=lambda f: (_IMPORTANCE.index(f.verdict), -f.gap_pct, f.pattern.value),
        )
    )


def _rows(statement: str, asked: Sequence[UUID | str]) -> list[StoredFinding]:
    with connection.cursor() as cursor:
        cursor.execute(statement, asked)
        return [
            StoredFinding(MovementPattern(pattern), version, as_of, json.loads(checkpoint))
            for pattern, version, as_of, checkpoint in cursor.fetchall()
        ]


def state_of(row: StoredFinding) -> FilterState | None:
    """Where the filter stood; None when it stood under other numbers, or cannot be read."""
    if row.policy_version != DEFAULT_POLICY.version:
        return None
    try:
        return FilterState.from_dict(row.checkpoint)
    except (KeyError, TypeError, ValueError):
        # Written by another release: the log is there to be replayed.
        return None


def finding_of(row: StoredFinding) -> Finding | None:
    """The verdict as it was given; None under other numbers, until the log is replayed."""
    state = state_of(row)
    return None if state is None else judge(state, as_of=row.as_of, policy=DEFAULT_POLICY)


def _occasion_of(row: Mapping[str, Any]) -> Occasion:
    return Occasion(
        at=row["at"],
        local_date=row["local_date"],
        workout_id=row["workout_id"],
        exercise_id=row["exercise_id"],
        exercise_name=row["name"],
        difference_log_pct=row["difference_log_pct"],
        variance=row["variance"],
        left_e1rm_kg=row["left_e1rm_kg"],
        right_e1rm_kg=row["right_e1rm_kg"],
        n_pairs=row["n_pairs"],
        is_check=row["is_check"],
        first_side=Side(row["first_side"]) if row["first_side"] else None,
        rir_known=row["rir_known"],
        at_least_ahead=Side(row["at_least_ahead"]) if row["at_least_ahead"] else None,
    )


def _left_out_of(row: Mapping[str, Any]) -> LeftOut:
    return LeftOut(
        at=row["at"],
        local_date=row["local_date"],
        workout_id=row["workout_id"],
        exercise_id=row["exercise_id"],
        exercise_name=row["name"],
        reason=ExclusionReason(row["exclusion"]),
        side=Side(row["side"]) if row["side"] else None,
        n_sets=row["n_sets"],
    )
