"""Writes to the exercise catalogue."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any

from django.db import transaction

from apps.exercises.domain.catalogue import (
    CatalogueError,
    ExerciseSpec,
    check_catalogue,
    parse_catalogue,
)
from apps.exercises.domain.search import search_text_of
from apps.exercises.models import Exercise
from apps.exercises.queries import catalogue_by_slug

CATALOGUE_FOLDER = Path(__file__).resolve().parent / "catalogue"


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueLoad:
    """What a load of the catalogue changed, as slugs."""

    created: tuple[str, ...]
    updated: tuple[str, ...]
    retired: tuple[str, ...]
    unchanged: tuple[str, ...]


# Columns that are not copied one to one from the spec.
_DECIMALS = ("body_mass_share", "rep_curve_slope", "load_step_kg")
_LINKS = ("regression", "progression")
_COPIED = (
    "name",
    "aliases",
    "pattern",
    "laterality",
    "limb",
    "load_basis",
    "rep_convention",
    "implements",
    "planes",
    "primary_muscles",
    "secondary_muscles",
    "joints",
    "equipment",
    "kind",
    "metric",
    "is_assisted",
    "level",
    "cautions",
    "measurement",
    "cues",
)


def read_catalogue(folder: Path = CATALOGUE_FOLDER) -> tuple[ExerciseSpec, ...]:
    """Read every file of a catalogue folder, in order of name."""
    specs: list[ExerciseSpec] = []
    for path in sorted(folder.glob("*.toml")):
        try:
            specs.extend(parse_catalogue(path.read_text(encoding="utf-8")))
        except CatalogueError as error:
            raise CatalogueError(f"{path.name}: {error}") from error
    return tuple(specs)


@transaction.atomic
def load_catalogue(*, specs: Iterable[ExerciseSpec]) -> CatalogueLoad:
    """Make the shared catalogue match the specs, by slug; what is gone is retired, never deleted."""
    specs = tuple(specs)
    check_catalogue(specs)
    rows = catalogue_by_slug()
    created = [spec for spec in specs if spec.slug not in rows]
    updated: list[str] = []
    for spec in specs:
        row = rows.setdefault(spec.slug, Exercise(slug=spec.slug))
        if _write(row, column_values(spec)) and spec not in created:
            updated.append(spec.slug)
    Exercise.objects.bulk_create([rows[spec.slug] for spec in created])
    retired = _retire_missing(rows, specs)
    relinked = _link(rows, specs)
    changed = {*updated, *retired, *relinked}
    columns = [*_COPIED, *_DECIMALS, *_LINKS, "search_text", "is_retired"]
    if changed:
        Exercise.objects.bulk_update([rows[slug] for slug in sorted(changed)], columns)
    new = tuple(spec.slug for spec in created)
    touched = {*new, *changed}
    return CatalogueLoad(
        created=new,
        updated=tuple(sorted(changed - {*new, *retired})),
        retired=tuple(retired),
        unchanged=tuple(spec.slug for spec in specs if spec.slug not in touched),
    )


def column_values(spec: ExerciseSpec) -> dict[str, Any]:
    """The columns of a spec, links left out."""
    values: dict[str, Any] = {name: _plain(getattr(spec, name)) for name in _COPIED}
    for name in _DECIMALS:
        number = getattr(spec, name)
        values[name] = None if number is None else Decimal(str(number))
    values["search_text"] = search_text_of(spec)
    values["is_retired"] = False
    return values


def _plain(value: object) -> object:
    """Enums as their words and tuples as lists, as the columns hold them."""
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value


def _write(row: Exercise, values: dict[str, Any]) -> bool:
    """Write values into a row in memory; say whether any differed."""
    differing = {name: value for name, value in values.items() if getattr(row, name) != value}
    for name, value in differing.items():
        setattr(row, name, value)
    return bool(differing)


def _retire_missing(rows: dict[str, Exercise], specs: tuple[ExerciseSpec, ...]) -> list[str]:
    """Retire in memory the rows no spec names any more; say which."""
    gone = sorted(rows.keys() - {spec.slug for spec in specs})
    newly_gone = [slug for slug in gone if not rows[slug].is_retired]
    for slug in newly_gone:
        rows[slug].is_retired = True
    return newly_gone


def _link(rows: dict[str, Exercise], specs: tuple[ExerciseSpec, ...]) -> list[str]:
    """Set regression and progression in memory; say which rows changed."""
    relinked = []
    for spec in specs:
        row = rows[spec.slug]
        wanted = {
            "regression_id": rows[spec.regression].pk if spec.regression else None,
            "progression_id": rows[spec.progression].pk if spec.progression else None,
        }
        if _write(row, wanted):
            relinked.append(spec.slug)
    return relinked
