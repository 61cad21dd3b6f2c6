"""Reads of exercises: the shared catalogue and the athlete's own, never another athlete's."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import connection
from django.db.models import PROTECT, RESTRICT, F
from django.shortcuts import get_object_or_404

from apps.exercises.domain.anatomy import Joint, Muscle
from apps.exercises.domain.catalogue import ExerciseSpec
from apps.exercises.domain.search import fold_text, search_words
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
)
from apps.exercises.models import Exercise, ExerciseQuerySet

if TYPE_CHECKING:
    from django.db.models import Model

    from apps.profiles.models import Athlete


def exercise_for(athlete: Model, slug_or_pk: str | UUID) -> Exercise:
    """Find one exercise by slug or key, or answer 404; retired ones stay readable.

    An own exercise comes before a catalogue one of the same slug.
    """
    visible = _visible_with_links(athlete)
    key = _uuid_or_none(slug_or_pk)
    if key is not None:
        return get_object_or_404(visible, pk=key)
    found = visible.filter(slug=slug_or_pk).order_by(F("athlete").asc(nulls_last=True))[:1]
    return get_object_or_404(found)


def exercises_for(
    athlete: Model,
    *,
    search: str = "",
    pattern: MovementPattern | None = None,
    equipment: Equipment | None = None,
    muscle: Muscle | None = None,
    laterality: Laterality | None = None,
    at_hand: Iterable[Equipment] | None = None,
) -> ExerciseQuerySet:
    """Exercises offered to the athlete, by name, narrowed by what is asked.

    ``equipment`` keeps those that use it; ``at_hand`` keeps those that need nothing else.
    """
    found = Exercise.objects.visible_to(athlete).current().matching(search_words(search))
    if pattern is not None:
        found = found.filter(pattern=pattern.value)
    if equipment is not None:
        found = found.filter(equipment__contains=[equipment.value])
    if muscle is not None:
        found = found.filter(primary_muscles__contains=[muscle.value])
    if laterality is not None:
        found = found.filter(laterality=laterality.value)
    if at_hand is not None:
        usable = {*at_hand, Equipment.BODYWEIGHT}
        found = found.filter(equipment__contained_by=[item.value for item in usable])
    return found


# Written out: making 207 rows into objects with their links took a third of the pages that need them.
_SPEC_COLUMNS = (
    "slug", "name", "aliases", "pattern", "laterality", "limb", "load_basis", "rep_convention",
    "implements", "planes", "primary_muscles", "secondary_muscles", "joints", "equipment", "kind",
    "metric", "body_mass_share", "is_assisted", "rep_curve_slope", "level", "cautions",
    "measurement", "cues", "load_step_kg",
)  # fmt: skip
_SPECS = f"""
SELECT e.id, e.athlete_id, {", ".join(f"e.{column}" for column in _SPEC_COLUMNS)}, easier.slug, harder.slug
FROM exercises_exercise e
LEFT JOIN exercises_exercise easier ON easier.id = e.regression_id
LEFT JOIN exercises_exercise harder ON harder.id = e.progression_id
WHERE (e.athlete_id IS NULL OR e.athlete_id = %(athlete)s)
  AND (%(with_retired)s OR NOT e.is_retired)
  AND (%(among)s::uuid[] IS NULL OR e.id = ANY(%(among)s::uuid[]))
