"""The log as a file, piece by piece: Levelset's own rows, and those of other trackers."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

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
    # Without the mark a spreadsheet takes UTF-8 for something else.
    yield codecs.BOM_UTF8
    yield from _encoded(write_lines(row for row, _end in _done_by(athlete)))


def strong_file_for(athlete: Athlete) -> Iterator[bytes]:
    """Yield the whole log in Strong's form. Their readers take a mark for a part of the first column."""
    return _encoded(strong_lines(_done_by(athlete), word_for_workout=_("Workout")))


def hevy_file_for(athlete: Athlete) -> Iterator[bytes]:
    """Yield the whole log in Hevy's form, in the athlete's unit."""
    lines = hevy_lines(
        _done_by(athlete), unit=WeightUnit(athlete.weight_unit), word_for_workout=_("Workout")
    )
    return _encoded(lines)


def _encoded(lines: Iterable[str]) -> Iterator[bytes]:
    return (line.encode() for line in lines)


def _done_by(athlete: Athlete) -> Iterator[Done]:
    for one in lifts.whole_log_for(athlete).iterator(chunk_size=2000):
        yield row_of(_logged(one)), one.workout.ended_at


def _logged(lift_set: Any) -> LoggedSet:
    workout, exercise = lift_set.workout, lift_set.exercise
    return LoggedSet(
        id=lift_set.pk,
        exercise=exercise.name,
        workout=workout.title,
        local_date=workout.local_date,
        started_at=workout.started_at,
        time_zone=workout.time_zone,
        performed_at=lift_set.performed_at,
        set_index=lift_set.set_index,
        side=lift_set.side,
        side_source=lift_set.side_source,
        pair_order=lift_set.pair_order,
        kind=lift_set.kind,
        load=lift_set.typed_load,
        unit=lift_set.typed_unit,
        load_basis=lift_set.load_basis,
        rep_convention=lift_set.rep_convention,
        reps=lift_set.reps,
        seconds=lift_set.seconds,
        rir=lift_set.rir,
        pain=lift_set.pain,
        capped=lift_set.capped_by_plan,
        note=lift_set.note,
    )
