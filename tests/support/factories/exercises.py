"""Exercises."""

from typing import Any

import factory
from factory.django import DjangoModelFactory

from apps.exercises.domain.search import search_text_of
from apps.exercises.models import Exercise
from apps.exercises.queries import spec_of


def _search_text(exercise: Any) -> str:
    built = Exercise(**{name: getattr(exercise, name) for name in _SEARCHED}, **_SHARED)
    return search_text_of(spec_of(built))


_SEARCHED = (
    "slug",
    "name",
    "aliases",
    "pattern",
    "primary_muscles",
    "secondary_muscles",
    "equipment",
)
_SHARED = {"laterality": "unilateral", "limb": "arm"}


class ExerciseFactory(DjangoModelFactory):
    """A one-arm row of the shared catalogue unless told otherwise; ``athlete=`` makes it their own."""

    class Meta:
        model = Exercise

    class Params:
        bilateral = factory.Trait(
            laterality="bilateral", implements=1, load_basis="total", measurement="none"
        )
        alternating = factory.Trait(
            laterality="alternating", rep_convention="both_sides_together", measurement="none"
        )
        hold = factory.Trait(
            kind="isometric", metric="seconds", load_step_kg=None, measurement="none"
        )
        stretch = factory.Trait(
            kind="mobility",
            pattern="mobility",
            metric="seconds",
            implements=0,
            load_basis="total",
            load_step_kg=None,
            equipment=["bodyweight"],
            measurement="none",
        )
        bodyweight = factory.Trait(
            implements=0, load_basis="total", equipment=["bodyweight"], body_mass_share="0.640"
        )
        retired = factory.Trait(is_retired=True)

    slug = factory.Sequence(lambda n: f"one-arm-row-{n}")
    name = factory.LazyAttribute(lambda o: o.slug.replace("-", " ").capitalize())
    aliases: list[Any] = []
    pattern = "horizontal_pull"
    laterality = "unilateral"
    limb = "arm"
    load_basis = "per_implement"
    rep_convention = "per_side"
    implements = 1
    planes: list[Any] = ["sagittal"]
    primary_muscles: list[Any] = ["lats"]
    secondary_muscles: list[Any] = ["biceps"]
    joints: list[Any] = ["shoulder"]
    equipment: list[Any] = ["dumbbells"]
    kind = "strength"
    metric = "load_reps"
    load_step_kg = 2
    measurement = "good"
    cues: list[Any] = ["Pull to the hip.", "Keep the hips square.", "Lower slowly."]
    search_text = factory.LazyAttribute(_search_text)
