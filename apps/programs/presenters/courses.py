"""Where the work on each difference stands, what the weeks said of it, and what came in the end."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from msgspec import Struct

from apps.assessments.domain.habits import CARDS, Habit
from apps.exercises.presenters import side_word
from apps.imbalances.presenters.words import pattern_label
from apps.programs.domain.courses import Course, Expected, Phase
from apps.programs.domain.inputs import DailyDose, Target
from apps.programs.domain.program import Reason

from .reasons import ReasonView, reason_views

if TYPE_CHECKING:
    from apps.programs.models import Program

PHASES: Final[dict[Phase, Any]] = {
    Phase.EQUAL: gettext_lazy("both sides do the same, your %(side)s side first"),
    Phase.STRONGER_HELD: gettext_lazy(
        "your %(other)s side keeps what it has with a few sets, your %(side)s side goes on"
    ),
    Phase.WEAKER_MORE: gettext_lazy("your %(side)s side does more sets"),
    Phase.LEVEL_KEPT: gettext_lazy("level: both sides do the same, and checks keep watch"),
    Phase.MONITOR: gettext_lazy("held and watched: both sides do the same"),
}


class CourseView(Struct, frozen=True, kw_only=True):
    """One difference that a program works on."""

    name: str
    phase: str
    learnt: str
    expected: str


class ReviewView(Struct, frozen=True, kw_only=True):
    """What one day's review said."""

    day: str
    reasons: tuple[ReasonView, ...]


class BlockView(Struct, frozen=True, kw_only=True):
    """What a program says of its targets, its weeks and its days."""

    courses: tuple[CourseView, ...]
    reviews: tuple[ReviewView, ...]
    daily: tuple[str, ...]


def block_view(program: Program) -> BlockView:
    """A program's targets with their courses, its reviews, and what it asks for every day."""
    targets = (Target.from_dict(target) for target in program.targets)
    return BlockView(
        courses=tuple(_course_view(target, program) for target in targets),
        reviews=tuple(_review_view(review) for review in program.reviews),
        daily=tuple(_daily_words(program.inputs.get("daily", ()))),
    )


def outcome_view(program: Program | None) -> tuple[ReasonView, ...]:
    """What was expected of a finished program beside what came, empty where nothing is known."""
    if program is None or program.status != program.Status.FINISHED:
        return ()
    return reason_views(Reason.from_dict(said) for said in program.outcome)


def _course_view(target: Target, program: Program) -> CourseView:
    phase = Phase.EQUAL if target.course is None else target.course.phase
    words = {
        "side": side_word(target.weaker_side),
        "other": side_word(target.weaker_side.opposite),
    }
    ends_on = program.starts_on + dt.timedelta(weeks=program.weeks)
    return CourseView(
        name=pattern_label(target.pattern),
        phase=str(PHASES[phase]) % words,
        learnt=_learnt_words(target.course),
        expected="" if target.expected is None else _expected_words(target.expected, ends_on),
    )


def _learnt_words(course: Course | None) -> str:
    """What equal sets did to the gap, once they had their weeks."""
    moved = None if course is None else course.equal_moved_log_pct
    if moved is None:
        return ""
    points = max(0, round(moved))
    return ngettext(
        "In your four weeks of equal sets the gap closed by about %(points)s point.",
        "In your four weeks of equal sets the gap closed by about %(points)s points.",
        points,
    ) % {"points": points}


def _expected_words(expected: Expected, ends_on: dt.date) -> str:
    return _("Expected by %(day)s: about %(middle)s %% (%(low)s to %(high)s)") % {
        "day": date_format(ends_on, "j F"),
        "middle": round(expected.middle_pct),
        "low": round(expected.low_pct),
        "high": round(expected.high_pct),
    }


def _review_view(review: Mapping[str, Any]) -> ReviewView:
    return ReviewView(
        day=date_format(dt.date.fromisoformat(review["on"]), "j F"),
        reasons=reason_views(Reason.from_dict(reason) for reason in review["reasons"]),
    )


def _daily_words(stored: Iterable[Mapping[str, Any]]) -> Iterable[str]:
    for plain in stored:
        dose = DailyDose.from_dict(plain)
        yield _("%(habit)s, %(minutes)s min") % {
            "habit": _(CARDS[Habit(dose.habit)].name),
            "minutes": dose.minutes,
        }
