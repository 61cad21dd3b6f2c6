"""The loads an athlete can put together, how far one press of a stepper goes, and the plates.

What this answers goes to the browser as data, so that it can step and work out plates without us.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise
from typing import Any

from msgspec import Struct

from apps.core.units import WeightUnit, from_kg, plain, to_kg

from .rack import USUAL_BARS, USUAL_PLATES, Bars, OwnWeights, Plates, Stack

MOST_ON_ONE_END = Decimal(400)
"""Plates that are counted on one end of a bar, in either unit."""
MOST_VALUES = 400
"""Loads that are listed one by one; above, the smallest plate is the step."""
MOST_LOAD = Decimal(400)
"""Heaviest load that is listed, in either unit."""
STACK_PINS = 60
"""Pins of a stack that are listed where its unit is not the athlete's."""
USUAL_STEP_KG = Decimal("2.5")
"""Convention: a pair of the smallest common plates."""


class WeightSource(StrEnum):
    """Where the load of an exercise comes from."""

    DUMBBELLS = "dumbbells"
    KETTLEBELLS = "kettlebells"
    BAR = "bar"
    """A bar with plates on both ends: the load is all of it."""
    ONE_END = "one_end"
    """A bar with one end on the floor: the load is the plates on the other."""
    ONE_SIDE = "one_side"
    """The load is the plates on one of two sides."""
    CABLE = "cable"
    MACHINE = "machine"
    OTHER = "other"


