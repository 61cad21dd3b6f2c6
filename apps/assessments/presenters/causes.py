"""Causes in words, each with what it changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from msgspec import Struct

from apps.exercises.domain.vocabulary import Region
from apps.exercises.presenters import REGION_WORDS

from ..domain.body import BodySide
from ..domain.causes import EFFECTS, Cause, CauseReport, PlanHint
from ..domain.evidence import Evidence
from ..domain.habits import CARDS
from ..models import NamedCause
from .words import CAUSE_WORDS, CERTAINTY_WORDS, HINT_WORDS, SIDE_NAMES


class EvidenceView(Struct, frozen=True, kw_only=True):
    """What is known, how sure, and who says so."""

    says: str
    certainty: str
    source: str


class CauseView(Struct, frozen=True, kw_only=True):
    """One named cause."""

    pk: UUID
    name: str
    where: str
    program: tuple[str, ...]
    habits: tuple[str, ...]
    evidence: EvidenceView


def evidence_view(evidence: Evidence) -> EvidenceView:
    """Evidence in words."""
    return EvidenceView(
        says=_(evidence.says),
        certainty=str(CERTAINTY_WORDS[evidence.certainty]),
        source=evidence.source,
    )


def cause_views(named: Iterable[NamedCause], *, today: dt.date) -> tuple[CauseView, ...]:
    """Every cause with what it changes in the program and in the day."""
    return tuple(_view(row, today) for row in named)


def _view(row: NamedCause, today: dt.date) -> CauseView:
    report = CauseReport(
        cause=Cause(row.cause),
        region=Region(row.region) if row.region else None,
        side=BodySide(row.side),
        happened_on=row.happened_on,
    )
    effect = EFFECTS[report.cause]
    return CauseView(
        pk=row.pk,
        name=str(CAUSE_WORDS[report.cause]),
        where=_where(report),
        program=tuple(
            str(HINT_WORDS[hint])
            for hint in effect.hints
            if hint is not PlanHint.CLEAR_FIRST or report.is_recent(today=today)
        ),
        habits=tuple(_(CARDS[habit].name) for habit in effect.habits),
        evidence=evidence_view(effect.evidence),
    )


def _where(report: CauseReport) -> str:
    parts = []
    if report.region is not None:
        parts.append(str(REGION_WORDS[report.region]))
    if report.side is not BodySide.BOTH:
        parts.append(str(SIDE_NAMES[report.side]).lower())
    if report.happened_on is not None:
        parts.append(date_format(report.happened_on, "j F Y"))
    return ", ".join(parts)
