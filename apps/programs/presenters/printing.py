"""Sessions on paper: what to do, and columns to fill in by pen."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from msgspec import Struct

from apps.exercises.domain.vocabulary import Side
from apps.exercises.presenters import exercise_name
from apps.programs.domain.program import Prescription, SideDose

from .lines import LineView, count_words, line_view, load_words
from .sessions import session_title

if TYPE_CHECKING:
    from apps.programs.models import Session


class PrintColumn(Struct, frozen=True, kw_only=True):
    """One side of a line: what it is asked to do."""

    heading: str
    asked: str
    is_first: bool
    sets: int


class PrintRow(Struct, frozen=True, kw_only=True):
    """One set: for each side whether there is something to fill in."""

    number: int
    cells: tuple[bool, ...]


class PrintLine(Struct, frozen=True, kw_only=True):
    """One exercise with its table."""

    line: LineView
    why: str
    counts: str
    takes_load: bool
    width: int
    columns: tuple[PrintColumn, ...]
    rows: tuple[PrintRow, ...]


class PrintSession(Struct, frozen=True, kw_only=True):
    """One session on paper."""

    title: str
    day: str
    minutes: int
    lines: tuple[PrintLine, ...]


def week_asked(text: str, *, weeks: int, now: int) -> int:
    """The week that an address asks for; the one to do now for anything else."""
    known = text.isascii() and text.isdigit() and len(text) <= 2  # noqa: PLR2004 - weeks are few
    return int(text) if known and 1 <= int(text) <= weeks else now


def print_sessions(sessions: Iterable[Session], *, unit: str) -> tuple[PrintSession, ...]:
    """Sessions with a table for each exercise, the left side always left."""
    return tuple(
        PrintSession(
            title=session_title(session.focus),
            day=date_format(session.date, "l j F"),
            minutes=session.estimated_minutes,
            lines=tuple(
                _print_line(row.line, name=exercise_name(row.exercise.name), unit=unit)
                for row in session.prescriptions.all()
                if not row.is_left_out
            ),
        )
        for session in sessions
    )


def _print_line(line: Prescription, *, name: str, unit: str) -> PrintLine:
    view = line_view(line, name=name, unit=unit)
    columns = tuple(_columns(line, unit=unit))
    most = max((column.sets for column in columns), default=0)
    takes_load = any(dose.load_kg for dose in line.doses) or _is_to_be_found(line)
    return PrintLine(
        line=view,
        why=view.reasons[0].text if view.reasons else "",
        counts=_("s") if any(dose.seconds is not None for dose in line.doses) else _("reps"),
        takes_load=takes_load,
        width=1 + takes_load + bool(view.effort),
        columns=columns,
        rows=tuple(
            PrintRow(number=n + 1, cells=tuple(n < column.sets for column in columns))
            for n in range(most)
        ),
    )


def _is_to_be_found(line: Prescription) -> bool:
    return any(reason.code.value.startswith("find_a_load") for reason in line.reasons)


def _columns(line: Prescription, *, unit: str) -> Iterable[PrintColumn]:
    if line.both is not None:
        yield _column(_("Both sides together"), line.both, is_first=False, unit=unit)
        return
    for side, heading in ((Side.LEFT, _("Left")), (Side.RIGHT, _("Right"))):
        dose = line.dose_for(side)
        if dose is not None:
            yield _column(heading, dose, is_first=side is line.first_side, unit=unit)


def _column(heading: str, dose: SideDose, *, is_first: bool, unit: str) -> PrintColumn:
    load = load_words(dose.load_kg, unit=unit)
    asked = count_words(dose)
    if load:
        asked = _("%(counts)s at %(load)s") % {"counts": asked, "load": load}
    return PrintColumn(heading=heading, asked=asked, is_first=is_first, sets=dose.sets)
