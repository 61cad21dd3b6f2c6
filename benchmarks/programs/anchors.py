"""What trials found, and whether the simulated athlete does the same.

Each anchor is a range from a trial or a review; the model's figure is inside or it is a miss.
Where a paper gives no error, one is worked out from its size and said to be so.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from functools import partial

import numpy as np
from msgspec import Struct

from .athlete import START, Array, Athletes, Load, Week, answer, athletes_of, trained
from .model import MODEL, Model

_Z = 1.96
_FEW_SETS, _TRIAL_SETS, _MANY_SETS = 1.0, 6.0, 12.0


class Anchor(Struct, frozen=True, kw_only=True):
    """One figure of a trial beside the model's.

    Parameters
    ----------
    range_from
        How the range was come by.
    """

    study: str
    what: str
    low: float
    high: float
    range_from: str
    model: float

    @property
    def is_hit(self) -> bool:
        """Whether the model's figure lies in the range."""
        return self.low <= self.model <= self.high


def anchors(model: Model = MODEL) -> tuple[Anchor, ...]:
    """Every anchor; of two studies more than one figure is compared."""
    return tuple(one for group in _GROUPS for one in group(model))


def groups_hit(model: Model = MODEL) -> dict[str, bool]:
    """For each of the seven studies, whether all of its figures are hit."""
    hit: dict[str, bool] = {}
    for one in anchors(model):
        hit[one.study] = hit.get(one.study, True) and one.is_hit
    return hit


def _steele(model: Model) -> Iterator[Anchor]:
    state = _after(_one(gap=0.0), 52, model, weak=_FEW_SETS, strong=_FEW_SETS)
    yield Anchor(
        study="Steele 2022",
        what="strength after a year of one set a week, %",
        low=30.0,
        high=50.0,
        range_from="their range in year one",
        model=_per_cent(state.weak),
    )


def _baroni(model: Model) -> Iterator[Anchor]:
    error = _Z * 5.0 / math.sqrt(12)
    for gap, weeks in ((5.8, 4), (4.9, 8)):
        state = _one(gap=gap, trainable=1.0)
        yield Anchor(
            study="Baroni 2016",
            what=f"left of a gap of {gap} % after {weeks} weeks of equal sets, log-%",
            low=-error,
            high=error,
            range_from="not told apart from 0; 12 men with an SD of 5 assumed",
            model=float(_after(state, weeks, model, weak=8.0, strong=8.0).gap[0]),
        )


def _lynch(model: Model) -> Iterator[Anchor]:
    error = _Z * 5.7 / math.sqrt(15.5)
    state = _one(gap=8.0, trainable=0.5, start=START["one year"])
    after = _after(state, 6, model, weak=_TRIAL_SETS, strong=_TRIAL_SETS, load=Load.OWN)
    yield Anchor(
        study="Lynch 2023",
        what="change of the gap of trained men in 6 weeks, log-%",
        low=-error,
        high=error,
        range_from="0 with SD 5.7 of 31 men in two arms",
        model=float((after.gap - state.gap)[0]),
    )


def _manca(model: Model) -> Iterator[Anchor]:
    state = _after(_one(gap=0.0), 8, model, weak=_MANY_SETS, strong=0.0, load=Load.OWN)
    yield Anchor(
        study="Manca 2017",
        what="gain of the side that did nothing, 8 weeks of 12 sets, %",
        low=9.1,
        high=14.8,
        range_from="their 95 % interval round 11.9",
        model=_per_cent(state.strong),
    )


def _spiering(model: Model) -> Iterator[Anchor]:
    state = _one(gap=0.0, start=START["one year"])
    after = _after(state, 32, model, weak=_FEW_SETS, strong=_FEW_SETS)
    yield Anchor(
        study="Spiering 2021",
        what="strength after 32 weeks of one set a week, lowest change, log-%",
        low=0.0,
        high=math.inf,
        range_from="kept",
        model=float((after.weak - state.weak)[0]),
    )


def _losses(model: Model) -> Iterator[Anchor]:
    start = _one(gap=0.0, start=START["one year"])
    change = [
        100 * math.expm1(float((_after(start, weeks, model).weak - start.weak)[0]) / 100)
        for weeks in range(17)
    ]
    yield Anchor(
        study="Bosquet 2013, McMaster 2013",
        what="change after 2 weeks without training, %",
        low=-5.0,
        high=0.0,
        range_from="under 5",
        model=change[2],
    )
    between = 17.0
    yield Anchor(
        study="Bosquet 2013, McMaster 2013",
        what="mean change after 5 to 16 weeks without training, %",
        low=-14.0,
        high=-0.37 * between,
        range_from="-0.37 SD of 17 % (a usual spread of strength) to McMaster's -14 %",
        model=float(np.mean(change[5:])),
    )


def _moreno_azze(model: Model) -> Iterator[Anchor]:
    """Ten weeks, twice a week: equal sets weaker first, double sets, equal sets stronger first.

    Weaker first means that the stronger side copies what the weaker one could do; stronger first
    that each side does its own. Double sets are done by the weaker side in the same sessions.
    """
    start = _one(gap=15.0, trainable=0.5)

    def closed(weak: float, load: Load) -> float:
        after = _after(start, 10, model, weak=weak, strong=6.0, load=load, sessions=2.0)
        return float((start.gap - after.gap)[0])

    weaker_first, double = closed(6.0, Load.WEAKER), closed(12.0, Load.WEAKER)
    stronger_first = closed(6.0, Load.OWN)
    yield Anchor(
        study="Moreno-Azze 2021",
        what="gap closed by double sets, part of that by equal sets weaker first",
        low=0.43 / 0.89,
        high=1.0,
        range_from="effect 0.43 to 0.89, and not more than equal",
        model=double / weaker_first,
    )
    yield Anchor(
        study="Moreno-Azze 2021",
        what="gap closed by the stronger side first, part of that by double sets",
        low=-math.inf,
        high=1.0,
        range_from="worse than both",
        model=stronger_first / double,
    )


_GROUPS: tuple[Callable[[Model], Iterator[Anchor]], ...] = (
    _steele,
    _baroni,
    _lynch,
    _manca,
    _spiering,
    _losses,
    _moreno_azze,
)


def fitted_tiredness(model: Model = MODEL) -> float:
    """Answer lost per set and session beyond, at which double sets do as much as equal ones.

    The weaker side's answer to 6 sets beyond 4 in each session is to equal its answer to none.
    """
    equal, double = answer(np.array([_TRIAL_SETS, _MANY_SETS]), model)
    beyond = _MANY_SETS / 2 - model.tired_from_sets
    return float((1.0 - equal / double) / beyond)


def _one(*, gap: float, trainable: float = 0.5, start: float = START["novice"]) -> Athletes:
    return athletes_of(gap=np.array([gap]), trainable=np.array([trainable]), start=start)


def _after(
    state: Athletes,
    weeks: int,
    model: Model,
    *,
    weak: float = 0.0,
    strong: float = 0.0,
    load: Load = Load.WEAKER,
    sessions: float = 3.0,
) -> Athletes:
    sets = partial(np.full, 1)
    week = Week(weak_sets=sets(weak), strong_sets=sets(strong), sessions=sessions, load=load)
    for _ in range(weeks):
        state = trained(state, week, model)
    return state


def _per_cent(log_pct: Array) -> float:
    return 100.0 * math.expm1(float(log_pct[0]) / 100.0)
