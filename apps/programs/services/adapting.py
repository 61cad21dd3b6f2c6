"""Changing what is still to come: by what was done, and by which side turned out weaker."""

from __future__ import annotations

from collections import defaultdict
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from apps.exercises.domain.vocabulary import Side
from apps.exercises.queries import exercise_specs_for
from apps.programs import queries
from apps.programs.domain.editing import is_led_by_choice
from apps.programs.domain.hurting import is_led_by_comfort, led_by, side_to_lead, swapped
from apps.programs.domain.inputs import Target
from apps.programs.domain.loading import Weights
from apps.programs.domain.program import Block, Prescription, Reason, ReasonCode
from apps.programs.domain.progressing import (
    NextDose,
    SetDone,
    apply_next_dose,
    next_dose,
    progresses,
)
from apps.programs.domain.reordering import reordered
from apps.programs.domain.steps import StepKey
from apps.programs.models import Prescription as PrescriptionRow
from apps.programs.models import ProgramChange

from .at_home import follow_at_home
from .gathering import chosen_first_side, real_loads, targets_for
from .hurting import easier_for, pain_after, swap_upcoming

if TYPE_CHECKING:
    from apps.exercises.domain.catalogue import ExerciseSpec
    from apps.exercises.domain.vocabulary import MovementPattern
    from apps.lifts.models import LiftSet
    from apps.profiles.models import Athlete
    from apps.programs.models import Session


@transaction.atomic
def progress_after(*, session: Session, athlete: Athlete) -> tuple[ProgramChange, ...]:
    """Set the next loads and reps of every exercise of a finished session, each with its reason."""
    specs = {spec.slug: spec for spec in exercise_specs_for(athlete, with_retired=True)}
    weaker = _weaker_sides(session, athlete)
    upcoming = _by_exercise(queries.upcoming_lines_of(session))
    logged = queries.logged_by_step(session)
    pain = pain_after(session, athlete)
    blocked = queries.safety_for(athlete, today=session.date).blocked_regions
    weights = real_loads(athlete, specs.values())
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
            pain=pain[row.position],
            weights=weights,
        )
        later = upcoming.get(row.exercise_id, [])
        if dose.reason.code is ReasonCode.SWAP_FOR_PAIN:
            swap = swap_upcoming(athlete, spec, later, catalogue=specs, blocked=blocked)
            easier = easier_for(athlete, spec, catalogue=specs, blocked=blocked)
            _swap_at_home(session, row.exercise_id, easier)
            if swap is not None:
                changes.append(_change(session, row, *swap, (dose.reason,)))
                continue
        else:
            renewed = partial(apply_next_dose, spec=spec, dose=dose, weights=weights)
            follow_at_home(session, row.exercise_id, renewed)
        lead = side_to_lead(pain[row.position])
        changes += _carry_over(session, spec, dose, later, lead=lead, weights=weights)
    return tuple(ProgramChange.objects.bulk_create(changes))


def _swap_at_home(session: Session, exercise_id: UUID, easier: ExerciseSpec | None) -> None:
    if easier is not None:
        change = partial(swapped, easier=easier)
        follow_at_home(session, exercise_id, change, becomes=easier)


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
    return tuple(
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


def _carry_over(
    session: Session,
    spec: ExerciseSpec,
    dose: NextDose,
    later: list[PrescriptionRow],
    *,
    lead: Side | None,
    weights: Weights,
) -> list[ProgramChange]:
    """Write the next dose into every later line of the exercise; show it once.

    ``lead`` is the side without pain, which starts the next time.
    """
    shown: list[ProgramChange] = []
    for place, next_row in enumerate(later):
        before = next_row.line
        after = apply_next_dose(before, spec, dose, weights=weights)
        if lead is not None and place == 0:
            after = led_by(after, lead)
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
    """Let the side that is to start now do so in every session still to come, and say why.

    That is the athlete's choice for every pair, else the side that is now known to be weaker.
    """
    program = queries.active_program_for(athlete)
    if program is None:
        return
    weaker = {target.pattern: target.weaker_side for target in targets_for(athlete)}
    chosen = chosen_first_side(athlete)
    for row in queries.planned_lines_of(program):
        before = row.line
        if is_led_by_comfort(before) or is_led_by_choice(before):
            continue
        after = reordered(before, chosen=chosen, weaker_by_pattern=weaker, week=row.session.week)
        if after != before:
            row.line = after
            row.save(update_fields=["content"])
