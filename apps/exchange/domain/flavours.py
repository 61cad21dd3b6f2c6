"""The log as other trackers write theirs, with the side in the exercise's name: they have no column for it.

Strong's is the form with semicolons and a unit beside each weight, which others read too. What these
forms have no place for is left out; Levelset's own file keeps everything.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, time
from decimal import Decimal
from itertools import groupby
from typing import Literal

from apps.core.units import KG_PER_LB, WeightUnit, plain
from apps.exchange.domain.formula_guard import guarded
from apps.exchange.domain.rows import SetRow
from apps.exercises.domain.vocabulary import SetKind, SetSide, SideSource

_SUFFIX = {SetSide.LEFT: " (Left)", SetSide.RIGHT: " (Right)"}
_RPE_OF_RIR = {Decimal(rir) / 2: Decimal(20 - rir) / 2 for rir in (0, 1, 2, 3, 4, 5, 6, 8)}
"""The efforts that both take: 10 to 7 in halves, and 6."""
_NOON = time(12)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

STRONG_HEADING = (
    "Date", "Workout Name", "Exercise Name", "Set Order", "Weight", "Weight Unit", "Reps", "RPE",
    "Distance", "Distance Unit", "Seconds", "Notes", "Workout Notes", "Workout Duration",
)  # fmt: skip


def hevy_heading(unit: WeightUnit) -> tuple[str, ...]:
    """The columns of Hevy's form; one unit holds for the whole file."""
    weight = "weight_lbs" if unit is WeightUnit.LB else "weight_kg"
    return (
        "title", "start_time", "end_time", "description", "exercise_title", "superset_id",
        "exercise_notes", "set_index", "set_type", weight, "reps", "distance_km",
        "duration_seconds", "rpe",
    )  # fmt: skip


type Done = tuple[SetRow, datetime | None]
"""A row, and the end of its workout as a moment."""


def strong_lines(rows: Iterable[Done], *, word_for_workout: str) -> Iterator[str]:
    """Yield the heading and then one record a row, each ending in CRLF.

    Parameters
    ----------
    rows
        Those of a workout together.
    word_for_workout
        Title of workouts that have none, since the form asks for one.
    """

    def cells(row: SetRow, _end: datetime, name: str, number: int) -> tuple[str, ...]:
        return (
            _start(row).isoformat(" "),
            guarded(row.workout or word_for_workout),
            guarded(name),
            {SetKind.WARM_UP: "W", SetKind.FAILURE: "F"}.get(row.kind, str(number)),
            _number(row.load),
            "" if row.unit is None else {WeightUnit.LB: "lbs"}.get(row.unit, "kg"),
            _number(row.reps),
            _rpe(row),
            "",
            "",
            _number(row.seconds),
            guarded(row.note),
            "",
            "",
        )

    return _written(STRONG_HEADING, rows, cells, delimiter=";")


def hevy_lines(rows: Iterable[Done], *, unit: WeightUnit, word_for_workout: str) -> Iterator[str]:
    """Yield the same in Hevy's form, all weights in ``unit``."""

    def cells(row: SetRow, end: datetime, name: str, number: int) -> tuple[str, ...]:
        return (
            guarded(row.workout or word_for_workout),
            _spoken(_start(row)),
            _spoken(end),
            "",
            guarded(name),
            "",
            guarded(row.note),
            str(number - 1),
            {SetKind.WARM_UP: "warmup", SetKind.FAILURE: "failure"}.get(row.kind, "normal"),
            _number(_in_unit(row, unit)),
            _number(row.reps),
            "",
            _number(row.seconds),
            _rpe(row),
        )

    return _written(hevy_heading(unit), rows, cells, delimiter=",", quoting=csv.QUOTE_ALL)


type _Cells = Callable[[SetRow, datetime, str, int], tuple[str, ...]]


def _written(
    heading: tuple[str, ...],
    rows: Iterable[Done],
    cells: _Cells,
    *,
    delimiter: str,
    quoting: Literal[0, 1] = csv.QUOTE_MINIMAL,
) -> Iterator[str]:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=delimiter, quoting=quoting)
    writer.writerow(heading)
    yield buffer.getvalue()
    for row, end, name, number in _by_name(rows):
        buffer.seek(0)
        buffer.truncate()
        writer.writerow(cells(row, end, name, number))
        yield buffer.getvalue()


def _by_name(rows: Iterable[Done]) -> Iterator[tuple[SetRow, datetime, str, int]]:
    """The sets of a workout name by name, as these trackers list them, each with its number."""
    for _workout, together in groupby(
        rows, key=lambda done: (done[0].day, done[0].started_at, done[0].workout)
    ):
        names: dict[str, list[Done]] = {}
        for done in together:
            names.setdefault(_name(done[0]), []).append(done)
        for name, found in names.items():
            for number, (row, end) in enumerate(found, start=1):
                yield row, _end(row, end), name, number


def _name(row: SetRow) -> str:
    """The name with its side; one that was only assumed is not told as if it were known."""
    if row.side_source is SideSource.ASSUMED:
        return row.exercise
    return row.exercise + _SUFFIX.get(row.side, "")


def _start(row: SetRow) -> datetime:
    """Wall time; noon where the log knows the day alone."""
    if row.started_at is None:
        return datetime.combine(row.day, _NOON)
    return _wall(row.started_at)


def _end(row: SetRow, end: datetime | None) -> datetime:
    start = _start(row)
    if end is None or row.started_at is None:
        return start
    return max(start, _wall(end.astimezone(row.started_at.tzinfo)))


def _wall(moment: datetime) -> datetime:
    return moment.replace(tzinfo=None, microsecond=0)


def _spoken(moment: datetime) -> str:
    return f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}, {moment:%H:%M}"


def _number(value: Decimal | int | None) -> str:
    if value is None:
        return ""
    return f"{plain(value):f}" if isinstance(value, Decimal) else str(value)


def _rpe(row: SetRow) -> str:
    return _number(None if row.rir is None else _RPE_OF_RIR.get(plain(row.rir)))


def _in_unit(row: SetRow, unit: WeightUnit) -> Decimal | None:
    """The load in one unit for the whole file, fine enough to be turned back."""
    if row.load is None or row.unit is None or row.unit is unit:
        return row.load
    factor = KG_PER_LB if unit is WeightUnit.KG else 1 / KG_PER_LB
    return (row.load * factor).quantize(Decimal("0.00001"))
