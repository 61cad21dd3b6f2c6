"""Fitbod, old and new: kilograms that were pounds, help as a load under zero, and a multiplier."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from apps.core.units import WeightUnit
from apps.exchange.domain import foreign_cells
from apps.exchange.domain.registry import Dialect, Item
from apps.exchange.domain.rows import NumberedRow
from apps.exchange.domain.sniffing import Sniff
from apps.exchange.domain.tables import Line, Names, has_columns, lines_of
from apps.exercises.domain.vocabulary import LoadBasis, SetKind

_NAMES: Names = {
    "date": ("date",),
    "exercise": ("exercise",),
    "weight": ("weight kg", "weight lbs", "weight lb", "weight"),
    "reps": ("reps",),
    "seconds": ("duration s",),
    "warm-up": ("is warmup",),
    "notes": ("note",),
    "multiplier": ("multiplier",),
}
_TWO_IMPLEMENTS_OF_TWO_SIDES = "4"


def recognises(start: Sniff) -> bool:
    """A multiplier, or the older column of sets beside warm-ups."""
    if not has_columns(start.heading, "date", "exercise", "reps", "is warmup"):
        return False
    return "multiplier" in start.heading or "sets" in start.heading or "duration s" in start.heading


def read(start: Sniff) -> Iterator[Item]:
    """Yield the sets; loads without a unit in the heading are kilograms, as that version wrote them."""
    pounds = {"weight lbs", "weight lb"} & set(start.heading)
    unit = WeightUnit.LB if pounds else WeightUnit.KG
    for line in lines_of(start, _NAMES):
        for item in _row_of(line, unit):
            yield _with_multiplier(item, line.text("multiplier"))


def _row_of(line: Line, unit: WeightUnit) -> Iterator[Item]:
    load = line.load("weight")
    if load is not None:
        load, unit = foreign_cells.as_typed(load, unit)
    moment = line.value("date", foreign_cells.spoken_moment)
    return line.row(
        moment=moment,
        exercise=line.text("exercise"),
        load=load,
        unit=unit,
        reps=line.whole("reps"),
        seconds=line.seconds("seconds"),
        kind=SetKind.WARM_UP if line.text("warm-up").lower() == "true" else SetKind.WORK,
        note=line.text("notes"),
        is_instant=getattr(moment, "tzinfo", None) is not None,
    )


def _with_multiplier(item: Item, multiplier: str) -> Item:
    """Four is two implements times two sides, so the load is one implement's; two alone may be either."""
    if (
        not isinstance(item, NumberedRow)
        or multiplier.split(".", maxsplit=1)[0] != _TWO_IMPLEMENTS_OF_TWO_SIDES
    ):
        return item
    return replace(item, row=replace(item.row, load_basis=LoadBasis.PER_IMPLEMENT))


DIALECT = Dialect(name="fitbod", label="Fitbod", recognises=recognises, read=read)
