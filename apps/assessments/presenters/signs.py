"""Signs over time, in words and as a small drawing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final
from uuid import UUID

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import capfirst, get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from msgspec import Struct

from ..domain.body import BodySide, Place
from ..domain.red_flags import RedFlag, Tier
from ..domain.signs import MOST_SCORE, Concern, Direction, SignReport, SignTrend, Worse
from ..models import CheckIn
from .body_picture import place_url
from .screening import FLAG_WORDS, TIER_WORDS
from .words import SIDE_NAMES, SIGN_WORDS, SINCE_PHRASES, WORSE_WORDS, place_words

DIRECTION_WORDS: Final = {
    Direction.FIRST: gettext_lazy("told once"),
    Direction.LESS: gettext_lazy("less than last time"),
    Direction.SAME: gettext_lazy("about the same as last time"),
    Direction.MORE: gettext_lazy("more than last time"),
    Direction.GONE: gettext_lazy("gone"),
    Direction.BACK: gettext_lazy("back again"),
}
BARS = 12
"""Reports that the small drawing shows, the newest at its end."""
_BAR, _GAP, _HEIGHT = 7, 3, 30


class BarView(Struct, frozen=True, kw_only=True):
    """One report in the small drawing, in its units."""

    x: int
    y: int
    height: int


class SignLine(Struct, frozen=True, kw_only=True):
    """One sign at one place: what it is now and where it is going."""

    title: str
    side: str
    score: str
    said: str
    direction: str
    url: str
    again_url: str
    is_open: bool
    bars: tuple[BarView, ...]
    bars_width: int


class SideLink(Struct, frozen=True, kw_only=True):
    """The same place on another side."""

    label: str
    url: str
    current: bool


class CheckInRow(Struct, frozen=True, kw_only=True):
    """One report with its day, to be read or taken out."""

    pk: UUID
    day: str
    score: str
    said: str


def sign_lines(trends: Iterable[SignTrend]) -> tuple[SignLine, ...]:
    """Every sign, those that are there first."""
    return tuple(_line(trend) for trend in trends)


def _line(trend: SignTrend) -> SignLine:
    latest = trend.latest
    shown = trend.reports[-BARS:]
    return SignLine(
        title=title_of(latest),
        side=latest.place.side.value,
        score=score_words(latest.score),
        said=said_words(latest),
        direction=str(DIRECTION_WORDS[trend.direction]),
        url=reverse(
            "assessments:sign_detail",
            args=[latest.place.spot.value, latest.place.side.value, latest.sign.value],
        ),
        again_url=place_url(latest.place),
        is_open=trend.is_open,
        bars=_bars(shown),
        bars_width=len(shown) * (_BAR + _GAP),
    )


def _bars(reports: Sequence[SignReport]) -> tuple[BarView, ...]:
    heights = [max(1, round(_HEIGHT * report.score / MOST_SCORE)) for report in reports]
    return tuple(
        BarView(x=place * (_BAR + _GAP), y=_HEIGHT - height, height=height)
        for place, height in enumerate(heights)
    )


def title_of(report: SignReport) -> str:
    """A sign and its place."""
    return _("%(sign)s: %(place)s") % {
        "sign": SIGN_WORDS[report.sign],
        "place": place_words(report.place),
    }


def score_words(score: int) -> str:
    """A number of the scale, with the scale."""
    return _("%(score)s of 10") % {"score": score}


def said_words(report: SignReport) -> str:
    """When it was told, since when it is there, what makes it worse."""
    told = _("%(day)s, %(since)s") % {
        "day": date_format(report.day, "j F"),
        "since": SINCE_PHRASES[report.since],
    }
    worse = [str(WORSE_WORDS[one]).lower() for one in Worse if one in report.worse]
    if not worse or report.worse == {Worse.NOTHING}:
        return told
    return _("%(told)s; worse with %(worse)s") % {
        "told": told,
        "worse": get_text_list(worse, _("and")),
    }


def side_links(place: Place) -> tuple[SideLink, ...]:
    """The place's three sides; left is always left."""
    return tuple(
        SideLink(
            label=str(SIDE_NAMES[side]),
            url=place_url(Place(spot=place.spot, side=side)),
            current=side is place.side,
        )
        for side in (BodySide.LEFT, BodySide.BOTH, BodySide.RIGHT)
    )


def check_in_rows(rows: Iterable[CheckIn], reports: Iterable[SignReport]) -> tuple[CheckInRow, ...]:
    """Each report of one sign, the newest first."""
    return tuple(
        CheckInRow(
            pk=row.pk,
            day=date_format(report.day, "j F Y"),
            score=score_words(report.score),
            said=said_words(report),
        )
        for row, report in zip(rows, reports, strict=True)
    )


def kept_words(report: SignReport, concern: Concern) -> str:
    """What is said once a sign is kept."""
    kept = _("Kept: %(title)s, %(score)s.") % {
        "title": capfirst(title_of(report)),
        "score": score_words(report.score),
    }
    match concern:
        case Concern.NOTE:
            return kept
        case Concern.CAUTION:
            return _("%(kept)s Please look at this list too.") % {"kept": kept}
        case Concern.ASK_NOW:
            return _("%(kept)s One question before you go on.") % {"kept": kept}


class FlagQuestion(Struct, frozen=True, kw_only=True):
    """A flag to answer, with what a yes would mean."""

    flag: str
    words: str
    title: str
    advice: str
    is_emergency: bool


def flag_question(flag: RedFlag) -> FlagQuestion:
    """The flag in the words of the stop list."""
    title, advice = TIER_WORDS[flag.tier]
    return FlagQuestion(
        flag=flag.value,
        words=str(FLAG_WORDS[flag]),
        title=str(title),
        advice=str(advice),
        is_emergency=flag.tier is Tier.EMERGENCY,
    )
