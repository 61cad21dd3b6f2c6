"""The athlete's own changes to sessions still to come: judged, visible, and never silently undone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from apps.lifts.services import add_exercise_to_workout
from apps.profiles.services import lock_athlete
from apps.programs import queries
from apps.programs.domain.editing import (
    Edit,
    edited,
    is_swappable,
    numbered,
    own_reason,
    place_for,
    returned,
)
from apps.programs.domain.policy import POLICY
from apps.programs.domain.program import Prescription, Reason, ReasonCode
from apps.programs.domain.swapping import stand_in
from apps.programs.domain.timing import session_minutes
from apps.programs.models import Prescription as Row
from apps.programs.models import Program, ProgramChange, Session

from .judging import Verdict, judged, refuse_while_training_waits

if TYPE_CHECKING:
    from apps.exercises.domain.catalogue import ExerciseSpec
    from apps.profiles.models import Athlete


@transaction.atomic
def edit_line(*, row: Row, athlete: Athlete, edit: Edit, to_come: bool) -> ProgramChange | None:
    """Give a line the athlete's own numbers, here or wherever it is still to come.

    Returns
    -------
    ProgramChange or None
        None where the line says so already.
    """
    rows = _rows(row, athlete, to_come=to_come)
    row = rows[0]
    before = row.line
    after = edited(before, edit)
    if after == before and len(rows) == 1:
        return None
    with judged(row.session.program, athlete) as verdict:
        changed = [one for one in rows if _write(one, edited(one.line, edit))]
        retime({one.session_id for one in changed})
    if not changed:
        return None
    mine = tuple(reason for reason in after.reasons if reason not in before.reasons)
    reasons = mine or (own_reason(ReasonCode.YOUR_CHOICE),)
    return note(row, before, after, reasons, verdict, sessions=len(changed))


@transaction.atomic
def swap_line(
    *, row: Row, athlete: Athlete, other: ExerciseSpec, to_come: bool
) -> ProgramChange | None:
    """Put an equivalent in the place of an exercise.

    Where it stands in a later session already, that session stays as it is.
    """
    rows = _rows(row, athlete, to_come=to_come)
    row = rows[0]
    before, name = row.line, row.exercise.name
    if not is_swappable(before) or before.exercise_slug == other.slug:
        return None
    reason = own_reason(ReasonCode.YOUR_SWAP, name=other.name, instead_of=name)
    with judged(row.session.program, athlete) as verdict:
        changed = [
            one
            for one in rows
            if other.slug not in _slugs(one.session) and put_instead(one, other, reason)
        ]
        retime({one.session_id for one in changed})
    if not changed:
        return None
    return note(row, before, row.line, (reason,), verdict, sessions=len(changed))


@transaction.atomic
def swap_now(*, row: Row, athlete: Athlete, other: ExerciseSpec) -> ProgramChange:
    """Put an equivalent in the place of an exercise of a session that is under way, and log it there."""
    before, session = row.line, row.session
    reason = own_reason(ReasonCode.YOUR_SWAP, name=other.name, instead_of=row.exercise.name)
    with judged(session.program, athlete) as verdict:
        put_instead(row, other, reason)
        retime({session.pk})
    if session.workout_id is not None:
        add_exercise_to_workout(
            athlete=athlete,
            workout_id=session.workout_id,
            exercise_id=row.exercise_id,
            first_side=row.line.first_side,
        )
    return note(row, before, row.line, (reason,), verdict, sessions=1)


def put_instead(row: Row, other: ExerciseSpec, reason: Reason) -> bool:
    """Write an equivalent into a row; what was aimed at belonged to the old exercise."""
    if other.id is not None:
        row.exercise_id = other.id
    row.line = stand_in(row.line, other, reason)
    row.aim_reps = None
    row.save(update_fields=["exercise", "content", "aim_reps"])
    return True


@transaction.atomic
def remove_line(*, row: Row, athlete: Athlete, to_come: bool) -> ProgramChange:
    """Take an exercise out of a session, or out of everything still to come."""
    rows = _rows(row, athlete, to_come=to_come)
    row = rows[0]
    reason = own_reason(ReasonCode.YOUR_REMOVAL)
    with judged(row.session.program, athlete) as verdict:
        for one in rows:
            take_out(one)
        retime({one.session_id for one in rows})
    return note(row, row.line, None, (reason,), verdict, sessions=len(rows))


def take_out(row: Row) -> None:
    """Delete a row and let those after it close up."""
    if row.session.prescriptions.count() == 1:
        raise ValidationError(
            _("It is the last exercise of its session. Leave the whole session out instead.")
        )
    later = row.session.prescriptions.filter(position__gt=row.position).order_by("position")
    Row.objects.filter(pk=row.pk).delete()
    for one in later:
        _move(one, one.position - 1)


@transaction.atomic
def restore_line(*, change: ProgramChange, athlete: Athlete) -> ProgramChange | None:
    """Put a line back that was taken out; None where it is back already."""
    lock_athlete(athlete)
    session = queries.session_for(athlete, change.session_id)
    refuse_while_training_waits(athlete)
    _refuse_unless_planned(session)
    if not any(one.pk == change.pk for one in queries.taken_out_of(session)):
        return None
    rows = list(session.prescriptions.all())
    line = returned(Prescription.from_dict(change.before))
    place = place_for(line, [one.line for one in rows])
    (line,) = (
        one
        for one in numbered(
            [*(r.line for r in rows[:place]), line, *(r.line for r in rows[place:])]
        )
        if one.position == place
    )
    with judged(session.program, athlete) as verdict:
        for one in reversed(rows[place:]):
            _move(one, one.position + 1)
        row = Row(athlete=athlete, session=session, exercise_id=change.exercise_id, position=place)
        row.line = line
        row.save()
        retime({session.pk})
    reason = own_reason(ReasonCode.YOUR_RETURN)
    return note(row, None, line, (reason,), verdict, sessions=1)


def _rows(row: Row, athlete: Athlete, *, to_come: bool) -> list[Row]:
    """The row as it is now, and with ``to_come`` the same exercise in every session after it.

    Easy weeks keep numbers of their own.
    """
    lock_athlete(athlete)
    fresh = queries.line_for(athlete, row.pk)
    refuse_while_training_waits(athlete)
    _refuse_unless_planned(fresh.session)
    if not to_come:
        return [fresh]
    line = fresh.line
    later = [
        one
        for one in queries.upcoming_lines_of(fresh.session)
        if one.exercise_id == fresh.exercise_id
        and one.session.date >= fresh.session.date
        and one.line.block is line.block
        and one.line.is_light == line.is_light
    ]
    return [fresh, *later]


def is_open_for_change(session: Session) -> bool:
    """Whether a session has not begun, in a program that is followed."""
    is_active = session.program.status == Program.Status.ACTIVE
    return is_active and session.status == Session.Status.PLANNED


def _refuse_unless_planned(session: Session) -> None:
    if not is_open_for_change(session):
        raise ValidationError(
            _("Only a session of your program that has not begun can be changed.")
        )


def _write(row: Row, line: Prescription) -> bool:
    if line == row.line:
        return False
    row.line = line
    dose = line.doses[0]
    aim = row.aim_reps
    if aim is not None and not (dose.reps_low or 0) <= aim <= (dose.reps_high or 0):
        row.aim_reps = None
    row.save(update_fields=["content", "aim_reps"])
    return True


def _move(row: Row, position: int) -> None:
    row.content = {**row.content, "position": position}
    row.position = position
    row.save(update_fields=["content", "position"])


def _slugs(session: Session) -> frozenset[str]:
    return frozenset(row.content["exercise_slug"] for row in session.prescriptions.all())


def retime(session_ids: set[UUID]) -> None:
    """Say anew how long the sessions take."""
    sessions = Session.objects.filter(pk__in=session_ids).prefetch_related("prescriptions")
    for session in sessions:
        lines = [row.line for row in session.prescriptions.all()]
        session.estimated_minutes = session_minutes(lines, POLICY)
        session.save(update_fields=["estimated_minutes"])


def note(
    row: Row,
    before: Prescription | None,
    after: Prescription | None,
    reasons: Sequence[Reason],
    verdict: Verdict,
    *,
    sessions: int,
) -> ProgramChange:
    """Make the change visible, with what it breaks and in how many sessions it holds."""
    told = [
        own_reason(reason.code, **{**reason.params, "sessions": sessions}).to_dict()
        for reason in reasons
    ]
    return ProgramChange.objects.create(
        athlete_id=row.athlete_id,
        program_id=row.session.program_id,
        session_id=row.session_id,
        exercise_id=row.exercise_id,
        before={} if before is None else before.to_dict(),
        after={} if after is None else after.to_dict(),
        reasons=told,
        breaches=[breach.to_dict() for breach in verdict.breaches],
    )
