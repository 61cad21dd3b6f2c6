"""Counting what could not be compared. Belief does not change by it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from apps.exercises.domain.vocabulary import Side

from .sets import ExclusionReason

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .sets import Exclusion
    from .state import FilterState

_COUNTED = frozenset(
    {
        ExclusionReason.MATCHED_WITHOUT_RIR,
        ExclusionReason.LOAD_RATIO_ASKS,
        ExclusionReason.REPS_BEYOND_RANGE,
    }
)


def note_exclusions(state: FilterState, exclusions: Iterable[Exclusion]) -> FilterState:
    """State with what could not be compared counted in: once an exercise and workout."""
    seen = {(one.occasion_id, one.exercise_id, name) for one in exclusions if (name := _name(one))}
    counts = Counter(name for _occasion, _exercise, name in seen)
    tally = state.tally
    more = {name: getattr(tally, name) + count for name, count in counts.items()}
    return replace(state, tally=replace(tally, **more))


def _name(exclusion: Exclusion) -> str | None:
    if exclusion.reason in _COUNTED:
        return exclusion.reason.value
    if exclusion.reason is ExclusionReason.ONE_SIDE_MISSING:
        return "lone_left" if exclusion.side is Side.LEFT else "lone_right"
    return None
