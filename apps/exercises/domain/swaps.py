"""What else would do the same work: offered when a machine is taken or a joint complains."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from uuid import UUID

from .catalogue import ExerciseSpec
from .vocabulary import Equipment, MeasurementClass, MovementPattern

MOST_SWAPS = 6
"""As many as fit on a phone without scrolling."""

_MEASUREMENT_RANK = {
    MeasurementClass.GOOD: 0,
    MeasurementClass.FAIR: 1,
    MeasurementClass.NONE: 2,
}


def swaps_among(
    specs: Iterable[ExerciseSpec], *, at_hand: Iterable[Equipment]
) -> Mapping[UUID, tuple[UUID, ...]]:
    """By exercise, what can stand in for it with the equipment at hand, the likeliest first.

    Parameters
    ----------
    specs
        Stored exercises; those without a key are left out.

    Notes
    -----
    The pattern and what is trained must be the same, and one side at a time stays one side at a
    time: a swap must not hide a side. Then shared muscles, what measures the sides as well, and the
    same way of counting decide; every tie is broken by name.
    """
    usable = frozenset(at_hand)
    groups: dict[tuple[MovementPattern, str, bool], list[ExerciseSpec]] = defaultdict(list)
    stored = [spec for spec in specs if spec.id is not None]
    for spec in stored:
        if spec.fits(usable):
            groups[_group(spec)].append(spec)
    return {
        spec.id: tuple(
            other.id
            for other in sorted(groups[_group(spec)], key=lambda other: _distance(spec, other))
            if other.id is not None and other.id != spec.id
        )[:MOST_SWAPS]
        for spec in stored
        if spec.id is not None
    }


def _group(spec: ExerciseSpec) -> tuple[MovementPattern, str, bool]:
    return (spec.pattern, spec.kind, spec.is_one_sided)


def _distance(spec: ExerciseSpec, other: ExerciseSpec) -> tuple[int, int, int, bool, str]:
    shared = set(spec.primary_muscles) & set(other.primary_muscles)
    joints = set(spec.joints) ^ set(other.joints)
    lost = _MEASUREMENT_RANK[other.measurement] - _MEASUREMENT_RANK[spec.measurement]
    return (-len(shared), len(joints), max(lost, 0), other.metric is not spec.metric, other.name)
