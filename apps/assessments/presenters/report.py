"""What was told, tested and felt, as a clinician or coach reads it: dates, numbers, errors, no advice."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Final

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from msgspec import Struct

from apps.exercises.domain.vocabulary import Region
from apps.exercises.presenters import REGION_WORDS, exercise_name
from apps.lifts.queries import PainfulDay

from ..domain.red_flags import RedFlag, Tier
from ..domain.results import Course
from ..domain.signs import SignTrend
from ..models import RedFlagReport
from ..queries.report import ReportFacts
from .causes import CauseView, cause_views
from .pain import side_words
from .results import error_words, result_view
from .safety import advice_of, regions_in_words
from .screening import EXTRA_WORDS, FLAG_WORDS, QUESTION_WORDS
from .signs import DIRECTION_WORDS, score_words, title_of
from .units import Scale
from .words import CERTAINTY_WORDS, SINCE_PHRASES

TIER_NAMES: Final = {
    Tier.EMERGENCY: gettext_lazy("emergency"),
    Tier.URGENT: gettext_lazy("see a clinician"),
    Tier.CAUTION: gettext_lazy("caution"),
}


class FlagLine(Struct, frozen=True, kw_only=True):
    """A flag that was ticked: when, where, and what became of it."""

    name: str
    tier: str
    where: str
    since: str
    until: str


class SignRow(Struct, frozen=True, kw_only=True):
    """One sign with its course."""

    name: str
    now: str
    since: str
    course: str
    direction: str


class TestRow(Struct, frozen=True, kw_only=True):
    """One self-test: both numbers, the sentence, the error and who measured it."""

    __test__ = False

    name: str
    day: str
    left: str
    right: str
    says: str
    error: str
    certainty: str


class PainRow(Struct, frozen=True, kw_only=True):
    """One side of one exercise that hurt."""

    name: str
    side: str
    days: str
    worst: str
    latest: str


class ReportView(Struct, frozen=True, kw_only=True):
    """The part of a report that does not come from the detector."""

    day: str
    permission: str
    answered_on: str
    answered: tuple[str, ...]
    left_alone: str
    flags: tuple[FlagLine, ...]
    signs: tuple[SignRow, ...]
    causes: tuple[CauseView, ...]
    tests: tuple[TestRow, ...]
    pain: tuple[PainRow, ...]


def report_view(facts: ReportFacts, *, weight_unit: str) -> ReportView:
    """Everything in words."""
    answers = facts.answers
    return ReportView(
        day=date_format(facts.today, "j F Y"),
        permission=str(advice_of(facts.safety)[0]),
        answered_on=date_format(answers.answered_on, "j F Y") if answers is not None else "",
        answered=(
            ()
            if answers is None
            else (
                *(str(QUESTION_WORDS[one]) for one in QUESTION_WORDS if one in answers.yes),
                *(str(EXTRA_WORDS[one]) for one in EXTRA_WORDS if one in answers.extras),
            )
        ),
        left_alone=regions_in_words(facts.safety.blocked_regions),
        flags=tuple(_flag(row) for row in facts.flags),
        signs=tuple(_sign(trend) for trend in facts.signs),
        causes=cause_views(facts.causes, today=facts.today),
        tests=_tests(facts.courses.values(), weight_unit),
        pain=_pain(facts),
    )


def _flag(row: RedFlagReport) -> FlagLine:
    flag = RedFlag(row.flag)
    places = flag.regions(frozenset(Region(word) for word in row.places))
    return FlagLine(
        name=str(FLAG_WORDS[flag]),
        tier=str(TIER_NAMES[flag.tier]),
        where=regions_in_words(places),
        since=date_format(row.reported_on, "j M Y"),
        until=date_format(row.lifted_on, "j M Y") if row.lifted_on is not None else "",
    )


def _sign(trend: SignTrend) -> SignRow:
    latest = trend.latest
    return SignRow(
        name=title_of(latest),
        now=score_words(latest.score),
        since=_("%(day)s, %(since)s")
        % {"day": date_format(latest.day, "j M Y"), "since": SINCE_PHRASES[latest.since]},
        course=" → ".join(str(report.score) for report in trend.reports),
        direction=str(DIRECTION_WORDS[trend.direction]),
    )


def _tests(courses: Iterable[Course], weight_unit: str) -> tuple[TestRow, ...]:
    rows = []
    for course in courses:
        scale = Scale(protocol=course.protocol, weight_unit=weight_unit)
        result = result_view(course, scale)
        if result is None:
            continue
        region = capfirst(str(REGION_WORDS[course.protocol.region]))
        rows.append(
            TestRow(
                name=_("%(region)s: %(test)s")
                % {"region": region, "test": _(course.protocol.name).lower()},
                day=result.day,
                left=result.left or result.alone,
                right=result.right,
                says=result.headline,
                error=error_words(scale),
                certainty=str(CERTAINTY_WORDS[course.protocol.error.certainty]),
            )
        )
    return tuple(rows)


def _pain(facts: ReportFacts) -> tuple[PainRow, ...]:
    ordered = sorted(facts.painful, key=lambda day: (*_spot(day), day.on))
    rows = []
    for _key, group in groupby(ordered, key=_spot):
        days = list(group)
        last = days[-1]
        rows.append(
            PainRow(
                name=exercise_name(facts.known[last.exercise_id].name),
                side=side_words(last.side),
                days=ngettext("%(n)s day", "%(n)s days", len(days)) % {"n": len(days)},
                worst=score_words(max(day.pain for day in days)),
                latest=_("%(score)s on %(day)s")
                % {"score": last.pain, "day": date_format(last.on, "j M Y")},
            )
        )
    return tuple(sorted(rows, key=lambda row: (row.name, row.side)))


def _spot(day: PainfulDay) -> tuple[str, str]:
    return str(day.exercise_id), "" if day.side is None else day.side.value
