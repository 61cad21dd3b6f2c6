"""Which exercise a name in a file means."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

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


class MatchedNames(Mapping[str, ExerciseSpec | None]):
    """The same for names that are met one by one, each looked up once."""

    def __init__(self, index: Mapping[str, ExerciseSpec]) -> None:
        """Have met no name yet."""
        self._index = index
        self._met: dict[str, ExerciseSpec | None] = {}

    def __getitem__(self, name: str) -> ExerciseSpec | None:
        """Look a name up; every name has an answer."""
        if name not in self._met:
            self._met |= match_names([name], self._index)
        return self._met[name]

    def __iter__(self) -> Iterator[str]:
        """Names that were asked for."""
        return iter(self._met)

    def __len__(self) -> int:
        """Count the names that were asked for."""
        return len(self._met)
