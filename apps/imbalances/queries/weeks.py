"""A pattern's history by weeks, as it is kept beside its finding: one text for all of it.

Charts of a year or more draw weeks. Summing them up at every look costs as much as the rest of the
page; whoever judges a pattern has everything at hand and writes them down.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from uuid import UUID

import msgspec
from django.db import connection

from apps.core.axes import Grain
from apps.exercises.domain.vocabulary import MovementPattern
from apps.imbalances.queries.spans import (
    joined_spans,
    joined_strength,
    spans_of,
    strength_of,
)
from apps.imbalances.queries.values import Span, StrengthSpan

if TYPE_CHECKING:
    from apps.imbalances.domain.assessment import PatternAssessment
    from apps.profiles.models import Athlete

STRENGTH_WEEKS: Final = timedelta(weeks=60)
"""Strength is kept by the week so far back, a year and some air, and by the month from the start."""

_WEEKS: Final = """
SELECT weeks FROM imbalances_finding WHERE athlete_id = %s AND pattern = %s
"""


class Weeks(NamedTuple):
    """What is kept: the trend by weeks, strength by weeks of late, and by months."""

    spans: tuple[Span, ...]
    strength: tuple[StrengthSpan, ...]
    grain: Grain


def written_weeks(assessment: PatternAssessment) -> str:
    """The weeks of a pattern that was judged from its first workout on."""
    strength = strength_of(assessment)
    late = strength[-1].at_s - STRENGTH_WEEKS.total_seconds() if strength else 0.0
    kept = {
        "spans": [_span_row(one) for one in joined_spans(spans_of(assessment), Grain.WEEK)],
        "weeks": _by_exercise([one for one in strength if one.at_s >= late], Grain.WEEK),
        "months": _by_exercise(strength, Grain.MONTH),
    }
    return msgspec.json.encode(kept).decode()


def weeks_for(
    athlete: Athlete, pattern: MovementPattern, *, since: datetime | None
) -> Weeks | None:
    """The weeks that end on the day of ``since`` or later, all without it; None if none are kept."""
    with connection.cursor() as cursor:
        cursor.execute(_WEEKS, [athlete.pk, pattern.value])
        row = cursor.fetchone()
    if row is None or not row[0]:
        return None
    kept = msgspec.json.decode(row[0])
    first = 0 if since is None else since.date().toordinal()
    grain = Grain.MONTH if since is None else Grain.WEEK
    of_strength = kept["months" if grain is Grain.MONTH else "weeks"]
    strength = [
        StrengthSpan(UUID(key), date.fromordinal(row[0]), date.fromordinal(row[1]), *row[2:])
        for key, rows in of_strength.items()
        for row in rows
        if row[1] >= first
    ]
    return Weeks(
        spans=tuple(
            Span._make(
                (
                    date.fromordinal(row[0]),
                    date.fromordinal(row[1]),
                    *row[2:12],
                    None,
                    bool(row[12]),
                    False,
                )
            )
            for row in kept["spans"]
            if row[1] >= first
        ),
        strength=tuple(sorted(strength, key=lambda one: one.at_s)),
        grain=grain,
    )


def _by_exercise(strength: Iterable[StrengthSpan], grain: Grain) -> dict[str, list[list[Any]]]:
    rows: dict[str, list[list[Any]]] = {}
    for one in joined_strength(strength, grain):
        rows.setdefault(str(one.exercise_id), []).append(_strength_row(one))
    return rows


# A hundredth of a percent is far below what is drawn or said; information is a small number.
def _span_row(one: Span) -> Sequence[float]:
    return (
        one.first_day.toordinal(),
        one.last_day.toordinal(),
        round(one.at_s),
        round(one.mean_log_pct, 3),
        round(one.sd_log_pct, 3),
        round(one.information, 7),
        round(one.weighted, 6),
        *one[7:12],
        int(one.is_bound),
    )


def _strength_row(one: StrengthSpan) -> list[Any]:
    return [
        one.first_day.toordinal(),
        one.last_day.toordinal(),
        round(one.at_s),
        round(one.left_e1rm_kg, 2),
        round(one.right_e1rm_kg, 2),
        one.n_workouts,
    ]
