"""Alpha Progression: blocks of a session line, an exercise line with warm-ups, a heading and sets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime

from msgspec import Struct, field

from apps.core.units import WeightUnit
from apps.exchange.domain import cells, foreign_cells
from apps.exchange.domain.cells import CellRefusedError
from apps.exchange.domain.registry import Dialect, Item
from apps.exchange.domain.rows import Problem, ProblemCode
from apps.exchange.domain.sniffing import Sniff
from apps.exchange.domain.tables import Line
from apps.exchange.domain.text_files import Record
from apps.exercises.domain.vocabulary import SetKind

_DATE = re.compile(
    r"(\d{4}-\d{2}-\d{2})(?:\s+(\d{1,2}:\d{2}(?:\s*[ap]\.?\s?m\.?)?)(?:\s*(?:h|uhr))?)?",
    re.IGNORECASE,
)
_EXERCISE = re.compile(r"\d{1,3}\.\s+(.+)")
_WARM_UP = re.compile(
    r"[A-Z]{1,4}\d+\s*\u00b7\s*(?:([^\u00b7]+?)\s*(kg|lbs?)?\s*\u00b7\s*)?(\d+)\s*([^\d\u00b7]*)",
    re.IGNORECASE,
)
_WARM_UPS_COUNT = re.compile(r"r[ei]p.*|wdh.*|wied.*|x|", re.IGNORECASE)
_HEADING = {
    **dict.fromkeys(("kg", "lb", "lbs"), "weight"),
    **dict.fromkeys(("reps", "wdh", "wdh.", "wiederholungen"), "reps"),
    "rir": "rir",
}
_WARM_UP_PLACES = {"weight": 1, "reps": 2}
_PER_PART = "\u00b7"


class _Block(Struct):
    workout: str = ""
    moment: date | datetime | None = None
    exercise: str = ""
    unit: WeightUnit | None = None
    warm_ups: str = ""
    places: dict[str, int] = field(default_factory=dict)


def recognises(start: Sniff) -> bool:
    """The first line is a session, or the file holds the heading of its sets."""
    return bool(
        re.search(
            r"^\"?#\"?[;\t,]\"?(?:(?:KG|LBS?)\"?[;\t,]\"?)?(?:REPS|WDH)",
            start.beginning,
            re.MULTILINE,
        )
    )


def read(start: Sniff) -> Iterator[Item]:
    """Yield warm-ups and sets of each block."""
    block = _Block()
    for record in start.records():
        first = record.cells[0].strip()
        if len(record.cells) > 1 and _DATE.fullmatch(record.cells[1].strip()):
            block = _Block(workout=first.split(_PER_PART)[0].strip())
            try:
                block.moment = _moment_of(record.cells[1].strip())
            except CellRefusedError as refusal:
                yield Problem(code=refusal.code, line=record.line, column="date")
        elif first == "#":
            block.unit = _unit_of(record)
            block.places = {
                _HEADING.get(cell.strip().lower(), f"unknown {place}"): place
                for place, cell in enumerate(record.cells)
                if cell.strip()
            }
            yield from _warm_ups_of(record, block)
        elif first.isdigit():
            yield from _set_of(record, block)
        elif exercise := _EXERCISE.fullmatch(first):
            block.exercise = _name_of(exercise[1])
            block.warm_ups = record.cells[1] if len(record.cells) > 1 else ""
        elif any(cell.strip() for cell in record.cells[1:]):
            yield Problem(code=ProblemCode.UNKNOWN_WORD, line=record.line, value=first[:60])


def _name_of(text: str) -> str:
    """Name and equipment of an exercise line, without the count that was planned."""
    parts = [part.strip() for part in text.split(_PER_PART)]
    kept = [part for part in parts if not re.fullmatch(r"[\d\s\u2013-]+\w+", part)]
    return f"{kept[0]} ({kept[1]})" if len(kept) > 1 else "".join(kept[:1])


def _moment_of(cell: str) -> date | datetime:
    found = _DATE.fullmatch(cell)
    if not found:
        raise CellRefusedError(ProblemCode.NOT_A_DATE)
    return foreign_cells.joined(found[1], found[2])


def _unit_of(record: Record) -> WeightUnit | None:
    """The unit above the loads, or None where the heading has no loads."""
    for cell in record.cells:
        if _HEADING.get(cell.strip().lower()) == "weight":
            return cells.unit_of(cell)
    return None


def _warm_ups_of(record: Record, block: _Block) -> Iterator[Item]:
    for part in re.split(r"<br */?>|\n", block.warm_ups):
        found = _WARM_UP.fullmatch(part.strip())
        if found and _WARM_UPS_COUNT.fullmatch(found[4].strip()):
            made = Record(line=record.line, cells=("", found[1] or "", found[3]))
            yield from _set_of(made, block, SetKind.WARM_UP)
        elif re.match(r"[A-Z]{1,4}\d+\s*\u00b7", part.strip()):
            value = part.strip()[:60]
            yield Problem(
                code=ProblemCode.UNKNOWN_WORD, line=record.line, column="warm-up", value=value
            )
    block.warm_ups = ""


def _set_of(record: Record, block: _Block, kind: SetKind = SetKind.WORK) -> Iterator[Item]:
    # "8+" is eight and a part of one more; "+35" hangs on the body.
    kept = tuple(cell.strip().rstrip("+").replace("+", "") for cell in record.cells)
    line = Line(
        Record(line=record.line, cells=tuple("" if cell == "-" else cell for cell in kept)),
        _WARM_UP_PLACES if kind is SetKind.WARM_UP else block.places,
        comma_is_decimal=True,
    )
    return line.row(
        moment=block.moment,
        workout=block.workout,
        exercise=block.exercise,
        load=line.load("weight"),
        unit=block.unit,
        reps=line.whole("reps"),
        rir=line.reserve("rir"),
        kind=kind,
    )


DIALECT = Dialect(
    name="alpha_progression", label="Alpha Progression", recognises=recognises, read=read
)
