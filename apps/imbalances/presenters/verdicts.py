"""A verdict in words: the chip, the headline, what it rests on and what would change it."""

from __future__ import annotations

from typing import assert_never

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from msgspec import Struct

from apps.exercises.domain.vocabulary import Side
from apps.exercises.presenters import side_word
from apps.imbalances.domain.closing import TimeToLevel
from apps.imbalances.domain.verdicts import Change, Finding, NextStep, Verdict
from apps.imbalances.presenters.saying import NBSP
from apps.imbalances.presenters.words import (
    pair_of,
    percent,
    sureness,
    weaker_sentence,
)

_MEANINGS = {
    Verdict.IMBALANCE: gettext_lazy(
        "The difference is probably wider than 10\u00a0% of your stronger side. It is worth "
        "training: start each exercise with the weaker side and let it set load and reps."
    ),
    Verdict.LEANING: gettext_lazy(
        "One side is probably ahead, but it is not clear that the difference is over 10\u00a0%. "
        "Starting with the weaker side costs nothing while you find out."
    ),
    Verdict.LEVEL: gettext_lazy(
        "Whatever difference there is, it is very probably within 10\u00a0%, as in many people. "
        "There is nothing to correct here."
    ),
    Verdict.CLOSED: gettext_lazy(
        "Two checks in a row found the sides within about 5\u00a0%. Keep training both sides, "
        "and let the next check say whether it stays."
    ),
    Verdict.NOT_SURE: gettext_lazy(
        "The sets so far fit with level sides and with a difference either way. "
        "That is a lack of evidence, not a sign that all is even."
    ),
    Verdict.NOT_ENOUGH_DATA: gettext_lazy(
        "Strength differs from day to day by more than most people think, so a few sets say "
        "little. No verdict is given before three workouts on two days."
    ),
    Verdict.ONE_SIDE_MISSING: gettext_lazy(
        "A side that was not logged is neither level nor weak: it is unknown. "
        "Log both sides of the exercise in one workout."
    ),
}


class VerdictChipView(Struct, frozen=True, kw_only=True):
    """A verdict in two to five words, with the tone it is printed in."""

    text: str
    tone: str


class HeadlineView(Struct, frozen=True, kw_only=True):
    """A verdict as a headline with the sentences under it."""

    title: str
    lede: str


def verdict_chip_view(finding: Finding | None) -> VerdictChipView:
    """The chip of a pattern; None is a pattern of which nothing was logged."""
    if finding is None:
        return VerdictChipView(text=_("Nothing logged yet"), tone="unsure")
    match finding.verdict:
        case Verdict.IMBALANCE:
            text = _("%(side)s %(gap)s weaker") % {
                "side": _capital(_weaker(finding)),
                "gap": percent(finding.gap_pct),
            }
            tone = _weaker_side(finding).value
        case Verdict.LEANING:
            text = _("Leaning: %(side)s %(gap)s weaker") % {
                "side": _weaker(finding),
                "gap": percent(finding.gap_pct),
            }
            tone = ""
        case Verdict.LEVEL:
            text, tone = _("Level"), "level"
        case Verdict.CLOSED:
            text, tone = _("Gap closed"), "level"
        case Verdict.NOT_SURE:
            text, tone = _("Not sure yet"), "unsure"
        case Verdict.NOT_ENOUGH_DATA:
            text, tone = _("Not enough data yet"), "unsure"
        case Verdict.ONE_SIDE_MISSING:
            text, tone = _("One side missing"), "warn"
        case _:
            assert_never(finding.verdict)
    return VerdictChipView(text=text, tone=tone)


def headline_view(finding: Finding) -> HeadlineView:
    """The verdict as a headline; nothing is claimed that the finding does not hold."""
    match finding.verdict:
        case Verdict.IMBALANCE:
            title = weaker_sentence(
                finding.pattern,
                _weaker_side(finding),
                finding.gap_pct,
                beside_handedness=finding.centre_log_pct != 0,
            )
        case Verdict.LEANING:
            title = _leaning(finding)
        case Verdict.LEVEL:
            title = _capital(_("%(pair)s are level") % {"pair": pair_of(finding.pattern)})
        case Verdict.CLOSED:
            title = _("The gap between %(pair)s has closed") % {"pair": pair_of(finding.pattern)}
        case Verdict.NOT_SURE:
            title = _("Not sure yet about %(pair)s") % {"pair": pair_of(finding.pattern)}
        case Verdict.NOT_ENOUGH_DATA:
            title = _not_enough(finding)
        case Verdict.ONE_SIDE_MISSING:
            title = _missing(finding.missing_side)
        case _:
            assert_never(finding.verdict)
    return HeadlineView(title=title, lede=" ".join(_lede(finding)))


def next_step_sentences(finding: Finding) -> tuple[str, ...]:
    """What would change the verdict, as things to do."""
    return tuple(_next_step(step) for step in finding.what_would_change)


def meaning(finding: Finding) -> str:
    """What the verdict means for training, without promising anything."""
    return str(_MEANINGS[finding.verdict])


