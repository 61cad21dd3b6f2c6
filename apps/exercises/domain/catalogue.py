"""One exercise as a plain value, how it is read from a catalogue file, and what makes it sound."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any
from uuid import UUID

from msgspec import Struct
from msgspec.structs import fields

from apps.exercises.domain.anatomy import Joint, Muscle
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

# Growth of ln(e1RM) per rep, science of the rep curve. Bench 0.028 and leg press 0.019 follow
# from the repetitions people manage at 80 % of 1RM (Nuzzo 2024, doi 10.1007/s40279-023-01937-7);
# 0.045 for light isolation work and 0.030 for the rest are convention.
DEFAULT_REP_CURVE_SLOPE = 0.030
REP_CURVE_SLOPE_RANGE = (0.010, 0.080)
BODY_MASS_SHARE_RANGE = (0.0, 1.0)
CUE_COUNT_RANGE = (3, 5)
MAX_IMPLEMENTS = 2
# The smallest steps sold: 0.1 kg on a dynamometer's display, 10 kg on some old stacks.
LOAD_STEP_RANGE_KG = (0.1, 10.0)

LOADED_METRICS = frozenset({Metric.LOAD_REPS, Metric.LOAD_SECONDS})
ONE_SIDED = frozenset({Laterality.UNILATERAL, Laterality.ALTERNATING})


class CatalogueError(ValueError):
    """A catalogue file that cannot be read as exercises, with every problem found."""


class ExerciseSpec(Struct, frozen=True, kw_only=True):
    """Everything the app knows about one exercise.

    Parameters
    ----------
    slug
        Stable name in addresses, exports and links.
    implements
        How many implements the athlete holds in one set: 2 for a pair of dumbbells, 1 for a bar or a
        single dumbbell, 0 for a machine or none.
    body_mass_share
        Part of the body mass that is lifted on top of the load, 0 to 1.
    is_assisted
        Whether a negative load (help) is a fair thing to log.
    rep_curve_slope
        Growth of estimated strength with each rep, 1 / rep.
    regression, progression
        Slug of the next easier and the next harder exercise, or None.
    load_step_kg
        Smallest usual step of the load in kg, or None where nothing is loaded.
    id
        Key of the stored row, or None for a spec read from a file.
    is_own
        Whether it belongs to one athlete and not to the shared catalogue.
    """

    slug: str
    name: str
    pattern: MovementPattern
    laterality: Laterality
    limb: Limb
    planes: tuple[Plane, ...]
    primary_muscles: tuple[Muscle, ...]
    joints: tuple[Joint, ...]
    equipment: tuple[Equipment, ...]
    level: Level
    cues: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    secondary_muscles: tuple[Muscle, ...] = ()
    kind: ExerciseKind = ExerciseKind.STRENGTH
    metric: Metric = Metric.LOAD_REPS
    load_basis: LoadBasis = LoadBasis.TOTAL
    rep_convention: RepConvention = RepConvention.PER_SIDE
    implements: int = 0
    body_mass_share: float = 0.0
    is_assisted: bool = False
    rep_curve_slope: float = DEFAULT_REP_CURVE_SLOPE
    load_step_kg: float | None = None
    measurement: MeasurementClass = MeasurementClass.NONE
    cautions: tuple[Region, ...] = ()
    regression: str | None = None
    progression: str | None = None
    id: UUID | None = None
    is_own: bool = False

    @property
    def is_one_sided(self) -> bool:
        """Whether each side is worked, and can be logged, by itself."""
        return self.laterality in ONE_SIDED

    @property
    def measures_sides(self) -> bool:
        """Whether sets of this exercise may reach the detector."""
        return self.measurement is not MeasurementClass.NONE

    @property
    def takes_load(self) -> bool:
        """Whether a set has a load field."""
        return self.metric in LOADED_METRICS

    @property
    def regions(self) -> frozenset[Region]:
        """Body regions this exercise serves, by the joints it works."""
        return frozenset(region for joint in self.joints for region in joint.regions)

    def fits(self, at_hand: Iterable[Equipment]) -> bool:
        """Whether all it needs is at hand; one's own body always is."""
        return set(self.equipment) <= {*at_hand, Equipment.BODYWEIGHT}


_ENUMS: dict[str, type[StrEnum]] = {
    "pattern": MovementPattern,
    "laterality": Laterality,
    "limb": Limb,
    "level": Level,
    "kind": ExerciseKind,
    "metric": Metric,
    "load_basis": LoadBasis,
    "rep_convention": RepConvention,
    "measurement": MeasurementClass,
}
_ENUM_TUPLES: dict[str, type[StrEnum]] = {
    "planes": Plane,
    "primary_muscles": Muscle,
    "secondary_muscles": Muscle,
    "joints": Joint,
    "equipment": Equipment,
    "cautions": Region,
}
TRANSLATION_CONTEXT = "exercise"
"""Under which names and cues are found by translators."""

_TEXT_TUPLES = ("aliases", "cues")
_FILE_FIELDS = {field.name for field in fields(ExerciseSpec)} - {"id", "is_own"}
_REQUIRED = {field.name for field in fields(ExerciseSpec) if field.required}


