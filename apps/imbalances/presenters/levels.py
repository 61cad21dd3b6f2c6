"""The levels: one vial a pattern, with its words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from django.urls import reverse
from django.utils.translation import gettext as _
from msgspec import Struct

from apps.exercises.domain.vocabulary import MovementPattern
from apps.exercises.presenters import exercise_name
from apps.imbalances.domain.normal import HALF_WIDTH_80
from apps.imbalances.domain.policy import DEFAULT_POLICY
from apps.imbalances.domain.verdicts import Finding
from apps.imbalances.presenters.verdicts import VerdictChipView, verdict_chip_view
from apps.imbalances.presenters.words import (
    difference_words,
    pattern_examples,
    pattern_label,
    range_words,
)

TICK = 0.4
"""Where the 10 % lines lie between the middle of the vial (0) and its end (1)."""

MOST_NAMES = 2


class LevelView(Struct, frozen=True, kw_only=True):
    """A spirit level; positions are shares of the vial's half width, the right side positive."""

    at: float
    half_width: float
    tick: float
    label: str
    known: bool


class LevelRowView(Struct, frozen=True, kw_only=True):
    """One pattern's line: name, exercises, vial and chip."""

    name: str
    detail: str
    level: LevelView
    chip: VerdictChipView
    url: str
    bubble_id: str


class PatternToLogView(Struct, frozen=True, kw_only=True):
    """A pattern of which nothing is known, and what would tell something about it."""

    name: str
    examples: str
    url: str


class ChipLinkView(Struct, frozen=True, kw_only=True):
    """A verdict's chip that leads to the pattern's page."""

    name: str
    chip: VerdictChipView
    url: str


def chip_link_view(pattern: MovementPattern, finding: Finding | None) -> ChipLinkView | None:
    """The chip of an exercise's pattern; None where sides are not compared."""
    if not pattern.has_verdict:
        return None
    return ChipLinkView(
        name=pattern_label(pattern), chip=verdict_chip_view(finding), url=pattern_url(pattern)
    )


def level_view(finding: Finding | None) -> LevelView:
    """The vial of a pattern: its bubble as wide as the 80 % range, unknown without an estimate."""
    if finding is None or not finding.verdict.has_estimate:
        return LevelView(at=0.0, half_width=1.0, tick=TICK, label=_("No estimate yet"), known=False)
    judged = finding.mean_log_pct - finding.centre_log_pct
    margin = HALF_WIDTH_80 * finding.sd_log_pct
    scale = TICK / DEFAULT_POLICY.imbalance_log_pct
    return LevelView(
        at=min(max(judged * scale, -1.0), 1.0),
        half_width=min(margin * scale, 1.0),
        tick=TICK,
        label=_("%(estimate)s; 80\u00a0%% range: %(range)s")
        % {
            "estimate": difference_words(judged),
            "range": range_words(judged - margin, judged + margin),
        },
        known=True,
    )


def level_row_views(
    findings: Iterable[Finding], names: Mapping[str, str]
) -> tuple[LevelRowView, ...]:
    """A line for each pattern that has anything logged, in the order given."""
    return tuple(_row(finding, names) for finding in findings)


def patterns_to_log(findings: Iterable[Finding]) -> tuple[PatternToLogView, ...]:
    """The patterns of which nothing was logged on one side, with what to log."""
    known = {finding.pattern for finding in findings}
    return tuple(
        PatternToLogView(
            name=pattern_label(pattern),
            examples=pattern_examples(pattern),
            url=pattern_url(pattern),
        )
        for pattern in MovementPattern
        if pattern.has_verdict and pattern not in known
    )


@cache
def pattern_url(pattern: MovementPattern) -> str:
    """Address of the pattern's page."""
    return reverse("imbalances:pattern_detail", args=[pattern])


def exercise_names(finding: Finding, names: Mapping[str, str]) -> tuple[str, ...]:
    """Exercises that the finding rests on, the last compared first."""
    return tuple(
        exercise_name(names[one.exercise_id])
        for one in reversed(finding.strengths)
        if one.exercise_id in names
    )


def _row(finding: Finding, names: Mapping[str, str]) -> LevelRowView:
    compared = exercise_names(finding, names)
    detail = " · ".join(compared[:MOST_NAMES])
    if len(compared) > MOST_NAMES:
        detail = _("%(names)s and more") % {"names": detail}
    return LevelRowView(
        name=pattern_label(finding.pattern),
        detail=detail,
        level=level_view(finding),
        chip=verdict_chip_view(finding),
        url=pattern_url(finding.pattern),
        bubble_id=f"bubble-{finding.pattern.value.replace('_', '-')}",
    )
