"""wger: the JSON of its workout log, a list or a page of its API, read one entry at a time."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from apps.core.units import WeightUnit
from apps.exchange.domain import foreign_cells
from apps.exchange.domain.registry import Dialect, Item
from apps.exchange.domain.rows import MAX_ROWS, Problem, ProblemCode
from apps.exchange.domain.sniffing import Sniff
from apps.exchange.domain.tables import Line, Sessions
from apps.exchange.domain.text_files import FileRefusedError, Record
from apps.lifts.domain import limits

_KEYS = ("date", "exercise", "weight", "reps", "seconds", "rir", "notes", "workout")
_PLACES = {key: place for place, key in enumerate(_KEYS)}
_UNITS = {
    **dict.fromkeys(("1", "kg"), WeightUnit.KG),
    **dict.fromkeys(("2", "lb", "lbs"), WeightUnit.LB),
}
_REPS = frozenset({"", "1", "2", "repetitions", "until failure"})
_SECONDS = frozenset({"3", "seconds"})
_MINUTES = frozenset({"4", "minutes"})
"""Numbers and English names of wger's units; others count neither reps nor time nor mass."""
_A_MINUTE = 60
_LIST = re.compile(r"\s*(?:\{.{0,400}?\"results\"\s*:\s*)?\[", re.DOTALL)
_BETWEEN = re.compile(r"[\s,]*")


def recognises(start: Sniff) -> bool:
    """A list of objects with repetitions or reps, or the page of an API that holds one."""
    found = _LIST.match(start.text)
    return found is not None and "{" in start.text[: found.end() + 20]


def read(start: Sniff) -> Iterator[Item]:
    """Yield the entries; an exercise that has only a number is called by it."""
    return Sessions().joined(_rows(start))


def _rows(start: Sniff) -> Iterator[Item]:
    in_one_line = "\n" not in start.text.strip()
    for number, (line, entry) in enumerate(_entries(start.text)):
        # Where all stands in one line, the place of the entry tells more.
        line = number + 1 if in_one_line else line  # noqa: PLW2901
        if number >= MAX_ROWS:
            raise FileRefusedError(Problem(code=ProblemCode.TOO_MANY_ROWS, line=line))
        if isinstance(entry, dict):
            yield from _row_of(line, entry)
        else:
            yield Problem(code=ProblemCode.UNKNOWN_WORD, line=line, value=str(entry)[:60])


def _entries(text: str) -> Iterator[tuple[int, Any]]:
    found = _LIST.match(text)
    at = found.end() if found else len(text)
    decoder = json.JSONDecoder(parse_int=str, parse_float=str, parse_constant=str)
    line, counted = 1, 0
    while True:
        if between := _BETWEEN.match(text, at):
            at = between.end()
        line, counted = line + text.count("\n", counted, at), at
        if at >= len(text) or text[at] == "]":
            return
        try:
            entry, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError) as error:
            raise FileRefusedError(Problem(code=ProblemCode.BROKEN_JSON, line=line)) from error
        yield line, entry


def _row_of(number: int, entry: Mapping[str, Any]) -> Iterator[Item]:
    counted = _text(entry.get("repetitions", entry.get("reps")))
    counts = _unit_in(entry, "repetition_unit", "repetitions_unit")
    in_time = counts in _SECONDS or counts in _MINUTES
    cells = (
        _text(entry.get("date")),
        _name_of(entry),
        _text(entry.get("weight")),
        "" if in_time else counted,
        counted if in_time else "",
        _text(entry.get("rir")),
        _text(entry.get("notes", entry.get("comment"))),
        _text(entry.get("workout_name")),
    )
    line = Line(Record(line=number, cells=cells), _PLACES, comma_is_decimal=False)
    moment = line.value("date", foreign_cells.spoken_moment)
    if not in_time and counts not in _REPS:
        line.refuse(ProblemCode.UNKNOWN_WORD, "reps", counts)
    unit, load = _unit_in(entry, "weight_unit"), line.load("weight")
    if load and unit and unit not in _UNITS:
        # Plates, speeds, and shares of the body are no loads.
        line.refuse(ProblemCode.UNKNOWN_WORD, "unit", unit)
    seconds = line.seconds("seconds")
    if seconds and counts in _MINUTES:
        seconds *= _A_MINUTE
        if seconds > limits.MAX_SECONDS:
            line.refuse(ProblemCode.OUT_OF_RANGE, "seconds", counted)
    return line.row(
        moment=moment,
        workout=line.text("workout"),
        exercise=line.text("exercise"),
        load=load,
        unit=_UNITS.get(unit),
        reps=line.whole("reps"),
        seconds=seconds,
        rir=line.reserve("rir"),
        note=line.text("notes"),
        is_instant=getattr(moment, "tzinfo", None) is not None,
    )


def _name_of(entry: Mapping[str, Any]) -> str:
    """The exercise's name wherever a dump keeps it, or its number."""
    for key in ("exercise_name", "exercise", "exercise_base"):
        value = entry.get(key)
        if isinstance(value, dict):
            value = value.get("name") or value.get("id")
        if text := _text(value):
            return f"wger {text}" if text.isdigit() else text
    return ""


def _unit_in(entry: Mapping[str, Any], *keys: str) -> str:
    """Number or name of a unit, which may be an object of its own."""
    value = next((entry[key] for key in keys if entry.get(key) is not None), None)
    if isinstance(value, dict):
        value = value.get("name") or value.get("id")
    return _text(value).lower()


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


DIALECT = Dialect(name="wger", label="wger", recognises=recognises, read=read)
