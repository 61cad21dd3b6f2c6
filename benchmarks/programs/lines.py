"""What the loop works out of lines, sets and courses."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

import numpy as np
from msgspec.structs import replace

from apps.exercises.domain.anatomy import Muscle
from apps.exercises.domain.catalogue import ExerciseSpec
from apps.exercises.domain.vocabulary import Side
from apps.programs.domain.courses import Course, Phase, Turn
from apps.programs.domain.inputs import RecentSets, SideHistory
from apps.programs.domain.policy import ProgramPolicy
from apps.programs.domain.program import PlannedSession, Prescription, ReasonCode
from apps.programs.domain.progressing import NextDose, apply_next_dose

from .lifting import Done
from .overloaded import sets_by_muscle

_TURN_INTO = {
    Phase.STRONGER_HELD: Turn.HOLD_STRONGER,
    Phase.WEAKER_MORE: Turn.ADD_TO_WEAKER,
    Phase.LEVEL_KEPT: Turn.CLOSED,
    Phase.MONITOR: Turn.HOLD_AND_MONITOR,
    Phase.EQUAL: Turn.REOPENED,
}


def turn_between(before: Course | None, after: Course | None) -> Turn:
    """What a review decided, as the change of phase that came of it."""
    if before is None or after is None:
        return Turn.BEGUN
    return Turn.STAYS if before.phase is after.phase else _TURN_INTO[after.phase]


def is_held(line: Prescription) -> bool:
    """Whether the stronger side is held in a line."""
    return any(reason.code is ReasonCode.STRONGER_SIDE_HELD for reason in line.reasons)


def newness(line: SideHistory) -> tuple[date, float]:
    """By which the newest set of a side is told; the heavier one of a day."""
    return (line.done_on, line.load_kg if line.load_kg is not None else 0.0)


def recent_sets(
    sessions: Iterable[PlannedSession], *, before: date, weeks: int
) -> tuple[RecentSets, ...]:
    """What the fullest of the last weeks asked of each muscle and side."""
    by_week: dict[int, Counter[tuple[str, Side]]] = defaultdict(Counter)
    for session in sessions:
        week = (before - session.date - timedelta(days=1)) // timedelta(weeks=1)
        if week < weeks:
            by_week[week].update(sets_by_muscle(session))
    most: dict[tuple[str, Side], float] = {}
    for week_sets in by_week.values():
        for key, sets in week_sets.items():
            most[key] = max(sets, most.get(key, 0.0))
    return tuple(
        RecentSets(muscle=Muscle(muscle), side=side, sets=sets)
        for (muscle, side), sets in sorted(most.items())
    )


def bilateral_sets(line: Prescription) -> float:
    """Sets of a line that both sides do together."""
    return float(line.both.sets) if line.both is not None else 0.0


def log_pct_ahead(weak: Sequence[Done], strong: Sequence[Done]) -> float:
    """How much more the stronger side moved than the other, log-%: mean over exercises."""
    masses: defaultdict[str, tuple[list[float], list[float]]] = defaultdict(lambda: ([], []))
    for which, sets in enumerate((weak, strong)):
        for one in sets:
            if not one.step.is_check:
                masses[one.spec.slug][which].append(one.mass_kg)
    apart = [
        100 * math.log(float(np.mean(high)) / float(np.mean(low)))
        for low, high in masses.values()
        if low and high and min(*low, *high) > 0
    ]
    return float(np.mean(apart)) if apart else 0.0


def carried(
    session: PlannedSession, spec: ExerciseSpec, dose: NextDose, policy: ProgramPolicy
) -> PlannedSession:
    """A later session with the next dose of an exercise."""
    lines = tuple(
        apply_next_dose(line, spec, dose, policy=policy)
        if line.exercise_slug == spec.slug
        else line
        for line in session.prescriptions
    )
    return replace(session, prescriptions=lines)
