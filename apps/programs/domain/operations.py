"""What a device may ask of a session, read from the plain values that came over the wire."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum
from typing import Any
from uuid import UUID

from msgspec import Struct

from apps.exercises.domain.vocabulary import Side
from apps.lifts.domain.validation import (
    FieldError,
    Problem,
    day,
    flag,
    identifier,
    moment,
    time_zone,
    whole_number,
)

from .steps import StepKey

MOST_POSITION = 99
MOST_SETS = 99
MOST_PAIN = 10


class SessionEntity(StrEnum):
    """What of a session an operation may change."""

    SESSION = "session"
    STEP = "session_step"
    PAIN = "session_pain"
    SWAP = "session_swap"


class UnreadableFields(ValueError):  # noqa: N818 - says what happened
    """Fields that cannot be read; ``problems`` says why, by field."""

    def __init__(self, problems: Mapping[str, Problem]) -> None:
        """Keep what was wrong."""
        super().__init__(", ".join(problems))
        self.problems = dict(problems)


class Start(Struct, frozen=True, kw_only=True):
    """The session begins, and this workout is to fulfil it."""

    workout_id: UUID
    started_at: dt.datetime
    time_zone: str
    local_date: dt.date

    def written(self) -> dict[str, Any]:
        """What the ledger keeps of it."""
        return {"workout_id": self.workout_id, "started_at": self.started_at, "status": "running"}


class Finish(Struct, frozen=True, kw_only=True):
    """The session is done."""

    ended_at: dt.datetime

    def written(self) -> dict[str, Any]:
        """What the ledger keeps of it."""
        return {"ended_at": self.ended_at, "status": "done"}


class LeaveOut(Struct, frozen=True, kw_only=True):
    """One set of one side is left out, or is to be done after all."""

    session_id: UUID
    key: StepKey
    is_skipped: bool

    def written(self) -> dict[str, Any]:
        """What the ledger keeps of it."""
        return {"session_id": self.session_id, "is_skipped": self.is_skipped}


class Hurts(Struct, frozen=True, kw_only=True):
    """An exercise ends for the day; where and how much only when that may be kept.

    ``side`` is None for both.
    """

    session_id: UUID
    position: int
    side: Side | None
    pain: int | None
    may_keep: bool

    def written(self) -> dict[str, Any]:
        """What the ledger keeps of it: that it ended, and nothing about health."""
        return {"session_id": self.session_id, "position": self.position}


class Swap(Struct, frozen=True, kw_only=True):
    """Another exercise stands in for one of a session."""

    session_id: UUID
    position: int
    exercise_id: UUID
    instead_of: UUID

    def written(self) -> dict[str, Any]:
        """What the ledger keeps of it."""
        return {
            "session_id": self.session_id,
            "position": self.position,
            "exercise_id": self.exercise_id,
            "instead_of": self.instead_of,
        }


def read_session(fields: Mapping[str, Any]) -> Start | Finish:
    """What is asked of the session itself.

    Examples
    --------
    >>> read_session({"status": "done", "ended_at": "2026-03-02T18:00:00+00:00"}).ended_at.hour
    18
    """
    reader = _Reader(fields)
    status = reader.word("status", ("running", "done"))
    if status == "done":
        ended = reader.read("ended_at", moment)
        reader.refuse_problems()
        return Finish(ended_at=ended)
    start = {
        "workout_id": reader.read("workout_id", identifier),
        "started_at": reader.read("started_at", moment),
        "time_zone": reader.read("time_zone", time_zone),
        "local_date": reader.read("local_date", day),
    }
    reader.refuse_problems()
    return Start(**start)


def read_step(fields: Mapping[str, Any]) -> LeaveOut:
    """Which set of which side is meant.

    Examples
    --------
    >>> read_step({"session_id": "0190a2b4-0000-7000-8000-000000000000", "position": 0,
    ...            "set_index": 1, "side": "left", "state": "skipped"}).key.set_index
    1
    """
    reader = _Reader(fields)
    session_id = reader.read("session_id", identifier)
    position = reader.whole("position", MOST_POSITION)
    set_index = reader.whole("set_index", MOST_SETS)
    side = reader.side("side")
    state = reader.word("state", ("skipped", "open"))
    reader.refuse_problems()
    key = StepKey(position=position, set_index=set_index, side=side)
    return LeaveOut(session_id=session_id, key=key, is_skipped=state == "skipped")


def read_pain(fields: Mapping[str, Any]) -> Hurts:
    """Where it hurts and how much; a number that may not be kept need not be told."""
    reader = _Reader(fields)
    may_keep = reader.read("may_keep", flag)
    asked = {
        "session_id": reader.read("session_id", identifier),
        "position": reader.whole("position", MOST_POSITION),
        "side": reader.side("side") if may_keep else None,
        "pain": reader.whole("pain", MOST_PAIN) if may_keep else None,
        "may_keep": may_keep,
    }
    reader.refuse_problems()
    return Hurts(**asked)


def read_swap(fields: Mapping[str, Any]) -> Swap:
    """Which exercise stands in for which.

    Examples
    --------
    >>> one, other = "0190a2b4-0000-7000-8000-000000000000", "0190a2b4-0000-7000-8000-000000000001"
    >>> read_swap({"session_id": one, "position": 2, "exercise_id": other,
    ...            "instead_of": one}).position
    2
    """
    reader = _Reader(fields)
    asked = {
        "session_id": reader.read("session_id", identifier),
        "position": reader.whole("position", MOST_POSITION),
        "exercise_id": reader.read("exercise_id", identifier),
        "instead_of": reader.read("instead_of", identifier),
    }
    reader.refuse_problems()
    return Swap(**asked)


class _Reader:
    """Reads field by field and remembers what was wrong."""

    def __init__(self, fields: Mapping[str, Any]) -> None:
        self.fields = fields
        self.problems: dict[str, Problem] = {}

    def read(self, name: str, check: Any) -> Any:
        """The checked value of a field, None when it cannot be read."""
        try:
            return check(self.fields.get(name))
        except FieldError as error:
            self.problems[name] = error.problem
            return None

    def whole(self, name: str, most: int) -> Any:
        """A whole number from zero."""
        return self.read(name, lambda value: whole_number(value, most=most, optional=False))

    def word(self, name: str, words: tuple[str, ...]) -> str:
        """One of some words."""
        value = self.fields.get(name)
        if value not in words:
            self.problems[name] = Problem.UNKNOWN_CHOICE
        return str(value)

    def side(self, name: str) -> Side | None:
        """A side; ``both`` is neither of them."""
        word = self.word(name, ("left", "right", "both"))
        return Side(word) if word in ("left", "right") else None

    def refuse_problems(self) -> None:
        """Raise when anything could not be read."""
        if self.problems:
            raise UnreadableFields(self.problems)
