"""What somebody notices about their body, how strong it is, and what to ask about it.

The list follows what people report (one side weaker or tighter, aches of neck and shoulder,
headaches, tingling, a joint that gives way). None of it is specific: healthy people differ between
sides too. So a sign is tracked and never added up to a score, and what needs an answer by a
clinician goes to the stop list before anything else.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from enum import StrEnum
from itertools import groupby

from msgspec import Struct

from .body import Place, Spot

MOST_SCORE = 10
"""The strongest somebody can imagine, on the usual scale from 0."""
NOTABLE_CHANGE = 2
"""Points of 0 to 10 from which a change of one person's number is taken for one.

Farrar et al. 2001 (Pain 94:149-158): about 2 points of 11 were what patients with lasting pain
called much improved. Used here for every sign: convention.
"""
STRONG_SCORE = 6
"""Over 5 of 10 a load is stopped (Thomee 1997; Silbernagel et al. 2007, Am J Sports Med 35:897)."""


class Sign(StrEnum):
    """What was noticed."""

    PAIN = "pain"
    WEAKNESS = "weakness"
    TIGHTNESS = "tightness"
    SORENESS = "soreness"
    BALANCE = "balance"
    POSTURE = "posture"
    SMALLER_MUSCLE = "smaller_muscle"
    NECK_ACHE = "neck_ache"
    SHOULDER_ACHE = "shoulder_ache"
    UPPER_BACK_ACHE = "upper_back_ache"
    HEADACHE = "headache"
    TINGLING = "tingling"
    GIVING_WAY = "giving_way"


class Since(StrEnum):
    """For how long, as roughly as people know it."""

    TODAY = "today"
    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"


class Worse(StrEnum):
    """What makes it worse."""

    LIFTING = "lifting"
    AFTER_TRAINING = "after_training"
    SITTING = "sitting"
    SCREEN = "screen"
    OVERHEAD = "overhead"
    STAIRS = "stairs"
    WALKING = "walking"
    SLEEPING = "sleeping"
    MORNING = "morning"
    STRESS = "stress"
    NECK_MOVEMENT = "neck_movement"
    NOTHING = "nothing"


class Concern(StrEnum):
    """What has to happen before anything else is done with a sign.

    ``ask_now``: it may stand on the stop list, so that list is shown. ``caution``: nothing loads
    this place until it has been asked again. ``note``: it is kept and watched.
    """

    ASK_NOW = "ask_now"
    CAUTION = "caution"
    NOTE = "note"


class SignReport(Struct, frozen=True, kw_only=True):
    """One sign at one place on one day.

    Attributes
    ----------
    day
        Local date.
    place, sign
        Where and what.
    score
        0 (gone) to 10 (the strongest imaginable).
    since
        For how long.
    worse
        What makes it worse.
    """

    day: dt.date
    place: Place
    sign: Sign
    score: int
    since: Since
    worse: frozenset[Worse] = frozenset()

    def __post_init__(self) -> None:
        """Refuse a score that is not on the scale."""
        if not 0 <= self.score <= MOST_SCORE:
            raise ValueError(f"{self.score} is not on the scale of 0 to {MOST_SCORE}.")


_ALWAYS_ASKED = frozenset({Sign.TINGLING, Sign.GIVING_WAY})
_NEW = frozenset({Since.TODAY, Since.DAYS})


def concern_of(report: SignReport) -> Concern:
    """How a sign is to be taken.

    Returns
    -------
    Concern
        ``ASK_NOW`` for nerve signs, a joint that gives way, a muscle that became smaller within
        weeks, weakness that came within days, a headache over 5 that came within days, and pain
        that sleep does not ease and that is over 5; ``CAUTION`` for pain from 3 and for a headache
        that the neck's movement makes worse. A sign that has gone asks nothing.

    Notes
    -----
    Which signs are asked about follows Finucane et al. 2020 (J Orthop Sports Phys Ther 50:350,
    doi 10.2519/jospt.2020.9971). It decides which page is shown, never whether something is one of
    those flags: the athlete answers that.
    """
    if report.score == 0:
        return Concern.NOTE
    if report.sign in _ALWAYS_ASKED or _came_quickly(report) or _does_not_rest(report):
        return Concern.ASK_NOW
    if report.sign is Sign.PAIN and report.score >= CAUTION_SCORE:
        return Concern.CAUTION
    if report.sign is Sign.HEADACHE and Worse.NECK_MOVEMENT in report.worse:
        return Concern.CAUTION
    return Concern.NOTE


CAUTION_SCORE = 3
"""Pain of 3 to 5 is acceptable under watch, less is safe (the stricter reading of Silbernagel)."""


def _came_quickly(report: SignReport) -> bool:
    match report.sign:
        case Sign.SMALLER_MUSCLE:
            return report.since in _NEW | {Since.WEEKS}
        case Sign.WEAKNESS:
            return report.since in _NEW
        case Sign.HEADACHE:
            return report.since in _NEW and report.score >= STRONG_SCORE
        case _:
            return False


def _does_not_rest(report: SignReport) -> bool:
    return (
        report.sign is Sign.PAIN
        and report.score >= STRONG_SCORE
        and Worse.SLEEPING in report.worse
        and report.since not in _NEW
    )


class Direction(StrEnum):
    """Where a sign is going."""

    FIRST = "first"
    LESS = "less"
    SAME = "same"
    MORE = "more"
    GONE = "gone"
    BACK = "back"


class SignTrend(Struct, frozen=True, kw_only=True):
    """One sign at one place over time, the newest report last."""

    reports: tuple[SignReport, ...]

    @property
    def latest(self) -> SignReport:
        """The newest report."""
        return self.reports[-1]

    @property
    def direction(self) -> Direction:
        """The newest report against the one before.

        Examples
        --------
        >>> from apps.assessments.domain.body import BodySide
        >>> where = Place(spot=Spot.KNEE, side=BodySide.LEFT)
        >>> told = [SignReport(day=dt.date(2026, 3, d), place=where, sign=Sign.PAIN, score=score,
        ...                    since=Since.WEEKS) for d, score in ((1, 5), (8, 3))]
        >>> SignTrend(reports=tuple(told)).direction
        <Direction.LESS: 'less'>
        """
        if len(self.reports) == 1:
            return Direction.FIRST
        before, now = self.reports[-2].score, self.latest.score
        if now == 0:
            return Direction.GONE
        if before == 0:
            return Direction.BACK
        if abs(now - before) < NOTABLE_CHANGE:
            return Direction.SAME
        return Direction.LESS if now < before else Direction.MORE

    @property
    def is_open(self) -> bool:
        """Whether it was still there at the newest report."""
        return self.latest.score > 0


def trends_of(reports: Iterable[SignReport]) -> tuple[SignTrend, ...]:
    """Every sign at every place with its course: what is there first, the strongest on top.

    Parameters
    ----------
    reports
        In any order; of one day, place and sign the last given holds.
    """
    by_day = {(r.place, r.sign, r.day): r for r in reports}
    ordered = sorted(by_day.values(), key=lambda r: (_key(r), r.day))
    trends = [SignTrend(reports=tuple(found)) for _name, found in groupby(ordered, key=_key)]
    return tuple(
        sorted(trends, key=lambda trend: (-trend.latest.score, -trend.latest.day.toordinal()))
    )


def _key(report: SignReport) -> tuple[str, str, str]:
    return report.place.spot.value, report.place.side.value, report.sign.value


_USUAL: dict[Spot, tuple[Sign, ...]] = {
    Spot.HEAD: (Sign.HEADACHE,),
    Spot.NECK: (Sign.NECK_ACHE,),
    Spot.SHOULDER: (Sign.SHOULDER_ACHE,),
    Spot.UPPER_BACK: (Sign.UPPER_BACK_ACHE,),
}
_ONLY_AT = {sign: spot for spot, signs in _USUAL.items() for sign in signs}
_NOT_AT_THE_HEAD = frozenset(
    {Sign.WEAKNESS, Sign.SORENESS, Sign.SMALLER_MUSCLE, Sign.GIVING_WAY, Sign.BALANCE}
)
_LEGS = frozenset({Spot.HIP, Spot.THIGH, Spot.KNEE, Spot.LOWER_LEG, Spot.ANKLE_FOOT})


def signs_at(spot: Spot) -> tuple[Sign, ...]:
    """The signs that make sense at a place, those of the place first.

    Examples
    --------
    >>> signs_at(Spot.HEAD)[0]
    <Sign.HEADACHE: 'headache'>
    >>> Sign.BALANCE in signs_at(Spot.ELBOW)
    False
    """
    usual = _USUAL.get(spot, ())
    others = (sign for sign in Sign if sign not in _ONLY_AT and _fits(sign, spot))
    return (*usual, *others)


def _fits(sign: Sign, spot: Spot) -> bool:
    if spot is Spot.HEAD and sign in _NOT_AT_THE_HEAD:
        return False
    return sign is not Sign.BALANCE or spot in _LEGS


def same_again(reports: Iterable[SignReport], *, day: dt.date) -> tuple[SignReport, ...]:
    """What "the same as last time" means: every sign that is open, as of today.

    A sign that was reported today already is left as it is.
    """
    return tuple(
        SignReport(
            day=day,
            place=trend.latest.place,
            sign=trend.latest.sign,
            score=trend.latest.score,
            since=trend.latest.since,
            worse=trend.latest.worse,
        )
        for trend in trends_of(reports)
        if trend.is_open and trend.latest.day < day
    )
