"""From the rows of a file to the sets of a log: what each row means, and which cannot be logged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from msgspec import Struct, field
from msgspec.structs import replace

from apps.exchange.domain.answers import AS_TOLD, Answers, SidesAnswer, in_zone, settled
from apps.exchange.domain.identity import Identities, SetPlaces, foreign_key, workout_key
from apps.exchange.domain.rows import (
    Column,
    NumberedRow,
    ParsedFile,
    Problem,
    ProblemCode,
    SetRow,
)
from apps.exercises.domain.catalogue import ExerciseSpec
from apps.exercises.domain.vocabulary import (
    SetSide,
    SideSource,
)
from apps.lifts.domain import limits, validation

NOON = time(12)
"""Start of a workout whose file gives only a day: far from both midnights."""
_ORDER_STEP = timedelta(seconds=1)
"""Sets without a time of their own follow each other by this much, so that their order is kept."""


class PlannedSet(Struct, frozen=True, kw_only=True):
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


class PlannedWorkout(Struct, frozen=True, kw_only=True):
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


class ImportPlan(Struct, frozen=True, kw_only=True):
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


class _Placed(Struct, frozen=True, kw_only=True):
    line: int
    row: SetRow
    exercise: ExerciseSpec
    time_zone: str
    started_at: datetime
    told: SetRow


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
    planner = Planner(answers=answers, athlete_id=athlete_id, last_day=last_day)
    groups: dict[str, list[_Placed]] = {}
    for numbered in parsed.numbered:
        if one := planner.placed(numbered):
            groups.setdefault(planner.key_of(numbered), []).append(one)
    workouts = tuple(
        planner.workout_of(key, rows)
        for key, rows in sorted(
            groups.items(), key=lambda group: (group[1][0].started_at, group[0])
        )
    )
    return ImportPlan(
        workouts=workouts, problems=tuple(planner.problems), left_out=planner.left_out
    )


def plan_in_parts(
    read: Callable[[], Iterable[NumberedRow]], planner: Planner
) -> Iterator[PlannedWorkout]:
    """Yield the same workouts without holding the file: each as soon as its last row has gone by.

    Parameters
    ----------
    read
        Reads the rows from the beginning; called twice.
    planner
        Collects what could not be planned.

    Notes
    -----
    Most files hold a workout's rows together, so little more than one is in memory. One that is sorted by
    exercise instead holds all of them until its end.
    """
    last_place = {planner.key_of(row): place for place, row in enumerate(read())}
    waiting: dict[str, list[_Placed]] = {}
    for place, numbered in enumerate(read()):
        key = planner.key_of(numbered)
        if one := planner.placed(numbered):
            waiting.setdefault(key, []).append(one)
        if last_place[key] == place and key in waiting:
            yield planner.workout_of(key, waiting.pop(key))


class ScatteredError(ValueError):
    """A workout's rows do not stand together."""


def plan_as_they_come(rows: Iterable[NumberedRow], planner: Planner) -> Iterator[PlannedWorkout]:
    """Yield the same workouts of a file whose rows of a workout stand together, read once.

    Raises
    ------
    ScatteredError
        A workout goes on that was yielded already: this file needs :func:`plan_in_parts`.
    """
    here = ""
    gone: set[str] = set()
    waiting: list[_Placed] = []
    for numbered in rows:
        key = planner.key_of(numbered)
        if key != here:
            if waiting:
                yield planner.workout_of(here, waiting)
            if key in gone:
                raise ScatteredError
            gone.add(key)
            here, waiting = key, []
        if one := planner.placed(numbered):
            waiting.append(one)
    if waiting:
        yield planner.workout_of(here, waiting)


class Planner(Struct, kw_only=True):
    """Decides what rows mean, one by one, and counts what it had to leave out.

    Parameters
    ----------
    answers, athlete_id, last_day
        As in :func:`plan_import`.
    """

    answers: Answers
    athlete_id: UUID
    last_day: date
    problems: list[Problem] = field(default_factory=list)
    left_out: int = 0

    def key_of(self, numbered: NumberedRow) -> str:
        """What the row's workout is known by."""
        row, answers = numbered.row, self.answers
        row = in_zone(row, answers.time_zone)
        if answers.source:
            return foreign_key(row, answers.source)
        return workout_key(row, _start_of(row, row.time_zone or answers.time_zone))

    def placed(self, numbered: NumberedRow) -> _Placed | None:
        """The row with its exercise and workout; None when it is left out or cannot be logged."""
        answers = self.answers
        exercise = answers.exercises.get(numbered.row.exercise)
        if exercise is None:
            self.left_out += 1
            return None
        row = settled(in_zone(numbered.row, answers.time_zone), exercise, answers)
        problem = _problem_of(numbered.line, row, exercise, self.last_day)
        if problem is not None:
            self.problems.append(problem)
            return None
        return _place(numbered, row, exercise, answers)

    def workout_of(self, key: str, rows: list[_Placed]) -> PlannedWorkout:
        """One workout of its rows in the order of the file."""
        return _workout_of(key, rows, Identities(athlete_id=self.athlete_id), self.answers)


_IN_TURN = {
    SidesAnswer.LEFT_FIRST: (SetSide.LEFT, SetSide.RIGHT),
    SidesAnswer.RIGHT_FIRST: (SetSide.RIGHT, SetSide.LEFT),
}


def _with_turns(rows: list[_Placed], answers: Answers) -> list[_Placed]:
    """The rows of a workout with left and right in turn where the athlete said so."""
    if not any(meaning.sides in _IN_TURN for meaning in answers.meanings.values()):
        return rows
    turns: Counter[str] = Counter()
    settled = []
    for one in rows:
        row = one.row
        sides = _IN_TURN.get(answers.meanings.get(row.exercise, AS_TOLD).sides)
        if sides is not None and row.side_source is SideSource.ASSUMED:
            side = sides[turns[row.exercise] % 2]
            turns[row.exercise] += 1
            first = sides[0].body_side
            row = replace(row, side=side, side_source=SideSource.IMPORTED, first_side=first)
        settled.append(replace(one, row=row))
    return settled


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


def _place(numbered: NumberedRow, row: SetRow, exercise: ExerciseSpec, answers: Answers) -> _Placed:
    zone = row.time_zone or answers.time_zone
    started_at = _start_of(row, zone)
    return _Placed(
        line=numbered.line,
        row=row,
        exercise=exercise,
        time_zone=zone,
        started_at=started_at,
        told=numbered.row,
    )


def _start_of(row: SetRow, zone: str) -> datetime:
    return _aware(row.started_at or datetime.combine(row.day, NOON), zone)


def _aware(moment: datetime, zone: str) -> datetime:
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=ZoneInfo(zone))


def _workout_of(
    key: str, rows: list[_Placed], identities: Identities, answers: Answers
) -> PlannedWorkout:
    first = rows[0]
    places = SetPlaces()
    numbers = SetPlaces()
    sets = []
    for order, placed in enumerate(_with_turns(rows, answers)):
        row = placed.row
        slug, side = placed.exercise.slug, row.side.value
        # Another app's set is known by what its file says, whatever the athlete answers this time.
        told = (placed.told.exercise, placed.told.side.value) if answers.source else (slug, side)
        if row.set_id is None:
            identity = identities.of("set", key, *told, places.next_place(*told))
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
                set_index=(
                    min(number, limits.MAX_SET_INDEX) if row.set_number is None else row.set_number
                ),
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
