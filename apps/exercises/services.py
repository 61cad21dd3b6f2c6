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
    new = tuple(spec.slug for spec in specs if spec.slug not in rows)
    rows |= {slug: Exercise(slug=slug) for slug in new}
    rewritten = {spec.slug for spec in specs if _write(rows[spec.slug], column_values(spec))}
    relinked = _link(rows, specs)
    retired = _retire_missing(rows, specs)
    updated = (rewritten | relinked) - set(new)
    # Links may point forwards: foreign keys are checked when the transaction ends.
    Exercise.objects.bulk_create([rows[slug] for slug in new])
    if changed := sorted({*updated, *retired}):
        columns = [*_COPIED, *_DECIMALS, *_LINKS, "search_text", "is_retired"]
        Exercise.objects.bulk_update([rows[slug] for slug in changed], columns)
    return CatalogueLoad(
        created=new,
        updated=tuple(sorted(updated)),
        retired=retired,
        unchanged=tuple(s.slug for s in specs if s.slug not in {*new, *updated}),
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


def _retire_missing(rows: dict[str, Exercise], specs: tuple[ExerciseSpec, ...]) -> tuple[str, ...]:
    """Retire in memory the rows no spec names any more; say which."""
    gone = sorted(rows.keys() - {spec.slug for spec in specs})
    newly_gone = tuple(slug for slug in gone if not rows[slug].is_retired)
    for slug in newly_gone:
        rows[slug].is_retired = True
    return newly_gone


def _link(rows: dict[str, Exercise], specs: tuple[ExerciseSpec, ...]) -> set[str]:
    """Set regression and progression in memory; say which rows changed."""
    relinked = set()
    for spec in specs:
        wanted = {
            f"{link}_id": rows[slug].pk if (slug := getattr(spec, link)) else None
            for link in _LINKS
        }
        if _write(rows[spec.slug], wanted):
            relinked.add(spec.slug)
    return relinked
