"""Athlete-scoped reads of programs, sessions and what a program is made from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import connection
from django.db.models import Prefetch, QuerySet, prefetch_related_objects
from django.shortcuts import get_object_or_404
from django.utils import timezone

from apps.assessments.domain.safety import Safety
from apps.assessments.domain.screening import Permission
from apps.assessments.queries import safety_for as what_is_safe_for
from apps.exercises.domain.vocabulary import Region, SetSide, Side
from apps.exercises.queries import spec_of
from apps.lifts.queries import running_workout_for, sets_of_workout

from ..domain.playing import Obstacle, Walk, is_left_alone, set_numbers
from ..domain.program import PlannedSession
from ..domain.progressing import progresses
from ..domain.steps import StepKey, steps_for
from ..models import (
    Prescription,
    Program,
    ProgramChange,
    Session,
)

if TYPE_CHECKING:
    from apps.lifts.models import LiftSet
    from apps.profiles.models import Athlete

# Every chart asks: putting the statement together would take longer than running it.
_STARTS = """
SELECT starts_on, ended_at FROM programs_program
WHERE athlete_id = %s AND starts_on >= %s ORDER BY starts_on
"""
OPEN = (Session.Status.PLANNED, Session.Status.RUNNING)


def safety_for(athlete: Athlete, *, today: dt.date) -> Safety:
    """Whether a program may start or go on, and what it has to leave alone."""
    return what_is_safe_for(athlete, today=today)


def active_program_for(athlete: Athlete) -> Program | None:
    """The one program that is running."""
    return Program.objects.filter(athlete=athlete, status=Program.Status.ACTIVE).first()


def program_starts_for(athlete: Athlete, *, since: dt.date | None = None) -> tuple[dt.date, ...]:
    """Days on which programs began, oldest first; one that was stopped before its day never did."""
    with connection.cursor() as cursor:
        cursor.execute(_STARTS, [athlete.pk, since or "-infinity"])
        return tuple(
            day
            for day, ended_at in cursor.fetchall()
            if ended_at is None or timezone.localdate(ended_at) >= day
        )


def session_for(athlete: Athlete, pk: UUID) -> Session:
    """One session with its program and lines; 404 for anybody else's."""
    sessions = Session.objects.select_related("program", "workout", "athlete").prefetch_related(
        "prescriptions__exercise__regression",
        "prescriptions__exercise__progression",
        "prescriptions__skipped_sets",
    )
    return get_object_or_404(sessions, athlete=athlete, pk=pk)


def session_row_for(athlete: Athlete, pk: UUID) -> Session:
    """One session without its lines, for a change that needs no more."""
    return get_object_or_404(Session.objects.select_related("program"), athlete=athlete, pk=pk)


def running_session_of(athlete: Athlete, workout_id: UUID) -> Session | None:
    """The running session that this workout is to fulfil."""
    running = Session.objects.filter(athlete=athlete, status=Session.Status.RUNNING)
    return running.filter(workout=workout_id).select_related("workout", "program").first()


def next_session_for(athlete: Athlete) -> Session | None:
    """The session to do next: the running one, else the earliest still open."""
    return (
        Session.objects.filter(
            athlete=athlete, program__status=Program.Status.ACTIVE, status__in=OPEN
        )
        .select_related("program")
        .prefetch_related(lines_with_exercises(), "prescriptions__skipped_sets")
        .order_by("-status", "date", "week", "day_index")
        .first()
    )


def session_to_play(athlete: Athlete) -> Session | None:
    """The running or the next session with everything that its steps say."""
    return (
        Session.objects.filter(
            athlete=athlete, program__status=Program.Status.ACTIVE, status__in=OPEN
        )
        .select_related("workout")
        .prefetch_related(lines_with_exercises(), "prescriptions__skipped_sets")
        .order_by("-status", "date", "week", "day_index")
        .first()
    )


def lines_with_exercises() -> Prefetch[str]:
    """Lines with what their exercises' values need, in one query."""
    lines = Prescription.objects.select_related("exercise__regression", "exercise__progression")
    return Prefetch("prescriptions", lines)


def left_alone_in(session: Session, blocked: Collection[Region]) -> frozenset[int]:
    """Positions of a session's lines that work a blocked region, or cannot be done on a trip."""
    return frozenset(
        row.position
        for row in session.prescriptions.all()
        if row.is_left_out or (blocked and is_left_alone(spec_of(row.exercise), blocked))
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
        .prefetch_related("session__prescriptions")
        .order_by("session__date", "position")
    )


def planned_lines_of(program: Program) -> tuple[Prescription, ...]:
    """Lines of every session that has not begun."""
    planned = {"session__program": program, "session__status": Session.Status.PLANNED}
    return tuple(Prescription.objects.filter(**planned).select_related("session"))


def planned_lines_of_exercise(program: Program, exercise_id: UUID) -> tuple[Prescription, ...]:
    """Every line of an exercise that has not begun, next first."""
    rows = _lines_of(program, exercise_id, status=Session.Status.PLANNED)
    prefetch_related_objects(rows, "session__prescriptions")
    return rows


