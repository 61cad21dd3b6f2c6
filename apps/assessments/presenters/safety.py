"""What waits, why, and the way back: the page of the health questions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from django.utils.text import capfirst, get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from msgspec import Struct

from apps.exercises.domain.vocabulary import Region
from apps.exercises.presenters import REGION_WORDS

from ..domain.red_flags import EVERYWHERE, FlagReport, Tier, may_answer_again
from ..domain.safety import Safety
from ..domain.screening import Permission, Question, ScreeningAnswers
from .screening import (
    ADVICE,
    AGAIN_WORDS,
    CAREFUL_WORDS,
    EXTRA_WORDS,
    FLAG_WORDS,
    QUESTION_WORDS,
    TEMPLATE_WORDS,
    TIER_WORDS,
)

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from ..queries import AskedPlace, StandingStop


QUESTION_PLACE: Final[StrOrPromise] = gettext_lazy(
    "The bone, joint or muscle problem you told us of"
)


class StopView(Struct, frozen=True, kw_only=True):
    """One stop in words: the reason, what to do now, the way back."""

    reason: StrOrPromise
    now: StrOrPromise
    back: StrOrPromise
    where: str
    since: dt.date
    is_emergency: bool


class SafetyView(Struct, frozen=True, kw_only=True):
    """What the page says about today."""

    permission: Permission
    title: StrOrPromise
    advice: StrOrPromise
    stops: tuple[StopView, ...]
    answered: tuple[StrOrPromise, ...]
    care: tuple[StrOrPromise, ...]
    careful: StrOrPromise
    left_alone: str

    @property
    def is_allowed(self) -> bool:
        """Whether a program may start."""
        return self.permission is Permission.ALLOWED

    @property
    def is_emergency(self) -> bool:
        """Whether to show the emergency words first."""
        return self.permission is Permission.STOPPED_EMERGENCY

    @property
    def wants_answers(self) -> bool:
        """Whether the questions are what comes next."""
        return self.permission in (Permission.NOT_ASKED, Permission.ASK_AGAIN)

    @property
    def has_answers(self) -> bool:
        """Whether the questions were answered before."""
        return self.permission is not Permission.NOT_ASKED


def safety_view(
    safety: Safety,
    *,
    answers: ScreeningAnswers | None = None,
    told: Iterable[StandingStop] = (),
    today: dt.date,
) -> SafetyView:
    """Words for what may be trained today and everything that stands in the way."""
    title, advice = advice_of(safety)
    return SafetyView(
        permission=safety.permission,
        title=title,
        advice=advice,
        stops=tuple(_stop(one, today=today) for one in told),
        answered=() if answers is None else _answered(answers),
        care=tuple(TEMPLATE_WORDS[one] for one in TEMPLATE_WORDS if one in safety.templates),
        careful=CAREFUL_WORDS if safety.is_careful or safety.careful_regions else "",
        left_alone=regions_in_words(safety.blocked_regions),
    )


def advice_of(safety: Safety) -> tuple[StrOrPromise, StrOrPromise]:
    """Heading and advice for what may be trained today."""
    if safety.permission is Permission.ASK_AGAIN and safety.ask_again is not None:
        return AGAIN_WORDS[safety.ask_again]
    if safety.permission is Permission.ALLOWED and safety.blocked:
        places = regions_in_words(safety.blocked_regions)
        return (
            _("You can train the rest"),
            _("Left alone for now: %(places)s. Programs and tests go around it.")
            % {"places": places},
        )
    return ADVICE[safety.permission]


def regions_in_words(regions: Iterable[Region]) -> str:
    """Regions in the order of the body, "everything" for all of them, empty for none."""
    found = frozenset(regions)
    if not found:
        return ""
    if found == EVERYWHERE:
        return _("everything")
    return get_text_list([str(REGION_WORDS[one]) for one in Region if one in found], _("and"))


def _stop(told: StandingStop, *, today: dt.date) -> StopView:
    if told.report is None:
        return StopView(
            reason=_("Strong pain, twice within two weeks"),
            now=_("Leave the area alone. The other side and the rest of you can go on."),
            back=_("A doctor or physiotherapist looks at it, and you enter the day below."),
            where=capfirst(regions_in_words(told.places)),
            since=told.since,
            is_emergency=False,
        )
    flag = told.report.flag
    return StopView(
        reason=FLAG_WORDS[flag],
        now=_("%(what)s. %(how)s")
        % {"what": TIER_WORDS[flag.tier][0], "how": TIER_WORDS[flag.tier][1]},
        back=_way_back(told.report, today=today),
        where=capfirst(regions_in_words(flag.regions(told.places))),
        since=told.since,
        is_emergency=flag.tier is Tier.EMERGENCY,
    )


def _way_back(report: FlagReport, *, today: dt.date) -> str:
    if report.flag.tier is not Tier.CAUTION:
        return _("A doctor or physiotherapist looks at it, and you enter the day below.")
    if may_answer_again(report, today):
        return _("The week is over: tell us below whether it is still there.")
    return _("Seven days of leaving it alone. Then we ask whether it is still there.")


def _answered(answers: ScreeningAnswers) -> tuple[StrOrPromise, ...]:
    return (
        *(QUESTION_WORDS[question] for question in Question if question in answers.yes),
        *(words for extra, words in EXTRA_WORDS.items() if extra in answers.extras),
    )


def asked_place_words(asked: AskedPlace) -> StrOrPromise:
    """What the place is asked of."""
    return QUESTION_PLACE if asked.flag is None else FLAG_WORDS[asked.flag]


def clearance_choices(
    told: Iterable[StandingStop], answers: ScreeningAnswers | None
) -> tuple[tuple[str, StrOrPromise], ...]:
    """What a clinician can clear: every stop but cautions, and the questions answered with yes."""
    stops = tuple(
        (f"{'pain' if one.report is None else 'flag'}:{one.key}", _reason(one))
        for one in told
        if one.report is None or one.report.flag.tier is not Tier.CAUTION
    )
    if answers is None or answers.is_clear:
        return stops
    return (*stops, ("questions", _("The questions I answered with yes")))


def _reason(told: StandingStop) -> StrOrPromise:
    if told.report is None:
        places = regions_in_words(told.places)
        return _("Strong pain, twice within two weeks (%(places)s)") % {"places": places}
    return FLAG_WORDS[told.report.flag]
