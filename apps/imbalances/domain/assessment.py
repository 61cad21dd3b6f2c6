"""The detector's front door: one pattern's sets in, what may be said of it out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .filter import note_exclusions
from .observations import pair_observations
from .policy import DEFAULT_POLICY, DetectorPolicy
from .state import initial_state
from .trend import replay
from .verdicts import judge

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from apps.exercises.domain.vocabulary import MovementPattern
    from apps.profiles.domain.people import Handedness

    from .observations import OccasionObservation
    from .sets import Exclusion, LoggedSet
    from .state import FilterState
    from .trend import TrendPoint
    from .verdicts import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class PatternAssessment:
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
    state
        Checkpoint of an earlier assessment, made between workouts. None replays all.

    Raises
    ------
    ValueError
        A set of another pattern, a pattern that is not compared between sides, a
        checkpoint of another pattern, handedness or policy version, or sets from before
        the checkpoint.
    """
    everything = tuple(sets)
    for one in everything:
        if one.pattern is not pattern:
            msg = f"a set of {one.pattern} among those of {pattern}"
            raise ValueError(msg)
    if state is None:
        state = initial_state(pattern, handedness, policy)
    elif (state.pattern, state.handedness) != (pattern, handedness):
        msg = f"checkpoint of {state.pattern}, {state.handedness}: replay the log"
        raise ValueError(msg)
    pairing = pair_observations(everything, policy)
    replayed = replay(pairing.observations, state, policy)
    final = note_exclusions(replayed.state, pairing.exclusions)
    return PatternAssessment(
        finding=judge(final, as_of=as_of, policy=policy),
        observations=pairing.observations,
        exclusions=pairing.exclusions,
        trend=replayed.points,
        state=final,
    )