def _lede(finding: Finding) -> list[str]:
    if not finding.verdict.has_estimate:
        return [meaning(finding)]
    sentences = [_how_sure(finding)]
    if finding.weaker_side is not None and finding.n_comparisons > 1:
        sentences.append(
            _("It pointed the same way in %(agreeing)s of %(all)s comparisons.")
            % {"agreeing": finding.n_agreeing, "all": finding.n_comparisons}
        )
    if finding.time_to_level is not None:
        sentences.append(_closing(finding.time_to_level))
    return sentences


def _how_sure(finding: Finding) -> str:
    ten, five = f"10{NBSP}%", f"5{NBSP}%"
    match finding.verdict:
        case Verdict.IMBALANCE:
            return _("%(sure)s sure it is over %(ten)s.") % {
                "sure": _capital(sureness(finding.p_over_10)),
                "ten": ten,
            }
        case Verdict.LEANING:
            return _("%(sure)s sure of the side, %(over)s sure it is over %(ten)s.") % {
                "sure": _capital(sureness(finding.p_direction)),
                "over": sureness(finding.p_over_10),
                "ten": ten,
            }
        case Verdict.CLOSED:
            return _("%(sure)s sure it is within %(five)s now.") % {
                "sure": _capital(sureness(1 - finding.p_over_5)),
                "five": five,
            }
        case Verdict.LEVEL:
            return _("%(sure)s sure the difference is within %(ten)s.") % {
                "sure": _capital(sureness(1 - finding.p_over_10)),
                "ten": ten,
            }
        case _:
            return _("The difference may be anything up to %(high)s.") % {
                "high": percent(finding.high80_pct)
            }


def _closing(wait: TimeToLevel) -> str:
    if wait.high80_weeks is None:
        return _("If it goes on like this, it is within %(five)s in about %(weeks)s.") % {
            "five": f"5{NBSP}%",
            "weeks": weeks_text(wait.median_weeks),
        }
    return _(
        "If it goes on like this, it is within %(five)s in about %(weeks)s (%(eighty)s range "
        "%(low)s to %(high)s)."
    ) % {
        "five": f"5{NBSP}%",
        "eighty": f"80{NBSP}%",
        "weeks": weeks_text(wait.median_weeks),
        "low": f"{wait.low80_weeks:.0f}",
        "high": f"{wait.high80_weeks:.0f}",
    }


def weeks_text(weeks: float) -> str:
    """A wait in whole weeks, never less than one."""
    count = max(round(weeks), 1)
    return ngettext("%(count)s week", "%(count)s weeks", count) % {"count": count}


def _next_step(step: NextStep) -> str:
    match step.change:
        case Change.LOG_OTHER_SIDE:
            text = (
                _("Log both sides in the same workout.")
                if step.side is None
                else _("Log the %(side)s side too.") % {"side": side_word(step.side)}
            )
        case Change.MORE_WORKOUTS:
            text = _capital(f"{_more_workouts(step.count)}.")
        case Change.ANOTHER_DAY:
            text = _("One more workout, on another day.")
        case Change.GIVE_RIR_BOTH_SIDES:
            text = _(
                "Say how many reps you had left, on both sides. When both sides stop at the same "
                "reps, that is where a difference shows."
            )
        case Change.DO_A_CHECK:
            text = _(
                "Do a check: after warming up, one all-out set a side. Start with the side that "
                "went second last time."
            )
        case Change.CONFIRM_LOADS:
            text = _(
                "Look at the sets with very different loads: a unit or the sides may be mixed up."
            )
        case Change.HEAVIER_LOAD:
            text = _(
                "Choose a load that both sides can lift at most 15 times: beyond that, reps say "
                "little about strength."
            )
        case _:
            assert_never(step.change)
    return text


def _not_enough(finding: Finding) -> str:
    for step in finding.what_would_change:
        if step.change is Change.MORE_WORKOUTS:
            return _("Not enough data yet: %(more)s") % {"more": _more_workouts(step.count)}
        if step.change is Change.ANOTHER_DAY:
            return _("Not enough data yet: one more workout, on another day")
    return _("Not enough data yet: a check of both sides would tell most")


def _more_workouts(count: int | None) -> str:
    number = 1 if count is None else count
    return ngettext(
        "%(count)s more workout with both sides", "%(count)s more workouts with both sides", number
    ) % {"count": _few(number)}


def _few(number: int) -> str:
    words = {1: _("one"), 2: _("two"), 3: _("three"), 4: _("four"), 5: _("five")}
    return words.get(number, str(number))


def _missing(side: Side | None) -> str:
    if side is None:
        return _("One side missing: log both sides in the same workout")
    return _("One side missing: log the %(side)s side too") % {"side": side_word(side)}


def _leaning(finding: Finding) -> str:
    return _("Leaning: %(side)s about %(gap)s weaker") % {
        "side": _weaker(finding),
        "gap": percent(finding.gap_pct),
    }


def _weaker(finding: Finding) -> str:
    return side_word(_weaker_side(finding))


def _weaker_side(finding: Finding) -> Side:
    if finding.weaker_side is None:
        message = f"{finding.verdict} without a weaker side"
        raise ValueError(message)
    return finding.weaker_side


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
