"""Exercises."""

from typing import Any

import factory
from factory.django import DjangoModelFactory

from apps.exercises.models import Exercise


class ExerciseFactory(DjangoModelFactory):
    """A one-arm row unless told otherwise."""

    class Meta:
        model = Exercise

    class Params:
        bilateral = factory.Trait(
            laterality="bilateral", implements=1, load_basis="total", measurement="none"
        )
        hold = factory.Trait(kind="isometric", metric="seconds", measurement="none")

    slug = factory.Sequence(lambda n: f"one-arm-row-{n}")
    name = factory.LazyAttribute(lambda o: o.slug.replace("-", " ").capitalize())
    pattern = "horizontal_pull"
    laterality = "unilateral"
    limb = "arm"
    load_basis = "per_implement"
    rep_convention = "per_side"
    implements = 1
    planes: list[Any] = ["sagittal"]
    primary_muscles: list[Any] = ["lats"]
    joints: list[Any] = ["shoulder"]
    equipment: list[Any] = ["dumbbells"]
    kind = "strength"
    metric = "load_reps"
    measurement = "good"
    cues: list[Any] = ["Pull to the hip.", "Keep the hips square.", "Lower slowly."]
    search_text = factory.LazyAttribute(lambda o: o.name.lower())
