"""Strong, from 2016 until now: commas or semicolons, units in the heading, beside the number or nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from apps.core.units import WeightUnit
from apps.exchange.domain import cells, foreign_cells
from apps.exchange.domain.registry import Dialect, Item
from apps.exchange.domain.sniffing import Sniff
from apps.exchange.domain.tables import Line, Names, lines_of, places_of
from apps.exercises.domain.vocabulary import SetKind

NAMES: Names = {
    "date": ("date", "datum", "fecha", "data", "日付"),
    "workout": (
        "workout name",
        "nom de l entrainement",
        "trainingsname",
        "workout bezeichnung",
        "nombre del entrenamiento",
        "nome do treino",
        "nome allenamento",
    ),
    "exercise": (
        "exercise name",
        "nom de l exercice",
        "name der ubung",
        "ubungsname",
        "nombre del ejercicio",
        "nombre de ejercicio",
        "nome do exercicio",
        "nome esercizio",
        "menu",
    ),
    "order": (
        "set order",
        "ordre de la serie",
        "reihenfolge der satze",
        "satzreihenfolge",
        "orden de la serie",
        "orden de series",
        "ordem da serie",
        "ordine serie",
    ),
    "weight": (
        "weight",
        "kg",
        "lb",
        "weight kg",
        "weight lb",
        "weight lbs",
        "poids",
        "gewicht",
        "peso",
    ),
    "unit": ("weight unit",),
    "reps": ("reps", "wiederholungen", "repeticiones", "repeticoes", "ripetizioni"),
    "seconds": ("seconds", "sec", "secondes", "sekunden", "segundos", "secondi"),
    "notes": ("notes", "note", "notizen", "notas"),
    "rpe": ("rpe",),
}
_ORDER = (
    "date",
    "workout",
    "duration",
    "exercise",
    "order",
    "weight",
    "reps",
    "distance",
    "seconds",
)
"""How the columns follow each other in a language nobody has listed."""
_TAIL = {12: ("notes", "workout notes", "rpe"), 10: ("rpe",)}
_KINDS = {"W": SetKind.WARM_UP, "F": SetKind.FAILURE, "D": SetKind.WORK}
_CORE = frozenset({"date", "exercise", "order", "weight"})


def recognises(start: Sniff) -> bool:
    """A heading with the order of sets, in a known language or in the order of the columns."""
    return places_of(start.heading, NAMES).keys() >= _CORE or _is_in_order(start)


def _is_in_order(start: Sniff) -> bool:
    heading = start.heading
    return (
        len(heading) in _TAIL
        and heading[-1] == "rpe"
        and heading[0] in NAMES["date"]
        and start.delimiter == ","
    )


def _names_of(start: Sniff) -> Names:
    if places_of(start.heading, NAMES).keys() >= _CORE:
        return NAMES
    keys = (*_ORDER, *_TAIL[len(start.heading)])
    return {key: (word,) for key, word in zip(keys, start.heading, strict=True)}


def read(start: Sniff) -> Iterator[Item]:
    """Yield the sets, without the rows that time a rest or hold a note alone."""
    unit = _unit_of_heading(start.heading)
    pending: dict[tuple[str, str], str] = {}
    for line in lines_of(start, _names_of(start)):
        order = line.text("order").upper()
        place = (line.text("date"), line.text("exercise"))
        if not re.fullmatch(r"\d+(?:\.0)?|[WFD]", order):
            if note := line.text("notes"):
                pending[place] = note
            continue
        note = line.text("notes") or pending.pop(place, "")
        yield from _row_of(line, unit, order, note)


def _row_of(line: Line, unit: WeightUnit | None, order: str, note: str) -> Iterator[Item]:
    load = line.load("weight")
    own_unit = line.value("unit", cells.unit_of) or unit
    if load is not None and own_unit is not None:
        load, own_unit = foreign_cells.as_typed(load, own_unit)
    return line.row(
        moment=line.value("date", foreign_cells.spoken_moment),
        workout=line.text("workout"),
        exercise=line.text("exercise"),
        load=load,
        unit=own_unit,
        reps=line.whole("reps"),
        seconds=line.seconds("seconds"),
        rir=line.effort("rpe"),
        kind=_KINDS.get(order, SetKind.WORK),
        note=note,
    )


def _unit_of_heading(heading: tuple[str, ...]) -> WeightUnit | None:
    words = {word.split()[-1] for word in heading if word in NAMES["weight"]}
    return next((cells.unit_of(word) for word in words & {"kg", "lb", "lbs"}), None)


DIALECT = Dialect(name="strong", label="Strong", recognises=recognises, read=read)
