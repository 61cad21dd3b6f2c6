"""Reads of findings: always one athlete's own, stored or with the running workout's step."""

from apps.imbalances.queries.current import (
    current_finding_for,
    current_findings_for,
    evidence_for,
    names_in_findings_for,
    overview_for,
)
from apps.imbalances.queries.marks import Mark, marks_for, register_mark_finder
from apps.imbalances.queries.spans import joined_spans
from apps.imbalances.queries.steps import body_mass_history_for
from apps.imbalances.queries.stored import (
    finding_for,
    findings_for,
    in_order_of_importance,
)
from apps.imbalances.queries.values import (
    Evidence,
    LeftOut,
    Occasion,
    Overview,
    Span,
    StrengthSpan,
)
from apps.imbalances.queries.weeks import written_weeks

__all__ = [
    "Evidence",
    "LeftOut",
    "Mark",
    "Occasion",
    "Overview",
    "Span",
    "StrengthSpan",
    "body_mass_history_for",
    "current_finding_for",
    "current_findings_for",
    "evidence_for",
    "finding_for",
    "findings_for",
    "in_order_of_importance",
    "joined_spans",
    "marks_for",
    "names_in_findings_for",
    "overview_for",
    "register_mark_finder",
    "written_weeks",
]
