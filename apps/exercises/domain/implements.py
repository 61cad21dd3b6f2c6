"""What an exercise is loaded with, so that its stepper goes from one real weight to the next."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal
from typing import Any, Protocol

from apps.core.units import WeightUnit
from apps.profiles.domain.rack import OwnWeights
from apps.profiles.domain.weights import Steps, WeightSource, plates_for, steps_for

from .vocabulary import Equipment, Laterality, Limb, LoadBasis


class Loaded(Protocol):
    """An exercise, as a row or as a value."""

    @property
    def laterality(self) -> str:
        """See ``ExerciseSpec.laterality``."""

    @property
    def limb(self) -> str:
        """See ``ExerciseSpec.limb``."""

    @property
    def load_basis(self) -> str:
        """See ``ExerciseSpec.load_basis``."""

    @property
    def implements(self) -> int:
        """See ``ExerciseSpec.implements``."""

    @property
    def equipment(self) -> list[str] | tuple[Equipment, ...]:
        """See ``ExerciseSpec.equipment``."""

    @property
    def load_step_kg(self) -> Any:
        """See ``ExerciseSpec.load_step_kg``."""


def is_bar_on_one_end(exercise: Loaded) -> bool:
    """Whether one arm lifts one end of a bar whose other end stays on the floor (landmine).

    One leg under a whole bar is another thing: there the bar counts.
    """
    return (
        exercise.implements > 0
        and Equipment.BARBELL in exercise.equipment
        and exercise.laterality == Laterality.UNILATERAL
        and exercise.limb == Limb.ARM
    )


def weight_source_of(exercise: Loaded) -> WeightSource:
    """Where the load comes from, by what it counts and what is held."""
    if exercise.load_basis == LoadBasis.PER_SIDE_OF_BAR:
        return WeightSource.ONE_SIDE
    if exercise.load_basis == LoadBasis.MACHINE_SHOWN:
        return _shown_by(exercise.equipment)
    return _held(exercise) if exercise.implements else WeightSource.OTHER


def _held(exercise: Loaded) -> WeightSource:
    if Equipment.BARBELL in exercise.equipment:
        return WeightSource.ONE_END if is_bar_on_one_end(exercise) else WeightSource.BAR
    if Equipment.DUMBBELLS in exercise.equipment:
        return WeightSource.DUMBBELLS
    kettlebell = Equipment.KETTLEBELL in exercise.equipment
    return WeightSource.KETTLEBELLS if kettlebell else WeightSource.OTHER


def _shown_by(equipment: Collection[str]) -> WeightSource:
    if Equipment.DYNAMOMETER in equipment:
        return WeightSource.OTHER
    return WeightSource.CABLE if Equipment.CABLE in equipment else WeightSource.MACHINE


def steps_of(exercise: Loaded, *, weights: OwnWeights, unit: WeightUnit) -> Steps:
    """How the exercise's load is stepped for an athlete who owns ``weights``."""
    step = exercise.load_step_kg
    return steps_for(
        weight_source_of(exercise),
        weights=weights,
        unit=unit,
        usual_step_kg=None if step is None else Decimal(str(step)),
    )


def plates_of(exercise: Loaded, *, weights: OwnWeights, unit: WeightUnit) -> dict[str, Any] | None:
    """Data for the plate calculator of an exercise; None where no plates are put on."""
    return plates_for(weight_source_of(exercise), weights=weights, unit=unit)
