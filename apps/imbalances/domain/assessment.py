"""The detector's front door: one pattern's sets in, what may be said of it out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from .columns import columns_of
from .comparing import compare, with_shared_day
from .observations import exclusions_of, observed, told
from .policy import DEFAULT_POLICY, DetectorPolicy
from .state import initial_state
from .tallying import with_left_out
from .trend import replay
from .verdicts import judge

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from apps.exercises.domain.vocabulary import MovementPattern
    from apps.profiles.domain.people import Handedness

    from .columns import Codes, SetColumns
    from .observations import OccasionObservation
    from .sets import Exclusion, LoggedSet
    from .state import FilterState
    from .trend import TrendPoint
    from .verdicts import Finding


class PatternAssessment(Struct, frozen=True, kw_only=True):
    """Finding, the evidence it rests on, and the state to resume from.

    After a resumed assessment ``observations``, ``exclusions`` and ``trend`` hold only what
    came after the checkpoint; ``finding`` and ``state`` hold everything.
    """

    finding: Finding
    observations: tuple[OccasionObservation, ...]
    exclusions: tuple[Exclusion, ...]
    trend: tuple[TrendPoint, ...]
    state: FilterState


def assess_pattern(
    sets: Iterable[LoggedSet],
    *,
    pattern: MovementPattern,
    handedness: Handedness,
    as_of: datetime,
    age_years: int | None = None,
    state: FilterState | None = None,
    policy: DetectorPolicy = DEFAULT_POLICY,
) -> PatternAssessment:
    """Assess one movement pattern from one athlete's sets.

    Parameters
    ----------
    sets
        The pattern's sets in any order; with ``state``, only those of later workouts.
    as_of
        Aware instant for which to judge.
    age_years
        Whole years, or None when not known; people's grip differs more with age.
    state
        Checkpoint of an earlier assessment, made between workouts. None replays all.

    Raises
    ------
    ValueError
        A set of another pattern, a pattern that is not compared between sides, a
        checkpoint of another pattern, prior or policy version, or sets from before
        the checkpoint.
    """
    everything = tuple(sets)
    for one in everything:
        if one.pattern is not pattern:
            msg = f"a set of {one.pattern} among those of {pattern}"
            raise ValueError(msg)
    columns, codes = columns_of(everything, pattern, policy)
    return assess_columns(
        columns,
        codes,
        state=_checked(state, initial_state(pattern, handedness, policy, age_years=age_years)),
        as_of=as_of,
        policy=policy,
    )


def assess_columns(
    columns: SetColumns,
    codes: Codes,
    *,
    state: FilterState,
    as_of: datetime,
    policy: DetectorPolicy = DEFAULT_POLICY,
) -> PatternAssessment:
    """Assess the pattern of ``state`` from its sets as columns; see :func:`assess_pattern`."""
    found, reasons = compare(columns, policy)
    log = observed(with_shared_day(found, policy), codes)
    exclusions = exclusions_of(columns, reasons, codes)
    replayed = replay(log, state, policy)
    final = with_left_out(replayed.state, columns, reasons)
    return PatternAssessment(
        finding=judge(final, as_of=as_of, policy=policy),
        observations=told(log),
        exclusions=exclusions,
        trend=replayed.points,
        state=final,
    )


def _checked(state: FilterState | None, initial: FilterState) -> FilterState:
    if state is None:
        return initial
    if not state.continues(initial):
        msg = f"checkpoint of {state.pattern} with another prior: replay the log"
        raise ValueError(msg)
    return state
