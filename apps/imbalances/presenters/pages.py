"""What the Balance page and a pattern's page show, put together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from apps.core.axes import mass_text
from apps.exercises.domain.catalogue import ExerciseSpec
from apps.exercises.domain.vocabulary import MovementPattern
from apps.imbalances.domain.verdicts import Finding
from apps.imbalances.presenters.evidence import EvidenceRowView, evidence_row_views
from apps.imbalances.presenters.levels import (
    LevelRowView,
    LevelView,
    PatternToLogView,
    exercise_names,
    level_row_views,
    level_view,
    pattern_url,
    patterns_to_log,
)
from apps.imbalances.presenters.ranges import (
    DEFAULT_RANGE,
    ChartRange,
    RangeChoice,
    range_choices,
    range_query,
)
from apps.imbalances.presenters.strength_chart import StrengthChartView, strength_chart_view
from apps.imbalances.presenters.symmetry_chart import (
    Marker,
    Projection,
    SymmetryChartView,
    symmetry_chart_view,
)
from apps.imbalances.presenters.verdicts import (
    HeadlineView,
    VerdictChipView,
    headline_view,
    meaning,
    next_step_sentences,
    verdict_chip_view,
)
from apps.imbalances.presenters.words import (
    NBSP,
    difference_words,
    pair_of,
    pattern_examples,
    pattern_label,
)
from apps.imbalances.queries import Evidence, Overview, Trend

FRESH_FOR = timedelta(days=10)
"""How long the last workout is still spoken of as now."""

ROWS_AT_ONCE = 8
"""Rows of evidence shown before the rest is folded away."""

MOST_ROWS = 60
"""Rows of evidence a page carries; older workouts are in the history."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FiguresView:
    """The four numbers under a chart, each with its own unit."""

    exercise_name: str
    left_e1rm: str
    right_e1rm: str
    symmetry: str
    range80: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PatternSummaryView:
    """A pattern in words and figures."""

    name: str
    url: str
    headline: HeadlineView
    chip: VerdictChipView
    level: LevelView
    figures: FiguresView | None
    facts: tuple[str, ...]
    meaning: str
    next_steps: tuple[str, ...]
    examples: str
    pair: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BalanceView:
    """The Balance page: the headline, the levels, and what else could be logged."""

    headline: HeadlineView
    summary: PatternSummaryView | None
    symmetry: SymmetryChartView | None
    levels: tuple[LevelRowView, ...]
    to_log: tuple[PatternToLogView, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing was logged on one side yet."""
        return not self.levels


@dataclass(frozen=True, slots=True, kw_only=True)
class PatternPageView:
    """A pattern's page."""

    summary: PatternSummaryView
    symmetry: SymmetryChartView
    strength: StrengthChartView | None
    evidence: tuple[EvidenceRowView, ...]
    earlier: tuple[EvidenceRowView, ...]
    not_listed: int
    ranges: tuple[RangeChoice, ...]
    query: str
    url: str
    slot: str

    @property
    def id_end(self) -> str:
        """What the chart's ids end in where another page shows it in a slot."""
        return f"-{self.slot}" if self.slot else ""


def balance_view(
    overview: Overview,
    *,
    specs: Sequence[ExerciseSpec],
    unit: str,
    now: datetime,
    began_on: date | None = None,
) -> BalanceView:
    """The Balance page from findings in order of importance; ``began_on`` marks a program's start."""
    findings, evidence = overview.findings, overview.first
    if not findings or evidence is None:
        return BalanceView(
            headline=_empty_headline(),
            summary=None,
            symmetry=None,
            levels=(),
            to_log=patterns_to_log(()),
        )
    return BalanceView(
        headline=headline_view(findings[0]),
        summary=_summary(findings[0], _names(specs), unit),
        symmetry=pattern_chart_view(
            findings[0].pattern,
            evidence,
            chart_range=DEFAULT_RANGE,
            now=now,
            began_on=began_on,
        ),
        levels=level_row_views(findings, specs),
        to_log=patterns_to_log(findings),
    )


def pattern_page_view(
    pattern: MovementPattern,
    evidence: Evidence,
    *,
    specs: Sequence[ExerciseSpec],
    chart_range: ChartRange,
    unit: str,
    now: datetime,
    began_on: date | None = None,
    slot: str = "",
) -> PatternPageView:
    """A pattern's page from its evidence; ``began_on`` marks where a program began.

    ``slot`` keeps apart the charts that another page shows.
    """
    finding = evidence.finding
    rows = evidence_row_views(
        evidence.occasions, evidence.left_out, unit=unit, since=chart_range.since(now)
    )
    return PatternPageView(
        summary=(
            _unknown_summary(pattern)
            if finding is None
            else _summary(finding, _names(specs), unit, evidence=evidence)
        ),
        symmetry=pattern_chart_view(
            pattern, evidence, chart_range=chart_range, now=now, began_on=began_on, slot=slot
        ),
        strength=strength_chart_view(
            occasions=evidence.occasions, chart_range=chart_range, until=now, unit=unit
        ),
        evidence=rows[:ROWS_AT_ONCE],
        earlier=rows[ROWS_AT_ONCE:MOST_ROWS],
        not_listed=max(len(rows) - MOST_ROWS, 0),
        ranges=range_choices(chart_range, began_on=began_on),
        query=range_query(chart_range, began_on=began_on) + (f"&slot={slot}" if slot else ""),
        url=pattern_url(pattern),
        slot=slot,
    )


def pattern_chart_view(
    pattern: MovementPattern,
    evidence: Evidence,
    *,
    chart_range: ChartRange,
    now: datetime,
    began_on: date | None = None,
    slot: str = "",
) -> SymmetryChartView:
    """The trend chart of a pattern; the line is drawn only where there is a verdict to draw."""
    finding = evidence.finding
    known = finding is not None and finding.verdict.has_estimate
    trend = evidence.trend if known else ()
    wait = finding.time_to_level if finding is not None else None
    since = chart_range.since(now)
    shown = [point for point in trend if since is None or point.at >= since]
    return symmetry_chart_view(
        key="-".join(part for part in (pattern.value.replace("_", "-"), slot) if part),
        trend=trend,
        occasions=evidence.occasions,
        chart_range=chart_range,
        until=now,
        takeaway=_takeaway(shown, known=known, now=now),
        centre_log_pct=finding.centre_log_pct if finding is not None else 0.0,
        markers=() if began_on is None else (_program_mark(began_on),),
        projection=None if wait is None else Projection(weeks=wait.median_weeks),
    )


def _program_mark(began_on: date) -> Marker:
    noon = datetime.combine(began_on, time(12), tzinfo=UTC)
    return Marker(at=noon, label=_("program began"))


def _names(specs: Iterable[ExerciseSpec]) -> dict[str, str]:
    return {str(spec.id): spec.name for spec in specs}


def _summary(
    finding: Finding, names: Mapping[str, str], unit: str, *, evidence: Evidence | None = None
) -> PatternSummaryView:
    return PatternSummaryView(
        name=pattern_label(finding.pattern),
        url=pattern_url(finding.pattern),
        headline=headline_view(finding),
        chip=verdict_chip_view(finding),
        level=level_view(finding),
        figures=_figures(finding, names, unit),
        facts=_facts(finding, evidence),
        meaning=meaning(finding) if finding.verdict.has_estimate else "",
        next_steps=next_step_sentences(finding),
        examples=pattern_examples(finding.pattern),
        pair=pair_of(finding.pattern),
    )


def _unknown_summary(pattern: MovementPattern) -> PatternSummaryView:
    return PatternSummaryView(
        name=pattern_label(pattern),
        url=pattern_url(pattern),
        headline=HeadlineView(
            title=_("%(pattern)s: nothing logged yet") % {"pattern": pattern_label(pattern)},
            lede=_("Three workouts with both sides, on two days or more, give a first verdict."),
        ),
        chip=verdict_chip_view(None),
        level=level_view(None),
        figures=None,
        facts=(),
        meaning="",
        next_steps=(
            _("Log left and right of an exercise such as %(examples)s.")
            % {"examples": pattern_examples(pattern)},
        ),
        examples=pattern_examples(pattern),
        pair=pair_of(pattern),
    )


def _empty_headline() -> HeadlineView:
    return HeadlineView(
        title=_("No verdict yet"),
        lede=_(
            "Log left and right of the same exercise in three workouts, on two days or more. "
            "Then Levelset says what can honestly be said."
        ),
    )


def _figures(finding: Finding, names: Mapping[str, str], unit: str) -> FiguresView | None:
    if not finding.verdict.has_estimate:
        return None
    if finding.left_e1rm_kg is None or finding.right_e1rm_kg is None:
        return None
    compared = exercise_names(finding, names)
    low, high = 100 - finding.high80_pct, 100 - finding.low80_pct
    return FiguresView(
        exercise_name=compared[0] if compared else "",
        left_e1rm=mass_text(finding.left_e1rm_kg, unit),
        right_e1rm=mass_text(finding.right_e1rm_kg, unit),
        symmetry=f"{100 - finding.gap_pct:.0f}{NBSP}%",
        range80=_("%(low)s to %(high)s") % {"low": f"{low:.0f}", "high": f"{high:.0f}{NBSP}%"},
    )


def _facts(finding: Finding, evidence: Evidence | None) -> tuple[str, ...]:
    workouts = ngettext("%(count)s workout", "%(count)s workouts", finding.n_occasions)
    exercises = ngettext("%(count)s exercise", "%(count)s exercises", len(finding.strengths))
    if finding.n_occasions == 0:
        return ()
    facts = [workouts % {"count": finding.n_occasions}]
    if finding.strengths:
        facts.append(exercises % {"count": len(finding.strengths)})
    checks = 0 if evidence is None else sum(one.is_check for one in evidence.occasions)
    if checks:
        facts.append(ngettext("%(count)s check", "%(count)s checks", checks) % {"count": checks})
    return tuple(facts)


def _takeaway(shown: Sequence[Trend], *, known: bool, now: datetime) -> str:
    if not known:
        return _("Each dot is one workout. The line appears with the first verdict.")
    if not shown:
        return _("No workout in this time. Look further back.")
    last = shown[-1]
    is_fresh = now - last.at <= FRESH_FOR
    ends = [_said(last, _("Now") if is_fresh else _day(last, now))]
    if len(shown) > 1:
        ends.insert(0, _said(shown[0], _day(shown[0], now)))
    return " ".join(ends)


def _said(point: Trend, when: str) -> str:
    return _("%(when)s: %(difference)s.") % {
        "when": when,
        "difference": difference_words(point.mean_log_pct),
    }


def _day(point: Trend, now: datetime) -> str:
    is_this_year = point.local_date.year == now.year
    return formats.date_format(point.local_date, "j F" if is_this_year else "j F Y")