def spec_from_mapping(entry: Mapping[str, Any]) -> ExerciseSpec:
    """Turn one entry of a catalogue file into a spec.

    Parameters
    ----------
    entry
        Field names of :class:`ExerciseSpec` with plain text, numbers and lists.

    Returns
    -------
    ExerciseSpec
        The same with its enums; not yet checked for sense, see :func:`problems_of`.

    Raises
    ------
    CatalogueError
        A field is missing, unknown, or holds a word outside the vocabulary.
    """
    name = str(entry.get("slug", entry.get("name", "an exercise without a slug")))
    unknown = sorted(entry.keys() - _FILE_FIELDS)
    missing = sorted(_REQUIRED - entry.keys())
    if unknown or missing:
        raise CatalogueError(f"{name}: unknown fields {unknown}, missing fields {missing}")
    values: dict[str, Any] = dict(entry)
    try:
        for field, enum in _ENUMS.items():
            if field in values:
                values[field] = enum(values[field])
        for field, enum in _ENUM_TUPLES.items():
            if field in values:
                values[field] = tuple(enum(word) for word in values[field])
    except ValueError as error:
        raise CatalogueError(f"{name}: {error}") from error
    for field in _TEXT_TUPLES:
        if field in values:
            values[field] = tuple(values[field])
    return ExerciseSpec(**values)


def parse_catalogue(text: str) -> tuple[ExerciseSpec, ...]:
    """Read the ``[[exercise]]`` entries of one TOML file.

    Raises
    ------
    CatalogueError
        The text is not TOML, or an entry cannot be read.

    Examples
    --------
    >>> parse_catalogue("")
    ()
    """
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CatalogueError(str(error)) from error
    return tuple(spec_from_mapping(entry) for entry in document.get("exercise", ()))


def problems_of(spec: ExerciseSpec) -> tuple[str, ...]:
    """Say everything that is wrong with one spec; empty means sound.

    Notes
    -----
    ``both_sides_together`` is for alternating work alone: ten reps of a barbell lift are ten for
    each side, and must never be halved. An exercise measures sides only if one limb at a time
    moves a known load for counted reps.
    """
    low_cues, high_cues = CUE_COUNT_RANGE
    low_slope, high_slope = REP_CURVE_SLOPE_RANGE
    low_share, high_share = BODY_MASS_SHARE_RANGE
    low_step, high_step = LOAD_STEP_RANGE_KG
    rules = (
        (bool(spec.slug and spec.name), "has no slug or no name"),
        (bool(spec.planes), "names no plane"),
        (bool(spec.primary_muscles), "names no primary muscle"),
        (bool(spec.joints), "names no joint"),
        (bool(spec.equipment), "names no equipment (say bodyweight)"),
        (
            Equipment.BODYWEIGHT not in spec.equipment or len(spec.equipment) == 1,
            "names bodyweight beside other equipment",
        ),
        (low_cues <= len(spec.cues) <= high_cues, f"has {len(spec.cues)} cues"),
        (
            not set(spec.primary_muscles) & set(spec.secondary_muscles),
            "names a muscle as primary and as secondary",
        ),
        (
            low_slope <= spec.rep_curve_slope <= high_slope,
            "has a rep-curve slope out of range",
        ),
        (
            low_share <= spec.body_mass_share <= high_share,
            "has a body-mass share out of range",
        ),
        (
            0 <= spec.implements <= MAX_IMPLEMENTS,
            "has an impossible number of implements",
        ),
        (
            spec.load_basis is not LoadBasis.PER_IMPLEMENT or spec.implements > 0,
            "counts load per implement and holds none",
        ),
        (
            spec.load_step_kg is None or low_step <= spec.load_step_kg <= high_step,
            "has a load step out of range",
        ),
        (
            (spec.load_step_kg is not None) == spec.takes_load,
            "has a load step without a load, or no step",
        ),
        (
            spec.rep_convention is RepConvention.PER_SIDE
            or spec.laterality is Laterality.ALTERNATING,
            "counts reps of both sides together and does not alternate",
        ),
        (
            spec.kind is not ExerciseKind.MOBILITY
            or (spec.laterality is Laterality.UNILATERAL and not spec.takes_load),
            "is mobility work that is not one side at a time and unloaded",
        ),
        (
            not spec.measures_sides or can_measure_sides(spec),
            "claims to measure sides and cannot",
        ),
        (spec.slug not in (spec.regression, spec.progression), "links to itself"),
    )
    return tuple(f"{spec.slug} {problem}" for holds, problem in rules if not holds)


def can_measure_sides(spec: ExerciseSpec) -> bool:
    """Whether one limb at a time moves a known load for counted reps."""
    return (
        spec.is_one_sided
        and spec.kind is ExerciseKind.STRENGTH
        and spec.metric is Metric.LOAD_REPS
        and spec.rep_convention is RepConvention.PER_SIDE
        and spec.pattern.has_verdict
    )


def problems_between(specs: Iterable[ExerciseSpec]) -> tuple[str, ...]:
    """Say what is wrong between the exercises of one catalogue: names taken twice, loose links."""
    specs = tuple(specs)
    slugs = Counter(spec.slug for spec in specs)
    names = Counter(name.casefold() for spec in specs for name in {spec.name, *spec.aliases})
    patterns = {spec.slug: spec.pattern for spec in specs}
    problems = [f"slug {slug} is taken {n} times" for slug, n in slugs.items() if n > 1]
    problems += [f"name {name} is taken {n} times" for name, n in names.items() if n > 1]
    for spec in specs:
        for link in (spec.regression, spec.progression):
            if link is not None and link not in patterns:
                problems.append(f"{spec.slug} links to {link}, which is not there")
            elif link is not None and patterns[link] is not spec.pattern:
                problems.append(f"{spec.slug} links to {link}, another movement pattern")
    return tuple(problems)


def check_catalogue(specs: Iterable[ExerciseSpec]) -> None:
    """Raise :class:`CatalogueError` naming every problem, or do nothing."""
    specs = tuple(specs)
    problems = [problem for spec in specs for problem in problems_of(spec)]
    problems += problems_between(specs)
    if problems:
        raise CatalogueError("\n".join(problems))
