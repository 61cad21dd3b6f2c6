"""The body as something to point at: a mirror, front and back, each place a link.

The silhouette behind it has the units of the Balance page's body map, in which the places are given.
Where it was not built the places alone are drawn, and the list beside does the same without any picture.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from msgspec import Struct

from ..domain.body import BodySide, Place, Spot
from ..domain.signs import SignReport
from .words import place_words

type Box = tuple[int, int, int, int]

_FRONT_MIDDLE, _BACK_MIDDLE = 362, 1086
_LETTER_FROM_MIDDLE = 240

# Left half, as x, y, width and height; the right half is its mirror.
_FRONT: Final[Mapping[Spot, Box]] = {
    Spot.NECK: (270, 243, 92, 70),
    Spot.SHOULDER: (188, 300, 97, 98),
    Spot.CHEST: (287, 318, 75, 118),
    Spot.UPPER_ARM: (168, 400, 92, 88),
    Spot.ELBOW: (138, 490, 100, 84),
    Spot.FOREARM: (98, 576, 112, 100),
    Spot.WRIST_HAND: (44, 678, 116, 144),
    Spot.BELLY: (262, 438, 100, 200),
    Spot.HIP: (236, 640, 126, 118),
    Spot.THIGH: (236, 760, 126, 170),
    Spot.KNEE: (238, 932, 120, 104),
    Spot.LOWER_LEG: (238, 1038, 120, 176),
    Spot.ANKLE_FOOT: (226, 1216, 132, 130),
}
_BACK: Final[Mapping[Spot, Box]] = {
    Spot.NECK: (998, 240, 88, 62),
    Spot.SHOULDER: (904, 304, 97, 98),
    Spot.UPPER_BACK: (1003, 304, 83, 170),
    Spot.UPPER_ARM: (884, 404, 98, 92),
    Spot.ELBOW: (860, 498, 104, 88),
    Spot.FOREARM: (828, 588, 112, 92),
    Spot.WRIST_HAND: (764, 682, 118, 140),
    Spot.LOWER_BACK: (984, 476, 102, 152),
    Spot.HIP: (958, 630, 128, 152),
    Spot.THIGH: (958, 784, 126, 172),
    Spot.KNEE: (958, 958, 120, 92),
    Spot.LOWER_LEG: (958, 1052, 120, 176),
    Spot.ANKLE_FOOT: (946, 1230, 132, 120),
}
_HEAD: Final[Mapping[str, Box]] = {"front": (298, 92, 128, 148), "back": (1022, 92, 128, 145)}


class TargetView(Struct, frozen=True, kw_only=True):
    """One place to tap. ``score`` is the strongest open sign there, empty without one."""

    x: int
    y: int
    width: int
    height: int
    side: str
    label: str
    url: str
    score: str

    @property
    def score_x(self) -> int:
        """Where the number stands, in the middle of the place."""
        return self.x + self.width // 2

    @property
    def score_y(self) -> int:
        """The number's base line."""
        return self.y + self.height // 2


class FigureView(Struct, frozen=True, kw_only=True):
    """The body from one side."""

    key: str
    name: str
    view_box: str
    left_letter_x: int
    right_letter_x: int
    targets: tuple[TargetView, ...]


def body_figures(open_signs: Iterable[SignReport]) -> tuple[FigureView, ...]:
    """Front and back, with the strongest open sign of each place."""
    scores: dict[Place, int] = {}
    for sign in open_signs:
        scores[sign.place] = max(sign.score, scores.get(sign.place, 0))
    return (
        _figure("front", gettext_lazy("Front"), _FRONT, _FRONT_MIDDLE, scores),
        _figure("back", gettext_lazy("Back"), _BACK, _BACK_MIDDLE, scores),
    )


def _figure(
    key: str,
    name: object,
    boxes: Mapping[Spot, Box],
    middle: int,
    scores: Mapping[Place, int],
) -> FigureView:
    head = Place(spot=Spot.HEAD, side=BodySide.BOTH)
    targets = [_target(head, _HEAD[key], key, scores)]
    for spot, box in boxes.items():
        x, y, width, height = box
        mirrored = (2 * middle - x - width, y, width, height)
        for side, where in ((BodySide.LEFT, box), (BodySide.RIGHT, mirrored)):
            targets.append(_target(Place(spot=spot, side=side), where, key, scores))
    return FigureView(
        key=key,
        name=str(name),
        view_box=f"{middle - 330} 80 660 1276",
        left_letter_x=middle - _LETTER_FROM_MIDDLE,
        right_letter_x=middle + _LETTER_FROM_MIDDLE,
        targets=tuple(targets),
    )


def _target(place: Place, box: Box, view: str, scores: Mapping[Place, int]) -> TargetView:
    x, y, width, height = box
    score = scores.get(place)
    return TargetView(
        x=x,
        y=y,
        width=width,
        height=height,
        side=place.side.value,
        label=_label(place, view, score),
        url=place_url(place),
        score="" if score is None else str(score),
    )


def _label(place: Place, view: str, score: int | None) -> str:
    where = capfirst(place_words(place))
    seen = _("%(place)s, from behind") if view == "back" else _("%(place)s, from the front")
    words = seen % {"place": where}
    if score is None:
        return words
    return _("%(place)s: %(score)s of 10 last time") % {"place": words, "score": score}


def place_url(place: Place) -> str:
    """Where a sign at a place is told."""
    return reverse("assessments:check_in_create", args=[place.spot.value, place.side.value])
