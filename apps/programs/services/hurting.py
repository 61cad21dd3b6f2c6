"""Pain that programs follow: where each side stands, mornings, and what takes an exercise's place."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from apps.assessments.domain.pain import PainState, SetsDone, Status, state_after
from apps.assessments.queries import pain_states_for
from apps.exercises.domain.vocabulary import Equipment, Region, Side
from apps.exercises.queries import spec_of
from apps.programs import queries
from apps.programs.domain.hurting import (
    PainStates,
    eased,
    easier_exercise,
    held,
    is_eased,
    swapped,
    worst,
)
from apps.programs.domain.program import Prescription
from apps.programs.models import Prescription as PrescriptionRow
from apps.programs.models import ProgramChange

if TYPE_CHECKING:
    from apps.exercises.domain.catalogue import ExerciseSpec
    from apps.profiles.models import Athlete
    from apps.programs.models import Session

STOPPED_AT = 10
"""Pain, 0 to 10, that a stop counts as when nobody may keep the number (the careful side)."""

STRONG_PAIN_DAYS = 14
"""Days for which a stop without a number is still remembered as strong pain."""


def pain_by_exercise(athlete: Athlete, *, today: dt.date) -> dict[UUID, PainStates]:
    """Where each side of each exercise stands, by exercise."""
    found: defaultdict[UUID, dict[Side | None, PainState]] = defaultdict(dict)
    for spot, state in pain_states_for(athlete, today=today).items():
        found[spot.exercise_id][spot.side] = state
    return dict(found)


def pain_after(session: Session, athlete: Athlete) -> dict[int, PainStates]:
    """Where each side of each line stands after a session, by position."""
    day = session.workout.local_date if session.workout is not None else session.date
    known = {
        exercise: {side: state.after_session(day) for side, state in states.items()}
        for exercise, states in pain_by_exercise(athlete, today=day).items()
    }
    stopped_before = _stopped_lately(session)
    return {
        row.position: _with_stop(row, known.get(row.exercise_id, {}), day, stopped_before)
        for row in session.prescriptions.all()
    }


def _with_stop(
    row: PrescriptionRow, known: PainStates, day: dt.date, stopped_before: Collection[UUID]
) -> PainStates:
    """The same with a stop of which nobody kept the number: strong, and on the side at work."""
    if not row.stopped_for_pain or row.pain is not None:
        return known
    events = [SetsDone(on=day, pain=STOPPED_AT)]
    if row.exercise_id in stopped_before:
        events.append(SetsDone(on=day - dt.timedelta(days=1), pain=STOPPED_AT))
    side = Side(row.pain_side) if row.pain_side else row.line.first_side
    return {**known, side: state_after(events)}


def _stopped_lately(session: Session) -> frozenset[UUID]:
    """Exercises that another session of the last days stopped for pain."""
    stopped = PrescriptionRow.objects.filter(
        athlete=session.athlete_id,
        stopped_for_pain=True,
        session__date__gte=session.date - dt.timedelta(days=STRONG_PAIN_DAYS),
    )
    return frozenset(stopped.exclude(session=session.pk).values_list("exercise_id", flat=True))


def swap_upcoming(
    athlete: Athlete,
    spec: ExerciseSpec,
    rows: list[PrescriptionRow],
    *,
    catalogue: Mapping[str, ExerciseSpec],
    blocked: Collection[Region],
) -> tuple[Prescription, Prescription] | None:
    """Put an easier exercise into every later line; the first line before and after, if there is one."""
    at_hand = {Equipment(item) for item in athlete.equipment}
    excluded = queries.excluded_slugs_for(athlete)
    shown: tuple[Prescription, Prescription] | None = None
    for row in rows:
        before = row.line
        beside = {other.line.exercise_slug for other in row.session.prescriptions.all()}
        taken = beside | excluded
        easier = easier_exercise(spec, catalogue, at_hand=at_hand, blocked=blocked, taken=taken)
        if easier is None or easier.id is None:
            return shown
        row.line = swapped(before, easier)
        row.exercise_id = easier.id
        row.aim_reps = None
        shown = shown or (before, row.line)
    PrescriptionRow.objects.bulk_update(rows, ["content", "aim_reps", "exercise"])
    return shown


def easier_for(
    athlete: Athlete,
    spec: ExerciseSpec,
    *,
    catalogue: Mapping[str, ExerciseSpec],
    blocked: Collection[Region],
) -> ExerciseSpec | None:
    """The next easier exercise that the athlete can do at home and has not ruled out."""
    return easier_exercise(
        spec,
        catalogue,
        at_hand={Equipment(item) for item in athlete.equipment},
        blocked=blocked,
        taken=queries.excluded_slugs_for(athlete),
    )


@transaction.atomic
def follow_morning(*, athlete: Athlete, exercise_ids: Collection[UUID], today: dt.date) -> None:
    """Let the next line of an exercise follow how it felt this morning."""
    program = queries.active_program_for(athlete)
    if program is None:
        return
    pain = pain_by_exercise(athlete, today=today)
    for exercise_id in exercise_ids:
        row = queries.next_line_of(program, exercise_id)
        if row is not None:
            _follow(row, queries.last_line_of(program, exercise_id), pain.get(exercise_id, {}))


def _follow(row: PrescriptionRow, last: PrescriptionRow | None, states: PainStates) -> None:
    before = row.line
    after = _after_morning(before, spec_of(row.exercise), last, states)
    if after == before:
        return
    row.line = after
    row.save(update_fields=["content"])
    if last is not None:
        ProgramChange.objects.create(
            athlete_id=row.athlete_id,
            program_id=row.session.program_id,
            session_id=last.session_id,
            exercise_id=row.exercise_id,
            before=before.to_dict(),
            after=after.to_dict(),
            reasons=[after.reasons[-1].to_dict()],
        )


def _after_morning(
    line: Prescription, spec: ExerciseSpec, last: PrescriptionRow | None, states: PainStates
) -> Prescription:
    found = worst(states)
    if found is None or is_eased(line):
        return line
    if found[1].status is Status.EASE:
        return eased(line, spec)
    if found[1].status is Status.HOLD and last is not None:
        return held(line, last.line.doses[0].load_kg)
    return line
