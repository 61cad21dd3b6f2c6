"""The calendar: a month of days, what happened on each, and what waits."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from msgspec import Struct

from apps.exercises.domain.anatomy import Muscle
from apps.exercises.domain.vocabulary import Equipment, Side
from apps.exercises.presenters import EQUIPMENT_WORDS, MUSCLE_WORDS
from apps.programs.domain.adherence import Adherence
from apps.programs.domain.calendar import month_beside, weeks_of_month

from .sessions import missed_words, session_title, session_url

if TYPE_CHECKING:
    from apps.programs.models import Absence, Session

MONTHS_AROUND = 24
"""How many months from today the calendar goes back and ahead."""


class EntryView(Struct, frozen=True, kw_only=True):
    """A session as it stands on its day; ``standing`` is its class and its picture."""

    pk: str
    title: str
    standing: str
    words: str
    detail: str
    day_words: str
    minutes: int
    url: str
    is_check: bool


class DayView(Struct, frozen=True, kw_only=True):
    """One day with its sessions."""

    iso: str
    number: int
    words: str
    is_today: bool
    is_beside: bool
    is_paused: bool
    is_trip: bool
    entries: tuple[EntryView, ...]


class AbsenceView(Struct, frozen=True, kw_only=True):
    """A pause or a trip that is not over."""

    pk: str
    is_pause: bool
    has_begun: bool
    words: str
    detail: str


class CalendarView(Struct, frozen=True, kw_only=True):
    """A month, and what waits for the athlete."""

    title: str
    before: str
    after: str
    weekdays: tuple[str, ...]
    days: tuple[DayView, ...]
    missed: tuple[EntryView, ...]
    absences: tuple[AbsenceView, ...]


def month_asked(text: str, *, today: dt.date) -> dt.date:
    """First day of the month that an address asks for; this month for anything else."""
    try:
        asked = dt.datetime.strptime(text, "%Y-%m").date()  # noqa: DTZ007 - a month has no zone
    except ValueError:
        asked = today
    first = asked.replace(day=1)
    low, high = month_beside(today, -MONTHS_AROUND), month_beside(today, MONTHS_AROUND)
    return first if low <= first <= high else today.replace(day=1)


def calendar_url(day: dt.date) -> str:
    """Address of the month of a day."""
    return f"{reverse('programs:calendar')}?month={day:%Y-%m}"


def calendar_view(
    sessions: Sequence[Session],
    absences: Iterable[Absence],
    *,
    month: dt.date,
    today: dt.date,
) -> CalendarView:
    """The month of ``month`` with every session on its day."""
    absences = tuple(absences)
    entries: defaultdict[dt.date, list[EntryView]] = defaultdict(list)
    for session in sessions:
        entries[session.date].append(entry_view(session, today=today))
    days = [day for week in weeks_of_month(month.year, month.month) for day in week]
    return CalendarView(
        title=date_format(month, "F Y"),
        before=f"{month_beside(month, -1):%Y-%m}",
        after=f"{month_beside(month, 1):%Y-%m}",
        weekdays=tuple(str(WEEKDAYS_ABBR[n]) for n in range(7)),
        days=tuple(
            _day_view(day, tuple(entries[day]), absences, month=month, today=today) for day in days
        ),
        missed=tuple(
            entry_view(one, today=today) for one in sessions if _standing(one, today) == "missed"
        ),
        absences=tuple(absence_view(one, today=today) for one in absences if one.ends_on >= today),
    )


def _day_view(
    day: dt.date,
    entries: tuple[EntryView, ...],
    absences: Sequence[Absence],
    *,
    month: dt.date,
    today: dt.date,
) -> DayView:
    kinds = {one.kind for one in absences if one.starts_on <= day <= one.ends_on}
    return DayView(
        iso=day.isoformat(),
        number=day.day,
        words=date_format(day, "l j F"),
        is_today=day == today,
        is_beside=day.month != month.month,
        is_paused="pause" in kinds,
        is_trip="trip" in kinds,
        entries=entries,
    )


def entry_view(session: Session, *, today: dt.date) -> EntryView:
    """A session as it stands."""
    standing = _standing(session, today)
    return EntryView(
        pk=str(session.pk),
        title=session_title(session.focus),
        standing=standing,
        words=_standing_words(standing),
        detail=_detail_words(session, standing),
        day_words=date_format(session.date, "l j F"),
        minutes=session.estimated_minutes,
        url=session_url("session_plan", session),
        is_check=session.is_check_session,
    )


def _standing(session: Session, today: dt.date) -> str:
    if session.status != "planned":
        return str(session.status)
    if session.date < today and session.program.status == "active":
        return "missed"
    return "moved" if session.planned_for not in (None, session.date) else "planned"


def _standing_words(standing: str) -> str:
    return {
        "done": _("done"),
        "running": _("running"),
        "skipped": _("left out"),
        "missed": _("not done"),
        "moved": _("moved"),
    }.get(standing, _("planned"))


def _detail_words(session: Session, standing: str) -> str:
    """What else there is to say of it, empty when nothing is."""
    if standing == "missed":
        return missed_words(session.date)
    if standing == "moved" and session.planned_for is not None:
        day = date_format(session.planned_for, "l j F")
        return _("It was planned for %(day)s.") % {"day": day}
    if session.repeat_of_id is not None:
        return _("Once more.")
    return ""


def absence_view(absence: Absence, *, today: dt.date) -> AbsenceView:
    """A pause or a trip in words."""
    days = {
        "first": date_format(absence.starts_on, "j F"),
        "last": date_format(absence.ends_on, "j F"),
    }
    is_pause = absence.kind == "pause"
    words = (
        _("Paused from %(first)s to %(last)s") if is_pause else _("Trip from %(first)s to %(last)s")
    )
    return AbsenceView(
        pk=str(absence.pk),
        is_pause=is_pause,
        has_begun=absence.starts_on < today,
        words=words % days,
        detail=_pause_words(absence.shifted_days) if is_pause else kit_words(absence.equipment),
    )


def _pause_words(days: int) -> str:
    if days == 0:
        return _("No session lies on these days, so none was put off.")
    weeks = days // 7
    return ngettext(
        "What was planned from then on is one week later, on the same weekdays.",
        "What was planned from then on is %(weeks)s weeks later, on the same weekdays.",
        weeks,
    ) % {"weeks": weeks}


def kit_words(equipment: Iterable[str]) -> str:
    """What is at hand on a trip."""
    things = [
        str(EQUIPMENT_WORDS[Equipment(item)]) for item in equipment if item != Equipment.BODYWEIGHT
    ]
    if not things:
        return _("With your own body alone.")
    return _("With: %(things)s.") % {"things": ", ".join(things)}


def rest_words(muscles: Iterable[Muscle]) -> str:
    """What speaks against a day on which muscles get no rest."""
    return _(
        "The day before or after works the same muscles: %(muscles)s. They recover in the day "
        "between. You decide."
    ) % {"muscles": ", ".join(str(MUSCLE_WORDS[muscle]).lower() for muscle in muscles)}


def adherence_lines(adherence: Adherence) -> tuple[str, ...]:
    """What was done of what was due, a sentence each; empty before the first day."""
    if adherence.due == 0:
        return ()
    lines = [
        ngettext(
            "%(done)s of %(due)s session that was due is done.",
            "%(done)s of %(due)s sessions that were due are done.",
            adherence.due,
        )
        % {"done": adherence.done, "due": adherence.due}
    ]
    if adherence.left_out:
        lines.append(
            ngettext("%(count)s was left out.", "%(count)s were left out.", adherence.left_out)
            % {"count": adherence.left_out}
        )
    lines += [
        words % {"done": adherence.sets.get(side, 0), "asked": adherence.asked[side]}
        for side, words in _side_words()
        if adherence.asked.get(side)
    ]
    if adherence.done:
        lines.append(
            _("%(minutes)s min from first set to last; the plan had %(planned)s min.")
            % {"minutes": adherence.minutes, "planned": adherence.planned_minutes}
        )
    return tuple(lines)


def _side_words() -> tuple[tuple[Side | None, str], ...]:
    return (
        (Side.LEFT, _("Left side: %(done)s of %(asked)s sets.")),
        (Side.RIGHT, _("Right side: %(done)s of %(asked)s sets.")),
        (None, _("Both sides together: %(done)s of %(asked)s sets.")),
    )
