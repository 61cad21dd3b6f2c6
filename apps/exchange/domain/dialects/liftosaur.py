"""Liftosaur: Greenwich's time, planned and done side by side; what was not done has no reps."""

from __future__ import annotations

from collections.abc import Iterator

from apps.exchange.domain import cells, foreign_cells
from apps.exchange.domain.registry import Dialect, Item
from apps.exchange.domain.sniffing import Sniff
from apps.exchange.domain.tables import Names, has_columns, lines_of
from apps.exercises.domain.vocabulary import SetKind, SetSide

_NAMES: Names = {
    "date": ("workout date time", "workout datetime"),
    "workout": ("day name",),
    "exercise": ("exercise",),
    "warm-up": ("is warmup set",),
    "reps": ("completed reps",),
    "left": ("completed reps left",),
    "rpe": ("completed rpe",),
    "weight": ("completed weight value",),
    "unit": ("completed weight unit",),
    "notes": ("notes",),
}


def recognises(start: Sniff) -> bool:
    """Completed reps and loads."""
    return has_columns(start.heading, "exercise", "completed reps", "completed weight value")


def read(start: Sniff) -> Iterator[Item]:
    """Yield the sets that were done; a count for the left makes the other count the right's."""
    for line in lines_of(start, _NAMES):
        if not line.text("reps") and not line.text("left"):
            continue
        moment = line.value("date", foreign_cells.spoken_moment)
        load, unit = line.load("weight"), line.value("unit", cells.unit_of)
        sides = (
            (("reps", SetSide.RIGHT), ("left", SetSide.LEFT))
            if line.text("left")
            else (("reps", None),)
        )
        for key, side in sides:
            if not line.text(key):
                continue
            yield from line.row(
                moment=moment,
                workout=line.text("workout"),
                exercise=line.text("exercise"),
                load=load,
                unit=unit,
                reps=line.whole(key),
                rir=line.effort("rpe"),
                kind=SetKind.WARM_UP if line.says_yes("warm-up") else SetKind.WORK,
                side=side,
                note=line.text("notes"),
                is_instant=getattr(moment, "tzinfo", None) is not None,
            )


DIALECT = Dialect(name="liftosaur", label="Liftosaur", recognises=recognises, read=read)
