"""From a file of sets to verdicts, without an account and without a database."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID, uuid5

from msgspec import Struct
from msgspec.structs import replace

from apps.core.units import WeightUnit, to_kg
from apps.exchange.domain.answers import Answers
from apps.exchange.domain.matching import match_names, names_of
from apps.exchange.domain.plan import PlannedSet, PlannedWorkout, plan_import
from apps.exchange.domain.rows import ParsedFile, Problem
from apps.exercises.domain.catalogue import ExerciseSpec
from apps.imbalances.domain.assessment import PatternAssessment, assess_pattern
from apps.imbalances.domain.normalising import (
    BodyMassHistory,
    by_pattern,
    comparable_specs,
    logged_sets,
)
from apps.lifts.domain.rows import LiftRow
from apps.profiles.domain.people import Handedness

NOBODY = UUID(int=0)
"""Whose log a file without an account is; its identifiers are made from this key."""


class FileAnalysis(Struct, frozen=True, kw_only=True):
    """What a file of sets says about left and right.

    Parameters
    ----------
    assessments
        One for each pattern that has a set of one side, in the order of the patterns' names.
    unknown_names
        Exercise names that the catalogue does not know; their rows are left out.
    problems
        Lines that could not be read or logged.
    sets
        Number of sets that were read.
    """

    assessments: tuple[PatternAssessment, ...]
    unknown_names: tuple[str, ...]
    problems: tuple[Problem, ...]
    sets: int


def analyse_file(
    parsed: ParsedFile,
    catalogue: Iterable[ExerciseSpec],
    *,
    handedness: Handedness,
    as_of: datetime,
    unit: WeightUnit = WeightUnit.KG,
    time_zone: str = "UTC",
    body_mass_kg: float | None = None,
) -> FileAnalysis:
    """Judge every pattern of a file as the app would on the same log.

    Parameters
    ----------
    parsed
        The file as it was read.
    catalogue
        Exercises that names may mean; a stored key is not needed.
    handedness
        Centre of grip; nothing else depends on it.
    as_of
        Aware instant for which to judge. Sets of later days are left out and told as problems.
    unit, time_zone
        Of loads and times that do not say their own.
    body_mass_kg
        For exercises that lift part of the body, kg; without it they say nothing.

    Returns
    -------
    FileAnalysis
        The same for the same arguments, whatever the order of the lines of a day's exercises.
    """
    specs = tuple(replace(spec, id=uuid5(NOBODY, spec.slug)) for spec in catalogue)
    named = match_names({row.row.exercise for row in parsed.numbered}, names_of(specs))
    plan = plan_import(
        parsed,
        answers=Answers(
            exercises=named,
            unit=unit,
            time_zone=time_zone,
            keep_pain=True,
            source="" if parsed.dialect in ("", "levelset") else parsed.dialect,
        ),
        athlete_id=NOBODY,
        last_day=as_of.date(),
    )
    rows = [_lift_row(workout, planned) for workout in plan.workouts for planned in workout.sets]
    # One body mass for the whole file: it is given once, not over time.
    history = () if body_mass_kg is None else ((date.min, body_mass_kg),)
    sets = logged_sets(rows, specs=comparable_specs(specs), body_mass=BodyMassHistory(history))
    return FileAnalysis(
        assessments=tuple(
            assess_pattern(of_pattern, pattern=pattern, handedness=handedness, as_of=as_of)
            for pattern, of_pattern in sorted(by_pattern(sets).items())
        ),
        unknown_names=tuple(sorted(name for name, spec in named.items() if spec is None)),
        problems=(*parsed.problems, *plan.problems),
        sets=len(rows),
    )


def _lift_row(workout: PlannedWorkout, planned: PlannedSet) -> LiftRow:
    row, exercise = planned.row, planned.exercise
    load_kg = None
    if row.load is not None and row.unit is not None:
        load_kg = float(to_kg(row.load, row.unit))
    return LiftRow(
        id=planned.id,
        workout_id=workout.id,
        exercise_id=planned.exercise_id,
        performed_at=planned.performed_at,
        local_date=workout.local_date,
        set_index=planned.set_index,
        side=row.side,
        side_source=row.side_source,
        kind=row.kind,
        pair_order=planned.pair_order,
        load_kg=load_kg,
        reps=row.reps,
        seconds=row.seconds,
        rir=None if row.rir is None else float(row.rir),
        pain=row.pain,
        capped_by_plan=row.capped,
        load_basis=exercise.load_basis if row.load_basis is None else row.load_basis,
        rep_convention=(
            exercise.rep_convention if row.rep_convention is None else row.rep_convention
        ),
        workout_ended=True,
    )
