"""Pauses and trips: what they move and change, and how it comes back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from contextlib import suppress
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from apps.profiles.services import lock_athlete
from apps.programs import queries
from apps.programs.domain.calendar import shift_for_pause
from apps.programs.models import Absence, Program, Session

from .calendar import note_change
from .fitting import fit_sessions

if TYPE_CHECKING:
    from apps.profiles.models import Athlete


class DaysTakenError(ValidationError):
    """Days that another pause or trip has already."""


@transaction.atomic
def pause_program(*, athlete: Athlete, starts_on: dt.date, ends_on: dt.date) -> Absence:
    """Put off what is planned until after the pause; the same pause twice is once.

    Raises
    ------
    DaysTakenError
        When a pause or a trip lies on some of the days.
    """
    program = _active_program(athlete)
    known = _same(program, Absence.Kind.PAUSE, starts_on, ends_on)
    if known is not None:
        return known
    _refuse_taken(program, starts_on, ends_on)
    planned = [one for one in queries.planned_sessions_of(program) if one.date >= starts_on]
    days = shift_for_pause([one.date for one in planned], starts_on=starts_on, ends_on=ends_on)
    _shift(planned, days)
    pause = Absence.objects.create(
        athlete=athlete,
        program=program,
        kind=Absence.Kind.PAUSE,
        starts_on=starts_on,
        ends_on=ends_on,
        shifted_days=days,
    )
    fit_sessions(athlete=athlete, program=program)
    return pause


@transaction.atomic
def keep_absences(*, athlete: Athlete, today: dt.date) -> None:
    """Let pauses and trips that are not over hold for the program made since; twice is once."""
    lock_athlete(athlete)
    program = queries.active_program_for(athlete)
    if program is None:
        return
    for one in queries.absences_to_keep(athlete, program, today=today):
        days = {"starts_on": max(one.starts_on, today), "ends_on": one.ends_on}
        with suppress(DaysTakenError):
            if one.kind == Absence.Kind.PAUSE:
                pause_program(athlete=athlete, **days)
            else:
                plan_trip(athlete=athlete, equipment=one.equipment, **days)


def end_absence(*, absence: Absence, athlete: Athlete, today: dt.date) -> None:
    """End a pause or a trip, or take it back where it has not begun; what is over stays."""
    if absence.kind == Absence.Kind.PAUSE:
        end_pause(pause=absence, athlete=athlete, today=today)
    else:
        end_trip(trip=absence, athlete=athlete, today=today)


@transaction.atomic
def end_pause(*, pause: Absence, athlete: Athlete, today: dt.date) -> None:
    """Go on today, or take a pause back that has not begun; what it put off comes nearer again."""
    found = _locked(pause, athlete)
    if found is None or found.ends_on < today:
        return
    has_begun = found.starts_on < today
    until = today - dt.timedelta(days=1)
    planned = [
        one for one in queries.planned_sessions_of(found.program) if one.date > found.ends_on
    ]
    back = found.shifted_days
    if has_begun:
        before = [one.date - dt.timedelta(days=back) for one in planned]
        back -= shift_for_pause(before, starts_on=found.starts_on, ends_on=until)
    back = max(back, 0)
    earliest = max(today, found.starts_on) + dt.timedelta(days=back)
    _shift([one for one in planned if one.date >= earliest], -back)
    if has_begun:
        found.ends_on, found.shifted_days = until, found.shifted_days - back
        found.save(update_fields=["ends_on", "shifted_days"])
    else:
        found.delete()
    fit_sessions(athlete=athlete, program=found.program)


@transaction.atomic
def plan_trip(
    *, athlete: Athlete, starts_on: dt.date, ends_on: dt.date, equipment: Iterable[str]
) -> Absence:
    """Let the sessions of some days use what is at hand there; the same trip twice is once.

    Raises
    ------
    DaysTakenError
        When a pause or a trip lies on some of the days.
    """
    program = _active_program(athlete)
    known = _same(program, Absence.Kind.TRIP, starts_on, ends_on)
    if known is None:
        _refuse_taken(program, starts_on, ends_on)
        known = Absence(
            athlete=athlete,
            program=program,
            kind=Absence.Kind.TRIP,
            starts_on=starts_on,
            ends_on=ends_on,
        )
    known.equipment = list(equipment)
    known.save()
    fit_sessions(athlete=athlete, program=program)
    return known


@transaction.atomic
def end_trip(*, trip: Absence, athlete: Athlete, today: dt.date) -> None:
    """Be home from today on; a trip that has not begun goes."""
    found = _locked(trip, athlete)
    if found is None or found.ends_on < today:
        return
    if found.starts_on < today:
        found.ends_on = today - dt.timedelta(days=1)
        found.save(update_fields=["ends_on"])
    else:
        found.delete()
    fit_sessions(athlete=athlete, program=found.program)


def _active_program(athlete: Athlete) -> Program:
    lock_athlete(athlete)
    program = queries.active_program_for(athlete)
    if program is None:
        raise ValidationError(_("There is no program to pause or to take along."))
    return program


def _locked(absence: Absence, athlete: Athlete) -> Absence | None:
    """The pause or trip once nobody else changes the athlete's, None if it is gone."""
    lock_athlete(athlete)
    found = Absence.objects.select_related("program").filter(pk=absence.pk, athlete=athlete).first()
    is_active = found is not None and found.program.status == Program.Status.ACTIVE
    return found if is_active else None


def _same(
    program: Program, kind: Absence.Kind, starts_on: dt.date, ends_on: dt.date
) -> Absence | None:
    return program.absences.filter(kind=kind, starts_on=starts_on, ends_on=ends_on).first()


def _refuse_taken(program: Program, starts_on: dt.date, ends_on: dt.date) -> None:
    if program.absences.filter(starts_on__lte=ends_on, ends_on__gte=starts_on).exists():
        raise DaysTakenError(_("A pause or a trip lies on these days already. End that one first."))


def _shift(sessions: Iterable[Session], days: int) -> None:
    """Move sessions on, or back, all by the same number of days."""
    if days == 0:
        return
    for session in sessions:
        session.date += dt.timedelta(days=days)
        note_change(session, "date")
