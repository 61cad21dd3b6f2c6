"""What was done of what was due: counted, and not judged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime

from msgspec import Struct, field

from apps.exercises.domain.vocabulary import Side
from apps.programs.domain.program import Prescription


class Adherence(Struct, frozen=True, kw_only=True):
    """What was done of what was due.

    Parameters
    ----------
    due, done, left_out
        Sessions whose day has come, how many of them were done, and how many left out on purpose.
    asked, sets
        Sets that they ask for and that were logged, by side; None stands for both together.
    minutes, planned_minutes
        Minutes from the first set to the last in all, and what the plan had for the sessions done.
    """

    due: int
    done: int
    left_out: int
    asked: Mapping[Side | None, int] = field(default_factory=dict)
    sets: Mapping[Side | None, int] = field(default_factory=dict)
    minutes: int = 0
    planned_minutes: int = 0


def sets_asked(lines: Iterable[Prescription]) -> Counter[Side | None]:
    """Sets that lines ask for, by side."""
    asked: Counter[Side | None] = Counter()
    for line in lines:
        for side in (Side.LEFT, Side.RIGHT, None):
            dose = line.dose_for(side)
            asked[side] += dose.sets if dose is not None else 0
    return asked


def minutes_between(moments: Iterable[datetime]) -> int:
    """Minutes from the first moment to the last, 0 for fewer than two."""
    known = sorted(moments)
    return round((known[-1] - known[0]).total_seconds() / 60) if known else 0
