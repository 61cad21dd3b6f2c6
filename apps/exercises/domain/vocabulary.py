"""The field's closed sets, each with one meaning in the whole code base.

Three conventions are kept apart on purpose: how many limbs move (:class:`Laterality`), what
the load number counts (:class:`LoadBasis`) and what the rep number counts
(:class:`RepConvention`). Folding any two of them together reads plates as limbs.
"""

from __future__ import annotations

from enum import StrEnum

# What somebody has at hand belongs to their profile; every exercise names what it needs of it.
from apps.profiles.domain.equipment import Equipment as Equipment  # noqa: PLC0414 - passed on


class Side(StrEnum):
    """A side of the body, as the athlete sees it (never mirrored)."""

    LEFT = "left"
    RIGHT = "right"

    @property
    def opposite(self) -> Side:
        """The other side."""
        return Side.RIGHT if self is Side.LEFT else Side.LEFT


class SetSide(StrEnum):
    """Which limb or limbs one logged row belongs to.

    ``both`` is one load shared by two limbs (a barbell); ``each`` is a per-side count whose
    sides were never told apart (other trackers' exports). Neither reaches a verdict.
    """

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"
    EACH = "each"

    @property
    def body_side(self) -> Side | None:
        """The single limb this row measured, or None when it measured no single limb."""
        return Side(self.value) if self in (SetSide.LEFT, SetSide.RIGHT) else None


class SideSource(StrEnum):
    """How we know the side. ``assumed`` sides never reach a verdict."""

    LOGGED = "logged"
    IMPORTED = "imported"
    ASSUMED = "assumed"


class SetKind(StrEnum):
    """What a set was done for.

    ``check`` is a measurement: all-out unless an RIR was given. ``failure`` is a work set
    taken to failure.
    """

    WORK = "work"
    WARM_UP = "warm_up"
    CHECK = "check"
    FAILURE = "failure"


class Laterality(StrEnum):
    """How many limbs move in one repetition of the exercise."""

    BILATERAL = "bilateral"
    UNILATERAL = "unilateral"
    ALTERNATING = "alternating"


class LoadBasis(StrEnum):
    """What the number typed as load counts."""

    TOTAL = "total"
    PER_IMPLEMENT = "per_implement"
    PER_SIDE_OF_BAR = "per_side_of_bar"
    MACHINE_SHOWN = "machine_shown"


class RepConvention(StrEnum):
    """What the number typed as reps counts."""

    PER_SIDE = "per_side"
    BOTH_SIDES_TOGETHER = "both_sides_together"


class Limb(StrEnum):
    """The limb that the exercise loads."""

    ARM = "arm"
    LEG = "leg"
    TRUNK = "trunk"
    NECK = "neck"


class Metric(StrEnum):
    """What one set of the exercise is measured in."""

    LOAD_REPS = "load_reps"
    REPS = "reps"
    SECONDS = "seconds"
    LOAD_SECONDS = "load_seconds"
    CENTIMETRES = "cm"
    DEGREES = "deg"


class ExerciseKind(StrEnum):
    """What the exercise trains."""

    STRENGTH = "strength"
    ISOMETRIC = "isometric"
    MOBILITY = "mobility"
    BALANCE = "balance"


class Plane(StrEnum):
    """Anatomical plane in which the exercise moves or resists movement."""

    SAGITTAL = "sagittal"
    FRONTAL = "frontal"
    TRANSVERSE = "transverse"


class Level(StrEnum):
    """How much skill and strength the exercise asks."""

    BEGINNER = "beginner"
    INTERMEDIATE = "intermediate"
    ADVANCED = "advanced"


class MeasurementClass(StrEnum):
    """How well the exercise measures a difference between sides.

    ``good``: strict, stable, loadable in small steps. ``fair``: usable, noisier.
    ``none``: never reaches the detector (balance, mobility, bilateral, technique-bound).
    """

    GOOD = "good"
    FAIR = "fair"
    NONE = "none"


class Region(StrEnum):
    """Body region, used for cautions, signs and blocks."""

    NECK = "neck"
    SHOULDER = "shoulder"
    ELBOW = "elbow"
    WRIST = "wrist"
    UPPER_BACK = "upper_back"
    LOWER_BACK = "lower_back"
    TRUNK = "trunk"
    HIP = "hip"
    KNEE = "knee"
    ANKLE = "ankle"


class MovementPattern(StrEnum):
    """Movement patterns; :attr:`has_verdict` tells which are compared between sides."""

    KNEE_DOMINANT = "knee_dominant"
    HIP_DOMINANT = "hip_dominant"
    CALF = "calf"
    HIP_ABDUCTION = "hip_abduction"
    HIP_ADDUCTION = "hip_adduction"
    HORIZONTAL_PUSH = "horizontal_push"
    VERTICAL_PUSH = "vertical_push"
    HORIZONTAL_PULL = "horizontal_pull"
    VERTICAL_PULL = "vertical_pull"
    ELBOW_FLEXION = "elbow_flexion"
    ELBOW_EXTENSION = "elbow_extension"
    SHOULDER_ROTATION = "shoulder_rotation"
    TRUNK_SIDE = "trunk_side"
    GRIP = "grip"
    TRUNK_FRONT = "trunk_front"
    NECK_AND_POSTURE = "neck_and_posture"
    MOBILITY = "mobility"
    BALANCE = "balance"

    @property
    def has_verdict(self) -> bool:
        """Whether strength in this pattern is compared between sides."""
        return self not in _WITHOUT_VERDICT


_WITHOUT_VERDICT = frozenset(
    {
        MovementPattern.TRUNK_FRONT,
        MovementPattern.NECK_AND_POSTURE,
        MovementPattern.MOBILITY,
        MovementPattern.BALANCE,
    }
)
