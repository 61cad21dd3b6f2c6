"""Athlete-scoped reads of programs, sessions and what a program is made from."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import F, Prefetch
from django.shortcuts import get_object_or_404

from apps.assessments.domain.screening import Permission
from apps.assessments.queries import training_permission_for
from apps.exercises.domain.vocabulary import SetSide, Side
from apps.exercises.queries import spec_of
from apps.lifts.queries import running_workout_for, sets_of_workout

from .domain.playing import Obstacle, Walk, set_numbers
from .domain.program import PlannedSession
from .domain.steps import StepKey, steps_for
from .models import Prescription, Program, ProgramChange, Session

if TYPE_CHECKING:
    from apps.lifts.models import LiftSet
    from apps.profiles.models import Athlete

OPEN = (Session.Status.PLANNED, Session.Status.RUNNING)


def permission_for(athlete: Athlete, *, today: dt.date) -> Permission:
    """Whether the screening lets a program start or go on."""
    return training_permission_for(athlete, today=today)


def active_program_for(athlete: Athlete) -> Program | None:
    """The one program that is running."""
    return Program.objects.filter(athlete=athlete, status=Program.Status.ACTIVE).first()


def program_starts_for(athlete: Athlete, *, since: dt.date | None = None) -> tuple[dt.date, ...]:
    """Days on which programs began, oldest first; one that was stopped before its day never did."""
    begun = Program.objects.filter(athlete=athlete).exclude(ended_at__date__lt=F("starts_on"))
    if since is not None:
        begun = begun.filter(starts_on__gte=since)
    return tuple(begun.order_by("starts_on").values_list("starts_on", flat=True))


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
        .prefetch_related("prescriptions__exercise", "prescriptions__skipped_sets")
        .order_by("-status", "date", "week", "day_index")
        .first()
    )


def session_to_play(athlete: Athlete) -> Session | None:
    """The running or the next session with everything that its steps say."""
    lines = Prescription.objects.select_related("exercise__regression", "exercise__progression")
    return (
        Session.objects.filter(
            athlete=athlete, program__status=Program.Status.ACTIVE, status__in=OPEN
        )
        .select_related("workout")
        .prefetch_related(Prefetch("prescriptions", lines), "prescriptions__skipped_sets")
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


def planned_lines_of(program: Program) -> tuple[Prescription, ...]:
    """Lines of every session that has not begun."""
    planned = {"session__program": program, "session__status": Session.Status.PLANNED}
    return tuple(Prescription.objects.filter(**planned))


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


def walk_of(session: Session) -> Walk:
    """The session step by step, as the player keeps it."""
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
    return Walk(
        steps=steps_for(plan_of(session)),
        lines=lines,
        specs={position: spec_of(row.exercise) for position, row in rows.items()},
        exercises={position: row.exercise_id for position, row in rows.items()},
        aims={position: row.aim_reps for position, row in rows.items()},
        numbers=set_numbers(lines),
        skipped=frozenset(left_out),
        stopped=frozenset(row.position for row in rows.values() if row.stopped_for_pain),
    )


def obstacle_to(athlete: Athlete, session: Session, *, today: dt.date) -> Obstacle | None:
    """What keeps a planned session from beginning now, None when nothing does."""
    if permission_for(athlete, today=today).awaits_clinician:
        return Obstacle.AWAITS_CLINICIAN
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
