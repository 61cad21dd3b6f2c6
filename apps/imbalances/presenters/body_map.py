"""The body map: which muscles are drawn how, and the same in words.

It is a mirror: the athlete's left is on the left of the picture, from the front and from behind.
The outlines are a template partial that is built from an npm package; it asks for the class of
each muscle's sides by the muscle's name, as :attr:`BodyMapView.paint` holds them, and for each
pattern's page and words, as :attr:`BodyMapView.links` does.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import assert_never

from django.utils.text import capfirst, get_text_list
from django.utils.translation import gettext as _
from msgspec import Struct

from apps.exercises.domain.anatomy import Muscle
from apps.exercises.domain.vocabulary import MovementPattern, Side
from apps.exercises.presenters import MUSCLE_WORDS
from apps.imbalances.domain.verdicts import Finding, Verdict
from apps.imbalances.presenters.levels import pattern_url
from apps.imbalances.presenters.verdicts import verdict_chip_view
from apps.imbalances.presenters.words import pattern_label

DRAWN: dict[MovementPattern, tuple[Muscle, ...]] = {
    MovementPattern.KNEE_DOMINANT: (Muscle.QUADRICEPS,),
    MovementPattern.HIP_DOMINANT: (Muscle.GLUTES, Muscle.HAMSTRINGS),
    MovementPattern.CALF: (Muscle.CALVES,),
    MovementPattern.HIP_ABDUCTION: (Muscle.SIDE_GLUTES,),
    MovementPattern.HIP_ADDUCTION: (Muscle.ADDUCTORS,),
    MovementPattern.HORIZONTAL_PUSH: (Muscle.CHEST,),
    MovementPattern.VERTICAL_PUSH: (Muscle.FRONT_DELTOID,),
    MovementPattern.HORIZONTAL_PULL: (Muscle.MID_BACK,),
    MovementPattern.VERTICAL_PULL: (Muscle.LATS,),
    MovementPattern.ELBOW_FLEXION: (Muscle.BICEPS,),
    MovementPattern.ELBOW_EXTENSION: (Muscle.TRICEPS,),
    MovementPattern.SHOULDER_ROTATION: (Muscle.ROTATOR_CUFF,),
    MovementPattern.TRUNK_SIDE: (Muscle.OBLIQUES,),
    MovementPattern.GRIP: (Muscle.FOREARM_FLEXORS,),
}
"""The muscles that stand for a pattern. Each stands for one, so no verdict paints over another."""


class PaintView(Struct, frozen=True, kw_only=True):
    """Classes of a muscle's two sides; empty where nothing is known."""

    left: str = ""
    right: str = ""


class MuscleWordsView(Struct, frozen=True, kw_only=True):
    """A pattern that has a side to work on: its muscles, its verdict in words, and its page."""

    muscles: str
    verdict: str
    url: str


class MuscleLinkView(Struct, frozen=True, kw_only=True):
    """Where a pattern's muscles lead, and what they say."""

    url: str
    words: str


class BodyMapView(Struct, frozen=True, kw_only=True):
    """The picture's paint by muscle, its links by pattern, and what is worth working on in words."""

    paint: Mapping[str, PaintView]
    links: Mapping[str, MuscleLinkView]
    description: str
    to_work_on: tuple[MuscleWordsView, ...]


def body_map_view(findings: Iterable[Finding]) -> BodyMapView:
    """The body map of findings; muscles of patterns that nothing is known of stay plain."""
    found = tuple(findings)
    plain = {muscle.value: PaintView() for muscles in DRAWN.values() for muscle in muscles}
    painted = {
        muscle.value: _paint(finding) for finding in found for muscle in DRAWN[finding.pattern]
    }
    return BodyMapView(
        paint=plain | painted,
        links=_links(found),
        description=_description(found),
        to_work_on=tuple(
            MuscleWordsView(
                muscles=capfirst(_muscles(finding.pattern)),
                verdict=verdict_chip_view(finding).text,
                url=pattern_url(finding.pattern),
            )
            for finding in found
            if _names_a_side(finding)
        ),
    )


def _paint(finding: Finding) -> PaintView:
    match finding.verdict:
        case Verdict.IMBALANCE:
            return _sides(finding.weaker_side)
        case Verdict.LEANING:
            return _sides(finding.weaker_side, also=" is-leaning")
        case Verdict.LEVEL | Verdict.CLOSED:
            return PaintView(left="is-level", right="is-level")
        case Verdict.NOT_SURE | Verdict.NOT_ENOUGH_DATA | Verdict.ONE_SIDE_MISSING:
            return PaintView()
        case _:
            assert_never(finding.verdict)


def _sides(weaker: Side | None, *, also: str = "") -> PaintView:
    if weaker is None:
        return PaintView()
    work_on, stronger = f"is-weaker{also}", f"is-stronger{also}"
    if weaker is Side.LEFT:
        return PaintView(left=work_on, right=stronger)
    return PaintView(left=stronger, right=work_on)


def _names_a_side(finding: Finding) -> bool:
    return (
        finding.verdict in (Verdict.IMBALANCE, Verdict.LEANING) and finding.weaker_side is not None
    )


def _muscles(pattern: MovementPattern) -> str:
    return get_text_list([str(MUSCLE_WORDS[muscle]) for muscle in DRAWN[pattern]], _("and"))


def _links(findings: Iterable[Finding]) -> dict[str, MuscleLinkView]:
    found = {finding.pattern: finding for finding in findings}
    return {
        pattern.value: MuscleLinkView(
            url=pattern_url(pattern),
            words=_("%(pattern)s: %(verdict)s")
            % {
                "pattern": pattern_label(pattern),
                "verdict": verdict_chip_view(found.get(pattern)).text,
            },
        )
        for pattern in DRAWN
    }


def _description(findings: Sequence[Finding]) -> str:
    start = _("Your body from the front and from behind, your left on the left.")
    return start if findings else f"{start} {_('Nothing is known yet: every muscle is grey.')}"
