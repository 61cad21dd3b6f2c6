"""What the next set is likely to be, so that logging it is one tap."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from enum import StrEnum
from itertools import count

from msgspec import Struct

from apps.exercises.domain.vocabulary import SetKind, SetSide


class PlannedValues(Struct, frozen=True, kw_only=True):
    """Values one side's next set is prefilled with; None is left blank.

    A reserve of reps is never among them: what was planned is not what was felt.
    """

    load_kg: Decimal | None = None
    typed_load: Decimal | None = None
    typed_unit: str = ""
    reps: int | None = None
    seconds: int | None = None

    @property
    def is_blank(self) -> bool:
        """Whether nothing is known to plan with."""
        return self.reps is None and self.seconds is None and self.load_kg is None


class DoneSet(Struct, frozen=True, kw_only=True):
    """What a done set tells about the next one."""

    set_index: int
    side: SetSide
    kind: SetKind
    values: PlannedValues


def next_set_index(done: Iterable[DoneSet], side: SetSide) -> int:
    """The first set that ``side`` has not done yet; a gap left by a deletion is filled first.

    Examples
    --------
    >>> next_set_index([], SetSide.LEFT)
    1
    """
    logged = {row.set_index for row in done if row.side is side}
    return next(index for index in count(1) if index not in logged)


def planned_values(
    *, side: SetSide, set_index: int, now: Sequence[DoneSet], last: Sequence[DoneSet]
) -> PlannedValues:
    """What ``side`` is going to do in set ``set_index``.

    Parameters
    ----------
    now
        Sets of this exercise in the running workout.
    last
        Its sets in the workout before.

    Returns
    -------
    PlannedValues
        The side's latest set of this workout; in its first set, what the same set was last
        time, or the side's last one then. Warm-ups tell nothing about work.
    """
    current = _of_side(now, side)
    if current:
        return current[-1].values
    before = _of_side(last, side)
    same = [row for row in before if row.set_index == set_index]
    chosen = same or before[-1:]
    return chosen[-1].values if chosen else PlannedValues()


def _of_side(rows: Sequence[DoneSet], side: SetSide) -> list[DoneSet]:
    mine = [row for row in rows if row.side is side and row.kind is not SetKind.WARM_UP]
    return sorted(mine, key=lambda row: row.set_index)


class Silence(StrEnum):
    """Why a pair says nothing about a difference between the sides."""

    MATCHED = "matched"
    PLANNED = "planned"


class PairedSet(Struct, frozen=True, kw_only=True):
    """One side of a pair: what was done, reps in reserve if told, whether the plan ended it."""

    values: PlannedValues
    rir: Decimal | None
    capped_by_plan: bool


def silence_of(pair: Sequence[PairedSet]) -> Silence | None:
    """Why two sides of one set cannot be told apart, or None when they can.

    Parameters
    ----------
    pair
        Each side that did the set, unless it was all out.

    Examples
    --------
    >>> same = PairedSet(values=PlannedValues(reps=10), rir=None, capped_by_plan=False)
    >>> silence_of([same, same]).value
    'matched'
    >>> planned = PairedSet(values=PlannedValues(reps=9), rir=None, capped_by_plan=True)
    >>> silence_of([same, planned]).value
    'planned'
    """
    if len(pair) != len((SetSide.LEFT, SetSide.RIGHT)):
        return None
    unknown = [one.rir is None for one in pair]
    done = {(one.values.load_kg, one.values.reps, one.values.seconds) for one in pair}
    if all(unknown) and len(done) == 1:
        return Silence.MATCHED
    if any(unknown) and any(one.capped_by_plan for one in pair):
        return Silence.PLANNED
    return None
