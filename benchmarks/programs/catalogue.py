"""The product's exercises."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from apps.exercises.domain.catalogue import ExerciseSpec, parse_catalogue

_FOLDER = Path(__file__).resolve().parents[2] / "apps" / "exercises" / "catalogue"


@cache
def catalogue() -> tuple[ExerciseSpec, ...]:
    """Every exercise of the product."""
    return tuple(
        spec
        for file in sorted(_FOLDER.glob("*.toml"))
        for spec in parse_catalogue(file.read_text(encoding="utf-8"))
    )


@cache
def spec_of(slug: str) -> ExerciseSpec:
    """One exercise."""
    return next(spec for spec in catalogue() if spec.slug == slug)
