"""What the records of a file with everything become in a log: the same values under keys of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from msgspec import Struct, field

from apps.core.units import WeightUnit
from apps.exchange.domain.archive import Entry, Values
from apps.exchange.domain.identity import Identities
from apps.exchange.domain.rows import MAX_ROWS, NumberedRow, Problem, ProblemCode, SetRow
from apps.exchange.domain.text_files import FileRefusedError
from apps.exercises.domain.anatomy import Joint, Muscle
from apps.exercises.domain.catalogue import ExerciseSpec
from apps.exercises.domain.search import fold_text
from apps.exercises.domain.vocabulary import (
    Equipment,
    ExerciseKind,
    Laterality,
    Level,
    Limb,
    LoadBasis,
    MeasurementClass,
    Metric,
    MovementPattern,
    Plane,
    Region,
    RepConvention,
    SetKind,
    SetSide,
    SideSource,
)
from apps.lifts.domain import validation
from apps.lifts.domain.operations import Entity

READ = ("catalogue", "own_exercises", "workouts", "workout_exercises", "sets")
"""The lists that an import reads; all others are for whoever reads the file."""


class KeptWorkout(Struct, frozen=True, kw_only=True):
    """A finished workout of the file; ``lines`` are its exercises in order, as checked values."""

    key: UUID
    line: int
    values: Values
    lines: list[Values] = field(default_factory=list)


class KeptSet(Struct, frozen=True, kw_only=True):
    """A set of the file with its workout, its exercise and its checked values."""

    key: UUID
    line: int
    workout: KeptWorkout
    exercise: ExerciseSpec
    values: Values

    def id_for(self, identities: Identities) -> UUID:
        """Its key in another log: the same as that of the same set in Levelset's table."""
        return identities.of("set", self.key)


def workout_id_for(identities: Identities, workout: KeptWorkout) -> UUID:
    """A workout's key in another log."""
    return identities.of("archived workout", workout.key)


class Restorer(Struct, kw_only=True):
    """Reads the records in the order of the file and says which sets it holds.

    Parameters
    ----------
    specs
        All exercises that the athlete has.
    last_day
        Workouts of later days are refused.
    make
        Makes an exercise of the athlete's own that they lack, or None where it may not be; in a preview
        it only answers with it.
    """

    specs: tuple[ExerciseSpec, ...]
    last_day: date
    make: Callable[[ExerciseSpec], ExerciseSpec | None]
    workouts: dict[UUID, KeptWorkout] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    made: set[str] = field(default_factory=set)
    sets: int = 0
    _exercises: dict[UUID, ExerciseSpec] = field(default_factory=dict)
    _set_aside: set[UUID] = field(default_factory=set)

    def take(self, entry: Entry) -> KeptSet | None:
        """Remember what sets will need; the set, where the record is one that can be logged."""
        match entry.table:
            case "catalogue":
                self._know(entry, self._shared(entry.values))
            case "own_exercises":
                self._know(entry, self._own(entry))
            case "workouts":
                self._take_workout(entry)
            case "workout_exercises":
                self._take_line(entry)
            case "sets":
                return self._set_of(entry)
        return None

    def _shared(self, values: Values) -> ExerciseSpec | None:
        slug = values.get("slug")
        return next((one for one in self.specs if one.slug == slug and not one.is_own), None)

    def _own(self, entry: Entry) -> ExerciseSpec | None:
        try:
            told = own_spec_of(entry.values)
        except (KeyError, TypeError, ValueError, OverflowError):
            self._refuse(entry, "own_exercises")
            return None
        name = fold_text(told.name)
        for one in self.specs:
            if one.is_own and fold_text(one.name) == name:
                return one
        made = self.make(told)
        if made is None:
            self._refuse(entry, "name")
        else:
            self.made.add(told.name)
        return made

    def _know(self, entry: Entry, exercise: ExerciseSpec | None) -> None:
        key = _key_of(entry.values)
        if key is not None and exercise is not None:
            self._exercises[key] = exercise

    def _take_workout(self, entry: Entry) -> None:
        key = _key_of(entry.values)
        if key is None:
            self._refuse(entry, "id")
        elif entry.values.get("deleted_at") or not entry.values.get("ended_at"):
            self._set_aside.add(key)
        elif values := self._checked(entry, Entity.WORKOUT):
            if values["local_date"] > self.last_day:
                self._refuse(entry, "local_date", ProblemCode.IN_THE_FUTURE)
            elif validation.workout_problems(values):
                self._refuse(entry, "ended_at")
            else:
                self.workouts[key] = KeptWorkout(key=key, line=entry.line, values=values)

    def _take_line(self, entry: Entry) -> None:
        if entry.values.get("deleted_at"):
            return
        values = self._checked(entry, Entity.WORKOUT_EXERCISE)
        if values is None:
            return
        workout = self.workouts.get(values["workout_id"])
        exercise = self._exercises.get(values["exercise_id"])
        if workout is not None and exercise is not None:
            workout.lines.append({**values, "exercise_id": exercise.id})

    def _set_of(self, entry: Entry) -> KeptSet | None:
        key = _key_of(entry.values)
        workout_key = _key_of(entry.values, "workout_id")
        if entry.values.get("deleted_at") or workout_key in self._set_aside:
            return None
        self.sets += 1
        if self.sets > MAX_ROWS:
            raise FileRefusedError(Problem(code=ProblemCode.TOO_MANY_ROWS, line=entry.line))
        values = self._checked(entry, Entity.LIFT_SET)
        if values is None:
            return None
        workout = self.workouts.get(values["workout_id"])
        exercise = self._exercises.get(values["exercise_id"])
        if key is None or workout is None or exercise is None:
            missing = "id" if key is None else "workout_id" if workout is None else "exercise_id"
            self._refuse(entry, missing)
            return None
        wrong = validation.lift_set_problems(values, is_assisted=exercise.is_assisted)
        if wrong:
            self._refuse(entry, next(iter(wrong)), ProblemCode.OUT_OF_RANGE)
            return None
        return KeptSet(key=key, line=entry.line, workout=workout, exercise=exercise, values=values)

    def _checked(self, entry: Entry, entity: Entity) -> dict[str, Any] | None:
        """The columns of a row that the log itself lets anybody write, judged as it judges them."""
        columns = validation.FIELDS[entity]
        told = {name: entry.values[name] for name in columns if name in entry.values}
        checked = validation.check_fields(entity, told)
        missing = columns.keys() - checked.values.keys()
        if missing:
            self._refuse(
                entry, next(iter(checked.problems), min(missing)), ProblemCode.OUT_OF_RANGE
            )
            return None
        return dict(checked.values)

    def _refuse(
        self, entry: Entry, column: str, code: ProblemCode = ProblemCode.MISSING_VALUE
    ) -> None:
        value = str(entry.values.get(column, ""))[:60]
        self.problems.append(Problem(code=code, line=entry.line, column=column, value=value))


