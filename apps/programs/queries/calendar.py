"""Athlete-scoped reads of days: the calendar's, a feed's, and what was done of what was due."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q
from django.shortcuts import get_object_or_404

from apps.exercises.domain.vocabulary import SetSide
from apps.lifts.queries import set_times_of

from ..domain.adherence import Adherence, minutes_between, sets_asked
from ..models import Absence, CalendarFeed, Program, Session
from .programs import OPEN, active_program_for, lines_with_exercises

if TYPE_CHECKING:
    from apps.profiles.models import Athlete


def calendar_program_for(athlete: Athlete) -> Program | None:
    """The program whose days the calendar shows: the active one, else the last that was done."""
    active = active_program_for(athlete)
    if active is not None:
        return active
    done = Program.objects.filter(athlete=athlete, status=Program.Status.FINISHED)
    return done.order_by("-ended_at").first()


def calendar_sessions_of(program: Program) -> tuple[Session, ...]:
    """Every session of a program without its lines, in the order of their dates."""
    return tuple(program.sessions.select_related("program").order_by("date", "week", "day_index"))


def planned_sessions_of(program: Program) -> tuple[Session, ...]:
    """The sessions that have not begun, with their lines."""
    planned = program.sessions.filter(status=Session.Status.PLANNED)
    return tuple(planned.prefetch_related("prescriptions").order_by("date"))


def sessions_around(
    athlete: Athlete, day: dt.date, *, but: Session | None = None
) -> tuple[Session, ...]:
    """What is or was done on a day, the day before and the day after, with its lines."""
    open_here = Q(status__in=OPEN, program__status=Program.Status.ACTIVE)
    beside = dt.timedelta(days=1)
    found = Session.objects.filter(open_here | Q(status=Session.Status.DONE), athlete=athlete)
    found = found.filter(date__range=(day - beside, day + beside))
    found = found if but is None else found.exclude(pk=but.pk)
    return tuple(found.prefetch_related(lines_with_exercises()))


def absences_of(program: Program) -> tuple[Absence, ...]:
    """Pauses and trips of a program, by their days."""
    return tuple(program.absences.all())


def absences_to_keep(athlete: Athlete, program: Program, *, today: dt.date) -> tuple[Absence, ...]:
    """Pauses and trips of the program before this one that are not over."""
    before = Program.objects.filter(athlete=athlete, created_at__lt=program.created_at)
    last = before.order_by("-created_at").first()
    return tuple(last.absences.filter(ends_on__gte=today)) if last is not None else ()


def absence_for(athlete: Athlete, pk: UUID) -> Absence:
    """One pause or trip; 404 for anybody else's."""
    return get_object_or_404(Absence.objects.select_related("program"), athlete=athlete, pk=pk)


def absence_on(athlete: Athlete, day: dt.date, *, kind: Absence.Kind) -> Absence | None:
    """The pause or trip of the active program that a day lies in."""
    theirs = Absence.objects.filter(athlete=athlete, program__status=Program.Status.ACTIVE)
    return theirs.filter(kind=kind, starts_on__lte=day, ends_on__gte=day).first()


def feed_for(athlete: Athlete) -> CalendarFeed | None:
    """The address that calendars elsewhere may read now."""
    return CalendarFeed.objects.filter(athlete=athlete, revoked_at=None).first()


def feed_by_hash(token_hash: str) -> CalendarFeed | None:
    """An open address with the athlete whose sessions it shows; of nobody in particular."""
    still_read = CalendarFeed.objects.filter(revoked_at=None, athlete__user__is_active=True)
    feeds = still_read.select_related("athlete")
    return feeds.filter(token_hash=token_hash).first()


def feed_sessions_for(athlete: Athlete, *, since: dt.date) -> tuple[Session, ...]:
    """Sessions of every program from a day on, and what became of them."""
    found = Session.objects.filter(athlete=athlete, date__gte=since).select_related("program")
    return tuple(found.order_by("date", "week", "day_index"))


def adherence_of(sessions: Iterable[Session], athlete: Athlete, *, today: dt.date) -> Adherence:
    """What was done of the sessions whose day has come; today's count once they are over."""
    past = (one for one in sessions if one.date <= today)
    due = [one for one in past if one.date < today or one.status not in OPEN]
    done = [one for one in due if one.status == Session.Status.DONE]
    logged = set_times_of(athlete, [one.workout_id for one in done if one.workout_id is not None])
    moments: defaultdict[UUID, list[dt.datetime]] = defaultdict(list)
    for workout_id, _side, moment in logged:
        moments[workout_id].append(moment)
    return Adherence(
        due=len(due),
        done=len(done),
        left_out=sum(one.status == Session.Status.SKIPPED for one in due),
        asked=sets_asked(row.line for one in due for row in one.prescriptions.all()),
        sets=Counter(SetSide(side).body_side for _id, side, _moment in logged),
        minutes=sum(minutes_between(known) for known in moments.values()),
        planned_minutes=sum(one.estimated_minutes for one in done),
    )


def week_to_do(program: Program) -> int:
    """The week of the next session that is still open, else the last."""
    still_open = program.sessions.filter(status__in=OPEN).order_by("date").first()
    return still_open.week if still_open is not None else program.weeks


def sessions_to_print(program: Program, *, week: int) -> tuple[Session, ...]:
    """What is still to be done of one week, with its lines."""
    rows = program.sessions.filter(week=week).exclude(status=Session.Status.SKIPPED)
    return tuple(rows.prefetch_related(lines_with_exercises()).order_by("date", "day_index"))
