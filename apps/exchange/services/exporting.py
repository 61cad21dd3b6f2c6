"""The log as a file, piece by piece: Levelset's own rows, and those of other trackers."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator, Mapping
from itertools import tee
from pathlib import Path
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from msgspec.structs import fields

from apps.core.units import WeightUnit
from apps.lifts import queries as lifts

from ..domain.flavours import Done, hevy_lines, strong_lines
from ..domain.levelset_csv import write_lines
from ..domain.log_rows import LoggedSet, row_of

if TYPE_CHECKING:
    from apps.profiles.models import Athlete

EXAMPLE = Path(__file__).parents[3] / "examples" / "levelset-example.csv"


def export_file_for(athlete: Athlete) -> Iterator[bytes]:
    """Yield the athlete's whole log as Levelset's own file, piece by piece."""
    return _own(_done_by(athlete))


def strong_file_for(athlete: Athlete) -> Iterator[bytes]:
    """Yield the whole log in Strong's form. Their readers take a mark for a part of the first column."""
    return _strong(_done_by(athlete))


def hevy_file_for(athlete: Athlete) -> Iterator[bytes]:
    """Yield the whole log in Hevy's form, in the athlete's unit."""
    return _hevy(_done_by(athlete), athlete)


def tables_for(athlete: Athlete) -> Mapping[str, Iterator[bytes]]:
    """All three by the name of the file, from one reading of the log.

    Each yields a piece a set: take as many of one as of the others, or what the slowest has not seen is held.
    """
    own, strong, hevy = tee(_done_by(athlete), 3)
    return {
        "sets.csv": _own(own),
        "sets-strong.csv": _strong(strong),
        "sets-hevy.csv": _hevy(hevy, athlete),
    }


def _own(done: Iterable[Done]) -> Iterator[bytes]:
    # Without the mark a spreadsheet takes UTF-8 for something else.
    yield codecs.BOM_UTF8
    yield from _encoded(write_lines(row for row, _end in done))


def _strong(done: Iterable[Done]) -> Iterator[bytes]:
    return _encoded(strong_lines(done, word_for_workout=_("Workout")))


def _hevy(done: Iterable[Done], athlete: Athlete) -> Iterator[bytes]:
    unit = WeightUnit(athlete.weight_unit)
    return _encoded(hevy_lines(done, unit=unit, word_for_workout=_("Workout")))


def _encoded(lines: Iterable[str]) -> Iterator[bytes]:
    return (line.encode() for line in lines)


# Columns, not models: a thousand sets a year are read three times for one file.
_COLUMNS = (
    "pk",
    "exercise__name",
    "workout__title",
    "workout__local_date",
    "workout__started_at",
    "workout__time_zone",
    "performed_at",
    "set_index",
    "side",
    "side_source",
    "pair_order",
    "kind",
    "typed_load",
    "typed_unit",
    "load_basis",
    "rep_convention",
    "reps",
    "seconds",
    "rir",
    "pain",
    "capped_by_plan",
    "note",
)
_NAMES = tuple(field.name for field in fields(LoggedSet))
"""What each of them is called in a row, in the same order."""


def _done_by(athlete: Athlete) -> Iterator[Done]:
    rows = lifts.whole_log_for(athlete).select_related(None)
    told = rows.values_list("workout__ended_at", *_COLUMNS)
    for ended_at, *columns in told.iterator(chunk_size=2000):
        yield row_of(LoggedSet(**dict(zip(_NAMES, columns, strict=True)))), ended_at
