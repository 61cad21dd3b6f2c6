"""From columns of sets to what each workout says of the difference between two sides.

Left and right are compared only within one workout and one exercise, because the day, the
machine and the load steps are then common to both. There, each side's sets are brought to
the same freshness, to one number a side, and the two numbers are subtracted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from .columns import CHECK, LEFT, RIGHT, WARM_UP
from .measuring import USED, code_of, measure, reps_sd
from .sets import ExclusionReason
from .sides import SideMeans, mean_of_sides

if TYPE_CHECKING:
    from .columns import Flags, Floats, Integers, SetColumns
    from .measuring import Measures
    from .policy import DetectorPolicy

MATCHED = code_of(ExclusionReason.MATCHED_WITHOUT_RIR)
ASKED = code_of(ExclusionReason.LOAD_RATIO_ASKS)
UNPAIRED = code_of(ExclusionReason.UNPAIRED)
BEYOND = code_of(ExclusionReason.REPS_BEYOND_RANGE)
MISSING = code_of(ExclusionReason.ONE_SIDE_MISSING)
PARTNER = code_of(ExclusionReason.PARTNER_EXCLUDED)
_MOSTLY, _ALL = 0.5, 0.99


class Comparisons(Struct, frozen=True, kw_only=True):
    """One element for each exercise of each workout that compared the sides, oldest first.

    Attributes
    ----------
    occasion, exercise, at, day
        As in the sets; ``at`` and ``day`` are of the workout's first set that was compared.
    difference
        Log-%, right-positive, as logged: not corrected for order.
    variance
        Of the difference, log-%², for an athlete of usual noise. Of the day's noise it holds
        the part that exercises do not share, see :func:`with_shared_day`.
    order
        Share of sets in which the right went second, minus the same of the left: -1 to 1.
    order_log_pct
        What going second usually costs in this pattern, log-%.
    slope_exposure
        Log-% by which the difference is off for each SD that the slope is.
    bound
        1 or -1 when the right or the left is ahead by at least the difference; else 0.
    untold
        Effort was mostly not known.
    told
        Effort was known for every set compared.
    is_check
        A check is among the sets.
    first
        1 or -1 when the right or the left went first; 0 when mixed or not known.
    n_pairs, n_bounds, n_sets
        Sets of the side with fewer; of these, with one that went past the range; all sets.
    left, right
        100 ln of each side's capacity, tired as it was, log-% of kg.
    slope
        Of the exercise.
    """

    occasion: Integers
    exercise: Integers
    at: Floats
    day: Integers
    difference: Floats
    variance: Floats
    order: Floats
    order_log_pct: Floats
    slope_exposure: Floats
    bound: Integers
    untold: Flags
    told: Flags
    is_check: Flags
    first: Integers
    n_pairs: Integers
    n_bounds: Integers
    n_sets: Integers
    left: Floats
    right: Floats
    slope: Floats

    def __len__(self) -> int:
        """Number of comparisons."""
        return len(self.occasion)

    def of(self, rows: Integers | Flags) -> Comparisons:
        """Only some of them."""
        return Comparisons(**{name: getattr(self, name)[rows] for name in self.__struct_fields__})


def compare(columns: SetColumns, policy: DetectorPolicy) -> tuple[Comparisons, Integers]:
    """Compare the sides, and say of each set ``USED`` or why it was not compared.

    The sets may be of any exercises, workouts and athletes, so long as codes of workouts
    differ between athletes; their order does not matter.
    """
    measures = measure(columns, policy)
    reason = measures.reason.copy()
    group, first_rows = _groups(columns.occasion, columns.exercise)
    _refuse_matched(columns, reason, group)
    both_logged = _sides_logged(columns, group, len(first_rows))
    _refuse_lonely(reason, columns.side, group, both_logged)
    part = 2 * group + (columns.kind == CHECK)
    _refuse_turns(columns, reason, part, policy)
    means = _means(
        columns,
        measures=measures,
        reason=reason,
        part=part,
        n_parts=2 * len(first_rows),
        policy=policy,
    )
    _refuse_parts(reason, part, means, policy)
    found = _joined(
        columns, reason=reason, group=group, first_rows=first_rows, means=means, policy=policy
    )
    return found, reason


def with_shared_day(found: Comparisons, policy: DetectorPolicy) -> Comparisons:
    """Comparisons of one pattern, with the noise that a day's exercises have in common.

    Exercises of one workout err together. Where there are k of them, each gets k times the
    shared variance, so that their mean has it once.
    """
    if not len(found):
        return found
    together = np.bincount(found.occasion)[found.occasion]
    return replace(found, variance=found.variance + policy.shared_day_variance * together)


def _groups(occasion: Integers, exercise: Integers) -> tuple[Integers, Integers]:
    """Number of each set's (workout, exercise), and one row of each group."""
    if not len(occasion):
        return occasion, occasion
    key = occasion * (int(exercise.max()) + 1) + exercise
    _keys, rows, group = np.unique(key, return_index=True, return_inverse=True)
    return group.astype(np.int64), rows


