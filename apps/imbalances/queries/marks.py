"""What happened to an athlete besides workouts, for the charts: upper apps say it, this one asks."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from apps.profiles.models import Athlete


class Mark(Struct, frozen=True, kw_only=True):
    """Something that happened on a day, in two or three words: program began."""

    day: date
    label: str


type MarkFinder = Callable[[Athlete, date | None], Iterable[Mark]]

_finders: list[MarkFinder] = []


def register_mark_finder(finder: MarkFinder) -> None:
    """Ask ``finder`` what happened from a day on (None: ever): programs live above the detector."""
    if finder not in _finders:
        _finders.append(finder)


def marks_for(athlete: Athlete, *, since: date | None = None) -> tuple[Mark, ...]:
    """Everything that upper apps know of, oldest first."""
    found = [mark for finder in _finders for mark in finder(athlete, since)]
    return tuple(sorted(found, key=lambda mark: (mark.day, mark.label)))
