"""From findings and a person to a program that is kept."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from msgspec import Struct
from msgspec.structs import replace

from apps.assessments.domain.screening import Permission
from apps.exercises.queries import exercise_specs_for
from apps.imbalances.queries import findings_for
from apps.lifts.queries import sets_of_workout
from apps.lifts.services import finish_workout
from apps.profiles.services import lock_athlete
from apps.programs import queries
from apps.programs.domain.breaches import Breach
from apps.programs.domain.checking import check_program
from apps.programs.domain.courses import Course
from apps.programs.domain.generating import generate_program
from apps.programs.domain.inputs import ProgramInputs, Target
from apps.programs.domain.program import NoProgram, ProgramPlan
from apps.programs.domain.reviewing import expected_gap
from apps.programs.domain.targeting import population_of
from apps.programs.models import Prescription, Program, Session

from .gathering import Wish, program_inputs_for, reading_of

if TYPE_CHECKING:
    from apps.profiles.models import Athlete


class NotScreenedError(ValidationError):
    """The health questions stand between this athlete and a program."""


class UnsafePlanError(RuntimeError):
    """The generator broke a rule that the checker holds: a plan that must reach nobody."""

    def __init__(self, breaches: tuple[Breach, ...]) -> None:
        """Say which rules."""
        super().__init__(", ".join(sorted({breach.rule.value for breach in breaches})))


class Draft(Struct, frozen=True, kw_only=True):
    """A program that could be made, with what it would be made from."""

    inputs: ProgramInputs
    plan: ProgramPlan | NoProgram


def draft_program(*, athlete: Athlete, starts_on: dt.date, wish: Wish | None = None) -> Draft:
    """What a program would be, without keeping it.

    Raises
    ------
    NotScreenedError
        When the health questions are open, or an answer says no program yet.
    UnsafePlanError
        When the generator broke a rule of the judge.
    """
    safety = queries.safety_for(athlete, today=starts_on)
    if safety.permission is not Permission.ALLOWED:
        raise NotScreenedError(_("Answer the health questions first."))
    inputs = program_inputs_for(athlete, starts_on=starts_on, safety=safety, wish=wish)
    # Nobody but the athlete has looked at their own exercises: a plan keeps to the catalogue.
    specs = tuple(spec for spec in exercise_specs_for(athlete) if not spec.is_own)
    plan = generate_program(inputs, specs)
    if isinstance(plan, ProgramPlan):
        breaches = check_program(plan, inputs, specs)
        if breaches:
            raise UnsafePlanError(breaches)
    return Draft(inputs=inputs, plan=plan)


@transaction.atomic
def create_program(
    *, athlete: Athlete, starts_on: dt.date, wish: Wish | None = None
) -> Program | NoProgram:
    """Generate a program and make it the active one; the one before it is stopped.

    Raises
    ------
    NotScreenedError
        When the health questions are open, or an answer says no program yet.
    UnsafePlanError
        When the generator broke a rule of the judge.
    """
    draft = draft_program(athlete=athlete, starts_on=starts_on, wish=wish)
    if isinstance(draft.plan, NoProgram):
        return draft.plan
    # Two clicks at once must not make two active programs.
    lock_athlete(athlete)
    active = queries.active_program_for(athlete)
    if active is not None:
        stop_program(program=active)
    plan = replace(draft.plan, targets=_with_courses(athlete, draft.inputs, draft.plan))
    return _store(athlete, draft.inputs, plan)


def _with_courses(athlete: Athlete, inputs: ProgramInputs, plan: ProgramPlan) -> tuple[Target, ...]:
    """The targets with the course that begins or goes on, and what is expected of each."""
    findings = {finding.pattern: finding for finding in findings_for(athlete)}
    population = population_of(inputs)
    known = []
    for target in plan.targets:
        finding = findings.get(target.pattern)
        if finding is not None:
            now = replace(reading_of(finding, target.weaker_side), on=inputs.starts_on)
            target = replace(  # noqa: PLW2901 - the same target, told more of
                target,
                course=Course.begun(now) if target.course is None else target.course,
                expected=expected_gap(now, population, weeks=plan.weeks),
            )
        known.append(target)
    return tuple(known)


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
