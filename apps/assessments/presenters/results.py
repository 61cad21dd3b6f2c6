"""What a self-test says, in words: against its own error, the side by name, degrees and centimetres.

A difference is never a percentage but in strength, whose numbers are far from zero.
"""

from __future__ import annotations

import datetime as dt
from typing import Final

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from msgspec import Struct

from apps.exercises.domain.vocabulary import Side

from ..domain.body import BodySide
from ..domain.protocols.kinds import Better, Norm, Protocol, Unit, Verb
from ..domain.results import Change, Comparison, Course, Reading, change_of
from .units import Scale
from .words import CERTAINTY_WORDS, SIDE_NAMES

_LESS: Final = {
    Verb.REACHES: gettext_lazy("%(side)s reaches %(size)s less"),
    Verb.TURNS: gettext_lazy("%(side)s moves %(size)s less"),
    Verb.HOLDS: gettext_lazy("%(side)s holds %(size)s less"),
    Verb.DOES: gettext_lazy("%(side)s does %(size)s fewer"),
    Verb.TAKES: gettext_lazy("%(side)s takes %(size)s longer"),
    Verb.MEASURES: gettext_lazy("%(side)s measures %(size)s less around"),
    Verb.THROWS: gettext_lazy("%(side)s puts the ball %(size)s less far"),
    Verb.JUMPS: gettext_lazy("%(side)s hops %(size)s less far"),
    Verb.LIFTS: gettext_lazy("%(side)s lifts about %(size)s less"),
    Verb.SQUEEZES: gettext_lazy("%(side)s squeezes %(size)s less"),
}


class ResultView(Struct, frozen=True, kw_only=True):
    """The newest occasion of a test: the sentence, a short form for a list, and both numbers."""

    headline: str
    short: str
    tone: str
    left: str
    right: str
    alone: str
    day: str
    notes: tuple[str, ...]


class NormView(Struct, frozen=True, kw_only=True):
    """What is usual for people like the reader."""

    says: str
    certainty: str
    source: str


def result_view(course: Course, scale: Scale) -> ResultView | None:
    """What the newest occasion says; None for a test that was never done."""
    occasion, protocol = course.latest, course.protocol
    if occasion is None:
        return None
    left, right = occasion.of(Side.LEFT, protocol), occasion.of(Side.RIGHT, protocol)
    return ResultView(
        headline=_headline(course, scale),
        short=_short(course, scale),
        tone=_tone(course),
        left="" if left is None else scale.amount(left),
        right="" if right is None else scale.amount(right),
        alone=_alone(course, scale),
        day=date_format(occasion.day, "j F Y"),
        notes=(*_notes(course), *change_sentences(course, scale)),
    )


def difference_words(comparison: Comparison, scale: Scale) -> str:
    """The sentence that matters: same within measurement error, or which side is behind by how much."""
    size, error = _against(comparison, scale)
    behind = _subject(comparison, scale.protocol)
    if comparison.reading is Reading.WITHIN_ERROR or behind is None:
        if comparison.size == 0:
            return _("Same on both sides. This test's error is %(error)s.") % {"error": error}
        return _(
            "Same within measurement error: %(size)s apart, and this test's error is %(error)s."
        ) % {
            "size": size,
            "error": error,
        }
    less = str(_LESS[scale.protocol.verb]) % {
        "side": SIDE_NAMES[BodySide(behind.value)],
        "size": size,
    }
    return _("%(less)s: more than this test's error of %(error)s.") % {"less": less, "error": error}


def _against(comparison: Comparison, scale: Scale) -> tuple[str, str]:
    """Difference and error, in the unit of the test; for strength, parts of the stronger side."""
    if scale.unit is not Unit.LOAD_REPS:
        return scale.distinct(comparison.size, comparison.error)
    stronger = max(comparison.left, comparison.right)
    return tuple(  # type: ignore[return-value]
        _("%(n)s %%") % {"n": number_format(round(100 * part / stronger))}
        for part in (comparison.size, comparison.error)
    )


def _subject(comparison: Comparison, protocol: Protocol) -> Side | None:
    """The side that the sentence is about."""
    if protocol.better is Better.NEITHER:
        return comparison.smaller_side
    return comparison.behind(protocol.better)


