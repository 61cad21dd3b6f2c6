"""Walking through a session: what is done goes into the log by its one write path."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy

from apps.assessments.domain.screening import AskAgain
from apps.assessments.services import ask_questions_again, note_pain_stop
from apps.exercises.domain.vocabulary import Side
from apps.lifts import services as lifts
from apps.lifts.queries import running_workout_for, sets_of_workout
from apps.profiles.domain.consent import Purpose
from apps.profiles.services import give_consent, lock_athlete
from apps.programs import queries
from apps.programs.domain.playing import Obstacle
from apps.programs.domain.steps import StepKey
from apps.programs.models import Prescription, Session, SkippedSet

from .adapting import progress_after
from .calendar import finish_program_when_over, refuse_unless_open
from .fitting import fit_sessions

if TYPE_CHECKING:
    from apps.profiles.models import Athlete

OBSTACLE_WORDS = {
    Obstacle.WAITS: gettext_lazy("Your health answers say that training waits. Open Assess."),
    Obstacle.ASKS_FIRST: gettext_lazy(
        "Please answer the health questions first. Open Assess: it takes about two minutes."
    ),
    Obstacle.LEFT_ALONE: gettext_lazy(
        "Everything in this session works an area that waits for now. Open Assess, or make a new "
        "program around it."
    ),
    Obstacle.NOTHING_AT_HAND: gettext_lazy(
        "Nothing in this session can be done with what you have on your trip. Move it, or leave it "
        "out."
    ),
    Obstacle.ANOTHER_RUNS: gettext_lazy("Another session is still running. Finish that one first."),
    Obstacle.OPEN_WORKOUT: gettext_lazy(
        "The workout of an earlier session is still open. Finish it in the log first."
    ),
}


def obstacle_words(obstacle: Obstacle | None) -> str:
    """Why a session cannot begin now, empty when it can."""
    return "" if obstacle is None else str(OBSTACLE_WORDS[obstacle])


@transaction.atomic
def start_session(*, session: Session, athlete: Athlete, now: dt.datetime) -> Session:
    """Open the workout that will fulfil the session; a workout already running becomes it."""
    lock_athlete(athlete)
    session = Session.objects.select_related("program").get(pk=session.pk)
    if session.status == Session.Status.RUNNING:
        return session
    refuse_unless_open(session)
    if session.date != timezone.localdate(now):
        # What was planned for a day of a trip may be done at home, and the other way round.
        fit_sessions(athlete=athlete, program=session.program, doing=session, now=now)
    refuse_obstacle(athlete, session, today=timezone.localdate(now))
    running = running_workout_for(athlete)
    if running is not None:
        return begin_with(session=session, athlete=athlete, workout_id=running.pk)
    started = lifts.start_workout(
        athlete=athlete,
        started_at=now,
        time_zone=athlete.time_zone,
        local_date=timezone.localdate(now),
    )
    return begin_with(session=session, athlete=athlete, workout_id=started.entity_id)


def refuse_obstacle(
    athlete: Athlete, session: Session, *, today: dt.date, with_workout: UUID | None = None
) -> None:
    """Stop where a session cannot begin; ``with_workout`` is the one it has begun with already."""
    obstacle = queries.obstacle_to(athlete, session, today=today)
    if obstacle is None or (obstacle is Obstacle.OPEN_WORKOUT and with_workout is not None):
        return
    raise ValidationError(obstacle_words(obstacle))


@transaction.atomic
def begin_with(*, session: Session, athlete: Athlete, workout_id: UUID) -> Session:
    """Let a workout fulfil the session, with its exercises on the workout's list."""
    for row in session.prescriptions.filter(is_left_out=False):
        lifts.add_exercise_to_workout(
            athlete=athlete,
            workout_id=workout_id,
            exercise_id=row.exercise_id,
            first_side=row.line.first_side,
        )
    session.workout_id = workout_id
    session.status = Session.Status.RUNNING
    session.save(update_fields=["workout", "status"])
    return session


@transaction.atomic
def skip_step(*, row: Prescription, key: StepKey) -> None:
    """Leave out one set of one side; the other side and the exercise go on."""
    SkippedSet.objects.get_or_create(
        prescription=row,
        set_index=key.set_index,
        side=key.side.value if key.side is not None else "",
    )


@transaction.atomic
def stop_for_pain(
    *, row: Prescription, athlete: Athlete, side: Side | None, pain: int | None, may_keep: bool
) -> Prescription:
    """End an exercise for the day. Where and how much it hurt is kept only with consent."""
    row.stopped_for_pain = True
    if may_keep:
        give_consent(athlete=athlete, purpose=Purpose.PAIN, given_at=timezone.now())
        row.pain = pain
        row.pain_side = side.value if side is not None else ""
    row.full_clean()
    row.save(update_fields=["stopped_for_pain", "pain_side", "pain"])
    if row.pain is None:
        ask_questions_again(athlete=athlete, reason=AskAgain.STOP)
    else:
        note_pain_stop(
            athlete=athlete,
            exercise_id=row.exercise_id,
            side=side,
            pain=row.pain,
            on=_day_of(row.session),
        )
    return row


def _day_of(session: Session) -> dt.date:
    return session.workout.local_date if session.workout is not None else session.date


@transaction.atomic
def finish_session(*, session: Session, athlete: Athlete, now: dt.datetime) -> Session:
    """Close the workout and set the loads of what is still to come; twice is once."""
    session = Session.objects.select_for_update().get(pk=session.pk)
    if session.status != Session.Status.RUNNING:
        return session
    if session.workout is not None and session.workout.ended_at is None:
        lifts.finish_workout(athlete=athlete, workout_id=session.workout.pk, ended_at=now)
    session.status = Session.Status.DONE
    session.save(update_fields=["status"])
    progress_after(session=queries.session_for(athlete, session.pk), athlete=athlete)
    finish_program_when_over(session.program)
    return session


@transaction.atomic
def follow_workout(*, athlete: Athlete, workout_id: UUID, now: dt.datetime) -> None:
    """Let a running session end with its workout when that was ended or deleted in the log.

    Where nothing was done, or nothing is left of it, the session is to be done again.
    """
    session = queries.running_session_of(athlete, workout_id)
    if session is None or session.workout is None:
        return
    workout = session.workout
    if workout.deleted_at is not None or not sets_of_workout(athlete, workout).exists():
        SkippedSet.objects.filter(prescription__session=session).delete()
        session.status, session.workout = Session.Status.PLANNED, None
        session.save(update_fields=["status", "workout"])
    elif workout.ended_at is not None:
        finish_session(session=session, athlete=athlete, now=now)


def forget_pain(*, athlete_id: UUID) -> None:
    """Forget how much it hurt, everywhere in this app; that an exercise was stopped stays."""
    Prescription.objects.filter(athlete=athlete_id).update(pain=None, pain_side="")