def _sides_logged(columns: SetColumns, group: Integers, n_groups: int) -> Flags:
    """Per group: whether both sides have a set that is no warm-up."""
    worked = (columns.kind != WARM_UP) & ~columns.assumed
    seen = [
        np.bincount(group[worked & (columns.side == side)], minlength=n_groups) > 0
        for side in (LEFT, RIGHT)
    ]
    return seen[0] & seen[1]


def _refuse_matched(columns: SetColumns, reason: Integers, group: Integers) -> None:
    """Where the plan stopped a set, a set of unknown effort shows the plan, not the limb."""
    used = reason == USED
    capped = np.zeros(int(group.max(initial=-1)) + 1, dtype=np.bool_)
    capped[group[used & columns.capped]] = True
    reason[used & capped[group] & ~columns.effort_known] = MATCHED


def _refuse_lonely(reason: Integers, side: Integers, group: Integers, both_logged: Flags) -> None:
    """Sets of a side whose partner was not logged, or was left out for its own reason."""
    used = reason == USED
    n_groups = len(both_logged)
    left, right = (
        np.bincount(group[used & (side == which)], minlength=n_groups) > 0
        for which in (LEFT, RIGHT)
    )
    lonely = used & (left != right)[group]
    matched = np.bincount(group[reason == MATCHED], minlength=n_groups) > 0
    told = np.where(both_logged, np.where(matched, MATCHED, PARTNER), MISSING)
    reason[lonely] = told[group[lonely]]


def _refuse_turns(
    columns: SetColumns, reason: Integers, part: Integers, policy: DetectorPolicy
) -> None:
    """Turns whose loads are too far apart, and turns with one side twice and the other never.

    The second is a set logged on the wrong side more often than not: it must not be counted.
    """
    used = np.flatnonzero(reason == USED)
    if not len(used):
        return
    key = part[used] * (int(columns.turn[used].max()) + 1) + columns.turn[used]
    keys, turn = np.unique(key, return_inverse=True)
    n_turns = len(keys)
    load = np.log(columns.load_kg[used])
    is_right = columns.side[used] == RIGHT
    n_right = np.bincount(turn, weights=is_right, minlength=n_turns)
    n_left = np.bincount(turn, weights=~is_right, minlength=n_turns)
    both = (n_left > 0) & (n_right > 0)
    mean_right = np.bincount(turn, weights=load * is_right, minlength=n_turns)
    mean_left = np.bincount(turn, weights=load * ~is_right, minlength=n_turns)
    apart = np.abs(mean_right / np.maximum(n_right, 1) - mean_left / np.maximum(n_left, 1))
    asked = both & (apart > np.log(policy.load_ratio_max))
    reason[used[asked[turn]]] = ASKED
    paired = np.zeros(int(part.max()) + 1, dtype=np.bool_)
    paired[part[used[both[turn]]]] = True
    doubled = ~both & (n_left + n_right > 1)
    reason[used[doubled[turn] & paired[part[used]]]] = UNPAIRED


def _means(
    columns: SetColumns,
    *,
    measures: Measures,
    reason: Integers,
    part: Integers,
    n_parts: int,
    policy: DetectorPolicy,
) -> SideMeans:
    """One number for each side of each part: sets of one exercise of one workout, checks apart.

    Weights come from what is usual in the part and not from each set's own numbers: a set
    that happens to read high would otherwise count for less, and gaps would shrink.
    """
    used = np.flatnonzero(reason == USED)
    part, side = part[used], columns.side[used]
    seat = 2 * part + side
    told = ~np.isnan(columns.rir[used])
    rir = measures.rir[used]
    n_told = np.bincount(seat, weights=told, minlength=2 * n_parts)
    usual = np.bincount(seat, weights=rir * told, minlength=2 * n_parts) / np.maximum(n_told, 1)
    n_sets = np.bincount(part, minlength=n_parts)
    effective = measures.effective[used]
    middle = np.bincount(part, weights=effective, minlength=n_parts) / np.maximum(n_sets, 1)
    slope = columns.slope[used]
    gain = 100.0 * slope / (1.0 + slope * middle[part])
    spread = reps_sd(columns, np.zeros(len(columns)), policy)[used]
    spread = spread + np.where(
        told & ~columns.to_failure[used],
        policy.effort.reported_sd_per_rir * usual[seat],
        0.0,
    )
    return mean_of_sides(
        columns,
        used=used,
        seat=seat,
        n_parts=n_parts,
        capacity=measures.capacity[used],
        variance=(gain * spread) ** 2 + columns.set_sd_log_pct[used] ** 2,
        effective=effective,
        is_bound=measures.is_bound[used],
        policy=policy,
    )


