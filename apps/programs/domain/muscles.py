"""How much a set of an exercise is worth to each muscle."""

from __future__ import annotations

from collections.abc import Mapping

from apps.exercises.domain.anatomy import Muscle
from apps.exercises.domain.catalogue import ExerciseSpec


def shares_of_muscles(spec: ExerciseSpec, secondary_share: float) -> Mapping[Muscle, float]:
    """Part of a set that counts for each muscle: a whole one for the main ones, less for the others."""
    return {
        **dict.fromkeys(spec.secondary_muscles, secondary_share),
        **dict.fromkeys(spec.primary_muscles, 1.0),
    }