ORDER BY e.name, e.id
"""  # noqa: S608 - put together from names alone


def exercise_specs_for(
    athlete: Model, *, with_retired: bool = False, among: Iterable[UUID] | None = None
) -> tuple[ExerciseSpec, ...]:
    """All the athlete's exercises as plain values by name, or those ``among`` keys, in one query.

    Old logs may point at retired exercises: ask ``with_retired`` when reading them.
    """
    asked = {
        "athlete": athlete.pk,
        "with_retired": with_retired,
        "among": None if among is None else list(among),
    }
    with connection.cursor() as cursor:
        cursor.execute(_SPECS, asked)
        return tuple(_spec(*row) for row in cursor.fetchall())


def visible_exercises_for(athlete: Model) -> ExerciseQuerySet:
    """All that the athlete may see, retired ones too: an old log points at them."""
    return Exercise.objects.visible_to(athlete)


def linked_exercises_for(athlete: Model) -> ExerciseQuerySet:
    """The same with what is easier and harder than each, for :func:`spec_of`."""
    return _visible_with_links(athlete)


# Pages of verdicts ask at every look.
_NAMES = """
SELECT id, name FROM exercises_exercise
WHERE id = ANY(%s::uuid[]) AND (athlete_id IS NULL OR athlete_id = %s)
"""


def names_of_exercises(athlete: Model, keys: Iterable[str]) -> dict[str, str]:
    """Names of exercises that the athlete may see, by key in text, in one query."""
    with connection.cursor() as cursor:
        cursor.execute(_NAMES, [list(keys), athlete.pk])
        return {str(key): name for key, name in cursor.fetchall()}


def catalogue_by_slug() -> dict[str, Exercise]:
    """Every row of the shared catalogue, retired ones too, by slug."""
    return {exercise.slug: exercise for exercise in Exercise.objects.filter(athlete=None)}


def _visible_with_links(athlete: Model) -> ExerciseQuerySet:
    return Exercise.objects.visible_to(athlete).select_related("regression", "progression")


def spec_of(exercise: Exercise) -> ExerciseSpec:
    """The pure value of a row read with its links."""
    links = (exercise.regression, exercise.progression)
    return _spec(
        exercise.pk,
        exercise.athlete_id,
        *(getattr(exercise, column) for column in _SPEC_COLUMNS),
        *(link.slug if link else None for link in links),
    )


def _spec(key: UUID, athlete_id: UUID | None, *columns: Any) -> ExerciseSpec:
    """A pure value from the columns of a row and the slugs of what is easier and harder."""
    *told, regression, progression = columns
    row = dict(zip(_SPEC_COLUMNS, told, strict=True))
    step = row["load_step_kg"]
    return ExerciseSpec(
        id=key,
        is_own=athlete_id is not None,
        slug=row["slug"],
        name=row["name"],
        aliases=tuple(row["aliases"]),
        pattern=MovementPattern(row["pattern"]),
        laterality=Laterality(row["laterality"]),
        limb=Limb(row["limb"]),
        load_basis=LoadBasis(row["load_basis"]),
        rep_convention=RepConvention(row["rep_convention"]),
        implements=row["implements"],
        planes=tuple(map(Plane, row["planes"])),
        primary_muscles=tuple(map(Muscle, row["primary_muscles"])),
        secondary_muscles=tuple(map(Muscle, row["secondary_muscles"])),
        joints=tuple(map(Joint, row["joints"])),
        equipment=tuple(map(Equipment, row["equipment"])),
        kind=ExerciseKind(row["kind"]),
        metric=Metric(row["metric"]),
        body_mass_share=float(row["body_mass_share"]),
        is_assisted=row["is_assisted"],
        rep_curve_slope=float(row["rep_curve_slope"]),
        level=Level(row["level"]),
        regression=regression,
        progression=progression,
        cautions=tuple(map(Region, row["cautions"])),
        measurement=MeasurementClass(row["measurement"]),
        cues=tuple(row["cues"]),
        load_step_kg=None if step is None else float(step),
    )


def _uuid_or_none(text: str | UUID) -> UUID | None:
    if isinstance(text, UUID):
        return text
    try:
        return UUID(text)
    except ValueError:
        return None


def own_exercises_for(athlete: Athlete) -> ExerciseQuerySet:
    """The athlete's own, retired ones too, by name."""
    return Exercise.objects.filter(athlete=athlete)


def own_exercise_for(athlete: Athlete, pk: UUID) -> Exercise:
    """One of them, or 404."""
    return get_object_or_404(own_exercises_for(athlete).select_related(*_LINKS), pk=pk)


def is_name_taken(athlete: Athlete, name: str, *, but: UUID | None = None) -> bool:
    """Whether another exercise that the athlete sees goes by this name."""
    wanted = fold_text(name)
    others = Exercise.objects.visible_to(athlete)
    others = others if but is None else others.exclude(pk=but)
    rows = others.filter(search_text__contains=wanted).values_list("name", "aliases")
    return any(
        wanted == fold_text(known) for own_name, aliases in rows for known in (own_name, *aliases)
    )


def slugs_seen_by(athlete: Athlete, start: str) -> frozenset[str]:
    """Addresses that are taken among those that begin alike."""
    seen = Exercise.objects.visible_to(athlete).filter(slug__startswith=start)
    return frozenset(seen.values_list("slug", flat=True))


def is_logged(exercise: Exercise) -> bool:
    """Whether something that must not lose the exercise points at it.

    The log lies above and is not named here: it says so by restricting the deletion.
    """
    kept = (
        link
        for link in Exercise._meta.related_objects  # noqa: SLF001 - Django's documented API
        if link.on_delete in (RESTRICT, PROTECT)
    )
    return any(
        link.related_model._base_manager.filter(**{link.field.name: exercise}).exists()  # noqa: SLF001 - the same
        for link in kept
    )


_LINKS = ("regression", "progression")
