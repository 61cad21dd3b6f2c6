"""A pattern's workouts as its charts draw them: what each said, and the estimate after it.

Ten years are two thousand comparisons. Reading each as an object would cost more than everything
else that a page does, so the statements are written out and rows become tuples.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.db import connection

from apps.core.axes import Grain
from apps.exercises.domain.vocabulary import MovementPattern
from apps.imbalances.queries.values import Span, StrengthSpan

if TYPE_CHECKING:
    from apps.imbalances.domain.assessment import PatternAssessment
    from apps.imbalances.domain.observations import OccasionObservation
    from apps.profiles.models import Athlete

_EVER: Final = "-infinity"

# In the order of the fields of a Span and of a StrengthSpan. One row a workout on both sides of the
# join: the detector keeps a point for each that it compared.
_SPANS: Final = """
SELECT t.local_date, t.local_date, extract(epoch FROM t.at)::float8,
       t.smoothed_mean_log_pct, t.smoothed_sd_log_pct, o.information, o.weighted, 1,
       (o.weighted > 0)::int, (o.weighted < 0)::int, o.is_check::int, o.n_exercises,
       o.exercise_id, o.is_bound
FROM imbalances_trendpoint t
JOIN (
  SELECT workout_id, sum(1 / variance) AS information, sum(difference_log_pct / variance) AS weighted,
         bool_or(is_check) AS is_check, bool_and(at_least_ahead <> '') AS is_bound,
         count(*) AS n_exercises, any_value(exercise_id) AS exercise_id
  FROM imbalances_occasionpoint
  WHERE athlete_id = %(athlete)s AND pattern = %(pattern)s AND exclusion = '' AND at >= %(since)s
  GROUP BY workout_id
) o USING (workout_id)
WHERE t.athlete_id = %(athlete)s AND t.pattern = %(pattern)s AND t.at >= %(since)s
ORDER BY t.at
"""
_STRENGTH: Final = """
SELECT exercise_id, local_date, local_date, extract(epoch FROM at)::float8,
       left_e1rm_kg, right_e1rm_kg, 1
FROM imbalances_occasionpoint
WHERE athlete_id = %(athlete)s AND pattern = %(pattern)s AND exclusion = '' AND at >= %(since)s
ORDER BY at
"""


def spans_for(
    athlete: Athlete, pattern: MovementPattern, *, since: datetime | None
) -> tuple[Span, ...]:
    """What each stored workout said, and the estimate after it, in one statement, oldest first."""
    with connection.cursor() as cursor:
        cursor.execute(_SPANS, _asked(athlete, pattern, since))
        return tuple(Span(*row) for row in cursor.fetchall())


def strength_for(
    athlete: Athlete, pattern: MovementPattern, *, since: datetime | None
) -> tuple[StrengthSpan, ...]:
    """Both sides' one-repetition maximum in every exercise, in one statement, oldest first."""
    with connection.cursor() as cursor:
        cursor.execute(_STRENGTH, _asked(athlete, pattern, since))
        return tuple(StrengthSpan(*row) for row in cursor.fetchall())


def spans_of(
    assessment: PatternAssessment, *, running: frozenset[str] = frozenset()
) -> tuple[Span, ...]:
    """The same of what has just been assessed; ``running`` are the workouts that go on."""
    estimates = {point.occasion_id: point for point in assessment.trend}
    compared = sorted(assessment.observations, key=lambda o: (o.performed_at, o.occasion_id))
    return tuple(
        _span(
            tuple(group),
            mean=estimates[key].smoothed_mean_log_pct,
            sd=estimates[key].smoothed_sd_log_pct,
            is_running=key in running,
        )
        for key, group in groupby(compared, key=lambda o: o.occasion_id)
    )


def strength_of(assessment: PatternAssessment) -> tuple[StrengthSpan, ...]:
    """The same of what has just been assessed."""
    return tuple(
        StrengthSpan(
            exercise_id=UUID(one.exercise_id),
            first_day=one.local_date,
            last_day=one.local_date,
            at_s=one.performed_at.timestamp(),
            left_e1rm_kg=one.left_e1rm_kg,
            right_e1rm_kg=one.right_e1rm_kg,
            n_workouts=1,
        )
        for one in assessment.observations
    )


def joined_spans(spans: Iterable[Span], grain: Grain) -> tuple[Span, ...]:
    """Spans, oldest first, with those of one week (or month) made one."""
    if grain is Grain.WORKOUT:
        return tuple(spans)
    groups = groupby(spans, key=lambda span: grain.key(span.last_day))
    return tuple(_join(tuple(group)) for _key, group in groups)


def joined_strength(spans: Iterable[StrengthSpan], grain: Grain) -> tuple[StrengthSpan, ...]:
    """The same for strength, each exercise by itself."""
    if grain is Grain.WORKOUT:
        return tuple(spans)
    groups: dict[tuple[UUID, tuple[int, ...]], list[StrengthSpan]] = {}
    for span in spans:
        groups.setdefault((span.exercise_id, grain.key(span.last_day)), []).append(span)
    return tuple(sorted((_mean(group) for group in groups.values()), key=lambda span: span.at_s))


def _asked(
    athlete: Athlete, pattern: MovementPattern, since: datetime | None
) -> dict[str, UUID | str | datetime]:
    return {"athlete": athlete.pk, "pattern": pattern.value, "since": since or _EVER}


def _span(
    group: Sequence[OccasionObservation], *, mean: float, sd: float, is_running: bool
) -> Span:
    weighted = sum(one.difference_log_pct / one.variance for one in group)
    return Span(
        first_day=group[0].local_date,
        last_day=group[0].local_date,
        at_s=group[0].performed_at.timestamp(),
        mean_log_pct=mean,
        sd_log_pct=sd,
        information=sum(1 / one.variance for one in group),
        weighted=weighted,
        n_workouts=1,
        n_right=int(weighted > 0),
        n_left=int(weighted < 0),
        n_checks=int(any(one.is_check for one in group)),
        n_exercises=len(group),
        exercise_id=UUID(group[0].exercise_id),
        is_bound=all(one.at_least_ahead is not None for one in group),
        is_running=is_running,
    )


def _join(group: Sequence[Span]) -> Span:
    if len(group) == 1:
        return group[0]
    return group[-1]._replace(
        first_day=group[0].first_day,
        information=sum(one.information for one in group),
        weighted=sum(one.weighted for one in group),
        n_workouts=sum(one.n_workouts for one in group),
        n_right=sum(one.n_right for one in group),
        n_left=sum(one.n_left for one in group),
        n_checks=sum(one.n_checks for one in group),
        n_exercises=sum(one.n_exercises for one in group),
        is_bound=all(one.is_bound for one in group),
        is_running=any(one.is_running for one in group),
    )


def _mean(group: Sequence[StrengthSpan]) -> StrengthSpan:
    n_workouts = sum(one.n_workouts for one in group)
    return group[-1]._replace(
        first_day=group[0].first_day,
        left_e1rm_kg=sum(one.left_e1rm_kg * one.n_workouts for one in group) / n_workouts,
        right_e1rm_kg=sum(one.right_e1rm_kg * one.n_workouts for one in group) / n_workouts,
        n_workouts=n_workouts,
    )
