"""The pages of self-tests: what there is to do, how one is done, what it said."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from msgspec import Struct

from apps.exercises.domain.vocabulary import Region, Side
from apps.exercises.presenters import REGION_WORDS
from apps.profiles.domain.people import Sex, age_at_least

from ..domain.body import BodySide
from ..domain.offering import Person, Withheld, withheld
from ..domain.protocols import PROTOCOLS, Protocol, protocols_of
from ..domain.protocols.kinds import Tool
from ..domain.results import Comparison, Course, whole_arc
from ..models import SelfTest
from .course_chart import course_chart
from .diagrams import DIAGRAMS, Diagram
from .results import NormView, ResultView, arc_words, error_words, norm_view, result_view
from .units import Scale, unit_words
from .words import CERTAINTY_WORDS, SIDE_NAMES

if TYPE_CHECKING:
    from apps.profiles.models import Athlete

WITHHELD_WORDS: Final = {
    Withheld.BLOCKED: gettext_lazy("Waits: something you told us has to be looked at first."),
    Withheld.CAREFUL: gettext_lazy(
        "Left out for now: it goes to the limit, and you train carefully."
    ),
    Withheld.NOT_FOR_YOU: gettext_lazy("For trained adults under 50, without pain there."),
}


class SelfTestLine(Struct, frozen=True, kw_only=True):
    """One test in a list."""

    name: str
    url: str
    unit: str
    result: str
    tone: str
    due: str
    is_due: bool
    withheld: str


class RegionView(Struct, frozen=True, kw_only=True):
    """The tests of one region."""

    key: str
    name: str
    tests: tuple[SelfTestLine, ...]


class ProtocolView(Struct, frozen=True, kw_only=True):
    """How one test is done."""

    slug: str
    name: str
    region: str
    needs: str
    steps: tuple[str, ...]
    diagram: Diagram
    typical: str
    use: str
    unit: str
    error: str
    error_certainty: str
    error_source: str
    tries: str
    practice: str
    is_timed: bool
    is_angle: bool
    cap_s: int
    withheld: str


class OrderView(Struct, frozen=True, kw_only=True):
    """Which side begins, and why that one."""

    sides: tuple[BodySide, ...]
    says: str


def test_line(course: Course, *, person: Person, today: dt.date, weight_unit: str) -> SelfTestLine:
    """One test with its newest result."""
    protocol = course.protocol
    scale = Scale(protocol=protocol, weight_unit=weight_unit)
    result: ResultView | None = result_view(course, scale)
    reason = withheld(protocol, person)
    is_due = course.is_due(today) and reason is None
    return SelfTestLine(
        name=_(protocol.name),
        url=reverse("assessments:self_test_detail", args=[protocol.slug]),
        unit=unit_words(protocol.unit),
        result=result.short if result is not None else "",
        tone=result.tone if result is not None else "",
        due=due_words(course, today),
        is_due=is_due,
        withheld=str(WITHHELD_WORDS[reason]) if reason is not None else "",
    )


def due_words(course: Course, today: dt.date) -> str:
    """When the next one is due; empty for a test that was never done."""
    due = course.due_on()
    if due is None:
        return ""
    if due <= today:
        return _("due now")
    return _("next on %(day)s") % {"day": date_format(due, "j F")}


def region_views(
    courses: Mapping[str, Course], *, person: Person, today: dt.date, weight_unit: str
) -> tuple[RegionView, ...]:
    """Every test, by region from the neck down."""
    return tuple(
        RegionView(
            key=region.value,
            name=capfirst(str(REGION_WORDS[region])),
            tests=test_lines(
                protocols_of(region),
                courses,
                person=person,
                today=today,
                weight_unit=weight_unit,
            ),
        )
        for region in Region
    )


def test_lines(
    protocols: Iterable[Protocol],
    courses: Mapping[str, Course],
    *,
    person: Person,
    today: dt.date,
    weight_unit: str,
) -> tuple[SelfTestLine, ...]:
    """A line for each of these tests."""
    return tuple(
        test_line(
            courses.get(protocol.slug) or Course(protocol=protocol, occasions=()),
            person=person,
            today=today,
            weight_unit=weight_unit,
        )
        for protocol in protocols
    )


def due_lines(
    courses: Mapping[str, Course], *, person: Person, today: dt.date, weight_unit: str
) -> tuple[SelfTestLine, ...]:
    """Tests that are due and may be done, in the order of the registry."""
    due = [slug for slug in PROTOCOLS if slug in courses and courses[slug].is_due(today)]
    lines = test_lines(
        [PROTOCOLS[slug] for slug in due],
        courses,
        person=person,
        today=today,
        weight_unit=weight_unit,
    )
    return tuple(line for line in lines if line.is_due)


def protocol_view(protocol: Protocol, *, person: Person, weight_unit: str) -> ProtocolView:
    """One test's own page."""
    scale = Scale(protocol=protocol, weight_unit=weight_unit)
    reason = withheld(protocol, person)
    return ProtocolView(
        slug=protocol.slug,
        name=_(protocol.name),
        region=capfirst(str(REGION_WORDS[protocol.region])),
        needs=_(protocol.needs),
        steps=tuple(_(step) for step in protocol.steps),
        diagram=DIAGRAMS[protocol.diagram],
        typical=_(protocol.typical),
        use=_(protocol.use),
        unit=unit_words(protocol.unit),
        error=error_words(scale),
        error_certainty=str(CERTAINTY_WORDS[protocol.error.certainty]),
        error_source=protocol.error.source,
        tries=_tries(protocol),
        practice=_practice(protocol),
        is_timed=protocol.tool is Tool.TIMER,
        is_angle=protocol.tool is Tool.INCLINOMETER,
        cap_s=protocol.cap_s or 0,
        withheld=str(WITHHELD_WORDS[reason]) if reason is not None else "",
    )


