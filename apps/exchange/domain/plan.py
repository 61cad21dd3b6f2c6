"""From the rows of a file to the sets of a log: what each row means, and which cannot be logged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from apps.core.units import WeightUnit
from apps.exchange.domain.identity import Identities, SetPlaces, workout_key
from apps.exchange.domain.rows import (
    Column,
    NumberedRow,
    ParsedFile,
    Problem,
    ProblemCode,
    SetRow,
)
from apps.exercises.domain.catalogue import ExerciseSpec
from apps.exercises.domain.vocabulary import Laterality, SetSide, SideSource
from apps.lifts.domain import validation

NOON = time(12)
"""Start of a workout whose file gives only a day: far from both midnights."""
_ORDER_STEP = timedelta(seconds=1)
"""Sets without a time of their own follow each other by this much, so that their order is kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What the athlete said about a file.

    Parameters
    ----------
    exercises
        The exercise of each name in the file, or None to leave its rows out.
    unit
        Unit of loads whose unit the file does not say.
    time_zone
        IANA zone of times whose zone the file does not say.
    keep_pain
        Whether the athlete agreed to keeping pain; without that it is left out, and the set is kept.
    """

    exercises: Mapping[str, ExerciseSpec | None]
    unit: WeightUnit
    time_zone: str
    keep_pain: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedSet:
    """One row as it will be logged; every default is decided."""

    id: UUID
    line: int
    row: SetRow
    exercise: ExerciseSpec
    performed_at: datetime
    set_index: int

    @property
    def exercise_id(self) -> UUID:
        """Key of the exercise; plans are only made with stored ones."""
        assert self.exercise.id is not None  # noqa: S101 - tells the type checker what is so
        return self.exercise.id

    @property
    def pair_order(self) -> int | None:
        """1 when this side went first, 2 when it went second, None when nobody knows."""
        if self.row.first_side is None or self.row.side.body_side is None:
            return None
        return 1 if self.row.side.body_side is self.row.first_side else 2


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedWorkout:
    """One workout of the file, with its sets in the order of the file."""

    id: UUID
    title: str
    local_date: date
    time_zone: str
    started_at: datetime
    sets: tuple[PlannedSet, ...]

    @property
    def ended_at(self) -> datetime:
        """The last set."""
        return max(self.started_at, *(planned.performed_at for planned in self.sets))


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPlan:
    """All that a file would add, before asking the log what it already has.

    Parameters
    ----------
    workouts
        Oldest first.
    problems
        Rows that can be read but not logged.
    left_out
        Number of rows whose exercise the athlete left out.
    """

    workouts: tuple[PlannedWorkout, ...]
    problems: tuple[Problem, ...]
    left_out: int

    @property
    def sets(self) -> tuple[PlannedSet, ...]:
        """The sets of all workouts."""
        return tuple(planned for workout in self.workouts for planned in workout.sets)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Placed:
    line: int
    row: SetRow
    exercise: ExerciseSpec
    time_zone: str
    started_at: datetime
    key: str


def plan_import(
    parsed: ParsedFile, *, answers: Answers, athlete_id: UUID, last_day: date
) -> ImportPlan:
    """Decide what every row of a file means.

    Parameters
    ----------
    parsed
        The file as it was read.
    answers
        What only the athlete knows.
    athlete_id
        Whose log it will be.
    last_day
        Rows of later days are refused.

    Returns
    -------
    ImportPlan
        The same for the same file and answers, identifiers included.

    Notes
    -----
    A row without a side is ``both`` for a bilateral exercise and ``each`` for all others, and stays
    assumed. Load basis and rep convention are the exercise's own unless the file says so.
    """
    placed: list[_Placed] = []
    problems: list[Problem] = []
    left_out = 0
    for numbered in parsed.numbered:
        exercise = answers.exercises.get(numbered.row.exercise)
        if exercise is None:
            left_out += 1
            continue
        row = _settled(numbered.row, exercise, answers)
        problem = _problem_of(numbered.line, row, exercise, last_day)
        if problem is None:
            placed.append(_place(numbered, row, exercise, answers.time_zone))
        else:
            problems.append(problem)
    identities = Identities(athlete_id=athlete_id)
    groups: dict[str, list[_Placed]] = {}
    for one in placed:
        groups.setdefault(one.key, []).append(one)
    workouts = tuple(
        _workout_of(key, rows, identities)
        for key, rows in sorted(
            groups.items(), key=lambda group: (group[1][0].started_at, group[0])
        )
    )
    return ImportPlan(workouts=workouts, problems=tuple(problems), left_out=left_out)


def _settled(row: SetRow, exercise: ExerciseSpec, answers: Answers) -> SetRow:
    side = row.side
    if side is SetSide.EACH and row.side_source is SideSource.ASSUMED:
        side = SetSide.BOTH if exercise.laterality is Laterality.BILATERAL else SetSide.EACH
    return replace(
        row,
        side=side,
        unit=answers.unit if row.load is not None and row.unit is None else row.unit,
        pain=row.pain if answers.keep_pain else None,
        load_basis=exercise.load_basis if row.load_basis is None else row.load_basis,
        rep_convention=(
            exercise.rep_convention if row.rep_convention is None else row.rep_convention
        ),
    )


_CODES = {
    validation.Problem.NEGATIVE_LOAD: ProblemCode.NEGATIVE_LOAD,
    validation.Problem.TOO_BIG: ProblemCode.OUT_OF_RANGE,
}


def _problem_of(line: int, row: SetRow, exercise: ExerciseSpec, last_day: date) -> Problem | None:
    if row.day > last_day:
        return Problem(
            code=ProblemCode.IN_THE_FUTURE,
            line=line,
            column=Column.DATE.value,
            value=row.day.isoformat(),
        )
    found = validation.lift_set_problems(
        {
            "reps": row.reps,
            "seconds": row.seconds,
            "typed_load": row.load,
            "typed_unit": row.unit,
        },
        is_assisted=exercise.is_assisted,
    )
    if "typed_load" not in found:
        return None
    return Problem(
        code=_CODES[found["typed_load"]],
        line=line,
        column=Column.LOAD.value,
        value=f"{row.load} {row.unit}",
    )


def _place(numbered: NumberedRow, row: SetRow, exercise: ExerciseSpec, time_zone: str) -> _Placed:
    zone = row.time_zone or time_zone
    started_at = _aware(row.started_at or datetime.combine(row.day, NOON), zone)
    return _Placed(
        line=numbered.line,
        row=row,
        exercise=exercise,
        time_zone=zone,
        started_at=started_at,
        key=workout_key(row, started_at),
    )


def _aware(moment: datetime, zone: str) -> datetime:
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=ZoneInfo(zone))


def _workout_of(key: str, rows: list[_Placed], identities: Identities) -> PlannedWorkout:
    first = rows[0]
    places = SetPlaces()
    numbers = SetPlaces()
    sets = []
    for order, placed in enumerate(rows):
        row = placed.row
        slug, side = placed.exercise.slug, row.side.value
        if row.set_id is None:
            place = places.next_place(slug, side)
            identity = identities.of("set", key, slug, side, place)
        else:
            identity = identities.of("set", row.set_id)
        number = numbers.next_place(slug, side)
        sets.append(
            PlannedSet(
                id=identity,
                line=placed.line,
                row=row,
                exercise=placed.exercise,
                performed_at=(
                    placed.started_at + order * _ORDER_STEP
                    if row.performed_at is None
                    else _aware(row.performed_at, placed.time_zone)
                ),
                set_index=number if row.set_number is None else row.set_number,
            )
        )
    return PlannedWorkout(
        id=identities.of("workout", key),
        title=first.row.workout,
        local_date=first.row.day,
        time_zone=first.time_zone,
        started_at=first.started_at,
        sets=tuple(sets),
    )
