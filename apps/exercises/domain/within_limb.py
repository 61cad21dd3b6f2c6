"""Whether a difference between limbs is larger than each limb's own variability."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def rank_sum_p(left: Sequence[float], right: Sequence[float]) -> float:
    """Exact two-sided probability of a rank-sum difference at least this large by chance.

    Parameters
    ----------
    left, right
        Trials of each limb, one unit, at least one a side; ties share their rank.

    Raises
    ------
    ValueError
        A limb without trials.

    Notes
    -----
    All ways to deal the pooled ranks to the two limbs are counted (ranks doubled, so that
    shared ranks stay whole), not approximated.

    Examples
    --------
    >>> round(rank_sum_p([1, 2, 3, 4], [5, 6, 7, 8]), 4)
    0.0286
    """
    if not left or not right:
        msg = "each limb needs at least one trial"
        raise ValueError(msg)
    pooled = sorted((*left, *right))
    doubled = {value: 2 * pooled.index(value) + 1 + pooled.count(value) for value in pooled}
    ranks = [doubled[value] for value in pooled]
    ways: list[dict[int, int]] = [{0: 1}, *({} for _ in right)]
    for rank in ranks:
        for size in range(len(right), 0, -1):
            for total, count in ways[size - 1].items():
                ways[size][total + rank] = ways[size].get(total + rank, 0) + count
    centre = len(right) * sum(ranks) / len(ranks)
    distance = abs(sum(doubled[value] for value in right) - centre)
    extreme = sum(n for total, n in ways[-1].items() if abs(total - centre) >= distance)
    return extreme / math.comb(len(ranks), len(right))


def exceeds_within_limb_variability(
    *, left: Sequence[float], right: Sequence[float], alpha: float = 0.05
) -> bool | None:
    """Whether the limbs differ by more than the trials of each vary (Exell's condition).

    Reference limb: none; no sign.

    Returns
    -------
    bool or None
        None when there are too few trials for any difference to reach ``alpha`` (fewer
        than four a side at 0.05), or a limb has none.

    References
    ----------
    Exell TA, Irwin G, Gittoes MJR, Kerwin DG. Implications of intra-limb variability on
    asymmetry analyses. J Sports Sci 30(4):403-409, 2012.

    Examples
    --------
    >>> exceeds_within_limb_variability(left=[20, 21, 20, 22], right=[25, 26, 24, 25])
    True
    >>> exceeds_within_limb_variability(left=[20, 21], right=[25, 26]) is None
    True
    """
    if not left or not right:
        return None
    if 2 / math.comb(len(left) + len(right), len(right)) > alpha:
        return None
    return rank_sum_p(left, right) <= alpha
