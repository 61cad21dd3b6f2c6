"""Which exercise a name in a file means, and what it may have meant."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping

from apps.exercises.domain.catalogue import ExerciseSpec
from apps.exercises.domain.search import fold_text

_CLOSE_ENOUGH = 0.55
"""Least share of equal letters of a suggestion, 0 to 1; it is only offered, never taken."""


def names_of(specs: Iterable[ExerciseSpec]) -> dict[str, ExerciseSpec]:
    """Every name, alias and slug with its exercise; an own exercise comes before the catalogue's.

    Notes
    -----
    Only case, accents and signs are forgiven. "(Left)" and "(Right)" are words like others, so two
    exercises that somebody kept apart are never merged.
    """
    index: dict[str, ExerciseSpec] = {}
    for spec in sorted(specs, key=lambda spec: not spec.is_own):
        for name in (spec.slug, spec.name, *spec.aliases):
            index.setdefault(fold_text(name), spec)
    return index


def match_names(
    names: Iterable[str], index: Mapping[str, ExerciseSpec]
) -> dict[str, ExerciseSpec | None]:
    """The exercise of each name, or None where only the athlete can tell."""
    return {name: index.get(fold_text(name)) for name in names}


def suggestions_for(
    name: str, index: Mapping[str, ExerciseSpec], *, limit: int = 3
) -> tuple[ExerciseSpec, ...]:
    """The exercises whose names look most like ``name``, best first."""
    close = difflib.get_close_matches(
        fold_text(name), index.keys(), n=limit * 3, cutoff=_CLOSE_ENOUGH
    )
    return tuple({index[found].slug: index[found] for found in close}.values())[:limit]
