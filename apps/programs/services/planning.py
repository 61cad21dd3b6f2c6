"""From findings and a person to a program that is kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from apps.assessments.domain.safety import Safety
from apps.assessments.domain.screening import Permission
from apps.exercises.domain.vocabulary import Equipment, MovementPattern, Side
from apps.exercises.queries import exercise_specs_for
from apps.imbalances.domain.verdicts import Verdict
from apps.imbalances.queries import findings_for
from apps.lifts.queries import lift_rows_for, sets_of_workout
from apps.lifts.services import finish_workout
from apps.profiles.domain.people import Experience, Goal
from apps.profiles.queries import body_mass_kg_on
from apps.profiles.services import lock_athlete
from apps.programs import queries
from apps.programs.domain.breaches import Breach
from apps.programs.domain.checking import check_program
from apps.programs.domain.generating import generate_program
from apps.programs.domain.history import last_check_first_sides, last_working_sets
from apps.programs.domain.program import NoProgram, ProgramInputs, ProgramPlan, Target
from apps.programs.models import Prescription, Program, Session

if TYPE_CHECKING:
    from apps.profiles.models import Athlete

HISTORY_DAYS = 180
"""How far back a load is still worth starting from; convention."""

WORKED_ON = (Verdict.IMBALANCE, Verdict.LEANING)


class NotScreenedError(ValidationError):
    """The health questions stand between this athlete and a program."""


class UnsafePlanError(RuntimeError):
    """The generator broke a rule that the checker holds: a plan that must reach nobody."""

    def __init__(self, breaches: tuple[Breach, ...]) -> None:
        """Say which rules."""
        super().__init__(", ".join(sorted({breach.rule.value for breach in breaches})))


def program_inputs_for(athlete: Athlete, *, starts_on: dt.date, safety: Safety) -> ProgramInputs:
    """Everything that a program is made from, as one value."""
    specs = exercise_specs_for(athlete)
    since = timezone.now() - dt.timedelta(days=HISTORY_DAYS)
    rows = lift_rows_for(athlete, since=since)
    return ProgramInputs(
        starts_on=starts_on,
        training_days=tuple(sorted(athlete.training_days)),
        session_minutes=athlete.session_minutes,
        experience=Experience(athlete.experience),
        goal=Goal(athlete.goal),
        equipment=frozenset(Equipment(item) for item in athlete.equipment),
        birth_year=athlete.birth_year,
        body_mass_kg=body_mass_kg_on(athlete, starts_on),
        targets=targets_for(athlete, check_starts=last_check_first_sides(rows, specs)),
        history=last_working_sets(rows, specs),
        blocked_regions=safety.blocked_regions,
        caution_regions=safety.careful_regions,
        excluded_exercises=queries.excluded_slugs_for(athlete),
        needs_caution=safety.is_careful,
        first_side=chosen_first_side(athlete),
    )


def chosen_first_side(athlete: Athlete) -> Side | None:
    """The side that starts every pair where the athlete does not want the weaker one first."""
    return None if athlete.weaker_first else Side(athlete.first_side)


def targets_for(
    athlete: Athlete, *, check_starts: Mapping[MovementPattern, Side] | None = None
) -> tuple[Target, ...]:
    """The differences worth working on, and the side that started each one's last check."""
    starts = check_starts if check_starts is not None else {}
    return tuple(
        Target(
            pattern=finding.pattern,
            weaker_side=finding.weaker_side,
            gap_pct=finding.gap_pct,
            p_over_10=finding.p_over_10,
            is_leaning=finding.verdict is Verdict.LEANING,
            last_check_first_side=starts.get(finding.pattern),
        )
        for finding in findings_for(athlete)
        if finding.verdict in WORKED_ON and finding.weaker_side is not None
    )


@transaction.atomic
def create_program(*, athlete: Athlete, starts_on: dt.date) -> Program | NoProgram:
    """Generate a program and make it the active one; the one before it is stopped.

    Raises
    ------
    NotScreenedError
        When the health questions are open, or an answer says no program yet.
    """
    safety = queries.safety_for(athlete, today=starts_on)
    if safety.permission is not Permission.ALLOWED:
        raise NotScreenedError(_("Answer the health questions first."))
    inputs = program_inputs_for(athlete, starts_on=starts_on, safety=safety)
    # Nobody but the athlete has looked at their own exercises: a plan keeps to the catalogue.
    specs = tuple(spec for spec in exercise_specs_for(athlete) if not spec.is_own)
    plan = generate_program(inputs, specs)
    if isinstance(plan, NoProgram):
        return plan
    breaches = check_program(plan, inputs, specs)
    if breaches:
        raise UnsafePlanError(breaches)
    # Two clicks at once must not make two active programs.
    lock_athlete(athlete)
    active = queries.active_program_for(athlete)
    if active is not None:
        stop_program(program=active)
    return _store(athlete, inputs, plan)


def _store(athlete: Athlete, inputs: ProgramInputs, plan: ProgramPlan) -> Program:
    program = Program(
        athlete=athlete,
        starts_on=plan.starts_on,
        weeks=plan.weeks,
        inputs=inputs.to_dict(),
        targets=[target.to_dict() for target in plan.targets],
        reasons=[reason.to_dict() for reason in plan.reasons],
        policy_version=plan.policy_version,
    )
    program.full_clean()
    program.save()
    ids = {spec.slug: spec.id for spec in exercise_specs_for(athlete) if spec.id is not None}
    sessions, lines = [], []
    for planned in plan.sessions:
        session = Session(
            athlete=athlete,
            program=program,
            week=planned.week,
            day_index=planned.day_index,
            date=planned.date,
            focus=[pattern.value for pattern in planned.focus],
            estimated_minutes=planned.estimated_minutes,
            is_check_session=planned.is_check_session,
        )
        sessions.append(session)
        for line in planned.prescriptions:
            row = Prescription(
                athlete=athlete,
                session=session,
                exercise_id=ids[line.exercise_slug],
                position=line.position,
            )
            row.line = line
            lines.append(row)
    Session.objects.bulk_create(sessions)
    Prescription.objects.bulk_create(lines)
    return program


@transaction.atomic
def stop_program(*, program: Program) -> Program:
    """End a program before its time; what was done stays in the log."""
    program.status = Program.Status.STOPPED
    program.ended_at = timezone.now()
    program.full_clean()
    program.save(update_fields=["status", "ended_at"])
    running = program.sessions.filter(status=Session.Status.RUNNING)
    for session in running.select_related("workout", "athlete"):
        _break_off(session)
    return program


def _break_off(session: Session) -> None:
    """End a running session with its program: what was done counts, an empty start does not."""
    workout = session.workout
    if workout is None or not sets_of_workout(session.athlete, workout).exists():
        session.status, session.workout = Session.Status.PLANNED, None
    else:
        session.status = Session.Status.DONE
    session.save(update_fields=["status", "workout"])
    if session.workout is not None and session.workout.ended_at is None:
        finish_workout(athlete=session.athlete, workout_id=session.workout.pk)
