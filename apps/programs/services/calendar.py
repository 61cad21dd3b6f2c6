"""Another day for a session, a session less, a session again."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from apps.core.identifiers import new_uuid7
from apps.exercises.domain.anatomy import Muscle
from apps.exercises.queries import spec_of
from apps.profiles.services import lock_athlete
from apps.programs import queries
from apps.programs.domain.calendar import WEEK_DAYS
from apps.programs.domain.moving import muscles_without_rest
from apps.programs.models import Absence, Prescription, Program, Session

from .fitting import fit_sessions

if TYPE_CHECKING:
    from apps.profiles.models import Athlete

_AGAIN = (Session.Status.DONE, Session.Status.SKIPPED)


class DayRefusedError(ValidationError):
    """A day on which the session cannot be."""


class RestMissingError(ValidationError):
    """A day that works muscles two days in a row: the athlete decides."""

    def __init__(self, muscles: tuple[Muscle, ...]) -> None:
        """Keep which."""
        super().__init__("")
        self.muscles = muscles


@transaction.atomic
def move_session(
    *, session: Session, athlete: Athlete, to: dt.date, is_sure: bool = False
) -> Session:
    """Do a session that has not begun on another day; the same day twice is once.

    Raises
    ------
    DayRefusedError
        When the day has a session already, or is paused.
    RestMissingError
        When it gives the same muscles no day of rest and the athlete has not said that it may.
    """
    session = _locked(session, athlete)
    refuse_unless_open(session)
    if to == session.date:
        return session
    _refuse_day(session, athlete, to, is_sure=is_sure, beside=session)
    if session.planned_for is None:
        session.planned_for = session.date
    session.date = to
    note_change(session, "date", "planned_for")
    fit_sessions(athlete=athlete, program=session.program)
    return session


@transaction.atomic
def skip_session(*, session: Session, athlete: Athlete) -> Session:
    """Leave a session out; nothing is made up for later. Twice is once."""
    session = _locked(session, athlete)
    if session.status == Session.Status.SKIPPED:
        return session
    refuse_unless_open(session)
    session.status = Session.Status.SKIPPED
    note_change(session, "status")
    finish_program_when_over(session.program)
    return session


@transaction.atomic
def bring_back_session(*, session: Session, athlete: Athlete) -> Session:
    """Plan a session again that was left out, and go on with a program that ended by it."""
    session = _locked(session, athlete)
    if session.status == Session.Status.PLANNED:
        return session
    if session.status != Session.Status.SKIPPED:
        raise ValidationError(_("Only a session that was left out can be brought back."))
    _go_on_with(session.program, athlete)
    session.status = Session.Status.PLANNED
    note_change(session, "status")
    fit_sessions(athlete=athlete, program=session.program)
    return session


@transaction.atomic
def repeat_session(
    *, session: Session, athlete: Athlete, to: dt.date, is_sure: bool = False
) -> Session:
    """Plan a session again that was done or left out; the same day twice is once.

    Raises
    ------
    DayRefusedError, RestMissingError
        As for :func:`move_session`.
    """
    session = _locked(session, athlete)
    again = session.repeats.filter(date=to).first()
    if again is not None:
        return again
    if session.status not in _AGAIN:
        raise ValidationError(_("It is still to come: move it instead."))
    _refuse_day(session, athlete, to, is_sure=is_sure)
    _go_on_with(session.program, athlete)
    copy = _copy_of(session, to)
    fit_sessions(athlete=athlete, program=session.program)
    return copy


def _copy_of(session: Session, to: dt.date) -> Session:
    program = session.program
    week = (to - program.starts_on).days // WEEK_DAYS + 1
    copy = Session.objects.create(
        athlete_id=session.athlete_id,
        program=program,
        week=min(max(week, 1), program.weeks),
        day_index=session.day_index,
        date=to,
        focus=session.focus,
        estimated_minutes=session.estimated_minutes,
        is_check_session=session.is_check_session,
        repeat_of=session,
        changed_at=timezone.now(),
    )
    Prescription.objects.bulk_create(
        Prescription(
            id=new_uuid7(),
            athlete_id=session.athlete_id,
            session=copy,
            exercise_id=row.home_exercise_id or row.exercise_id,
            position=row.position,
            content=row.home_content or row.content,
            aim_reps=None if row.home_content else row.aim_reps,
        )
        for row in session.prescriptions.all()
    )
    return copy


def _locked(session: Session, athlete: Athlete) -> Session:
    """The session as it stands once nobody else changes the athlete's."""
    lock_athlete(athlete)
    return Session.objects.select_related("program").get(pk=session.pk, athlete=athlete)


def refuse_unless_open(session: Session) -> None:
    """Stop where a session has begun, is over, or belongs to a program that is."""
    if session.status == Session.Status.DONE:
        raise ValidationError(_("This session is done already."))
    is_active = session.program.status == Program.Status.ACTIVE
    if session.status != Session.Status.PLANNED or not is_active:
        raise ValidationError(_("Only a session of your program that has not begun can do that."))


def _refuse_day(
    session: Session,
    athlete: Athlete,
    to: dt.date,
    *,
    is_sure: bool,
    beside: Session | None = None,
) -> None:
    around = queries.sessions_around(athlete, to, but=beside)
    if any(other.date == to for other in around):
        day = date_format(to, "l j F")
        raise DayRefusedError(
            _("There is a session on %(day)s already. Choose another day.") % {"day": day}
        )
    pause = queries.absence_on(athlete, to, kind=Absence.Kind.PAUSE)
    if pause is not None:
        until = date_format(pause.ends_on, "l j F")
        raise DayRefusedError(
            _("Your program is paused until %(day)s. Choose a later day, or go on now.")
            % {"day": until}
        )
    if is_sure:
        return
    rows = [row for one in (session, *around) for row in one.prescriptions.all()]
    muscles = muscles_without_rest(
        queries.plan_of(session),
        to,
        others=[queries.plan_of(other) for other in around],
        catalogue={row.exercise.slug: spec_of(row.exercise) for row in rows},
    )
    if muscles:
        raise RestMissingError(muscles)


def _go_on_with(program: Program, athlete: Athlete) -> None:
    """Let a program that had come to its end go on, if no other one has begun since."""
    if program.status == Program.Status.ACTIVE:
        return
    if program.status == Program.Status.STOPPED or queries.active_program_for(athlete) is not None:
        raise ValidationError(_("This session belongs to a program that is over."))
    program.status, program.ended_at = Program.Status.ACTIVE, None
    program.save(update_fields=["status", "ended_at"])


def note_change(session: Session, *fields: str) -> None:
    """Save what changed, with what tells calendars elsewhere that it did."""
    session.revision += 1
    session.changed_at = timezone.now()
    session.save(update_fields=[*fields, "revision", "changed_at"])


def finish_program_when_over(program: Program) -> None:
    """End a program of which nothing is still to come."""
    still_open = (Session.Status.PLANNED, Session.Status.RUNNING)
    if program.sessions.filter(status__in=still_open).exists():
        return
    program.status = Program.Status.FINISHED
    program.ended_at = timezone.now()
    program.save(update_fields=["status", "ended_at"])
