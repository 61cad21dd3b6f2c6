"""An athlete's own exercise: what makes it sound, and what is taken where nothing was said."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from apps.profiles.domain.weights import WeightSource

from .anatomy import Joint, Muscle
from .catalogue import ExerciseSpec, can_measure_sides
from .implements import weight_source_of
from .vocabulary import (
    Equipment,
    ExerciseKind,
    Laterality,
    Limb,
    LoadBasis,
    MeasurementClass,
    Metric,
    MovementPattern,
    Plane,
    RepConvention,
)

OWN_METRICS = (Metric.LOAD_REPS, Metric.REPS, Metric.SECONDS, Metric.LOAD_SECONDS)
"""What the log has fields for; reach and angles belong to tests."""
MOST_CUES = 5
CUE_LENGTH = 200
_BARS_AND_STACKS = frozenset(
    {
        Equipment.BARBELL,
        Equipment.LEG_PRESS,
        Equipment.CHEST_PRESS,
        Equipment.ROW_MACHINE,
        Equipment.LAT_PULLDOWN,
        Equipment.LEG_CURL,
        Equipment.LEG_EXTENSION,
    }
)


_HELD = frozenset(
    {
        Equipment.BARBELL,
        Equipment.DUMBBELLS,
        Equipment.KETTLEBELL,
        Equipment.ANKLE_WEIGHT,
        Equipment.DYNAMOMETER,
    }
)


class Usual(Struct, frozen=True, kw_only=True):
    """What most exercises of a pattern have."""

    limb: Limb
    planes: tuple[Plane, ...]
    muscles: tuple[Muscle, ...]
    joints: tuple[Joint, ...]


def _usual(limb: Limb, plane: Plane, muscles: str, joints: str) -> Usual:
    return Usual(
        limb=limb,
        planes=(plane,),
        muscles=tuple(Muscle(word) for word in muscles.split()),
        joints=tuple(Joint(word) for word in joints.split()),
    )


_P, _L = Plane, Limb
USUAL: Final[Mapping[MovementPattern, Usual]] = MappingProxyType(
    {
        MovementPattern.KNEE_DOMINANT: _usual(
            _L.LEG, _P.SAGITTAL, "quadriceps glutes", "hip knee ankle"
        ),
        MovementPattern.HIP_DOMINANT: _usual(
            _L.LEG, _P.SAGITTAL, "hamstrings glutes", "hip knee lower_spine"
        ),
        MovementPattern.CALF: _usual(_L.LEG, _P.SAGITTAL, "calves", "ankle"),
        MovementPattern.HIP_ABDUCTION: _usual(_L.LEG, _P.FRONTAL, "side_glutes", "hip"),
        MovementPattern.HIP_ADDUCTION: _usual(_L.LEG, _P.FRONTAL, "adductors", "hip"),
        MovementPattern.HORIZONTAL_PUSH: _usual(
            _L.ARM, _P.TRANSVERSE, "chest triceps", "shoulder elbow wrist"
        ),
        MovementPattern.VERTICAL_PUSH: _usual(
            _L.ARM, _P.FRONTAL, "front_deltoid side_deltoid", "shoulder shoulder_blade elbow"
        ),
        MovementPattern.HORIZONTAL_PULL: _usual(
            _L.ARM, _P.SAGITTAL, "mid_back lats", "shoulder shoulder_blade elbow"
        ),
        MovementPattern.VERTICAL_PULL: _usual(
            _L.ARM, _P.FRONTAL, "lats", "shoulder shoulder_blade elbow"
        ),
        MovementPattern.ELBOW_FLEXION: _usual(_L.ARM, _P.SAGITTAL, "biceps", "elbow"),
        MovementPattern.ELBOW_EXTENSION: _usual(_L.ARM, _P.SAGITTAL, "triceps", "elbow shoulder"),
        MovementPattern.SHOULDER_ROTATION: _usual(
            _L.ARM, _P.TRANSVERSE, "rotator_cuff", "shoulder"
        ),
        MovementPattern.TRUNK_SIDE: _usual(
            _L.TRUNK, _P.FRONTAL, "obliques", "lower_spine upper_spine shoulder"
        ),
        MovementPattern.GRIP: _usual(_L.ARM, _P.SAGITTAL, "forearm_flexors", "wrist fingers"),
        MovementPattern.TRUNK_FRONT: _usual(
            _L.TRUNK, _P.SAGITTAL, "abdominals back_extensors", "lower_spine hip shoulder"
        ),
        MovementPattern.NECK_AND_POSTURE: _usual(
            _L.NECK, _P.SAGITTAL, "neck_flexors neck_side", "neck shoulder_blade"
        ),
        MovementPattern.MOBILITY: _usual(_L.LEG, _P.SAGITTAL, "hip_flexors", "hip"),
        MovementPattern.BALANCE: _usual(_L.LEG, _P.FRONTAL, "side_glutes foot", "ankle hip knee"),
    }
)
"""The commonest of the catalogue, by pattern."""

# Convention, kg: the step of most exercises of the catalogue with that source.
_STEP_KG: Final[Mapping[WeightSource, float]] = MappingProxyType(
    {
        WeightSource.DUMBBELLS: 2.0,
        WeightSource.KETTLEBELLS: 4.0,
        WeightSource.BAR: 2.5,
        WeightSource.ONE_END: 1.25,
        WeightSource.ONE_SIDE: 2.5,
        WeightSource.CABLE: 2.5,
        WeightSource.MACHINE: 2.5,
        WeightSource.OTHER: 2.0,
    }
)


class OwnProblem(StrEnum):
    """Why an exercise cannot be meant as it was described."""

    TOGETHER_WITHOUT_TURNS = "together_without_turns"
    NOTHING_HELD = "nothing_held"
    HELD_UNNAMED = "held_unnamed"
    NO_BAR = "no_bar"
    HELP_WITHOUT_BODY = "help_without_body"
    MOBILITY_OF_BOTH = "mobility_of_both"
    MOBILITY_LOADED = "mobility_loaded"
    BODY_BESIDE_A_MACHINE = "body_beside_a_machine"
    CANNOT_COMPARE = "cannot_compare"


def with_usual(spec: ExerciseSpec) -> ExerciseSpec:
    """The exercise with what was left empty filled in from its pattern.

    Cautions that nobody named are all regions its joints serve: pain in any of them stops it.
    """
    usual = USUAL[spec.pattern]
    joints = spec.joints or usual.joints
    regions = tuple(sorted({region for joint in joints for region in joint.regions}))
    muscles = spec.primary_muscles or usual.muscles
    whole = replace(
        spec,
        planes=spec.planes or usual.planes,
        joints=joints,
        primary_muscles=muscles,
        secondary_muscles=tuple(m for m in spec.secondary_muscles if m not in muscles),
        equipment=_equipment(spec),
        cautions=spec.cautions or regions,
    )
    if not whole.takes_load:
        return replace(whole, load_step_kg=None, load_basis=LoadBasis.TOTAL, implements=0)
    step = whole.load_step_kg
    return replace(whole, load_step_kg=_STEP_KG[weight_source_of(whole)] if step is None else step)


def _equipment(spec: ExerciseSpec) -> tuple[Equipment, ...]:
    """One's own body is named only where nothing else is needed."""
    needed = tuple(item for item in spec.equipment if item is not Equipment.BODYWEIGHT)
    return needed or (Equipment.BODYWEIGHT,)


