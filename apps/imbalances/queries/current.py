"""What a page shows now: stored rows, and one unsaved step for a workout still running."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from apps.core.axes import Grain
from apps.exercises.domain.vocabulary import MovementPattern
from apps.exercises.queries import names_of_exercises
from apps.imbalances.domain.verdicts import Finding
from apps.imbalances.queries.marks import marks_for
from apps.imbalances.queries.spans import (
    joined_spans,
    joined_strength,
    spans_for,
    spans_of,
    strength_for,
    strength_of,
)
from apps.imbalances.queries.steps import rows_of, steps_for
from apps.imbalances.queries.stored import (
    StoredFinding,
    finding_of,
    in_order_of_importance,
    latest_rows_for,
    row_for,
    rows_for,
)
from apps.imbalances.queries.values import (
    Evidence,
    LeftOut,
    Occasion,
    Overview,
    Span,
    Step,
    StrengthSpan,
)
from apps.imbalances.queries.weeks import Weeks, weeks_for

if TYPE_CHECKING:
    from apps.profiles.models import Athlete

OVERVIEW_SPAN = timedelta(weeks=12)
"""What the Balance page draws, so that years of log do not slow it."""

MOST_WORKOUTS = 64
"""Workouts that a chart can show one by one; more are drawn by the week."""

_SURELY_FEW = timedelta(weeks=13)


def current_findings_for(athlete: Athlete, *, as_of: datetime) -> tuple[Finding, ...]:
    """The verdicts with what the running workout adds to them so far; nothing is saved."""
    rows = rows_for(athlete)
    return _with_steps(rows, steps_for(athlete, rows, as_of=as_of))


def current_finding_for(
    athlete: Athlete, pattern: MovementPattern, *, as_of: datetime
) -> Finding | None:
    """The verdict on one pattern with what the running workout adds to it; nothing is saved."""
    stored, step = _current(athlete, pattern, as_of=as_of)
    return stored if step is None else step.assessment.finding


def evidence_for(
    athlete: Athlete,
    pattern: MovementPattern,
    *,
    as_of: datetime,
    since: datetime | None = None,
    before: datetime | None = None,
) -> Evidence:
    """One pattern's page: stored rows with the running workout's step on top.

    ``since`` is the first moment shown (None: ever), ``before`` turns to older rows of evidence.
    """
    stored, step = _current(athlete, pattern, as_of=as_of)
    finding = stored if step is None else step.assessment.finding
    is_replaced = step is not None and step.replaces
    weeks = None
    if not (is_replaced or _is_short(finding, since=since, as_of=as_of)):
        weeks = weeks_for(athlete, pattern, since=since)
    occasions, left_out, older = _rows(athlete, pattern, step=step, since=since, before=before)
    strength = _strength(athlete, pattern, step=step, since=since, weeks=weeks)
    return Evidence(
        finding=finding,
        spans=_spans(athlete, pattern, step=step, since=since, weeks=weeks),
        grain=Grain.WORKOUT if weeks is None else Grain.WEEK,
        strength=strength,
        strength_grain=Grain.WORKOUT if weeks is None else weeks.grain,
        occasions=occasions,
        left_out=left_out,
        older=older,
        marks=marks_for(athlete, since=None if since is None else since.date()),
        names=_names(athlete, () if finding is None else (finding,), strength),
    )


def overview_for(athlete: Athlete, *, as_of: datetime) -> Overview:
    """The Balance page: current verdicts, and the last weeks of the most important one."""
    rows = rows_for(athlete)
    steps = steps_for(athlete, rows, as_of=as_of)
    findings = _with_steps(rows, steps)
    if not findings:
        return Overview(findings=(), first=None, names={})
    pattern, since = findings[0].pattern, as_of - OVERVIEW_SPAN
    first = Evidence(
        finding=findings[0],
        spans=_spans(athlete, pattern, step=steps.get(pattern), since=since, weeks=None),
        marks=marks_for(athlete, since=since.date()),
    )
    names = names_in_findings_for(athlete, findings)
    return Overview(findings=findings, first=first, names=names)


def names_in_findings_for(athlete: Athlete, findings: Iterable[Finding]) -> dict[str, str]:
    """Names of the exercises that findings rest on, by key as text."""
    return _names(athlete, findings, ())


def _names(
    athlete: Athlete, findings: Iterable[Finding], strength: Iterable[StrengthSpan]
) -> dict[str, str]:
    told = {one.exercise_id for finding in findings for one in finding.strengths}
    told |= {str(key) for key in {span.exercise_id for span in strength}}
    return names_of_exercises(athlete, told) if told else {}


def _current(
    athlete: Athlete, pattern: MovementPattern, *, as_of: datetime
) -> tuple[Finding | None, Step | None]:
    row = row_for(athlete, pattern)
    rows = {} if row is None else {pattern: row}
    step = steps_for(athlete, rows, as_of=as_of, only=pattern).get(pattern)
    # With a step on top, the stored verdict is not asked for.
    return None if row is None or step is not None else finding_of(row), step


def _with_steps(
    rows: Mapping[MovementPattern, StoredFinding], steps: Mapping[MovementPattern, Step]
) -> tuple[Finding, ...]:
    stored = {pattern: finding_of(row) for pattern, row in rows.items() if pattern not in steps}
    stepped = {pattern: step.assessment.finding for pattern, step in steps.items()}
    return in_order_of_importance(one for one in {**stored, **stepped}.values() if one is not None)


def _is_short(finding: Finding | None, *, since: datetime | None, as_of: datetime) -> bool:
    """Whether the time shown has few enough workouts to draw them one by one."""
    few = finding is not None and finding.n_occasions <= MOST_WORKOUTS
    return few or (since is not None and as_of - since <= _SURELY_FEW)


def _spans(
    athlete: Athlete,
    pattern: MovementPattern,
    *,
    step: Step | None,
    since: datetime | None,
    weeks: Weeks | None,
) -> tuple[Span, ...]:
    kept: tuple[Span, ...] = ()
    if weeks is not None:
        kept = weeks.spans
    elif step is None or not step.replaces:
        kept = spans_for(athlete, pattern, since=since)
    if step is None:
        return kept
    new = spans_of(step.assessment, running=step.running)
    shown = (one for one in new if since is None or one.at >= since)
    return joined_spans((*kept, *shown), Grain.WORKOUT if weeks is None else Grain.WEEK)


def _strength(
    athlete: Athlete,
    pattern: MovementPattern,
    *,
    step: Step | None,
    since: datetime | None,
    weeks: Weeks | None,
) -> tuple[StrengthSpan, ...]:
    kept: tuple[StrengthSpan, ...] = ()
    if weeks is not None:
        kept = weeks.strength
    elif step is None or not step.replaces:
        kept = strength_for(athlete, pattern, since=since)
    if step is not None:
        new = strength_of(step.assessment)
        kept = joined_strength(
            (*kept, *(one for one in new if since is None or one.at >= since)),
            Grain.WORKOUT if weeks is None else weeks.grain,
        )
    return kept


def _rows(
    athlete: Athlete,
    pattern: MovementPattern,
    *,
    step: Step | None,
    since: datetime | None,
    before: datetime | None,
) -> tuple[tuple[Occasion, ...], tuple[LeftOut, ...], datetime | None]:
    if step is not None and step.replaces:
        return rows_of(step, since=since, before=before)
    occasions, left_out, older = latest_rows_for(athlete, pattern, since=since, before=before)
    if step is None or before is not None:
        return occasions, left_out, older
    compared, not_compared, _older = rows_of(step, since=since, before=None)
    return (*occasions, *compared), (*left_out, *not_compared), older
