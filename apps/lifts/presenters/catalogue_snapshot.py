"""The catalogue as the browser keeps it, in the athlete's language and unit."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.utils.formats import get_format

from apps.core.units import WeightUnit
from apps.exercises.domain.implements import plates_of, steps_of
from apps.exercises.domain.search import fold_text
from apps.exercises.domain.swaps import swaps_among
from apps.exercises.domain.vocabulary import Equipment, ExerciseKind, MovementPattern
from apps.exercises.presenters import (
    PATTERN_WORDS,
    exercise_name,
    exercise_texts,
    rep_convention_words,
)
from apps.exercises.queries import spec_of
from apps.lifts.forms import count_field, has_load, logged_sides, needs_load

from .words import basis_words, plain_number

if TYPE_CHECKING:
    from apps.profiles.domain.rack import OwnWeights
    from apps.profiles.models import Athlete

type Data = dict[str, Any]


def present_catalogue(exercises: Iterable[Any], athlete: Athlete) -> Data:
    """The snapshot ``catalogue``; retired exercises are told, for a log may hold them."""
    exercises = tuple(exercises)
    at_hand = [Equipment(item) for item in athlete.equipment]
    specs = [spec_of(exercise) for exercise in exercises]
    offered = [spec for spec, row in zip(specs, exercises, strict=True) if not row.is_retired]
    weights, unit = athlete.own_weights, WeightUnit(athlete.weight_unit)
    swaps = swaps_among(offered, at_hand=at_hand)
    return {
        "exercises": {
            str(row.pk): {
                **_exercise(row, weights=weights, unit=unit),
                "fits": spec.fits(at_hand),
                "swaps": [str(pk) for pk in swaps.get(row.pk, ())],
            }
            for spec, row in zip(specs, exercises, strict=True)
        }
    }


def _exercise(row: Any, *, weights: OwnWeights, unit: WeightUnit) -> Data:
    counted, loaded = count_field(row), has_load(row)
    return {
        "slug": row.slug,
        "name": exercise_name(row.name),
        "search": fold_text(" ".join((row.name, *row.aliases, row.search_text))),
        "pattern": row.pattern,
        "pattern_words": str(PATTERN_WORDS[MovementPattern(row.pattern)]),
        "kind": row.kind,
        "measurement": row.measurement,
        "sides": [side.value for side in logged_sides(row)],
        "fields": ["load", counted] if loaded else [counted],
        "needs_load": needs_load(row),
        "asks_rir": row.kind == ExerciseKind.STRENGTH and counted == "reps",
        "basis": basis_words(row, unit),
        "rep_convention": rep_convention_words(row),
        "load_basis": row.load_basis,
        "is_assisted": row.is_assisted,
        "has_body_mass": row.body_mass_share > 0,
        "body_mass_share": plain_number(row.body_mass_share),
        "limb": row.limb,
        "implements": row.implements,
        "steps": steps_of(row, weights=weights, unit=unit).as_json() if loaded else None,
        "plates": _plates(row, weights=weights, unit=unit) if loaded else None,
        "cues": exercise_texts(row.cues),
        "url": row.get_absolute_url(),
        "is_own": row.athlete_id is not None,
        "is_retired": row.is_retired,
    }


def _plates(row: Any, *, weights: OwnWeights, unit: WeightUnit) -> Data | None:
    """Bars and plates, their names as the athlete writes numbers."""
    data, mark = plates_of(row, weights=weights, unit=unit), get_format("DECIMAL_SEPARATOR")
    for one in () if data is None else (*data["bars"], *data["plates"]):
        one["label"] = one["label"].replace(".", mark)
    return data