def own_problems(spec: ExerciseSpec, *, compares: bool) -> dict[str, OwnProblem]:
    """What contradicts itself, by the field that has to change.

    Parameters
    ----------
    compares
        Whether the athlete wants it to say something about their sides.
    """
    mobility = spec.kind is ExerciseKind.MOBILITY
    needs_bar = spec.load_basis is LoadBasis.PER_SIDE_OF_BAR and spec.takes_load
    rules = (
        (
            "rep_convention",
            spec.rep_convention is RepConvention.BOTH_SIDES_TOGETHER
            and spec.laterality is not Laterality.ALTERNATING,
            OwnProblem.TOGETHER_WITHOUT_TURNS,
        ),
        (
            "implements",
            spec.load_basis is LoadBasis.PER_IMPLEMENT and spec.implements == 0,
            OwnProblem.NOTHING_HELD,
        ),
        (
            "equipment",
            spec.takes_load and spec.implements > 0 and not _HELD & set(spec.equipment),
            OwnProblem.HELD_UNNAMED,
        ),
        (
            "load_basis",
            needs_bar and not _BARS_AND_STACKS & set(spec.equipment),
            OwnProblem.NO_BAR,
        ),
        (
            "body_mass_share",
            spec.is_assisted and spec.body_mass_share == 0,
            OwnProblem.HELP_WITHOUT_BODY,
        ),
        (
            "body_mass_share",
            spec.takes_load
            and spec.load_basis is LoadBasis.MACHINE_SHOWN
            and spec.body_mass_share > 0
            and not spec.is_assisted,
            OwnProblem.BODY_BESIDE_A_MACHINE,
        ),
        (
            "laterality",
            mobility and spec.laterality is not Laterality.UNILATERAL,
            OwnProblem.MOBILITY_OF_BOTH,
        ),
        ("metric", mobility and spec.takes_load, OwnProblem.MOBILITY_LOADED),
        ("compares", compares and not can_measure_sides(spec), OwnProblem.CANNOT_COMPARE),
    )
    return {field: problem for field, broken, problem in reversed(rules) if broken}


def own_measurement(spec: ExerciseSpec, *, compares: bool) -> MeasurementClass:
    """Fair at best: nobody but the athlete has seen how strict it is. None unless asked for."""
    fair = compares and can_measure_sides(spec)
    return MeasurementClass.FAIR if fair else MeasurementClass.NONE
