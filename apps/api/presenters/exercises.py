"""Exercises as JSON tells them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from ninja import Schema

from apps.exercises.domain.anatomy import Muscle
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
    RepConvention,
    SetSide,
)
from apps.exercises.presenters import exercise_name, exercise_texts
from apps.lifts.forms import logged_sides


class ExerciseOut(Schema):
    """An exercise, with what its numbers count."""

    id: UUID
    slug: str
    name: str
    other_names: list[str]
    pattern: MovementPattern
    kind: ExerciseKind
    level: Level
    laterality: Laterality
    limb: Limb
    logged_sides: list[SetSide]
    metric: Metric
    load_basis: LoadBasis
    rep_convention: RepConvention
    is_assisted: bool
    measurement: MeasurementClass
    primary_muscles: list[Muscle]
    secondary_muscles: list[Muscle]
    equipment: list[Equipment]
    cues: list[str]
    is_own: bool
    is_retired: bool


class ExercisePage(Schema):
    """Some exercises, and where the list goes on."""

    items: list[ExerciseOut]
    next: str | None


def exercise_data(row: Any) -> dict[str, Any]:
    """An exercise in the reader's language; the words of its fields stay as they are."""
    return {
        "id": row.pk,
        "slug": row.slug,
        "name": exercise_name(row.name),
        "other_names": list(exercise_texts(row.aliases)),
        "pattern": row.pattern,
        "kind": row.kind,
        "level": row.level,
        "laterality": row.laterality,
        "limb": row.limb,
        "logged_sides": list(logged_sides(row)),
        "metric": row.metric,
        "load_basis": row.load_basis,
        "rep_convention": row.rep_convention,
        "is_assisted": row.is_assisted,
        "measurement": row.measurement,
        "primary_muscles": row.primary_muscles,
        "secondary_muscles": row.secondary_muscles,
        "equipment": row.equipment,
        "cues": list(exercise_texts(row.cues)),
        "is_own": row.athlete_id is not None,
        "is_retired": row.is_retired,
    }