class Steps(Struct, frozen=True, kw_only=True):
    """What a stepper does: goes in even steps, or from one real weight to the next."""

    step: Decimal | None = None
    values: tuple[Decimal, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """``{"step": "2.5"}`` or ``{"values": ["2", "4"]}``, in the athlete's unit."""
        if self.step is not None:
            return {"step": str(self.step)}
        return {"values": [str(value) for value in self.values]}

    def nearest(self, load: Decimal) -> Decimal:
        """The load that can be put together and lies nearest; of two, the lighter.

        No load stays no load, and help (below 0) is rounded as weight is.

        Examples
        --------
        >>> str(Steps(step=Decimal(5)).nearest(Decimal("44.09")))
        '45'
        >>> str(Steps(values=(Decimal(20), Decimal(24))).nearest(Decimal(22)))
        '20'
        """
        if load == 0:
            return Decimal(0)
        size = abs(load)
        if self.step is None:
            found = min(self.values, key=lambda value: (abs(value - size), value))
        else:
            below = size // self.step * self.step
            above = below + self.step
            found = above if below == 0 or above - size < size - below else below
        return plain(found.copy_sign(load))


def steps_for(
    source: WeightSource,
    *,
    weights: OwnWeights,
    unit: WeightUnit,
    usual_step_kg: Decimal | None = None,
) -> Steps:
    """How the load of an exercise is stepped, in the athlete's unit.

    Parameters
    ----------
    source
        Where its load comes from.
    usual_step_kg
        The exercise's own step, which holds where the athlete told nothing, kg.

    Examples
    --------
    >>> steps_for(WeightSource.MACHINE, weights=OwnWeights(), unit=WeightUnit.LB).as_json()
    {'step': '5'}
    """
    own = _own_steps(source, weights, unit)
    if own is not None:
        return own
    return Steps(step=usual_step(usual_step_kg, unit))


def own_loads_kg(
    source: WeightSource, *, weights: OwnWeights, unit: WeightUnit
) -> tuple[float, ...]:
    """Every load that can be put together of what the athlete told, kg, ascending; () where nothing.

    Examples
    --------
    >>> own_loads_kg(WeightSource.DUMBBELLS, weights=OwnWeights(), unit=WeightUnit.KG)
    ()
    """
    steps = _own_steps(source, weights, unit)
    if steps is None:
        return ()
    return _in_kg(_multiples(steps.step) if steps.step is not None else steps.values, unit)


def usual_loads_kg(step_kg: Decimal, *, unit: WeightUnit) -> tuple[float, ...]:
    """Loads by the step that is common in a unit where weights in kg go by ``step_kg``, in kg.

    Examples
    --------
    >>> [round(load, 2) for load in usual_loads_kg(Decimal(2), unit=WeightUnit.LB)[:3]]
    [2.27, 4.54, 6.8]
    """
    return _in_kg(_multiples(usual_step(step_kg, unit)), unit)


def _multiples(step: Decimal) -> tuple[Decimal, ...]:
    return tuple(step * number for number in range(1, MOST_VALUES + 1))


def _in_kg(values: Sequence[Decimal], unit: WeightUnit) -> tuple[float, ...]:
    return tuple(float(to_kg(value, unit)) for value in values if value <= MOST_LOAD)


def usual_step(step_kg: Decimal | None, unit: WeightUnit) -> Decimal:
    """The step that is common in the athlete's unit where weights in kg go by ``step_kg``.

    Convention: dumbbells go by 2 kg or 5 lb, small plates by 1.25 kg or 2.5 lb.

    Examples
    --------
    >>> [str(usual_step(Decimal(step), WeightUnit.LB)) for step in ("4", "2", "1.25", "0.5", "0.1")]
    ['10', '5', '2.5', '1', '0.2']
    """
    kilograms = USUAL_STEP_KG if step_kg is None else step_kg
    if unit is WeightUnit.KG:
        return plain(kilograms)
    ladder = {"4": "10", "2": "5", "1": "2.5", "0.5": "1", "0.25": "0.5"}
    return next(
        (Decimal(lb) for kg, lb in ladder.items() if kilograms >= Decimal(kg)), Decimal("0.2")
    )


def offered_load(
    *,
    load_kg: Decimal,
    typed: Decimal | None,
    typed_unit: str,
    unit: WeightUnit,
    steps: Steps,
) -> Decimal:
    """The load to offer: as it was typed in the athlete's unit, else the nearest that exists.

    Examples
    --------
    >>> steps = Steps(step=Decimal(5))
    >>> str(offered_load(load_kg=Decimal(20), typed=Decimal(20), typed_unit="kg",
    ...                  unit=WeightUnit.LB, steps=steps))
    '45'
    >>> str(offered_load(load_kg=Decimal("20.18486"), typed=Decimal("44.5"), typed_unit="lb",
    ...                  unit=WeightUnit.LB, steps=steps))
    '44.5'
    """
    if typed is not None and typed_unit == unit:
        return plain(typed)
    return steps.nearest(from_kg(load_kg, unit))


def plates_for(
    source: WeightSource, *, weights: OwnWeights, unit: WeightUnit
) -> dict[str, Any] | None:
    """Data for a plate calculator, or None where no plates are put on.

    Returns
    -------
    dict
        ``ends``: among how many ends the plates are shared; ``bars``: by weight, the usual one
        first, none where the bar does not count; ``plates``: heaviest first, ``count`` of them for
        one end. ``label`` is what is stamped on it, ``load`` its weight in the athlete's unit.

    Examples
    --------
    >>> data = plates_for(WeightSource.BAR, weights=OwnWeights(), unit=WeightUnit.KG)
    >>> data["ends"], data["bars"][0], data["plates"][0]
    (2, {'label': '20 kg', 'load': '20'}, {'label': '20 kg', 'load': '20', 'count': 4})
    """
    if source not in _ON_A_BAR:
        return None
    bars, plates = _bars_and_plates(weights, unit)
    return {
        "ends": 2 if source is WeightSource.BAR else 1,
        "bars": [
            {"label": f"{plain(weight)} {bars.unit}", "load": str(_in(weight, bars.unit, unit))}
            for weight in (bars.weights if source is WeightSource.BAR else ())
        ],
        "plates": [
            {
                "label": f"{plain(size)} {plates.unit}",
                "load": str(_in(size, plates.unit, unit)),
                "count": count,
            }
            for size, count in _for_one_end(plates, source)
        ],
    }


_ON_A_BAR = (WeightSource.BAR, WeightSource.ONE_END, WeightSource.ONE_SIDE)


def _in(weight: Decimal, typed_unit: WeightUnit, unit: WeightUnit) -> Decimal:
    """A stamped weight in the athlete's unit; untouched where it is theirs."""
    return plain(weight) if typed_unit is unit else from_kg(to_kg(weight, typed_unit), unit)


def _own_steps(source: WeightSource, weights: OwnWeights, unit: WeightUnit) -> Steps | None:
    """Steps by what the athlete told; None where they told nothing of it."""
    if source in _ON_A_BAR:
        told = weights.plates or (weights.bars if source is WeightSource.BAR else None)
        return _bar_steps(source, *_bars_and_plates(weights, unit), unit) if told else None
    racks = {
        WeightSource.DUMBBELLS: weights.dumbbells,
        WeightSource.KETTLEBELLS: weights.kettlebells,
    }
    if (rack := racks.get(source)) is not None:
        return Steps(values=_ascending([_in(value, rack.unit, unit) for value in rack.values]))
    stacks = {WeightSource.CABLE: weights.cable, WeightSource.MACHINE: weights.machine}
    stack = stacks.get(source)
    return None if stack is None else _stack_steps(stack, unit)


def _stack_steps(stack: Stack, unit: WeightUnit) -> Steps:
    """Even steps in the stack's own unit; its pins one by one in another."""
    if stack.unit is unit:
        return Steps(step=plain(stack.step))
    pins = [_in(stack.step * pin, stack.unit, unit) for pin in range(1, STACK_PINS + 1)]
    return Steps(values=_ascending(pins))


def _bars_and_plates(weights: OwnWeights, unit: WeightUnit) -> tuple[Bars, Plates]:
    """What was told of either; the other one is the usual of the same unit."""
    known = weights.plates or weights.bars
    stamped = unit if known is None else known.unit
    return weights.bars or USUAL_BARS[stamped], weights.plates or USUAL_PLATES[stamped]


@lru_cache(maxsize=256)
def _bar_steps(source: WeightSource, bars: Bars, plates: Plates, unit: WeightUnit) -> Steps:
    """Every load that goes on: as even steps where they are even, else one by one."""
    ends = 2 if source is WeightSource.BAR else 1
    on_one_end = [
        to_kg(sum_, plates.unit) for sum_ in _sums(_for_one_end(plates, source), MOST_ON_ONE_END)
    ]
    bare = [to_kg(weight, bars.unit) for weight in bars.weights] if ends > 1 else [Decimal(0)]
    loads = _ascending(
        [from_kg(bar + ends * plates_kg, unit) for bar in bare for plates_kg in on_one_end]
    )
    step = _even_step(loads)
    if step is not None:
        return Steps(step=step)
    if len(loads) > MOST_VALUES:
        smallest = min(size for size, _count in plates.pairs)
        return Steps(step=_in(ends * smallest, plates.unit, unit))
    return Steps(values=loads)


def _for_one_end(plates: Plates, source: WeightSource) -> tuple[tuple[Decimal, int], ...]:
    """Sizes with the number that one end can take: one of each pair, both where there is one end."""
    each = 2 if source is WeightSource.ONE_END else 1
    heaviest_first = sorted(plates.pairs, reverse=True)
    return tuple((size, each * pairs) for size, pairs in heaviest_first)


def _sums(sizes: Sequence[tuple[Decimal, int]], most: Decimal) -> list[Decimal]:
    """Every weight that some of the plates have together, none of them among these."""
    found = {Decimal(0)}
    for size, count in sizes:
        found = {
            total
            for sum_ in found
            for number in range(count + 1)
            if (total := sum_ + number * size) <= most
        }
    return sorted(found)


def _ascending(loads: Sequence[Decimal]) -> tuple[Decimal, ...]:
    return tuple(sorted({plain(load) for load in loads if load > 0}))


def _even_step(loads: Sequence[Decimal]) -> Decimal | None:
    """The one distance between all loads, if they lie on its multiples."""
    gaps = {plain(heavier - lighter) for lighter, heavier in pairwise(loads)}
    if len(gaps) != 1:
        return None
    step = gaps.pop()
    return step if loads[0] % step == 0 else None
