"""What the judge says of another day for a session."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from msgspec.structs import replace

from apps.exercises.domain.anatomy import Muscle
from apps.exercises.domain.catalogue import ExerciseSpec
from apps.profiles.domain.people import Experience, Goal
from apps.programs.domain.breaches import Case
from apps.programs.domain.checking_weeks import muscles_rest
from apps.programs.domain.inputs import ProgramInputs
from apps.programs.domain.policy import POLICY
from apps.programs.domain.program import PlannedSession, ProgramPlan


def muscles_without_rest(
    session: PlannedSession,
    to: date,
    *,
    others: Iterable[PlannedSession],
    catalogue: Mapping[str, ExerciseSpec],
) -> tuple[Muscle, ...]:
    """Muscles that would be the main worker on two days in a row, in the order of their names.

    Parameters
    ----------
    session
        What is to be moved or repeated.
    to
        The day it would be done.
    others
        The sessions of the days around it, without the session itself if that is moved.
    """
    moved = replace(session, date=to)
    plan = ProgramPlan(
        weeks=1,
        starts_on=to,
        targets=(),
        sessions=(moved, *(other for other in others if abs((other.date - to).days) == 1)),
        reasons=(),
        policy_version="",
    )
    # The rule looks at the days alone: who trains, and with what, plays no part in it.
    nobody = ProgramInputs(
        starts_on=to,
        training_days=(),
        session_minutes=0,
        experience=Experience.NOVICE,
        goal=Goal.GET_STRONGER,
        equipment=frozenset(),
    )
    case = Case(plan=plan, inputs=nobody, specs=catalogue, policy=POLICY)
    found: set[str] = set()
    for breach in muscles_rest(case):
        found |= set(str(breach.params["muscles"]).split(", "))
    return tuple(Muscle(name) for name in sorted(found))
