"""The judge asked about a program as its rows hold it, before and after a change by hand."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from msgspec import Struct, field
from msgspec.structs import replace

from apps.assessments.domain.body import BodySide
from apps.assessments.domain.causes import PlanHint
from apps.assessments.domain.screening import Permission
from apps.assessments.queries import plan_hints_for
from apps.exercises.domain.vocabulary import Equipment
from apps.exercises.queries import exercise_specs_for
from apps.programs import queries
from apps.programs.domain.breaches import Breach, Case
from apps.programs.domain.checking import check_program
from apps.programs.domain.inputs import ProgramInputs, Target
from apps.programs.domain.judging import forbidden, newly_broken
from apps.programs.domain.policy import POLICY
from apps.programs.domain.program import ProgramPlan, Reason

from .gathering import chosen_first_side, regions_with, resting_places

if TYPE_CHECKING:
    from apps.profiles.models import Athlete
    from apps.programs.models import Program


class ForbiddenChangeError(ValidationError):
    """A change that safety does not leave to the athlete; ``breaches`` says why."""

    def __init__(self, breaches: tuple[Breach, ...]) -> None:
        """Keep what would be broken; the words belong to whoever shows it."""
        super().__init__(_("This cannot be changed so."))
        self.breaches = breaches


class Verdict(Struct):
    """What a change has broken; empty until it has been judged."""

    breaches: tuple[Breach, ...] = field(default=())


def case_of(program: Program, athlete: Athlete) -> Case:
    """The program as its rows hold it, with what it was made from and what holds today."""
    made_from = ProgramInputs.from_dict(program.inputs)
    today = timezone.localdate()
    safety = queries.safety_for(athlete, today=today)
    hints = plan_hints_for(athlete, today=today)
    inputs = replace(
        made_from,
        equipment=frozenset(Equipment(item) for item in athlete.equipment),
        excluded_exercises=queries.excluded_slugs_for(athlete),
        blocked_regions=safety.blocked_regions
        | regions_with(hints, PlanHint.CLEAR_FIRST, BodySide.BOTH),
        caution_regions=safety.careful_regions,
        needs_caution=safety.is_careful,
        first_side=chosen_first_side(athlete),
        resting=resting_places(hints),
    )
    plan = ProgramPlan(
        weeks=program.weeks,
        starts_on=program.starts_on,
        targets=tuple(Target.from_dict(target) for target in program.targets),
        sessions=tuple(queries.plan_of(session) for session in queries.sessions_of(program)),
        reasons=tuple(Reason.from_dict(reason) for reason in program.reasons),
        policy_version=program.policy_version,
    )
    specs = {spec.slug: spec for spec in exercise_specs_for(athlete, with_retired=True)}
    return Case(plan=plan, inputs=inputs, specs=specs, policy=POLICY)


@contextmanager
def judged(program: Program, athlete: Athlete) -> Iterator[Verdict]:
    """Judge what is changed inside; to be used inside a transaction.

    Raises
    ------
    ForbiddenChangeError
        What was changed breaks a rule that no athlete may break; the transaction is to be undone.
    """
    before = _breaches(case_of(program, athlete))
    verdict = Verdict()
    yield verdict
    after = case_of(program, athlete)
    broken = newly_broken(before, _breaches(after))
    not_allowed = forbidden(broken, after)
    if not_allowed:
        raise ForbiddenChangeError(not_allowed)
    verdict.breaches = broken


def _breaches(case: Case) -> tuple[Breach, ...]:
    return check_program(case.plan, case.inputs, case.specs.values(), case.policy)


def refuse_while_training_waits(athlete: Athlete) -> None:
    """Stop where a health answer says that nothing may be trained now."""
    safety = queries.safety_for(athlete, today=timezone.localdate())
    if safety.permission is not Permission.ALLOWED:
        raise ValidationError(
            _(
                "Your health answers say that training waits, so nothing is planned now. Open Assess."
            )
        )
