"""One exercise on its own page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

from ..domain.anatomy import Muscle
from ..domain.vocabulary import (
    ExerciseKind,
    Laterality,
    Level,
    MeasurementClass,
    MovementPattern,
    Plane,
    Region,
)
from .conventions import (
    load_basis_sentence,
    measurement_reason,
    measurement_words,
    rep_convention_sentence,
)
from .exercise_list import equipment_words
from .names import exercise_name, exercise_texts
from .vocabulary import (
    KIND_WORDS,
    LATERALITY_WORDS,
    LEVEL_WORDS,
    MUSCLE_WORDS,
    PATTERN_WORDS,
    PLANE_WORDS,
    REGION_WORDS,
    Words,
)

if TYPE_CHECKING:
    from ..models import Exercise

_TONES = {
    MeasurementClass.GOOD: "level",
    MeasurementClass.FAIR: "unsure",
    MeasurementClass.NONE: "",
}


class ExerciseLink(Struct, frozen=True, kw_only=True):
    """Another exercise to go to."""

    name: str
    url: str


class ExerciseDetailView(Struct, frozen=True, kw_only=True):
    """What the page of one exercise prints."""

    name: str
    aliases: str
    pattern: str
    kind: str
    level: str
    sides: str
    load: str
    reps: str
    cues: tuple[str, ...]
    planes: tuple[str, ...]
    primary_muscles: str
    secondary_muscles: str
    equipment: str
    cautions: str
    measurement: str
    measurement_tone: str
    measurement_reason: str
    easier: ExerciseLink | None
    harder: ExerciseLink | None
    is_retired: bool
    is_own: bool


def present_exercise(exercise: Exercise) -> ExerciseDetailView:
    """Say everything about one exercise in words."""
    return ExerciseDetailView(
        name=exercise_name(exercise.name),
        aliases=", ".join(exercise_texts(exercise.aliases)),
        pattern=str(PATTERN_WORDS[MovementPattern(exercise.pattern)]),
        kind=str(KIND_WORDS[ExerciseKind(exercise.kind)]),
        level=str(LEVEL_WORDS[Level(exercise.level)]),
        sides=str(LATERALITY_WORDS[Laterality(exercise.laterality)]),
        load=load_basis_sentence(exercise),
        reps=rep_convention_sentence(exercise),
        cues=exercise_texts(exercise.cues),
        planes=_words(Plane, exercise.planes, PLANE_WORDS),
        primary_muscles=", ".join(_words(Muscle, exercise.primary_muscles, MUSCLE_WORDS)),
        secondary_muscles=", ".join(_words(Muscle, exercise.secondary_muscles, MUSCLE_WORDS)),
        equipment=equipment_words(exercise.equipment),
        cautions=", ".join(_words(Region, exercise.cautions, REGION_WORDS)),
        measurement=measurement_words(exercise),
        measurement_tone=_TONES[MeasurementClass(exercise.measurement)],
        measurement_reason=measurement_reason(exercise, is_own=exercise.athlete_id is not None),
        easier=_link(exercise.regression),
        harder=_link(exercise.progression),
        is_retired=exercise.is_retired,
        is_own=exercise.athlete_id is not None,
    )


def _words[E: StrEnum](
    enum: type[E], values: Iterable[str], words: Mapping[E, Words]
) -> tuple[str, ...]:
    return tuple(str(words[enum(value)]) for value in values)


def _link(exercise: Exercise | None) -> ExerciseLink | None:
    if exercise is None:
        return None
    return ExerciseLink(name=exercise_name(exercise.name), url=exercise.get_absolute_url())
