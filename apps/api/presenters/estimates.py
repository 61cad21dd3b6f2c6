"""Findings as JSON tells them: never a figure without its range, its probability and its words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from ninja import Schema

from apps.exercises.domain.vocabulary import MovementPattern, Side
from apps.imbalances.domain.verdicts import Confidence, Finding, Verdict
from apps.imbalances.presenters.verdicts import headline_view, meaning, next_step_sentences
from apps.imbalances.presenters.words import pattern_label


class FiguresOut(Schema):
    """A difference between the sides, percent of the stronger one, with its 80 % range."""

    gap_pct: float
    low80_pct: float
    high80_pct: float
    p_over_5: float
    p_over_10: float
    p_over_20: float
    p_direction: float


class EstimateOut(Schema):
    """What is said of one movement pattern, and what it rests on."""

    pattern: MovementPattern
    name: str
    verdict: Verdict
    weaker_side: Side | None
    missing_side: Side | None
    words: str
    explanation: str
    meaning: str
    next_steps: list[str]
    figures: FiguresOut | None
    confidence: Confidence
    workouts: int
    days: int
    as_of: dt.datetime
    policy_version: str


class EstimateList(Schema):
    """Every pattern of which something was logged, the most important first."""

    items: list[EstimateOut]


def estimates_data(findings: Iterable[Finding]) -> dict[str, Any]:
    """All of them."""
    return {"items": [estimate_data(finding) for finding in findings]}


def estimate_data(finding: Finding) -> dict[str, Any]:
    """One pattern; without enough data there are words and no figures."""
    headline = headline_view(finding)
    return {
        "pattern": finding.pattern,
        "name": pattern_label(finding.pattern),
        "verdict": finding.verdict,
        "weaker_side": finding.weaker_side,
        "missing_side": finding.missing_side,
        "words": headline.title,
        "explanation": headline.lede,
        "meaning": meaning(finding),
        "next_steps": list(next_step_sentences(finding)),
        "figures": _figures(finding) if finding.verdict.has_estimate else None,
        "confidence": finding.confidence,
        "workouts": finding.n_occasions,
        "days": finding.n_days,
        "as_of": finding.as_of,
        "policy_version": finding.policy_version,
    }


def _figures(finding: Finding) -> dict[str, float]:
    return {name: getattr(finding, name) for name in FiguresOut.model_fields}
