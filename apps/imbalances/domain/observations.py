"""From logged sets to what one workout says of the difference between two sides.

Sets of the left and of the right are compared only within one workout and one exercise,
because the day, the machine and the load steps are then common to both. What cannot be
compared is not dropped in silence: it comes back as an ``Exclusion`` with its reason.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, replace
from statistics import fmean, median
from typing import TYPE_CHECKING

from apps.exercises.domain.vocabulary import SetKind, SetSide, Side, SideSource

from .pairs import Measured, Pair, compare, measure
from .sets import Exclusion, ExclusionReason, LoggedSet
from .state import ahead

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime

    from .policy import DetectorPolicy

_MIN_PAIRS_FOR_MEDIAN = 3
_ONE_LIMB = (SetSide.LEFT, SetSide.RIGHT)


@dataclass(frozen=True, slots=True, kw_only=True)
class OccasionObservation:
    """What one exercise in one workout says of the difference between sides.

    Attributes
    ----------
    performed_at
        When this workout's first compared set was done; one instant for all exercises.
    difference_log_pct
        Log-%, right-positive, corrected for order.
    variance
        Of the difference, log-%², day noise included.
    left_e1rm_kg, right_e1rm_kg
        Each side's one-repetition maximum by the exercise's own slope.
    n_pairs
        Informative pairs it rests on.
    n_lower_bounds
        Of these, pairs in which one side went past the range of repetitions.
    at_least_ahead
        The side that went past it and so is ahead by at least ``difference_log_pct``; None
        when the difference is a plain measurement.
    first_side
        The side that went first, or None when not known or mixed.
    is_check
        Whether a check is among the pairs.
    rir_on_both_sides
        Whether effort (RIR or failure) was known for every set compared.
    set_ids
        The sets compared.
    """

    occasion_id: str
    exercise_id: str
    performed_at: datetime
    local_date: date
    difference_log_pct: float
    variance: float
    left_e1rm_kg: float
    right_e1rm_kg: float
    n_pairs: int
    n_lower_bounds: int
    at_least_ahead: Side | None
    first_side: Side | None
    is_check: bool
    rir_on_both_sides: bool
    set_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairing:
    """Observations in order of time, and everything that could not be compared."""

    observations: tuple[OccasionObservation, ...]
    exclusions: tuple[Exclusion, ...]


def pair_observations(sets: Iterable[LoggedSet], policy: DetectorPolicy) -> Pairing:
    """Compare left with right, workout by workout and exercise by exercise.

    The order of ``sets`` does not matter. Within one exercise of one workout, sets of the
    same index and kind are paired; what is left over on both sides is compared by its
    means; what is left over on one side is excluded.
    """
    groups: dict[tuple[str, str], list[LoggedSet]] = defaultdict(list)
    for logged in sorted(sets, key=lambda s: (s.performed_at, s.set_id)):
        groups[logged.occasion_id, logged.exercise_id].append(logged)
    observations: list[OccasionObservation] = []
    exclusions: list[Exclusion] = []
    for group in groups.values():
        observation, left_out = _compare_group(group, policy)
        exclusions.extend(left_out)
        if observation is not None:
            observations.append(observation)
    return Pairing(
        observations=_in_order(observations),
        exclusions=tuple(sorted(exclusions, key=lambda e: (e.performed_at, e.set_ids, e.reason))),
    )


def _compare_group(
    group: Sequence[LoggedSet], policy: DetectorPolicy
) -> tuple[OccasionObservation | None, list[Exclusion]]:
    exclusions: list[Exclusion] = []
    known = [s for s in group if _side_refusal(s) is None]
    for logged in group:
        refusal = _side_refusal(logged)
        if refusal is not None:
            exclusions.append(_exclusion(refusal, [logged]))
    working = [s for s in known if s.kind is not SetKind.WARM_UP]
    logged_sides = {s.side for s in working}
    usable: list[Measured] = []
    for logged in known:
        measured = measure(logged, policy)
        if isinstance(measured, ExclusionReason):
            exclusions.append(_exclusion(measured, [logged]))
        else:
            usable.append(measured)
    if len({m.logged.side for m in usable}) == 1:
        reason = (
            ExclusionReason.ONE_SIDE_MISSING
            if len(logged_sides) == 1
            else ExclusionReason.PARTNER_EXCLUDED
        )
        exclusions.append(_exclusion(reason, [m.logged for m in usable]))
        return None, exclusions
    pairs: list[Pair] = []
    for kind_is_check in (False, True):
        same_kind = [m for m in usable if (m.logged.kind is SetKind.CHECK) is kind_is_check]
        matches, leftovers = _match(same_kind)
        for lefts, rights in matches:
            outcome = compare(lefts, rights, policy)
            if isinstance(outcome, ExclusionReason):
                exclusions.append(_exclusion(outcome, [m.logged for m in (*lefts, *rights)]))
            else:
                pairs.append(outcome)
        if leftovers:
            exclusions.append(_exclusion(ExclusionReason.UNPAIRED, [m.logged for m in leftovers]))
    return (_combine(group, pairs, policy) if pairs else None), exclusions


type _Match = tuple[list[Measured], list[Measured]]


def _match(measured: Sequence[Measured]) -> tuple[list[_Match], list[Measured]]:
    by_turn: dict[int, _Match] = defaultdict(lambda: ([], []))
    for one in measured:
        column = 0 if one.logged.side is SetSide.LEFT else 1
        by_turn[one.logged.set_index][column].append(one)
    matches: list[_Match] = []
    left_over: _Match = ([], [])
    for lefts, rights in by_turn.values():
        paired = min(len(lefts), len(rights))
        matches.extend(([lefts[i]], [rights[i]]) for i in range(paired))
        left_over[0].extend(lefts[paired:])
        left_over[1].extend(rights[paired:])
    if left_over[0] and left_over[1]:
        matches.append(left_over)
        return matches, []
    return matches, [*left_over[0], *left_over[1]]


def _combine(
    group: Sequence[LoggedSet], pairs: Sequence[Pair], policy: DetectorPolicy
) -> OccasionObservation:
    """Weighted mean of a workout's pairs; one day is never worth many independent ones."""
    middle = median(p.difference_log_pct for p in pairs)
    weights = [1.0 / p.variance for p in pairs]
    if len(pairs) >= _MIN_PAIRS_FOR_MEDIAN:
        weights = [
            w / policy.outlier_divisor
            if abs(p.difference_log_pct - middle) > policy.outlier_log_pct
            else w
            for w, p in zip(weights, pairs, strict=True)
        ]
    total = math.fsum(weights)
    floor = policy.floor_share * min(p.variance for p in pairs)
    day = 2.0 * policy.side_sd_log_pct**2
    used = {set_id for p in pairs for set_id in p.set_ids}
    bounds = [ahead(p.difference_log_pct) for p in pairs if p.is_bound]
    mostly_bounds = 2 * len(bounds) > len(pairs) and len(set(bounds)) == 1
    first_sides = {p.first_side for p in pairs}
    return OccasionObservation(
        occasion_id=group[0].occasion_id,
        exercise_id=group[0].exercise_id,
        performed_at=min(s.performed_at for s in group if s.set_id in used),
        local_date=min(s.local_date for s in group if s.set_id in used),
        difference_log_pct=math.fsum(
            w * p.difference_log_pct for w, p in zip(weights, pairs, strict=True)
        )
        / total,
        variance=max(1.0 / total, floor) + day,
        left_e1rm_kg=_weighted_geometric([p.left_e1rm_kg for p in pairs], weights),
        right_e1rm_kg=_weighted_geometric([p.right_e1rm_kg for p in pairs], weights),
        n_pairs=len(pairs),
        n_lower_bounds=sum(p.is_bound for p in pairs),
        at_least_ahead=bounds[0] if mostly_bounds else None,
        first_side=first_sides.pop() if len(first_sides) == 1 else None,
        is_check=any(p.is_check for p in pairs),
        rir_on_both_sides=all(p.effort_known for p in pairs),
        set_ids=tuple(s.set_id for s in group if s.set_id in used),
    )


