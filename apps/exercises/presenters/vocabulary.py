"""The field's closed sets as athletes read them: one word for one meaning in the whole app."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..domain.anatomy import Joint, Muscle
from ..domain.vocabulary import (
    Equipment,
    ExerciseKind,
    Laterality,
    Level,
    MovementPattern,
    Plane,
    Region,
    Side,
)

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

type Words = StrPromise

PATTERN_WORDS: dict[MovementPattern, Words] = {
    MovementPattern.KNEE_DOMINANT: _("Knee-dominant"),
    MovementPattern.HIP_DOMINANT: _("Hip-dominant"),
    MovementPattern.CALF: _("Calf"),
    MovementPattern.HIP_ABDUCTION: _("Hip abduction"),
    MovementPattern.HIP_ADDUCTION: _("Hip adduction"),
    MovementPattern.HORIZONTAL_PUSH: _("Horizontal push"),
    MovementPattern.VERTICAL_PUSH: _("Overhead press"),
    MovementPattern.HORIZONTAL_PULL: _("Horizontal pull"),
    MovementPattern.VERTICAL_PULL: _("Vertical pull"),
    MovementPattern.ELBOW_FLEXION: _("Elbow flexion"),
    MovementPattern.ELBOW_EXTENSION: _("Elbow extension"),
    MovementPattern.SHOULDER_ROTATION: _("Shoulder rotation"),
    MovementPattern.TRUNK_SIDE: _("Side of the trunk"),
    MovementPattern.GRIP: _("Grip"),
    MovementPattern.TRUNK_FRONT: _("Front and back of the trunk"),
    MovementPattern.NECK_AND_POSTURE: _("Neck and posture"),
    MovementPattern.MOBILITY: _("Mobility"),
    MovementPattern.BALANCE: _("Balance"),
}

LATERALITY_WORDS: dict[Laterality, Words] = {
    Laterality.UNILATERAL: _("One side at a time"),
    Laterality.ALTERNATING: _("Sides in turn"),
    Laterality.BILATERAL: _("Both sides together"),
}

EQUIPMENT_WORDS: dict[Equipment, Words] = {
    Equipment.BODYWEIGHT: _("no equipment"),
    Equipment.DUMBBELLS: _("dumbbells"),
    Equipment.KETTLEBELL: _("kettlebell"),
    Equipment.BARBELL: _("barbell"),
    Equipment.BENCH: _("bench"),
    Equipment.CABLE: _("cable machine"),
    Equipment.BAND: _("resistance band"),
    Equipment.LEG_PRESS: _("leg press"),
    Equipment.LEG_EXTENSION: _("leg extension machine"),
    Equipment.LEG_CURL: _("leg curl machine"),
    Equipment.PULL_UP_BAR: _("pull-up bar"),
    Equipment.LAT_PULLDOWN: _("lat pulldown"),
    Equipment.CHEST_PRESS: _("chest press machine"),
    Equipment.ROW_MACHINE: _("row machine"),
    Equipment.STEP: _("step or box"),
    Equipment.ANKLE_WEIGHT: _("ankle weight"),
    Equipment.DYNAMOMETER: _("grip dynamometer"),
}

KIND_WORDS: dict[ExerciseKind, Words] = {
    ExerciseKind.STRENGTH: _("Strength"),
    ExerciseKind.ISOMETRIC: _("Hold"),
    ExerciseKind.MOBILITY: _("Mobility"),
    ExerciseKind.BALANCE: _("Balance"),
}

LEVEL_WORDS: dict[Level, Words] = {
    Level.BEGINNER: _("Good to start with"),
    Level.INTERMEDIATE: _("Some practice"),
    Level.ADVANCED: _("Demanding"),
}

PLANE_WORDS: dict[Plane, Words] = {
    Plane.SAGITTAL: _("forwards and backwards (sagittal)"),
    Plane.FRONTAL: _("side to side (frontal)"),
    Plane.TRANSVERSE: _("turning (transverse)"),
}

REGION_WORDS: dict[Region, Words] = {
    Region.NECK: _("neck"),
    Region.SHOULDER: _("shoulder"),
    Region.ELBOW: _("elbow"),
    Region.WRIST: _("wrist and hand"),
    Region.UPPER_BACK: _("upper back"),
    Region.LOWER_BACK: _("lower back"),
    Region.TRUNK: _("trunk"),
    Region.HIP: _("hip"),
    Region.KNEE: _("knee"),
    Region.ANKLE: _("ankle and foot"),
}

MUSCLE_WORDS: dict[Muscle, Words] = {
    Muscle.QUADRICEPS: _("front of the thigh"),
    Muscle.HAMSTRINGS: _("back of the thigh"),
    Muscle.GLUTES: _("buttocks"),
    Muscle.SIDE_GLUTES: _("side of the hip"),
    Muscle.ADDUCTORS: _("inner thigh"),
    Muscle.HIP_FLEXORS: _("hip flexors"),
    Muscle.HIP_ROTATORS: _("hip rotators"),
    Muscle.CALVES: _("calves"),
    Muscle.SHINS: _("shins"),
    Muscle.FOOT: _("foot"),
    Muscle.ABDOMINALS: _("front of the belly"),
    Muscle.OBLIQUES: _("side of the belly"),
    Muscle.SIDE_BACK: _("side of the lower back"),
    Muscle.BACK_EXTENSORS: _("back extensors"),
    Muscle.CHEST: _("chest"),
    Muscle.FRONT_DELTOID: _("front of the shoulder"),
    Muscle.SIDE_DELTOID: _("side of the shoulder"),
    Muscle.REAR_DELTOID: _("back of the shoulder"),
    Muscle.ROTATOR_CUFF: _("rotator cuff"),
    Muscle.SERRATUS: _("serratus"),
    Muscle.LATS: _("lats"),
    Muscle.UPPER_TRAPEZIUS: _("top of the shoulders"),
    Muscle.MID_BACK: _("between the shoulder blades"),
    Muscle.BICEPS: _("biceps"),
    Muscle.TRICEPS: _("triceps"),
    Muscle.FOREARM_FLEXORS: _("grip and forearm"),
    Muscle.FOREARM_EXTENSORS: _("back of the forearm"),
    Muscle.FOREARM_ROTATORS: _("forearm rotators"),
    Muscle.NECK_FLEXORS: _("front of the neck"),
    Muscle.NECK_EXTENSORS: _("back of the neck"),
    Muscle.NECK_SIDE: _("side of the neck"),
}

JOINT_WORDS: dict[Joint, Words] = {
    Joint.NECK: _("neck"),
    Joint.SHOULDER: _("shoulder"),
    Joint.SHOULDER_BLADE: _("shoulder blade"),
    Joint.ELBOW: _("elbow"),
    Joint.WRIST: _("wrist"),
    Joint.FINGERS: _("fingers"),
    Joint.UPPER_SPINE: _("upper back"),
    Joint.LOWER_SPINE: _("lower back"),
    Joint.HIP: _("hip"),
    Joint.KNEE: _("knee"),
    Joint.ANKLE: _("ankle"),
}

SIDE_WORDS: dict[Side, Words] = {
    Side.LEFT: pgettext_lazy("side of the body", "left"),
    Side.RIGHT: pgettext_lazy("side of the body", "right"),
}
SIDE_LETTERS: dict[Side, Words] = {
    Side.LEFT: pgettext_lazy("letter for left", "L"),
    Side.RIGHT: pgettext_lazy("letter for right", "R"),
}


def side_word(side: Side) -> str:
    """The side in words."""
    return str(SIDE_WORDS[side])


def side_letter(side: Side) -> str:
    """The side as one letter, for where words do not fit."""
    return str(SIDE_LETTERS[side])
