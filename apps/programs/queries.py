"""Athlete-scoped reads of programs, sessions and what a program is made from."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from uuid import UUID

from django.shortcuts import get_object_or_404

from apps.assessments.domain.screening import Permission
from apps.assessments.queries import training_permission_for

from .domain.program import PlannedSession
from .models import Prescription, Program, ProgramChange, Session

if TYPE_CHECKING:
    from apps.profiles.models import Athlete

OPEN = (Session.Status.PLANNED, Session.Status.RUNNING)


def permission_for(athlete: Athlete, *, today: dt.date) -> Permission:
    """Whether the screening lets a program start or go on."""
    return training_permission_for(athlete, today=today)


def active_program_for(athlete: Athlete) -> Program | None:
    """The one program that is running."""
    return Program.objects.filter(athlete=athlete, status=Program.Status.ACTIVE).first()


def session_for(athlete: Athlete, pk: UUID) -> Session:
    """One session with its program and lines; 404 for anybody else's."""
    sessions = Session.objects.select_related("program").prefetch_related(
        "prescriptions__exercise", "prescriptions__skipped_sets"
    )
    return get_object_or_404(sessions, athlete=athlete, pk=pk)


def session_row_for(athlete: Athlete, pk: UUID) -> Session:
    """One session without its lines, for a change that needs no more."""
    return get_object_or_404(Session, athlete=athlete, pk=pk)


def next_session_for(athlete: Athlete) -> Session | None:
    """The session to do next: the running one, else the earliest still open."""
    return (
        Session.objects.filter(
            athlete=athlete, program__status=Program.Status.ACTIVE, status__in=OPEN
        )
        .select_related("program")
        .prefetch_related("prescriptions__exercise", "prescriptions__skipped_sets")
        .order_by("-status", "date", "week", "day_index")
        .first()
    )


def sessions_of(program: Program) -> tuple[Session, ...]:
    """Every session of a program with its lines, in the order of their dates."""
    return tuple(program.sessions.prefetch_related("prescriptions__exercise").order_by("date"))


def upcoming_lines_of(session: Session) -> tuple[Prescription, ...]:
    """Lines of later sessions of the same program that are still to come."""
    return tuple(
        Prescription.objects.filter(
            session__program=session.program_id, session__status=Session.Status.PLANNED
        )
        .exclude(session=session.pk)
        .select_related("session", "exercise")
        .order_by("session__date", "position")
    )


def changes_of(program: Program, *, limit: int = 20) -> tuple[ProgramChange, ...]:
    """The newest visible changes to what is still to come."""
    return tuple(program.changes.select_related("exercise", "session")[:limit])


def changes_after(session: Session) -> tuple[ProgramChange, ...]:
    """What changed because of one session."""
    return tuple(session.changes.select_related("exercise"))


def plan_of(session: Session) -> PlannedSession:
    """The session as a value, as the domain reads it."""
    return PlannedSession.from_dict(
        {
            "week": session.week,
            "day_index": session.day_index,
            "date": session.date.isoformat(),
            "focus": session.focus,
            "estimated_minutes": session.estimated_minutes,
            "is_check_session": session.is_check_session,
            "prescriptions": [row.content for row in session.prescriptions.all()],
        }
    )
