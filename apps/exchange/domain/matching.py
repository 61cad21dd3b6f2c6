"""Which exercise a name in a file means."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from apps.exercises.domain.catalogue import ExerciseSpec
from apps.exercises.domain.search import fold_text


def names_of(
    specs: Iterable[ExerciseSpec],
    *,
    translated: Callable[[ExerciseSpec], Iterable[str]] = lambda _spec: (),
) -> dict[str, ExerciseSpec]:
    """Every name, alias and slug with its exercise; an own exercise comes before the catalogue's.

    ``translated`` tells names in other languages: they count where no exercise has them in English.

    Notes
    -----
    Only case, accents and signs are forgiven. "(Left)" and "(Right)" are words like others, so two
    exercises that somebody kept apart are never merged.
    """
    index: dict[str, ExerciseSpec] = {}
    ordered = sorted(specs, key=lambda spec: not spec.is_own)
    for spec in ordered:
        for name in (spec.slug, spec.name, *spec.aliases):
            index.setdefault(fold_text(name), spec)
    for spec in ordered:
        for name in translated(spec):
            index.setdefault(fold_text(name), spec)
    return index


def match_names(
    names: Iterable[str], index: Mapping[str, ExerciseSpec]
) -> dict[str, ExerciseSpec | None]:
    """The exercise of each name, or None where only the athlete can tell."""
    return {name: index.get(fold_text(name)) for name in names}