def _headline(course: Course, scale: Scale) -> str:
    comparison = course.comparison
    if course.is_practice:
        return _("That was practice: the next time counts.")
    if not course.protocol.is_per_side:
        return _alone(course, scale)
    if comparison is None:
        return _("One side is missing.")
    return difference_words(comparison, scale)


def _short(course: Course, scale: Scale) -> str:
    if course.is_practice:
        return _("practice")
    comparison = course.comparison
    if comparison is None:
        return _alone(course, scale) or _("one side missing")
    behind = _subject(comparison, course.protocol)
    if comparison.reading is Reading.WITHIN_ERROR or behind is None:
        return _("same within error")
    size, _error = _against(comparison, scale)
    return str(_LESS[course.protocol.verb]) % {
        "side": SIDE_NAMES[BodySide(behind.value)],
        "size": size,
    }


def _tone(course: Course) -> str:
    comparison = course.counting
    if comparison is None:
        return "unsure"
    behind = _subject(comparison, course.protocol)
    if comparison.reading is Reading.WITHIN_ERROR or behind is None:
        return "level"
    return behind.value


def _alone(course: Course, scale: Scale) -> str:
    value = course.latest.alone(course.protocol) if course.latest is not None else None
    return "" if value is None else scale.amount(value)


def _notes(course: Course) -> tuple[str, ...]:
    if course.is_flagged:
        return (_("That is as much as the source calls worth a second look."),)
    return ()


def change_sentences(course: Course, scale: Scale) -> tuple[str, ...]:
    """How each side changed since the occasion before."""
    if course.is_practice or len(course.occasions) < len(("before", "now")):
        return ()
    before, now = course.occasions[-2:]
    found = (
        (side, change_of(side, before, now, course.protocol))
        for side in (BodySide.LEFT, BodySide.RIGHT, BodySide.BOTH)
    )
    return tuple(
        _change_words(side, change, before.day, scale)
        for side, change in found
        if change is not None
    )


def _change_words(side: BodySide, change: Change, since: dt.date, scale: Scale) -> str:
    name = str(SIDE_NAMES[side]) if side is not BodySide.BOTH else _("You")
    day = date_format(since, "j F")
    if change.reading is Reading.WITHIN_ERROR:
        return _("%(side)s: no change beyond the error since %(day)s.") % {"side": name, "day": day}
    size = scale.amount(abs(change.now - change.before))
    words = (
        _("%(side)s: %(size)s more than on %(day)s, which is more than the error.")
        if change.is_more
        else _("%(side)s: %(size)s less than on %(day)s, which is more than the error.")
    )
    return words % {"side": name, "size": size, "day": day}


def arc_words(comparison: Comparison, scale: Scale) -> str:
    """Turning in and out together."""
    size, error = scale.distinct(comparison.size, comparison.error)
    smaller = comparison.smaller_side
    if comparison.reading is Reading.WITHIN_ERROR or smaller is None:
        return _(
            "In and out together: same within measurement error (%(size)s apart, error %(error)s)."
        ) % {
            "size": size,
            "error": error,
        }
    return _(
        "In and out together: %(side)s moves %(size)s less, more than the error of %(error)s."
    ) % {
        "side": str(SIDE_NAMES[BodySide(smaller.value)]).lower(),
        "size": size,
        "error": error,
    }


def norm_view(norm: Norm, scale: Scale) -> NormView:
    """What is usual, with its range where the source has one."""
    if norm.low is not None and norm.high is not None:
        says = _(
            "Usual for people of your age and sex: %(typical)s, most between %(low)s and %(high)s."
        ) % {
            "typical": scale.amount(norm.typical),
            "low": scale.amount(norm.low),
            "high": scale.amount(norm.high),
        }
    else:
        says = _("Usual for people like you: about %(typical)s.") % {
            "typical": scale.amount(norm.typical)
        }
    return NormView(says=says, certainty=str(CERTAINTY_WORDS[norm.certainty]), source=norm.source)


def error_words(scale: Scale) -> str:
    """The test's own error."""
    band = scale.protocol.error
    if band.absolute is not None:
        return scale.amount(band.absolute)
    return _("about %(n)s %% of the result") % {"n": number_format(round(100 * (band.share or 0)))}
