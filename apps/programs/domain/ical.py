"""Writes days as an iCalendar object (RFC 5545): no more of it than training days need."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from msgspec import Struct

LINE_OCTETS = 75
"""Longest line without its break, octets (RFC 5545, 3.1)."""

_PRODUCT = "-//Levelset//Training calendar//EN"


class CalendarDay(Struct, frozen=True, kw_only=True):
    """One training day as calendars elsewhere see it.

    Parameters
    ----------
    uid
        Stays the same whatever becomes of the day.
    summary
        What the calendar shows.
    changed_at
        When it was last changed, aware.
    sequence
        How often it was changed since it was made.
    is_cancelled
        Whether nothing takes place after all.
    """

    uid: str
    day: date
    summary: str
    changed_at: datetime
    sequence: int
    is_cancelled: bool = False


def calendar_text(days: Iterable[CalendarDay], *, name: str) -> str:
    """An iCalendar object with one event for the whole of each day.

    Parameters
    ----------
    name
        What the calendar is called where it is read.

    Returns
    -------
    str
        Lines of at most 75 octets, each ended by CR LF.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{_PRODUCT}",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{escaped(name)}",
    ]
    for one in days:
        lines += _event(one)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded(line)}\r\n" for line in lines)


def _event(one: CalendarDay) -> list[str]:
    stamp = one.changed_at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    return [
        "BEGIN:VEVENT",
        f"UID:{one.uid}",
        f"DTSTAMP:{stamp}",
        f"LAST-MODIFIED:{stamp}",
        f"SEQUENCE:{one.sequence}",
        f"DTSTART;VALUE=DATE:{one.day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{one.day + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{escaped(one.summary)}",
        f"STATUS:{'CANCELLED' if one.is_cancelled else 'CONFIRMED'}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def escaped(text: str) -> str:
    r"""Text as a value: what separates values is marked, a line break is written out.

    Examples
    --------
    >>> escaped("one; two, three")
    'one\\; two\\, three'
    """
    marked = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return "\\n".join(marked.splitlines())


def folded(line: str) -> str:
    r"""A line in pieces of at most 75 octets, never within a character.

    Each piece but the first is led by a space.

    Examples
    --------
    >>> [len(piece) for piece in folded("x" * 160).split("\r\n")]
    [75, 75, 12]
    """
    pieces, piece, octets = [], "", 0
    for character in line:
        size = len(character.encode())
        if octets + size > LINE_OCTETS:
            pieces.append(piece)
            piece, octets = " ", 1
        piece += character
        octets += size
    return "\r\n".join([*pieces, piece])
