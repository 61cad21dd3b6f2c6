"""Exercises that an athlete rules out for good, and takes back."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from apps.exercises.queries import exercise_for
from apps.profiles.services import lock_athlete
from apps.programs import queries
from apps.programs.domain.editing import is_swappable, own_reason
from apps.programs.domain.program import Prescription, ReasonCode
from apps.programs.models import ExcludedExercise, ProgramChange, Session
from apps.programs.models import Prescription as Row

from .editing import note, put_instead, retime, take_out
from .judging import judged
from .standing_in import Substitutes, substitutes_for

if TYPE_CHECKING:
    from apps.exercises.domain.catalogue import ExerciseSpec
    from apps.profiles.models import Athlete


@transaction.atomic
def exclude_exercise(*, athlete: Athlete, exercise_id: UUID) -> ProgramChange | None:
    """Never plan an exercise again: what is still to come gets an equivalent, or goes without.

    Returns
    -------
    ProgramChange or None
        What became of the next line of it; None where nothing of it was still to come.
    """
    lock_athlete(athlete)
    exercise = exercise_for(athlete, exercise_id)
    ExcludedExercise.objects.get_or_create(athlete=athlete, exercise=exercise)
    program = queries.active_program_for(athlete)
    rows = queries.planned_lines_of_exercise(program, exercise_id) if program is not None else ()
    if program is None or not rows:
        return None
    first, before = rows[0], rows[0].line
    known = substitutes_for(athlete)
    with judged(program, athlete) as verdict:
        # Each is read again: what goes before it in its session may have moved it.
        written = [_without(queries.line_for(athlete, row.pk), known) for row in rows]
        retime({row.session_id for row in rows})
    after = written[0]
    reasons = [own_reason(ReasonCode.YOUR_EXCLUSION, name=exercise.name)]
    if after is not None:
        reasons.append(after.reasons[0])
    return note(first, before, after, reasons, verdict, sessions=len(rows))


def replacement_for(row: Row, known: Substitutes) -> ExerciseSpec | None:
    """What would stand in for a row's exercise; None where it would be left out."""
    if not is_swappable(row.line):
        return None
    beside = [one.content["exercise_slug"] for one in row.session.prescriptions.all()]
    found = known.of(row.line.exercise_slug, beside=beside)
    return found[0] if found else None


def _without(row: Row, known: Substitutes) -> Prescription | None:
    """Put an equivalent into a row, or take the row out; a session of nothing else is left out."""
    other = replacement_for(row, known)
    if other is not None:
        reason = own_reason(ReasonCode.YOUR_SWAP, name=other.name, instead_of=row.exercise.name)
        put_instead(row, other, reason)
        return row.line
    if row.session.prescriptions.count() == 1:
        Session.objects.filter(pk=row.session_id).update(status=Session.Status.SKIPPED)
    else:
        take_out(row)
    return None


@transaction.atomic
def take_back_exclusion(*, exclusion: ExcludedExercise) -> None:
    """Let an exercise be planned again; what is planned already stays as it is."""
    exclusion.delete()
