"""Plain facts about movement patterns that programs reason with."""

from __future__ import annotations

from apps.exercises.domain.vocabulary import Limb, MovementPattern, Region

P = MovementPattern

LIMB_OF: dict[MovementPattern, Limb] = {
    P.KNEE_DOMINANT: Limb.LEG,
    P.HIP_DOMINANT: Limb.LEG,
    P.CALF: Limb.LEG,
    P.HIP_ABDUCTION: Limb.LEG,
    P.HIP_ADDUCTION: Limb.LEG,
    P.HORIZONTAL_PUSH: Limb.ARM,
    P.VERTICAL_PUSH: Limb.ARM,
    P.HORIZONTAL_PULL: Limb.ARM,
    P.VERTICAL_PULL: Limb.ARM,
    P.ELBOW_FLEXION: Limb.ARM,
    P.ELBOW_EXTENSION: Limb.ARM,
    P.SHOULDER_ROTATION: Limb.ARM,
    P.GRIP: Limb.ARM,
    P.TRUNK_SIDE: Limb.TRUNK,
}
"""The limb that each compared pattern loads."""

REGIONS_OF: dict[MovementPattern, frozenset[Region]] = {
    P.KNEE_DOMINANT: frozenset({Region.KNEE, Region.HIP}),
    P.HIP_DOMINANT: frozenset({Region.HIP, Region.KNEE}),
    P.CALF: frozenset({Region.ANKLE}),
    P.HIP_ABDUCTION: frozenset({Region.HIP}),
    P.HIP_ADDUCTION: frozenset({Region.HIP}),
    P.HORIZONTAL_PUSH: frozenset({Region.SHOULDER}),
    P.VERTICAL_PUSH: frozenset({Region.SHOULDER}),
    P.HORIZONTAL_PULL: frozenset({Region.SHOULDER, Region.UPPER_BACK}),
    P.VERTICAL_PULL: frozenset({Region.SHOULDER, Region.UPPER_BACK}),
    P.ELBOW_FLEXION: frozenset({Region.ELBOW}),
    P.ELBOW_EXTENSION: frozenset({Region.ELBOW}),
    P.SHOULDER_ROTATION: frozenset({Region.SHOULDER}),
    P.GRIP: frozenset({Region.WRIST}),
    P.TRUNK_SIDE: frozenset({Region.TRUNK, Region.LOWER_BACK}),
}
"""The body regions that each compared pattern trains."""

ANTAGONIST_OF: dict[MovementPattern, MovementPattern] = {
    P.KNEE_DOMINANT: P.HIP_DOMINANT,
    P.HIP_DOMINANT: P.KNEE_DOMINANT,
    P.HIP_ABDUCTION: P.HIP_ADDUCTION,
    P.HIP_ADDUCTION: P.HIP_ABDUCTION,
    P.HORIZONTAL_PUSH: P.HORIZONTAL_PULL,
    P.HORIZONTAL_PULL: P.HORIZONTAL_PUSH,
    P.VERTICAL_PUSH: P.VERTICAL_PULL,
    P.VERTICAL_PULL: P.VERTICAL_PUSH,
    P.ELBOW_FLEXION: P.ELBOW_EXTENSION,
    P.ELBOW_EXTENSION: P.ELBOW_FLEXION,
}
"""The pattern that works the other way; patterns without one are absent."""

PUSHES = frozenset({P.HORIZONTAL_PUSH, P.VERTICAL_PUSH})
PULLS = frozenset({P.HORIZONTAL_PULL, P.VERTICAL_PULL})

LARGE_PATTERNS = frozenset({P.KNEE_DOMINANT, P.HIP_DOMINANT}) | PUSHES | PULLS
"""Patterns that move the whole body or most of it; a bilateral lift is taken from these first."""

BALANCED_ORDER: tuple[MovementPattern, ...] = (
    P.KNEE_DOMINANT,
    P.HORIZONTAL_PULL,
    P.HIP_DOMINANT,
    P.HORIZONTAL_PUSH,
    P.TRUNK_SIDE,
    P.VERTICAL_PULL,
    P.VERTICAL_PUSH,
    P.CALF,
    P.HIP_ABDUCTION,
    P.SHOULDER_ROTATION,
    P.HIP_ADDUCTION,
    P.GRIP,
    P.ELBOW_FLEXION,
    P.ELBOW_EXTENSION,
)
"""What a balanced week trains, the most useful first; a pull always before its push."""
