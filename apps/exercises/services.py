"""Writes to the exercise catalogue."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.text import slugify
from msgspec import Struct
from msgspec.structs import replace

from apps.core.events import Event, News, announce
from apps.exercises.domain.catalogue import (
    TRANSLATION_CONTEXT,
    CatalogueError,
    ExerciseSpec,
    check_catalogue,
    parse_catalogue,
)
from apps.exercises.domain.search import search_text_of
from apps.exercises.models import Exercise
from apps.exercises.queries import catalogue_by_slug, slugs_seen_by

if TYPE_CHECKING:
    from apps.profiles.models import Athlete

CATALOGUE_FOLDER = Path(__file__).resolve().parent / "catalogue"


class CatalogueLoad(Struct, frozen=True, kw_only=True):
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
    values["search_text"] = search_text_of(spec, translated=names_in_other_languages(spec))
    values["is_retired"] = False
    return values


def names_in_other_languages(spec: ExerciseSpec) -> tuple[str, ...]:
    """What an exercise of the catalogue is called in the languages that Levelset is translated to.

    Searches look among all of them, and files name exercises in the language of whoever made them.
    """
    names = (spec.name, *spec.aliases)
    found: list[str] = []
    for code, _language in settings.LANGUAGES:
        with translation.override(code):
            found += (translation.pgettext(TRANSLATION_CONTEXT, name) for name in names)
    return tuple(dict.fromkeys(name for name in found if name not in names))


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


@transaction.atomic
def create_own_exercise(*, athlete: Athlete, spec: ExerciseSpec) -> Exercise:
    """Keep a new exercise of one athlete's own, under an address that nobody they see has."""
    row = Exercise(athlete=athlete, slug=_free_slug(athlete, spec.name))
    return _save_own(row, spec)


@transaction.atomic
def update_own_exercise(*, exercise: Exercise, spec: ExerciseSpec) -> Exercise:
    """Change it; verdicts that rest on it are judged anew when what they read has changed."""
    before = [getattr(exercise, name) for name in _JUDGED]
    was_retired = exercise.is_retired
    _save_own(exercise, spec)
    if was_retired:
        exercise.is_retired = True
        exercise.save(update_fields=["is_retired"])
    if before != [getattr(exercise, name) for name in _JUDGED] and exercise.athlete_id is not None:
        # No exercise named: one that counts no longer would be overlooked.
        announce(News(event=Event.PAST_SETS_CHANGED, athlete_id=exercise.athlete_id))
    return exercise


def retire_own_exercise(*, exercise: Exercise) -> None:
    """Offer it no longer. Never deleted: a phone without a network may be logging with it."""
    exercise.is_retired = True
    exercise.save(update_fields=["is_retired"])


def restore_own_exercise(*, exercise: Exercise) -> None:
    """Offer a retired one again."""
    exercise.is_retired = False
    exercise.save(update_fields=["is_retired"])


_JUDGED = ("pattern", "measurement", "body_mass_share", "rep_curve_slope")
# Addresses of pages.
_RESERVED = frozenset({"own"})


def _save_own(row: Exercise, spec: ExerciseSpec) -> Exercise:
    _write(row, column_values(replace(spec, slug=row.slug)))
    row.full_clean(exclude=["athlete", "regression", "progression"])
    row.save()
    return row


def _free_slug(athlete: Athlete, name: str) -> str:
    base = slugify(name)[:60].strip("-") or "exercise"
    taken = slugs_seen_by(athlete, base) | _RESERVED
    numbered = (base if number == 1 else f"{base}-{number}" for number in count(1))
    return next(slug for slug in numbered if slug not in taken)