def _weighted_geometric(values: Sequence[float], weights: Sequence[float]) -> float:
    return math.exp(fmean([math.log(v) for v in values], weights=weights))


def _in_order(observations: Sequence[OccasionObservation]) -> tuple[OccasionObservation, ...]:
    started: dict[str, tuple[datetime, date]] = {}
    for one in observations:
        candidate = (one.performed_at, one.local_date)
        started[one.occasion_id] = min(started.get(one.occasion_id, candidate), candidate)
    dated = (
        replace(
            one,
            performed_at=started[one.occasion_id][0],
            local_date=started[one.occasion_id][1],
        )
        for one in observations
    )
    return tuple(sorted(dated, key=lambda o: (o.performed_at, o.occasion_id, o.exercise_id)))


def _side_refusal(logged: LoggedSet) -> ExclusionReason | None:
    if logged.side not in _ONE_LIMB:
        return ExclusionReason.NO_SINGLE_SIDE
    if logged.side_source is SideSource.ASSUMED:
        return ExclusionReason.ASSUMED_SIDE
    return None


def _exclusion(reason: ExclusionReason, sets: Sequence[LoggedSet]) -> Exclusion:
    sides = {s.side.body_side for s in sets}
    return Exclusion(
        reason=reason,
        exercise_id=sets[0].exercise_id,
        occasion_id=sets[0].occasion_id,
        performed_at=sets[0].performed_at,
        local_date=sets[0].local_date,
        set_ids=tuple(s.set_id for s in sets),
        side=sides.pop() if len(sides) == 1 else None,
    )
