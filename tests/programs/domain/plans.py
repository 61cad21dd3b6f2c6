"""Making and reading plans in a test."""

from __future__ import annotations

from apps.exercises.domain.vocabulary import (
    MovementPattern,
)
from apps.programs.domain.checking import check_program
from apps.programs.domain.generating import generate_program
from apps.programs.domain.inputs import ProgramInputs
from apps.programs.domain.program import Block, NoProgram, Prescription, ProgramPlan, ReasonCode
from tests.programs.domain.athletes import (
    real_catalogue,
)

KNEE, HIP = MovementPattern.KNEE_DOMINANT, MovementPattern.HIP_DOMINANT
PUSH, PULL = MovementPattern.HORIZONTAL_PUSH, MovementPattern.HORIZONTAL_PULL


def program_for(inputs: ProgramInputs) -> ProgramPlan:
    plan = generate_program(inputs, real_catalogue())
    assert isinstance(plan, ProgramPlan), plan
    assert check_program(plan, inputs, real_catalogue()) == ()
    return plan


def refusal_for(inputs: ProgramInputs) -> tuple[ReasonCode, ...]:
    answer = generate_program(inputs, real_catalogue())
    assert isinstance(answer, NoProgram), answer
    return tuple(reason.code for reason in answer.reasons)


def lines_of(plan: ProgramPlan, week: int | None = None) -> list[Prescription]:
    return [
        line
        for session in plan.sessions
        if week in (None, session.week)
        for line in session.prescriptions
    ]


def work_on(
    plan: ProgramPlan, pattern: MovementPattern, week: int | None = None
) -> list[Prescription]:
    return [
        line
        for line in lines_of(plan, week)
        if line.pattern is pattern and line.block is Block.STRENGTH and line.both is None
    ]


def checks_of(plan: ProgramPlan) -> list[tuple[int, Prescription]]:
    return [(s.week, line) for s in plan.sessions for line in s.prescriptions if line.is_check]


def codes(plan: ProgramPlan) -> set[ReasonCode]:
    return {reason.code for reason in plan.reasons}
