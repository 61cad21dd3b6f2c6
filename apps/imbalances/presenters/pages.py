"""What the Balance page and a pattern's page show, put together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from msgspec import Struct

from apps.core.axes import mass_text
from apps.exercises.domain.vocabulary import MovementPattern
from apps.imbalances.domain.policy import DEFAULT_POLICY
from apps.imbalances.domain.verdicts import Finding
from apps.imbalances.presenters.dates import day_text
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
    Choice,
    Shown,
    range_choices,
    range_text,
)
from apps.imbalances.presenters.saying import NBSP
from apps.imbalances.presenters.strength_chart import StrengthChartView, strength_chart_view
from apps.imbalances.presenters.symmetry_chart import SymmetryChartView, symmetry_chart_view
from apps.imbalances.presenters.verdicts import (
    HeadlineView,
    VerdictChipView,
    headline_view,
    meaning,
    next_step_sentences,
    verdict_chip_view,
)
from apps.imbalances.presenters.words import pair_of, pattern_examples, pattern_label
from apps.imbalances.queries import Evidence, Overview, Span


class FiguresView(Struct, frozen=True, kw_only=True):
    """The four numbers under a chart, each with its own unit."""

    exercise_name: str
    left_e1rm: str
    right_e1rm: str
    symmetry: str
    range80: str


class PatternSummaryView(Struct, frozen=True, kw_only=True):
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


class BalanceView(Struct, frozen=True, kw_only=True):
    """The Balance page: the headline, the levels, and what else could be logged."""

    headline: HeadlineView
    summary: PatternSummaryView | None
    symmetry: SymmetryChartView | None
    facts: tuple[str, ...]
    levels: tuple[LevelRowView, ...]
    to_log: tuple[PatternToLogView, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing was logged on one side yet."""
        return not self.levels


class PatternPageView(Struct, frozen=True, kw_only=True):
    """A pattern's page; ``paper`` stands above it when it is printed."""

    summary: PatternSummaryView
    symmetry: SymmetryChartView
    facts: tuple[str, ...]
    strength: StrengthChartView | None
    evidence: tuple[EvidenceRowView, ...]
    older: str
    is_older: bool
    ranges: tuple[Choice, ...]
    query: str
    url: str
    slot: str
    paper: str

    @property
    def id_end(self) -> str:
        """What the chart's ids end in where another page shows it in a slot."""
        return f"-{self.slot}" if self.slot else ""


def balance_view(overview: Overview, *, unit: str, now: datetime) -> BalanceView:
    """The Balance page from findings in order of importance."""
    findings, evidence = overview.findings, overview.first
    if not findings or evidence is None:
        return BalanceView(
            headline=_empty_headline(),
            summary=None,
            symmetry=None,
            facts=(),
            levels=(),
            to_log=patterns_to_log(()),
        )
    return BalanceView(
        headline=headline_view(findings[0]),
        summary=_summary(findings[0], overview.names, unit),
        symmetry=symmetry_chart_view(
            key=_key(findings[0].pattern),
            evidence=evidence,
            until=now,
            shown=Shown(),
            names=overview.names,
        ),
        facts=_facts_of_time(DEFAULT_RANGE, evidence.spans),
        levels=level_row_views(findings, overview.names),
        to_log=patterns_to_log(findings),
    )


def pattern_page_view(
    pattern: MovementPattern,
    evidence: Evidence,
    *,
    shown: Shown,
    unit: str,
    now: datetime,
    pages: TurnedPages,
) -> PatternPageView:
    """A pattern's page from its evidence."""
    finding, names = evidence.finding, evidence.names
    return PatternPageView(
        summary=(_unknown_summary(pattern) if finding is None else _summary(finding, names, unit)),
        symmetry=symmetry_chart_view(
            key=_key(pattern, shown.slot),
            evidence=evidence,
            until=now,
            shown=shown,
            names=names,
            table_page=pages.trend,
        ),
        facts=_facts_of_time(shown.chart_range, evidence.spans),
        strength=strength_chart_view(
            evidence=evidence, until=now, unit=unit, shown=shown, table_page=pages.strength
        ),
        evidence=evidence_row_views(evidence.occasions, evidence.left_out, unit=unit),
        older="" if evidence.older is None else shown.query(before=evidence.older.isoformat()),
        is_older=pages.is_older,
        ranges=range_choices(shown),
        query=shown.query(),
        url=pattern_url(pattern),
        slot=shown.slot,
        paper=_paper(pattern, finding, evidence.spans, now),
    )


class TurnedPages(Struct, frozen=True, kw_only=True):
    """Pages of the tables that the reader turned to; None where they did not."""

    trend: int | None = None
    strength: int | None = None
    is_older: bool = False


def _key(pattern: MovementPattern, slot: str = "") -> str:
    return "-".join(part for part in (pattern.value.replace("_", "-"), slot) if part)


def _paper(
    pattern: MovementPattern, finding: Finding | None, spans: Sequence[Span], now: datetime
) -> str:
    """What it is, the time it shows, the day of printing, and the rules it was judged by."""
    period = (
        _("%(first)s to %(last)s")
        % {"first": day_text(spans[0].first_day), "last": day_text(spans[-1].last_day)}
        if spans
        else ""
    )
    version = DEFAULT_POLICY.version if finding is None else finding.policy_version
    parts = (
        _("Levelset"),
        pattern_label(pattern),
        period,
        _("printed %(day)s") % {"day": day_text(timezone.localdate(now))},
        _("version %(version)s of the rules") % {"version": version},
    )
    return " · ".join(part for part in parts if part)


def _summary(finding: Finding, names: Mapping[str, str], unit: str) -> PatternSummaryView:
    return PatternSummaryView(
        name=pattern_label(finding.pattern),
        url=pattern_url(finding.pattern),
        headline=headline_view(finding),
        chip=verdict_chip_view(finding),
        level=level_view(finding),
        figures=_figures(finding, names, unit),
        facts=_facts(finding),
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


def _facts(finding: Finding) -> tuple[str, ...]:
    if finding.n_occasions == 0:
        return ()
    facts = [_workouts(finding.n_occasions)]
    if finding.strengths:
        count = len(finding.strengths)
        words = ngettext("%(count)s exercise", "%(count)s exercises", count)
        facts.append(words % {"count": count})
    return tuple(facts)


def _facts_of_time(chart_range: ChartRange, spans: Sequence[Span]) -> tuple[str, ...]:
    """What lies in the time shown."""
    facts = [range_text(chart_range), _workouts(sum(span.n_workouts for span in spans))]
    checks = sum(span.n_checks for span in spans)
    if checks:
        facts.append(ngettext("%(count)s check", "%(count)s checks", checks) % {"count": checks})
    return tuple(facts)


def _workouts(count: int) -> str:
    return ngettext("%(count)s workout", "%(count)s workouts", count) % {"count": count}