def next_line_of(program: Program, exercise_id: UUID) -> Prescription | None:
    """The next working line of an exercise that has not begun."""
    rows = _lines_of(program, exercise_id, status=Session.Status.PLANNED)
    return next((row for row in rows if progresses(row.line)), None)


def last_line_of(program: Program, exercise_id: UUID) -> Prescription | None:
    """The latest working line of an exercise that was done."""
    rows = _lines_of(program, exercise_id, status=Session.Status.DONE)
    return next((row for row in reversed(rows) if progresses(row.line)), None)


def _lines_of(
    program: Program, exercise_id: UUID, *, status: Session.Status
) -> tuple[Prescription, ...]:
    rows = Prescription.objects.filter(
        session__program=program, session__status=status, exercise=exercise_id
    ).select_related("session", "exercise__regression", "exercise__progression")
    return tuple(rows.order_by("session__date", "position"))


def changes_of(program: Program, *, limit: int = 20) -> tuple[ProgramChange, ...]:
    """The newest visible changes to what is still to come."""
    return tuple(program.changes.select_related("exercise", "session")[:limit])


def changes_after(session: Session) -> tuple[ProgramChange, ...]:
    """What changed because of one session, without what the athlete changed in it."""
    rows = session.changes.select_related("exercise")
    return tuple(change for change in rows if not change.is_own)


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


def walk_of(session: Session, *, blocked: Collection[Region] = ()) -> Walk:
    """The session step by step, as the player keeps it, without what works a blocked region."""
    rows = {row.position: row for row in session.prescriptions.all()}
    lines = {position: row.line for position, row in rows.items()}
    left_out = {
        StepKey(
            position=row.position,
            set_index=one.set_index,
            side=Side(one.side) if one.side else None,
        )
        for row in rows.values()
        for one in row.skipped_sets.all()
    }
    specs = {position: spec_of(row.exercise) for position, row in rows.items()}
    return Walk(
        steps=steps_for(plan_of(session)),
        lines=lines,
        specs=specs,
        exercises={position: row.exercise_id for position, row in rows.items()},
        aims={position: row.aim_reps for position, row in rows.items()},
        numbers=set_numbers(lines),
        skipped=frozenset(left_out),
        stopped=frozenset(row.position for row in rows.values() if row.stopped_for_pain),
        left_alone=frozenset(
            at for at, spec in specs.items() if rows[at].is_left_out or is_left_alone(spec, blocked)
        ),
    )


def obstacle_to(
    athlete: Athlete, session: Session, *, today: dt.date, safety: Safety | None = None
) -> Obstacle | None:
    """What keeps a planned session from beginning now, None when nothing does."""
    known = safety if safety is not None else safety_for(athlete, today=today)
    if known.permission is not Permission.ALLOWED:
        asks = known.permission in (Permission.NOT_ASKED, Permission.ASK_AGAIN)
        return Obstacle.ASKS_FIRST if asks else Obstacle.WAITS
    waiting = left_alone_in(session, known.blocked_regions)
    rows = session.prescriptions.all()
    if waiting and len(waiting) == len(rows):
        is_away = any(row.is_left_out for row in rows)
        return Obstacle.NOTHING_AT_HAND if is_away else Obstacle.LEFT_ALONE
    theirs = Session.objects.filter(athlete=athlete).exclude(pk=session.pk)
    if theirs.filter(status=Session.Status.RUNNING).exists():
        return Obstacle.ANOTHER_RUNS
    running = running_workout_for(athlete)
    if running is not None and theirs.filter(workout=running).exists():
        return Obstacle.OPEN_WORKOUT
    return None


def has_step(row: Prescription, key: StepKey) -> bool:
    """Whether a line asks for that set of that side."""
    dose = row.line.dose_for(key.side)
    return dose is not None and key.set_index < dose.sets


def logged_by_step(session: Session) -> dict[StepKey, LiftSet]:
    """What the log holds for each step; sets the session did not ask for are left aside."""
    rows = {row.position: row for row in session.prescriptions.all()}
    numbers = set_numbers({position: row.line for position, row in rows.items()})
    step_of_set = {
        (rows[key.position].exercise_id, number, key.side): key for key, number in numbers.items()
    }
    found: dict[StepKey, LiftSet] = {}
    if session.workout is None:
        return found
    for lift_set in sets_of_workout(session.athlete, session.workout):
        side = SetSide(lift_set.side).body_side
        key = step_of_set.get((lift_set.exercise_id, lift_set.set_index, side))
        if key is not None:
            found[key] = lift_set
    return found


def programs_for(athlete: Athlete) -> QuerySet[Program]:
    """Every program the athlete ever had."""
    return Program.objects.filter(athlete=athlete)


def every_session_for(athlete: Athlete) -> QuerySet[Session]:
    """Every session of every program, planned, done or left out."""
    return Session.objects.filter(athlete=athlete)


def program_with_lines_for(athlete: Athlete, pk: UUID) -> Program:
    """One program with its sessions and their lines, or 404."""
    rows = Session.objects.prefetch_related(lines_with_exercises()).order_by("date", "pk")
    sessions = Prefetch("sessions", rows)
    return get_object_or_404(programs_for(athlete).prefetch_related(sessions), pk=pk)
