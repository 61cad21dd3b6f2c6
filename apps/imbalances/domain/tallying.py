"""Counting what could not be compared. Belief does not change by it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from msgspec.structs import replace

from .columns import LEFT
from .measuring import code_of
from .sets import ExclusionReason

if TYPE_CHECKING:
    from .columns import Flags, Integers, SetColumns
    from .state import FilterState

_COUNTED = (
    ExclusionReason.MATCHED_WITHOUT_RIR,
    ExclusionReason.LOAD_RATIO_ASKS,
    ExclusionReason.REPS_BEYOND_RANGE,
)


def with_left_out(state: FilterState, columns: SetColumns, reasons: Integers) -> FilterState:
    """State with what could not be compared counted in: once an exercise and workout.

    ``reasons`` are those of :func:`~.comparing.compare`, one a set.
    """
    lone, left = reasons == code_of(ExclusionReason.ONE_SIDE_MISSING), columns.side == LEFT
    which = {reason.value: reasons == code_of(reason) for reason in _COUNTED}
    which |= {"lone_left": lone & left, "lone_right": lone & ~left}
    tally = state.tally
    more = {name: getattr(tally, name) + _times(columns, rows) for name, rows in which.items()}
    return replace(state, tally=replace(tally, **more))


def _times(columns: SetColumns, rows: Flags) -> int:
    """In how many pairs of workout and exercise the sets lie."""
    if not rows.any():
        return 0
    pairs = columns.occasion[rows] * (columns.exercise.max() + 1) + columns.exercise[rows]
    return len(np.unique(pairs))