def _refuse_parts(
    reason: Integers, part: Integers, means: SideMeans, policy: DetectorPolicy
) -> None:
    """Parts that lost a side, whose loads are too far apart, or that only say "at least"."""
    verdict = np.full(means.n_parts, USED)
    verdict[~means.has_both] = UNPAIRED
    verdict[means.has_both & (means.load_apart > np.log(policy.load_ratio_max))] = ASKED
    verdict[means.has_both & means.says_nothing] = BEYOND
    used = reason == USED
    reason[used] = verdict[part[used]]


def _joined(
    columns: SetColumns,
    *,
    reason: Integers,
    group: Integers,
    first_rows: Integers,
    means: SideMeans,
    policy: DetectorPolicy,
) -> Comparisons:
    """Work sets and checks of one exercise in one workout, made one comparison."""
    pair = means.compared(policy)
    kept = np.zeros(means.n_parts, dtype=np.bool_)
    used = reason == USED
    kept[(2 * group + (columns.kind == CHECK))[used]] = True
    work, check = kept[0::2], kept[1::2]
    # A figure tells more than a bound.
    plain = [kept[which::2] & (pair.bound[which::2] == 0) for which in (0, 1)]
    work &= plain[0] | ~plain[1]
    check &= plain[1] | ~plain[0]
    weight = np.zeros(means.n_parts)
    weight[0::2] = np.where(work, 1.0 / pair.variance[0::2], 0.0)
    weight[1::2] = np.where(check, 1.0 / pair.variance[1::2], 0.0)
    total = weight[0::2] + weight[1::2]
    rows = np.flatnonzero(total > 0)
    safe = np.where(total > 0, total, 1.0)

    def mixed(values: Floats) -> Floats:
        both: Floats = (weight[0::2] * values[0::2] + weight[1::2] * values[1::2]) / safe
        return both[rows]

    def added(values: Integers) -> Integers:
        both: Integers = values[0::2] * work + values[1::2] * check
        return both[rows]

    counted = used & np.where(columns.kind == CHECK, check[group], work[group])
    reason[used & ~counted] = BEYOND
    at, day = _begun(columns, counted, group, len(first_rows))
    order = mixed(pair.order)
    first = np.where(order > _ALL, -1, np.where(order < -_ALL, 1, 0))
    sample = first_rows[rows]
    found = Comparisons(
        occasion=columns.occasion[sample],
        exercise=columns.exercise[sample],
        at=at[rows],
        day=day[rows],
        difference=mixed(pair.difference),
        variance=1.0 / total[rows] + policy.own_day_variance,
        order=order,
        order_log_pct=columns.order_log_pct[sample],
        slope_exposure=mixed(pair.slope_exposure),
        bound=np.where((weight[0::2] > 0)[rows], pair.bound[0::2][rows], pair.bound[1::2][rows]),
        untold=mixed(pair.untold) > _MOSTLY,
        told=added((pair.untold > 0).astype(np.int64)) == 0,
        is_check=check[rows],
        first=first,
        n_pairs=added(pair.n_pairs),
        n_bounds=added(pair.n_bounds),
        n_sets=np.bincount(group[counted], minlength=len(first_rows))[rows],
        left=mixed(pair.left),
        right=mixed(pair.right),
        slope=columns.slope[sample],
    )
    own = np.full(len(first_rows), np.inf)
    np.minimum.at(own, group[counted], columns.at[counted])
    # Exercises of one workout in the order in which they were trained.
    return found.of(np.lexsort((found.exercise, own[rows], found.occasion, found.at)))


def _begun(
    columns: SetColumns, counted: Flags, group: Integers, n_groups: int
) -> tuple[Floats, Integers]:
    """When each group's workout began: its first compared set of any exercise."""
    n_occasions = int(columns.occasion.max(initial=-1)) + 1
    at = np.full(n_occasions, np.inf)
    day = np.full(n_occasions, np.iinfo(np.int64).max)
    np.minimum.at(at, columns.occasion[counted], columns.at[counted])
    np.minimum.at(day, columns.occasion[counted], columns.day[counted])
    occasion = np.zeros(n_groups, dtype=np.int64)
    occasion[group] = columns.occasion
    return at[occasion], day[occasion]