def row_of(kept: KeptSet) -> NumberedRow:
    """A set as a preview counts it."""
    values, workout = kept.values, kept.workout.values
    unit = values["typed_unit"]
    row = SetRow(
        day=workout["local_date"],
        started_at=workout["started_at"],
        workout=workout["title"],
        exercise=kept.exercise.name,
        side=SetSide(values["side"]),
        side_source=SideSource(values["side_source"]),
        load=values["typed_load"],
        unit=WeightUnit(unit) if unit else None,
        reps=values["reps"],
        seconds=values["seconds"],
        kind=SetKind(values["kind"]),
        pain=values["pain"],
    )
    return NumberedRow(line=kept.line, row=row)


def own_spec_of(values: Values) -> ExerciseSpec:
    """An exercise of the athlete's own from its record; anything missing or unknown raises."""
    step = values["load_step_kg"]
    return ExerciseSpec(
        slug=str(values["slug"]),
        name=str(values["name"]),
        aliases=_texts(values, "aliases"),
        pattern=MovementPattern(values["pattern"]),
        laterality=Laterality(values["laterality"]),
        limb=Limb(values["limb"]),
        load_basis=LoadBasis(values["load_basis"]),
        rep_convention=RepConvention(values["rep_convention"]),
        implements=int(values["implements"]),
        planes=_words(values, "planes", Plane),
        primary_muscles=_words(values, "primary_muscles", Muscle),
        secondary_muscles=_words(values, "secondary_muscles", Muscle),
        joints=_words(values, "joints", Joint),
        equipment=_words(values, "equipment", Equipment),
        kind=ExerciseKind(values["kind"]),
        metric=Metric(values["metric"]),
        body_mass_share=float(values["body_mass_share"]),
        is_assisted=bool(values["is_assisted"]),
        rep_curve_slope=float(values["rep_curve_slope"]),
        level=Level(values["level"]),
        cautions=_words(values, "cautions", Region),
        measurement=MeasurementClass(values["measurement"]),
        cues=_texts(values, "cues"),
        load_step_kg=None if step is None else float(step),
        is_own=True,
    )


def _words[Word: StrEnum](values: Values, name: str, of: type[Word]) -> tuple[Word, ...]:
    return tuple(of(word) for word in values[name])


def _texts(values: Mapping[str, Any], name: str) -> tuple[str, ...]:
    return tuple(str(text) for text in values[name])


def _key_of(values: Values, name: str = "id") -> UUID | None:
    try:
        return UUID(str(values.get(name)))
    except ValueError:
        return None
