"""Changing what is still to come: by what was done, and by which side turned out weaker."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from apps.exercises.domain.vocabulary import Side
from apps.exercises.queries import exercise_specs_for
from apps.programs import queries
from apps.programs.domain.program import Block, Prescription, Reason, Target
from apps.programs.domain.progressing import (
    NextDose,
    SetDone,
    apply_next_dose,
    next_dose,
    progresses,
)
from apps.programs.domain.reordering import start_with
from apps.programs.domain.steps import StepKey
from apps.programs.models import Prescription as PrescriptionRow
from apps.programs.models import ProgramChange

from .planning import targets_for

if TYPE_CHECKING:
    from apps.exercises.domain.catalogue import ExerciseSpec
    from apps.exercises.domain.vocabulary import MovementPattern
    from apps.lifts.models import LiftSet
    from apps.profiles.models import Athlete
    from apps.programs.models import Session

STOPPED_AT = 10
"""Pain, 0 to 10, that a stop counts as when nobody may keep the number (the careful side)."""

STRONG_PAIN_DAYS = 14
"""A second strong pain within this many days changes the exercise (product rule, convention)."""


@transaction.atomic
def progress_after(*, session: Session, athlete: Athlete) -> tuple[ProgramChange, ...]:
    """Set the next loads and reps of every exercise of a finished session, each with its reason."""
    specs = {spec.slug: spec for spec in exercise_specs_for(athlete, with_retired=True)}
    weaker = _weaker_sides(session, athlete)
    upcoming = _by_exercise(queries.upcoming_lines_of(session))
    logged = queries.logged_by_step(session)
    hurt_lately = _hurt_lately(session)
    changes: list[ProgramChange] = []
    for row in session.prescriptions.all():
        line = row.line
        if not progresses(line):
            continue
        spec = specs[line.exercise_slug]
        dose = next_dose(
            line,
            spec,
            _done(row, logged),
            weaker_side=weaker.get(line.pattern),
            had_strong_pain=row.exercise_id in hurt_lately,
        )
        changes += _carry_over(session, spec, dose, upcoming.get(row.exercise_id, []))
    return tuple(ProgramChange.objects.bulk_create(changes))


def _weaker_sides(session: Session, athlete: Athlete) -> dict[MovementPattern, Side]:
    """The side that leads, by pattern: as it is known now, else as the program was made."""
    made_for = (Target.from_dict(target) for target in session.program.targets)
    return {target.pattern: target.weaker_side for target in (*made_for, *targets_for(athlete))}


def _by_exercise(rows: tuple[PrescriptionRow, ...]) -> dict[UUID, list[PrescriptionRow]]:
    grouped: defaultdict[UUID, list[PrescriptionRow]] = defaultdict(list)
    for row in rows:
        grouped[row.exercise_id].append(row)
    return grouped


def _done(row: PrescriptionRow, logged: dict[StepKey, LiftSet]) -> tuple[SetDone, ...]:
    sets = tuple(
        SetDone(
            side=key.side,
            load_kg=None if done.load_kg is None else float(done.load_kg),
            reps=done.reps,
            seconds=done.seconds,
            rir=None if done.rir is None else float(done.rir),
            pain=done.pain,
        )
        for key, done in logged.items()
        if key.position == row.position
    )
    return (*sets, _stop(row, sets)) if row.stopped_for_pain else sets


def _stop(row: PrescriptionRow, sets: tuple[SetDone, ...]) -> SetDone:
    """The set that pain ended, which may be the first of its side.

    Without consent neither place nor number is kept: then it is the side at work, and over the
    limit, because somebody stopped for it.
    """
    at_work = sets[-1].side if sets else row.line.first_side
    side = Side(row.pain_side) if row.pain_side else at_work
    return SetDone(side=side, pain=row.pain if row.pain is not None else STOPPED_AT)


def _hurt_lately(session: Session) -> frozenset[UUID]:
    """Exercises that another session of the last days stopped for pain."""
    stopped = PrescriptionRow.objects.filter(
        athlete=session.athlete_id,
        stopped_for_pain=True,
        session__date__gte=session.date - dt.timedelta(days=STRONG_PAIN_DAYS),
    )
    return frozenset(stopped.exclude(session=session.pk).values_list("exercise_id", flat=True))


def _carry_over(
    session: Session,
    spec: ExerciseSpec,
    dose: NextDose,
    later: list[PrescriptionRow],
) -> list[ProgramChange]:
    """Write the next dose into every later line of the exercise; show it once."""
    shown: list[ProgramChange] = []
    for next_row in later:
        before = next_row.line
        after = apply_next_dose(before, spec, dose)
        next_row.line = after
        if after.block is Block.STRENGTH:
            next_row.aim_reps = dose.aim_reps
        if not shown and progresses(after) and (before != after or dose.is_changed):
            shown.append(_change(session, next_row, before, after, (dose.reason,)))
    PrescriptionRow.objects.bulk_update(later, ["content", "aim_reps"])
    return shown


def _change(
    session: Session,
    row: PrescriptionRow,
    before: Prescription,
    after: Prescription,
    reasons: tuple[Reason, ...],
) -> ProgramChange:
    return ProgramChange(
        athlete_id=session.athlete_id,
        program_id=session.program_id,
        session=session,
        exercise_id=row.exercise_id,
        before=before.to_dict(),
        after=after.to_dict(),
        reasons=[reason.to_dict() for reason in reasons],
    )


@transaction.atomic
def reorder_upcoming(*, athlete: Athlete) -> None:
    """Let the side that is now known to be weaker start in every session still to come."""
    program = queries.active_program_for(athlete)
    if program is None:
        return
    weaker = {target.pattern: target.weaker_side for target in targets_for(athlete)}
    for row in queries.planned_lines_of(program):
        before = row.line
        side = weaker.get(before.pattern)
        after = before if side is None else start_with(before, side)
        if after != before:
            row.line = after
            row.save(update_fields=["content"])
