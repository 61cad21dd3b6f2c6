"""Strong, from 2016 until now: commas or semicolons, units in the heading, beside the number or nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from apps.core.units import WeightUnit
from apps.exchange.domain import cells, foreign_cells
from apps.exchange.domain.registry import Dialect, Item
from apps.exchange.domain.rows import ProblemCode
from apps.exchange.domain.sniffing import Sniff
from apps.exchange.domain.tables import Line, Names, lines_of, places_of
from apps.exchange.domain.text_files import FileRefusedError
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
    "weight": ("weight", "poids", "gewicht", "peso"),
    "weight kg": ("kg", "weight kg", "poids kg", "gewicht kg", "peso kg"),
    "weight lb": ("lb", "lbs", "weight lb", "weight lbs", "poids lb", "gewicht lb", "peso lb"),
    "unit": ("weight unit", "gewichtseinheit", "unite de poids", "unidad de peso", "unita di peso"),
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
_CORE = frozenset({"date", "exercise", "order", "reps"})
_WEIGHTS = frozenset({"weight", "weight kg", "weight lb"})
_SET = re.compile(r"\d{1,4}(?:[.,]0)?|[WFD]\d{0,3}")
_SHAPE: Mapping[str, re.Pattern[str]] = {
    "date": re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}[ T].*"),
    "duration": re.compile(r"\d+ ?\D.*"),
    "order": _SET,
    "weight": re.compile(r"-?\d+(?:[.,]\d+)?|"),
    "reps": re.compile(r"\d+(?:[.,]0)?|"),
    "seconds": re.compile(r"\d+(?:[.,]\d+)?|"),
}
"""What stands in the first row of a file in a language nobody has listed."""


def recognises(start: Sniff) -> bool:
    """A heading with the order of sets, in a known language or in the order of the columns."""
    return _is_named(start) or _is_in_order(start)


def _is_named(start: Sniff) -> bool:
    found = places_of(start.heading, NAMES).keys()
    return found >= _CORE and bool(found & _WEIGHTS) and "side" not in start.heading


def _is_in_order(start: Sniff) -> bool:
    if _width(start) not in _TAIL:
        return False
    try:
        first = next(start.body(), None)
    except FileRefusedError:
        return False
    cells = dict(zip(_ORDER, first.cells, strict=False)) if first else {}
    return bool(cells) and all(
        shape.fullmatch(cells.get(key, "?").strip()) for key, shape in _SHAPE.items()
    )


def _width(start: Sniff) -> int:
    """Columns up to the last that has a name."""
    return max((place for place, word in enumerate(start.heading, start=1) if word), default=0)


def _names_of(start: Sniff) -> Names:
    if _is_named(start):
        return NAMES
    keys = (*_ORDER, *_TAIL[_width(start)])
    return {key: (word,) for key, word in zip(keys, start.heading, strict=False)}


def read(start: Sniff) -> Iterator[Item]:
    """Yield the sets, without the rows that time a rest or hold a note alone."""
    pending: dict[tuple[str, str], str] = {}
    for line in lines_of(start, _names_of(start)):
        order = line.text("order").upper()
        place = (line.text("date"), line.text("exercise"))
        if _SET.fullmatch(order) or (not order and _is_counted(line)):
            note = line.text("notes") or pending.pop(place, "")
            yield from _row_of(line, order, note)
        elif _is_counted(line) or len(order) == 1:
            # A letter of another language may be a warm-up as well as anything else.
            line.refuse(ProblemCode.UNKNOWN_WORD, "order", order)
            yield from line.problems
        elif note := line.text("notes"):
            pending[place] = note


def _is_counted(line: Line) -> bool:
    """Whether reps stand in a row; those of rests and notes are zero or empty."""
    return bool(line.text("reps").strip("0.,"))


def _row_of(line: Line, order: str, note: str) -> Iterator[Item]:
    if "weight" in line.places:
        load, unit = line.load("weight"), line.value("unit", cells.unit_of)
        if load is not None and unit is not None:
            load, unit = foreign_cells.as_typed(load, unit)
    else:
        load, unit = line.weighed(("weight kg", WeightUnit.KG), ("weight lb", WeightUnit.LB))
    return line.row(
        moment=line.value("date", foreign_cells.spoken_moment),
        workout=line.text("workout"),
        exercise=line.text("exercise"),
        load=load,
        unit=unit,
        reps=line.whole("reps"),
        seconds=line.seconds("seconds"),
        rir=line.effort("rpe"),
        kind=_KINDS.get(order[:1], SetKind.WORK),
        note=note,
    )


DIALECT = Dialect(name="strong", label="Strong", recognises=recognises, read=read)
