"""Reads of findings: always one athlete's own, stored or with the running workout's step."""

from apps.imbalances.queries.current import (
    body_mass_history_for,
    current_finding_for,
    current_findings_for,
    evidence_for,
    overview_for,
)
from apps.imbalances.queries.stored import (
    finding_for,
    findings_for,
    in_order_of_importance,
    occasions_for,
    trend_for,
)
from apps.imbalances.queries.values import Evidence, LeftOut, Occasion, Overview, Trend

__all__ = [
    "Evidence",
    "LeftOut",
    "Occasion",
    "Overview",
    "Trend",
    "body_mass_history_for",
    "current_finding_for",
    "current_findings_for",
    "evidence_for",
    "finding_for",
    "findings_for",
    "in_order_of_importance",
    "occasions_for",
    "overview_for",
    "trend_for",
]
