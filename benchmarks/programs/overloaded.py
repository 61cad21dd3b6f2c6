"""Rules of overload that the sessions of a program break, counted anew and not by its own checker."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from apps.exercises.domain.vocabulary import MovementPattern, Side
from apps.programs.domain.program import Block, PlannedSession, Prescription

from .catalogue import spec_of
from .lifting import Done
from .overload import (
    MOST_SESSION_SETS,
    Overload,
    jumps,
    most_ratio,
)
from .tracing import Trace, heaviest

_MOST_WEEKLY_SETS = 20.0
_INDIRECT = 0.5
_LOOK_BACK_WEEKS = 4
_UPPER_GROWTH, _LOWER_GROWTH_KG = 1.1, 10.0
_LEG = frozenset(
    {
        MovementPattern.KNEE_DOMINANT,
        MovementPattern.HIP_DOMINANT,
        MovementPattern.CALF,
        MovementPattern.HIP_ABDUCTION,
        MovementPattern.HIP_ADDUCTION,
    }
)
_TOLERANCE = 1e-9

type _Sets = dict[tuple[str, Side], float]


def overloads_of(trace: Trace) -> list[Overload]:
    """Rules that all sessions of some months break, one for each time."""
    sessions = trace.sessions
    by_week: defaultdict[int, list[PlannedSession]] = defaultdict(list)
    for one in sessions:
        by_week[(one.date - sessions[0].date).days // 7].append(one)
    weeks = [by_week[number] for number in sorted(by_week)]
    return [
        *_volume(weeks),
        *_ratios(weeks, trace.pattern),
        *_steps(sessions, trace.lifted),
        *_maximal(weeks),
        *_without_rest(sessions),
    ]


def _volume(weeks: Sequence[Sequence[PlannedSession]]) -> Iterator[Overload]:
    before: list[_Sets] = []
    for week in weeks:
        total: _Sets = defaultdict(float)
        for session in week:
            sets = sets_by_muscle(session)
            if any(count > MOST_SESSION_SETS for count in sets.values()):
                yield Overload.SESSION
            for key, count in sets.items():
                total[key] += count
        if any(count > _MOST_WEEKLY_SETS for count in total.values()):
            yield Overload.WEEK
        recent = before[-_LOOK_BACK_WEEKS:]
        most = {key: max(one.get(key, 0.0) for one in recent) for key in total} if recent else {}
        # What was never trained begins somewhere: only what was there can jump.
        if any(jumps(total[key], was) for key, was in most.items() if was > 0):
            yield Overload.JUMP
        before.append(total)


def _ratios(
    weeks: Sequence[Sequence[PlannedSession]], pattern: MovementPattern
) -> Iterator[Overload]:
    equal = 0.0
    for week in weeks:
        doses = [
            (line.dose_for(Side.LEFT), line.dose_for(Side.RIGHT))
            for line in _hard(week)
            if line.pattern is pattern
        ]
        left = float(sum(dose.sets for dose, _ in doses if dose is not None))
        right = float(sum(dose.sets for _, dose in doses if dose is not None))
        less, more = sorted((left, right))
        if less == more:
            equal = max(equal, less)
        if more > 0 and less < 1:
            yield Overload.STRONGER_DROPPED
        elif more > most_ratio(less, holds=less < equal) * less + _TOLERANCE:
            yield Overload.RATIO


def _steps(sessions: Sequence[PlannedSession], lifted: Sequence[Done]) -> Iterator[Overload]:
    """Loads asked for that rise over what was asked or done before by more than the rule.

    A step that cannot be smaller in this exercise breaks nothing.
    """
    known = _loads_by_day(lifted)
    before: dict[tuple[str, Side | None], float] = {}
    for session in sorted(sessions, key=lambda one: one.date):
        for line in session.prescriptions:
            if line.block is not Block.STRENGTH or line.is_light:
                continue
            for side, dose in ((Side.LEFT, line.left), (Side.RIGHT, line.right), (None, line.both)):
                key = (line.exercise_slug, side)
                if dose is None or not dose.load_kg:
                    continue
                if key in before and dose.load_kg > _most_load(line.exercise_slug, before[key]):
                    yield Overload.LOAD_STEP
                before[key] = max(dose.load_kg, before.get(key, 0.0))
        for did, load in known.get(session.date, {}).items():
            before[did] = max(load, before.get(did, 0.0))


def _loads_by_day(lifted: Sequence[Done]) -> dict[date, dict[tuple[str, Side], float]]:
    days: defaultdict[date, list[Done]] = defaultdict(list)
    for one in lifted:
        days[one.at.date()].append(one)
    return {day: heaviest(sets) for day, sets in days.items()}


def _most_load(slug: str, before: float) -> float:
    spec = spec_of(slug)
    most = before + _LOWER_GROWTH_KG if spec.pattern in _LEG else before * _UPPER_GROWTH
    return max(most, before + (spec.load_step_kg or 0.0)) + _TOLERANCE


def _maximal(weeks: Sequence[Sequence[PlannedSession]]) -> Iterator[Overload]:
    for week in weeks:
        counts: defaultdict[str, int] = defaultdict(int)
        for line in _hard(week):
            if any(dose.rir_target is not None and dose.rir_target < 1 for dose in line.doses):
                counts[line.exercise_slug] += 1
        yield from (Overload.MAXIMAL for count in counts.values() if count > 1)


def _without_rest(sessions: Sequence[PlannedSession]) -> Iterator[Overload]:
    ordered = sorted(sessions, key=lambda one: one.date)
    for one, other in pairwise(ordered):
        if one.date == other.date and sets_by_muscle(one).keys() & sets_by_muscle(other).keys():
            yield Overload.NO_REST


def _hard(week: Sequence[PlannedSession]) -> Iterator[Prescription]:
    return (line for session in week for line in session.prescriptions if line.block.is_hard)


def sets_by_muscle(session: PlannedSession) -> _Sets:
    """Hard sets that a session asks of each muscle and side; a secondary one counts for half."""
    sets: _Sets = defaultdict(float)
    for line in _hard([session]):
        spec = spec_of(line.exercise_slug)
        shares = dict.fromkeys(spec.secondary_muscles, _INDIRECT)
        shares |= dict.fromkeys(spec.primary_muscles, 1.0)
        for side in Side:
            dose = line.dose_for(side) or line.both
            for muscle, share in shares.items():
                sets[muscle.value, side] += share * (0 if dose is None else dose.sets)
    return sets
