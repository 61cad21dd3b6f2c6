"""Sessions and programs as they are listed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from msgspec import Struct

from apps.exercises.domain.vocabulary import MovementPattern, Side
from apps.exercises.presenters import exercise_name, side_word
from apps.imbalances.presenters.words import BodyPart, body_part_of, pattern_label
from apps.programs.domain.inputs import Target
from apps.programs.domain.program import Block, Prescription, Reason

from .lines import LineView, dose_words, line_view
from .reasons import ReasonView, reason_views
from .warnings import WarningView, warnings_of

if TYPE_CHECKING:
    from apps.programs.models import Program, ProgramChange, Session


class SessionView(Struct, frozen=True, kw_only=True):
    """One session: what it is, when, and its lines."""

    pk: str
    title: str
    eyebrow: str
    date: str
    week: int
    status: str
    is_open: bool
    is_planned: bool
    is_running: bool
    is_today: bool
    is_due: bool
    missed: str
    is_check: bool
    minutes: int
    lines: tuple[LineView, ...]
    url: str


class ChangeView(Struct, frozen=True, kw_only=True):
    """What changed in a line still to come, and why."""

    exercise: str
    before: str
    after: str
    scope: str
    reasons: tuple[ReasonView, ...]
    warnings: tuple[WarningView, ...]


class WeekView(Struct, frozen=True, kw_only=True):
    """One week of a program."""

    number: int
    is_current: bool
    is_check: bool
    words: str
    sessions: tuple[SessionView, ...]


class ProgramView(Struct, frozen=True, kw_only=True):
    """The active program."""

    title: str
    is_corrective: bool
    since: str
    progress: str
    done: int
    total: int
    reasons: tuple[ReasonView, ...]
    weeks: tuple[WeekView, ...]
    changes: tuple[ChangeView, ...]


def session_title(patterns: Sequence[str]) -> str:
    """A session is called by what leads it."""
    names = [pattern_label(MovementPattern(pattern)) for pattern in patterns[:2]]
    return " · ".join(names) if names else _("Whole body")


def session_view(
    session: Session, *, unit: str, today: dt.date, left_alone: Collection[int] = ()
) -> SessionView:
    """A session with its lines in words; ``left_alone`` are the positions that wait."""
    lines = tuple(
        line_view(
            row.line,
            pk=str(row.pk),
            name=exercise_name(row.exercise.name),
            unit=unit,
            is_stopped=row.stopped_for_pain,
            is_left_alone=row.position in left_alone,
            is_left_out=row.is_left_out,
        )
        for row in session.prescriptions.all()
    )
    status = str(session.get_status_display())
    minutes = _("about %(minutes)s min") % {"minutes": session.estimated_minutes}
    return SessionView(
        pk=str(session.pk),
        title=session_title(session.focus),
        eyebrow=" · ".join([_("Assigned"), _("week %(week)s") % {"week": session.week}, minutes]),
        date=day_words(session.date, today=today),
        week=session.week,
        status=status,
        is_open=session.status in ("planned", "running") and session.program.status == "active",
        is_planned=session.status == "planned" and session.program.status == "active",
        is_running=session.status == "running",
        is_today=session.date == today,
        is_due=session.date <= today,
        missed=missed_words(session.date) if _is_missed(session, today) else "",
        is_check=session.is_check_session,
        minutes=session.estimated_minutes,
        lines=lines,
        url=session.get_absolute_url(),
    )


def _is_missed(session: Session, today: dt.date) -> bool:
    return session.status == "planned" and session.date < today


def missed_words(day: dt.date) -> str:
    """A session whose day has passed: what can be done, and no more."""
    return _("Not done on %(day)s. Do it today, move it or leave it out.") % {
        "day": date_format(day, "l j F")
    }


def exercises_to_stop(session: Session) -> tuple[tuple[int, str, bool], ...]:
    """Position and name of every exercise of a session, and whether pain has ended it."""
    rows = session.prescriptions.all()
    return tuple(
        (row.position, exercise_name(row.exercise.name), row.stopped_for_pain) for row in rows
    )


def day_words(day: dt.date, *, today: dt.date) -> str:
    """A day as people say it."""
    if day == today:
        return _("today")
    if day == today + dt.timedelta(days=1):
        return _("tomorrow")
    return date_format(day, "D j M")


def change_views(
    changes: Iterable[ProgramChange], *, unit: str, names: Mapping[str, str] | None = None
) -> tuple[ChangeView, ...]:
    """Visible changes with their reasons, and what the athlete's own ones break.

    ``names`` are those of the exercises that broken rules speak of, by their slugs.
    """
    return tuple(
        ChangeView(
            exercise=exercise_name(change.exercise.name),
            before=_line_words(change.before, unit=unit),
            after=_line_words(change.after, unit=unit),
            scope=_scope_words(change.reasons),
            reasons=reason_views(
                (Reason.from_dict(reason) for reason in change.reasons), unit=unit
            ),
            warnings=warnings_of(change, names=names or {}, unit=unit),
        )
        for change in changes
    )


def _line_words(stored: Mapping[str, Any], *, unit: str) -> str:
    return dose_words(Prescription.from_dict(stored), unit=unit) if stored else _("not there")


def _scope_words(reasons: Sequence[Mapping[str, Any]]) -> str:
    """In how many sessions a change holds, where that was said."""
    told = [reason.get("params", {}).get("sessions") for reason in reasons]
    count = next((sessions for sessions in told if sessions), None)
    if count is None:
        return ""
    return ngettext("in %(count)s session", "in %(count)s sessions", count) % {"count": count}


def program_view(
    program: Program | None,
    *,
    sessions: Sequence[Session],
    changes: Iterable[ProgramChange],
    unit: str,
    today: dt.date,
    names: Mapping[str, str] | None = None,
) -> ProgramView | None:
    """The active program week by week, None when there is none."""
    if program is None:
        return None
    in_order = sorted(sessions, key=lambda session: (session.week, session.date))
    current = next((s.week for s in in_order if s.status in ("planned", "running")), program.weeks)
    done = sum(session.status == "done" for session in sessions)
    return ProgramView(
        title=program_title([Target.from_dict(target) for target in program.targets]),
        is_corrective=bool(program.targets),
        since=date_format(program.starts_on, "j F"),
        progress=ngettext(
            "%(done)s of %(total)s session done",
            "%(done)s of %(total)s sessions done",
            len(sessions),
        )
        % {"done": done, "total": len(sessions)},
        done=done,
        total=len(sessions),
        reasons=reason_views((Reason.from_dict(reason) for reason in program.reasons), unit=unit),
        weeks=tuple(
            _week_view(
                week,
                tuple(session_view(s, unit=unit, today=today) for s in group),
                is_current=week == current,
            )
            for week, group in groupby(in_order, key=lambda session: session.week)
        ),
        changes=change_views(changes, unit=unit, names=names),
    )


def _week_view(number: int, sessions: tuple[SessionView, ...], *, is_current: bool) -> WeekView:
    words = ngettext(
        "%(count)s session, from %(day)s", "%(count)s sessions, from %(day)s", len(sessions)
    )
    return WeekView(
        number=number,
        is_current=is_current,
        is_check=any(session.is_check for session in sessions),
        words=words % {"count": len(sessions), "day": sessions[0].date},
        sessions=sessions,
    )


def program_title(targets: Sequence[Target]) -> str:
    """What the program is for."""
    if not targets:
        return _("Keeping both sides level")
    target = targets[0]
    return _("%(pattern)s: %(side)s side up") % {
        "pattern": pattern_label(target.pattern),
        "side": side_word(target.weaker_side),
    }


def first_side_heading(lines: Sequence[Prescription]) -> str:
    """Today's headline: the limb that starts."""
    for line in lines:
        if line.block in (Block.STRENGTH, Block.CHECK) and line.first_side is not None:
            return _limb_first(line.pattern, line.first_side)
    return _("Ready when you are")


def _limb_first(pattern: MovementPattern, side: Side) -> str:
    part = body_part_of(pattern)
    if part is BodyPart.LEG:
        return _("Left leg first today") if side is Side.LEFT else _("Right leg first today")
    if part in (BodyPart.ARM, BodyPart.SHOULDER, BodyPart.GRIP):
        return _("Left arm first today") if side is Side.LEFT else _("Right arm first today")
    return _("Left side first today") if side is Side.LEFT else _("Right side first today")


def session_url(name: str, session: Session) -> str:
    """Address of one of the session's actions."""
    return reverse(f"programs:{name}", args=[session.pk])
