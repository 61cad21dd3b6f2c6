"""The best an athlete has done with one exercise, each side by itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final

from msgspec import Struct

from apps.exercises.domain.strength import Effort, capacity_to_e1rm_kg, log_capacity

MOST_REPS: Final = 15
MOST_EFFECTIVE_REPS: Final = 18
"""More reps than these carry no estimate of strength (science 6.1)."""


class LoadGroup(Struct, frozen=True, kw_only=True):
    """All sets of one side with one load, by their best.

    Parameters
    ----------
    moved_kg
        What the limb moved, its share of the body included; None when not known.
    rank_kg
        What loads are compared by: kilograms moved where the body is lifted, else the load.
    count, counted_on
        Most reps, or longest seconds, and the first day of it; None when none were counted.
    effective_reps, effective_on
        Most reps that one of these sets would have reached at failure, where it may carry an
        estimate, and the first day of it.
    """

    typed_load: Decimal | None
    typed_unit: str
    moved_kg: float | None
    rank_kg: float
    count: int | None
    counted_on: date | None
    effective_reps: float | None = None
    effective_on: date | None = None


class Best(Struct, frozen=True, kw_only=True):
    """One best: the load as typed, how many with it, and when."""

    typed_load: Decimal | None
    typed_unit: str
    moved_kg: float | None
    count: int
    day: date


class Estimate(Struct, frozen=True, kw_only=True):
    """The best estimated one-repetition maximum, and when."""

    e1rm_kg: float
    day: date


class SideBests(Struct, frozen=True, kw_only=True):
    """What one side has done best.

    Parameters
    ----------
    load
        The heaviest load, with the most reps or seconds it was done for; None where only the body
        was ever lifted.
    count
        Most reps, or the longest time, with the load of it.
    front
        Loads to compare by with their counts, heaviest first: a set is a best of its own when none
        of these has at least its load for at least its count.
    """

    load: Best | None
    count: Best | None
    estimate: Estimate | None
    front: tuple[tuple[float, int], ...]


def side_bests(groups: Iterable[LoadGroup], *, slope: float | None) -> SideBests:
    """Judge what one side did by load.

    Parameters
    ----------
    slope
        Growth of strength with each rep, 1 / rep; None where no estimate is to be made.

    Examples
    --------
    >>> heavy = LoadGroup(typed_load=Decimal(30), typed_unit="kg", moved_kg=30.0, rank_kg=30.0,
    ...                   count=3, counted_on=date(2026, 1, 5))
    >>> light = LoadGroup(typed_load=Decimal(20), typed_unit="kg", moved_kg=20.0, rank_kg=20.0,
    ...                   count=12, counted_on=date(2026, 1, 2))
    >>> bests = side_bests([light, heavy], slope=None)
    >>> bests.load.count, bests.count.count, bests.front
    (3, 12, ((30.0, 3), (20.0, 12)))
    """
    counted = [group for group in groups if group.count and group.counted_on is not None]
    counted.sort(key=lambda group: (-group.rank_kg, -(group.count or 0), group.counted_on))
    loaded = [group for group in counted if group.typed_load]
    most = sorted(counted, key=lambda group: -(group.count or 0))
    return SideBests(
        load=_best(loaded[0]) if loaded else None,
        count=_best(most[0]) if most else None,
        estimate=_estimate(counted, slope) if slope is not None else None,
        front=_front(counted),
    )


def _best(group: LoadGroup) -> Best | None:
    if group.count is None or group.counted_on is None:
        return None
    return Best(
        typed_load=group.typed_load,
        typed_unit=group.typed_unit,
        moved_kg=group.moved_kg,
        count=group.count,
        day=group.counted_on,
    )


def _estimate(groups: Iterable[LoadGroup], slope: float) -> Estimate | None:
    """The highest estimate.

    Reps that were left but not told are not counted: a best must not come from a guess.
    """
    found = [
        Estimate(e1rm_kg=e1rm_kg(group.moved_kg, group.effective_reps, slope=slope), day=day)
        for group in groups
        if group.moved_kg and group.effective_reps and (day := group.effective_on) is not None
    ]
    return min(found, key=lambda one: (-one.e1rm_kg, one.day), default=None)


def e1rm_kg(moved_kg: float, effective_reps: float, *, slope: float) -> float:
    """One-repetition maximum from what was moved and the reps it would have gone to failure.

    Examples
    --------
    >>> round(e1rm_kg(50, 1, slope=0.03), 6)
    50.0
    """
    capacity = log_capacity(
        load_kg=moved_kg, reps=effective_reps, rir=None, slope=slope, effort=Effort.TO_FAILURE
    )
    return capacity_to_e1rm_kg(capacity, slope=slope)


def _front(heaviest_first: Iterable[LoadGroup]) -> tuple[tuple[float, int], ...]:
    front: list[tuple[float, int]] = []
    for group in heaviest_first:
        count = group.count or 0
        if not front or count > front[-1][1]:
            front.append((round(group.rank_kg, 2), count))
    return tuple(front)


def bests_as_json(bests: SideBests) -> dict[str, Any]:
    """Plain values to be stored; numbers that were typed stay as they were typed."""
    estimate = bests.estimate
    return {
        "load": _best_as_json(bests.load),
        "count": _best_as_json(bests.count),
        "estimate": None if estimate is None else [estimate.e1rm_kg, estimate.day.isoformat()],
        "front": [list(pair) for pair in bests.front],
    }


def bests_from_json(stored: Mapping[str, Any]) -> SideBests:
    """Read what :func:`bests_as_json` wrote.

    Examples
    --------
    >>> group = LoadGroup(typed_load=Decimal("22.5"), typed_unit="kg", moved_kg=22.5, rank_kg=22.5,
    ...                   count=8, counted_on=date(2026, 1, 5), effective_reps=8.0,
    ...                   effective_on=date(2026, 1, 5))
    >>> bests = side_bests([group], slope=0.03)
    >>> bests_from_json(bests_as_json(bests)) == bests
    True
    """
    estimate = stored["estimate"]
    return SideBests(
        load=_best_from_json(stored["load"]),
        count=_best_from_json(stored["count"]),
        estimate=(
            None
            if estimate is None
            else Estimate(e1rm_kg=estimate[0], day=date.fromisoformat(estimate[1]))
        ),
        front=tuple((kg, count) for kg, count in stored["front"]),
    )


def _best_as_json(best: Best | None) -> list[Any] | None:
    if best is None:
        return None
    load = None if best.typed_load is None else str(best.typed_load)
    return [load, best.typed_unit, best.moved_kg, best.count, best.day.isoformat()]


def _best_from_json(stored: list[Any] | None) -> Best | None:
    if stored is None:
        return None
    load, unit, moved_kg, count, day = stored
    return Best(
        typed_load=None if load is None else Decimal(load),
        typed_unit=unit,
        moved_kg=moved_kg,
        count=count,
        day=date.fromisoformat(day),
    )
