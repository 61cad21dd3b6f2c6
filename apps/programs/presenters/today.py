"""Today: one headline, the next thing to do, what needs you."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from msgspec import Struct

from apps.assessments.domain.safety import Safety
from apps.assessments.domain.screening import Permission
from apps.assessments.presenters import advice_of, regions_in_words
from apps.imbalances.domain.verdicts import Finding

from .sessions import SessionView, first_side_heading, session_view

if TYPE_CHECKING:
    from apps.lifts.models import Workout
    from apps.programs.models import Program, Session


class GateView(Struct, frozen=True, kw_only=True):
    """What stands between the athlete and a program, if anything; what is left alone, in words."""

    is_allowed: bool
    is_unasked: bool
    is_stop: bool
    title: str
    advice: str
    left_alone: str


class TodayView(Struct, frozen=True, kw_only=True):
    """Everything above the levels."""

    eyebrow: str
    heading: str
    session: SessionView | None
    gate: GateView
    has_program: bool
    has_findings: bool
    is_workout_running: bool


def gate_view(safety: Safety) -> GateView:
    """The screening's answer in words."""
    title, advice = advice_of(safety)
    is_allowed = safety.permission is Permission.ALLOWED
    is_unasked = safety.permission in (Permission.NOT_ASKED, Permission.ASK_AGAIN)
    return GateView(
        is_allowed=is_allowed,
        is_unasked=is_unasked,
        is_stop=not is_allowed and not is_unasked,
        title=str(title),
        advice=str(advice),
        left_alone=regions_in_words(safety.blocked_regions) if is_allowed else "",
    )


def today_view(
    session: Session | None,
    *,
    program: Program | None,
    safety: Safety,
    findings: Sequence[Finding],
    running: Workout | None,
    day: dt.date,
    unit: str,
    left_alone: Collection[int] = (),
) -> TodayView:
    """What the page says first."""
    gate = gate_view(safety)
    return TodayView(
        eyebrow=_eyebrow(day, session, program),
        heading=_heading(session, gate=gate, day=day),
        session=session_view(session, unit=unit, today=day, left_alone=left_alone)
        if session
        else None,
        gate=gate,
        has_program=program is not None,
        has_findings=bool(findings),
        is_workout_running=running is not None and (session is None or session.workout_id is None),
    )


def _heading(session: Session | None, *, gate: GateView, day: dt.date) -> str:
    if gate.is_stop:
        return _("Training waits")
    if session is None:
        return _("What will you train today?")
    if session.date > day and session.status == "planned":
        return _("A day to rest")
    return first_side_heading([row.line for row in session.prescriptions.all()])


def _eyebrow(day: dt.date, session: Session | None, program: Program | None) -> str:
    words = date_format(day, "l j F")
    if session is None or program is None:
        return words
    week = _("week %(week)s of %(weeks)s") % {"week": session.week, "weeks": program.weeks}
    return f"{words} · {week}"