def _tries(protocol: Protocol) -> str:
    if not protocol.is_per_side:
        return ngettext("%(n)s try", "%(n)s tries", protocol.trials) % {"n": protocol.trials}
    return ngettext("%(n)s try a side", "%(n)s tries a side", protocol.trials) % {
        "n": protocol.trials
    }


def _practice(protocol: Protocol) -> str:
    if not protocol.practice_trials:
        return ""
    return ngettext(
        "Try it %(n)s time a side first, without writing it down.",
        "Try it %(n)s times a side first, without writing it down.",
        protocol.practice_trials,
    ) % {"n": protocol.practice_trials}


def order_view(course: Course, *, usual: Side) -> OrderView:
    """The side that begins: the other one than last time."""
    if not course.protocol.is_per_side:
        return OrderView(sides=(BodySide.BOTH,), says="")
    first = BodySide(course.first_side(usual).value)
    side = str(SIDE_NAMES[first])
    last = course.latest
    says = (
        _("%(side)s first this time: last time it was the other side.")
        if last is not None and last.first_side is not None
        else _("%(side)s first, then the other side, in turn.")
    )
    return OrderView(sides=(first, first.mirrored), says=says % {"side": side})


class ResultRow(Struct, frozen=True, kw_only=True):
    """One stored result, to be read or taken out."""

    pk: UUID
    day: str
    tries: tuple[tuple[str, str], ...]


def course_page(course: Course, *, partner: Course | None, weight_unit: str) -> dict[str, Any]:
    """What one test said: its sentence, its drawing, and the arc it makes with its partner."""
    scale = Scale(protocol=course.protocol, weight_unit=weight_unit)
    arc = _arc(course, partner)
    return {
        "result": result_view(course, scale),
        "chart": course_chart(course, scale, name=_(course.protocol.name)),
        "arc": arc_words(arc, scale) if arc is not None else "",
        "asks_stop_list": course.is_new_flag and _asks_stop_list(course.protocol),
    }


def _asks_stop_list(protocol: Protocol) -> bool:
    return protocol.flag is not None and protocol.flag.asks_stop_list


def _arc(course: Course, partner: Course | None) -> Comparison | None:
    if partner is None or course.is_practice or partner.is_practice:
        return None
    ours, theirs = course.latest, partner.latest
    if ours is None or theirs is None or ours.day != theirs.day:
        return None
    return whole_arc([ours, theirs], [course.protocol, partner.protocol])


def norm_for(athlete: Athlete, protocol: Protocol, *, today: dt.date) -> NormView | None:
    """What is usual for people of the athlete's age and sex, where the source says so."""
    age = age_at_least(birth_year=athlete.birth_year, year=today.year)
    norm = protocol.norm_for(sex=Sex(athlete.sex), age=age)
    scale = Scale(protocol=protocol, weight_unit=athlete.weight_unit)
    return norm_view(norm, scale) if norm is not None else None


def result_rows(rows: Iterable[SelfTest]) -> tuple[ResultRow, ...]:
    """Every stored result as typed, the newest first."""
    return tuple(
        ResultRow(
            pk=row.pk,
            day=date_format(row.day, "j F Y"),
            tries=tuple(
                (str(SIDE_NAMES[side]) if side is not BodySide.BOTH else "", ", ".join(texts))
                for side in (BodySide.LEFT, BodySide.RIGHT, BodySide.BOTH)
                if (texts := row.tries.get(side.value))
            ),
        )
        for row in reversed(list(rows))
    )


def logged_words(*, counts: bool) -> str:
    """What became of a strength test."""
    if counts:
        return _("In your log, as a check. Your balance counts it.")
    return _("In your log as practice. Do it once more in a few days: that time counts.")
