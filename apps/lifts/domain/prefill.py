"""What the next set is likely to be, so that logging it is one tap."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import count

from apps.exercises.domain.vocabulary import SetKind, SetSide


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedValues:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class DoneSet:
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


def tells_nothing(pair: Sequence[tuple[PlannedValues, Decimal | None]]) -> bool:
    """Whether two sides did the same and nobody said how hard it was.

    Parameters
    ----------
    pair
        Values and reps in reserve of each side that did one set.

    Examples
    --------
    >>> same = PlannedValues(reps=10, load_kg=Decimal(24))
    >>> tells_nothing([(same, None), (same, None)])
    True
    >>> tells_nothing([(same, Decimal(0)), (same, None)])
    False
    """
    if len(pair) != len((SetSide.LEFT, SetSide.RIGHT)):
        return False
    (one, one_rir), (other, other_rir) = pair
    if one_rir is not None or other_rir is not None:
        return False
    return (one.load_kg, one.reps, one.seconds) == (other.load_kg, other.reps, other.seconds)
