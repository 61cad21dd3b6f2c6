"""Places on the body that somebody can point at, and the regions that training knows them by."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from apps.exercises.domain.vocabulary import Region, Side


class BodySide(StrEnum):
    """The side of a place, as the athlete has it; ``both`` is the middle, or both sides alike."""

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"

    @property
    def body_side(self) -> Side | None:
        """The one side, None for the middle or both.

        Examples
        --------
        >>> BodySide.LEFT.body_side
        <Side.LEFT: 'left'>
        >>> BodySide.BOTH.body_side is None
        True
        """
        return None if self is BodySide.BOTH else Side(self.value)

    @property
    def mirrored(self) -> BodySide:
        """The same in a mirror."""
        side = self.body_side
        return self if side is None else BodySide(side.opposite.value)


class Spot(StrEnum):
    """What a finger can point at, from the top down."""

    HEAD = "head"
    NECK = "neck"
    SHOULDER = "shoulder"
    UPPER_BACK = "upper_back"
    CHEST = "chest"
    UPPER_ARM = "upper_arm"
    ELBOW = "elbow"
    FOREARM = "forearm"
    WRIST_HAND = "wrist_hand"
    BELLY = "belly"
    LOWER_BACK = "lower_back"
    HIP = "hip"
    THIGH = "thigh"
    KNEE = "knee"
    LOWER_LEG = "lower_leg"
    ANKLE_FOOT = "ankle_foot"

    @property
    def regions(self) -> frozenset[Region]:
        """Regions that are loaded when this place is: a limb's part belongs to its two joints."""
        return _REGIONS[self]


_REGIONS: dict[Spot, frozenset[Region]] = {
    Spot.HEAD: frozenset({Region.NECK}),
    Spot.NECK: frozenset({Region.NECK}),
    Spot.SHOULDER: frozenset({Region.SHOULDER}),
    Spot.UPPER_BACK: frozenset({Region.UPPER_BACK}),
    Spot.CHEST: frozenset({Region.SHOULDER}),
    Spot.UPPER_ARM: frozenset({Region.SHOULDER, Region.ELBOW}),
    Spot.ELBOW: frozenset({Region.ELBOW}),
    Spot.FOREARM: frozenset({Region.ELBOW, Region.WRIST}),
    Spot.WRIST_HAND: frozenset({Region.WRIST}),
    Spot.BELLY: frozenset({Region.TRUNK}),
    Spot.LOWER_BACK: frozenset({Region.LOWER_BACK}),
    Spot.HIP: frozenset({Region.HIP}),
    Spot.THIGH: frozenset({Region.HIP, Region.KNEE}),
    Spot.KNEE: frozenset({Region.KNEE}),
    Spot.LOWER_LEG: frozenset({Region.KNEE, Region.ANKLE}),
    Spot.ANKLE_FOOT: frozenset({Region.ANKLE}),
}


class Place(Struct, frozen=True, kw_only=True, order=True):
    """A spot and its side."""

    spot: Spot
    side: BodySide

    @property
    def mirrored(self) -> Place:
        """The same place in a mirror."""
        return Place(spot=self.spot, side=self.side.mirrored)
