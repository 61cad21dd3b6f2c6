"""Muscles and joints as an athlete would name them, each with the body region it belongs to."""

from __future__ import annotations

from enum import StrEnum

from apps.exercises.domain.vocabulary import Region


class Muscle(StrEnum):
    """Muscles and muscle groups, as fine as training needs them and no finer."""

    QUADRICEPS = "quadriceps"
    HAMSTRINGS = "hamstrings"
    GLUTES = "glutes"
    SIDE_GLUTES = "side_glutes"
    ADDUCTORS = "adductors"
    HIP_FLEXORS = "hip_flexors"
    HIP_ROTATORS = "hip_rotators"
    CALVES = "calves"
    SHINS = "shins"
    FOOT = "foot"
    ABDOMINALS = "abdominals"
    OBLIQUES = "obliques"
    SIDE_BACK = "side_back"
    BACK_EXTENSORS = "back_extensors"
    CHEST = "chest"
    FRONT_DELTOID = "front_deltoid"
    SIDE_DELTOID = "side_deltoid"
    REAR_DELTOID = "rear_deltoid"
    ROTATOR_CUFF = "rotator_cuff"
    SERRATUS = "serratus"
    LATS = "lats"
    UPPER_TRAPEZIUS = "upper_trapezius"
    MID_BACK = "mid_back"
    BICEPS = "biceps"
    TRICEPS = "triceps"
    FOREARM_FLEXORS = "forearm_flexors"
    FOREARM_EXTENSORS = "forearm_extensors"
    FOREARM_ROTATORS = "forearm_rotators"
    NECK_FLEXORS = "neck_flexors"
    NECK_EXTENSORS = "neck_extensors"
    NECK_SIDE = "neck_side"


class Joint(StrEnum):
    """Joints an exercise moves, or holds still against a load."""

    NECK = "neck"
    SHOULDER = "shoulder"
    SHOULDER_BLADE = "shoulder_blade"
    ELBOW = "elbow"
    WRIST = "wrist"
    FINGERS = "fingers"
    UPPER_SPINE = "upper_spine"
    LOWER_SPINE = "lower_spine"
    HIP = "hip"
    KNEE = "knee"
    ANKLE = "ankle"

    @property
    def regions(self) -> frozenset[Region]:
        """Body regions that work at this joint serves.

        The lower spine serves two: it is where the lower back is loaded and what the trunk
        muscles hold still.
        """
        return _REGIONS[self]


_REGIONS: dict[Joint, frozenset[Region]] = {
    Joint.NECK: frozenset({Region.NECK}),
    Joint.SHOULDER: frozenset({Region.SHOULDER}),
    Joint.SHOULDER_BLADE: frozenset({Region.SHOULDER, Region.UPPER_BACK}),
    Joint.ELBOW: frozenset({Region.ELBOW}),
    Joint.WRIST: frozenset({Region.WRIST}),
    Joint.FINGERS: frozenset({Region.WRIST}),
    Joint.UPPER_SPINE: frozenset({Region.UPPER_BACK}),
    Joint.LOWER_SPINE: frozenset({Region.LOWER_BACK, Region.TRUNK}),
    Joint.HIP: frozenset({Region.HIP}),
    Joint.KNEE: frozenset({Region.KNEE}),
    Joint.ANKLE: frozenset({Region.ANKLE}),
}
