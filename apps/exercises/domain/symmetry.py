"""Every measure of symmetry between two limbs that the field uses, each once.

The same two numbers give four different percentages by formula: 20 against 25 is 20 % of
the stronger, 25 % of the weaker, 22.2 % of the mean and 11.1 % of the total. So each
function names the limb it refers to, its range and its sign. Signed values that compare
right and left are **right-positive**: above 0 the right side has more.

Levelset computes in log-% (:func:`log_ratio_pct`) and shows percent of the stronger side
(:func:`bilateral_strength_asymmetry_pct`). The rest is here for reading other people's work.

Scores must be of one unit, one exercise and one day, and more must mean stronger. A side
that was not measured, or that scored 0, leaves every measure undefined: the result is None,
never 0. Scores below 0 are bad input.

References
----------
Of every function that names no other:
Bishop C, Read P, Chavda S, Turner A. Asymmetries of the lower limb: the calculation
conundrum in strength training and conditioning. Strength Cond J 38(6):27-32, 2016.
Parkinson AO, Apps CL, Morris JG, Barnett CT, Lewis MGC. The calculation, thresholds and
reporting of inter-limb strength asymmetry: a systematic review. J Sports Sci Med
20:594-617, 2021.
"""

from __future__ import annotations

import math

from .vocabulary import Side

Score = float | None
"""One limb's score, or None when it was not measured."""

_ALL_PCT = 100.0


def limb_symmetry_index_pct(*, reference: Score, compared: Score) -> float | None:
    """Limb symmetry index (LSI, LSI-1): the compared limb as percent of the reference.

    Reference limb: the caller's (dominant, uninvolved or stronger). Range 0 and up, 100 is
    equal. Swapping roles does not mirror it: 20 against 25 is 80, 25 against 20 is 125.

    Examples
    --------
    >>> limb_symmetry_index_pct(reference=25, compared=20)
    80.0
    """
    pair = _pair(reference, compared)
    return None if pair is None else 100.0 * pair[1] / pair[0]


def limb_deficit_pct(*, reference: Score, compared: Score) -> float | None:
    """LSI-2: how much the compared limb lacks, as percent of the reference limb.

    Reference limb: the caller's. Up to 100; negative when the compared limb has more.

    Examples
    --------
    >>> limb_deficit_pct(reference=25, compared=20)
    20.0
    """
    pair = _pair(reference, compared)
    return None if pair is None else 100.0 * (pair[0] - pair[1]) / pair[0]


def lsi_3_pct(*, left: Score, right: Score) -> float | None:
    """LSI-3: difference as percent of the mean of both limbs.

    Reference limb: none. Range -200 to 200, right-positive.

    Examples
    --------
    >>> round(lsi_3_pct(left=20, right=25), 1)
    22.2
    """
    pair = _pair(left, right)
    return None if pair is None else 200.0 * _share_of_total(*pair)


def lsi_4_pct(*, reference: Score, compared: Score) -> float | None:
    """LSI-4: the reference limb as percent of the compared limb (LSI-1 upside down).

    Reference limb: the caller's. Range 0 and up, 100 is equal.

    Examples
    --------
    >>> lsi_4_pct(reference=25, compared=20)
    125.0
    """
    pair = _pair(reference, compared)
    return None if pair is None else 100.0 * pair[0] / pair[1]


def bilateral_strength_asymmetry_pct(*, left: Score, right: Score) -> float | None:
    """Bilateral strength asymmetry (BSA): difference as percent of the stronger limb.

    Reference limb: the stronger, always the larger. Range 0 to 100, no sign: use
    :func:`stronger_side` or :func:`signed_gap_pct` for the direction. Levelset's headline.

    References
    ----------
    Impellizzeri FM, Rampinini E, Maffiuletti N, Marcora SM. A vertical jump force test for
    assessing bilateral strength asymmetry in athletes. Med Sci Sports Exerc
    39(11):2044-2050, 2007.

    Examples
    --------
    >>> bilateral_strength_asymmetry_pct(left=20, right=25)
    20.0
    """
    pair = _pair(left, right)
    return None if pair is None else 100.0 * (max(pair) - min(pair)) / max(pair)


def bilateral_strength_asymmetry_2_pct(*, left: Score, right: Score) -> float | None:
    """BSA-2: the weaker limb's distance below the stronger, as percent of the stronger.

    Reference limb: the stronger. Range -100 to 0; the sign says nothing about the side.

    Examples
    --------
    >>> bilateral_strength_asymmetry_2_pct(left=20, right=25)
    -20.0
    """
    pair = _pair(left, right)
    return None if pair is None else 100.0 * (min(pair) - max(pair)) / max(pair)


def percentage_difference_pct(*, left: Score, right: Score) -> float | None:
    """Percentage difference, for unilateral tests; the same number as BSA.

    Reference limb: the stronger. Range 0 to 100, no sign.

    References
    ----------
    Bishop C, Read P, Lake J, Chavda S, Turner A. Interlimb asymmetries: understanding how
    to calculate differences from bilateral and unilateral tests. Strength Cond J
    40(4):1-6, 2018.

    Examples
    --------
    >>> percentage_difference_pct(left=20, right=25)
    20.0
    """
    pair = _pair(left, right)
    return None if pair is None else 100.0 / max(pair) * min(pair) * -1.0 + 100.0


def bilateral_asymmetry_index_1_pct(*, dominant: Score, non_dominant: Score) -> float | None:
    """BAI-1: difference as percent of the total, for bilateral tests with one shared total.

    Reference limb: none for the size; the sign is positive when the dominant limb has more.
    Range -100 to 100.

    References
    ----------
    Bishop et al. 2018.

    Examples
    --------
    >>> round(bilateral_asymmetry_index_1_pct(dominant=25, non_dominant=20), 1)
    11.1
    """
    pair = _pair(non_dominant, dominant)
    return None if pair is None else 100.0 * _share_of_total(*pair)


def bilateral_asymmetry_index_2_pct(*, dominant: Score, non_dominant: Score) -> float | None:
    """BAI-2: twice BAI-1, which is the difference as percent of the mean.

    Reference limb: none for the size; positive when the dominant limb has more.
    Range -200 to 200.

    Examples
    --------
    >>> round(bilateral_asymmetry_index_2_pct(dominant=25, non_dominant=20), 1)
    22.2
    """
    pair = _pair(non_dominant, dominant)
    return None if pair is None else 200.0 * _share_of_total(*pair)


def asymmetry_index_pct(*, dominant: Score, non_dominant: Score) -> float | None:
    """Asymmetry index (AI): difference as percent of the mean; the same number as BAI-2.

    Reference limb: none for the size; positive when the dominant limb has more.
    Range -200 to 200.

    Examples
    --------
    >>> round(asymmetry_index_pct(dominant=25, non_dominant=20), 1)
    22.2
    """
    return bilateral_asymmetry_index_2_pct(dominant=dominant, non_dominant=non_dominant)


def symmetry_index_strength_pct(*, left: Score, right: Score) -> float | None:
    """Symmetry index (SI), strength form: high minus low as percent of the total.

    Reference limb: none. Range 0 to 100, no sign. Ten percent here is 18.2 % of the
    stronger limb.

    Examples
    --------
    >>> round(symmetry_index_strength_pct(left=20, right=25), 1)
    11.1
    """
    pair = _pair(left, right)
    return None if pair is None else 100.0 * abs(_share_of_total(*pair))


def symmetry_index_vector_pct(*, left: Score, right: Score) -> float | None:
    """Symmetry index (SI) with direction: difference as percent of the total.

    Reference limb: none. Range -100 to 100, right-positive (papers print left minus right;
    turned here so that every signed value in the code base reads the same way).

    Examples
    --------
    >>> round(symmetry_index_vector_pct(left=20, right=25), 1)
    11.1
    """
    pair = _pair(left, right)
    return None if pair is None else 100.0 * _share_of_total(*pair)


def robinson_symmetry_index_pct(*, left: Score, right: Score) -> float | None:
    """Robinson's symmetry index for gait; the same number as LSI-3.

    Reference limb: none. Range -200 to 200, right-positive. It explodes when a measured
    quantity crosses zero, which strength does not.

    References
    ----------
    Robinson RO, Herzog W, Nigg BM. Use of force platform variables to quantify the effects
    of chiropractic manipulation on gait symmetry. J Manipulative Physiol Ther
    10(4):172-176, 1987.

    Examples
    --------
    >>> round(robinson_symmetry_index_pct(left=20, right=25), 1)
    22.2
    """
    return lsi_3_pct(left=left, right=right)


def symmetry_angle_pct(*, left: Score, right: Score) -> float | None:
    """Symmetry angle (SA): the angle between the two scores and the line of equals.

    Reference limb: none. Range -50 to 50 for positive scores, right-positive. Values are
    about a third of the percent of the stronger limb.

    References
    ----------
    Zifchock RA, Davis I, Higginson J, Royer T. The symmetry angle: a novel, robust method
    of quantifying asymmetry. Gait Posture 27(4):622-627, 2008.

    Examples
    --------
    >>> round(symmetry_angle_pct(left=20, right=25), 2)
    7.04
    """
    pair = _pair(left, right)
    if pair is None:
        return None
    return 100.0 * (45.0 - math.degrees(math.atan(pair[0] / pair[1]))) / 90.0


def strength_asymmetry_pct(*, reference: Score, compared: Score) -> float | None:
    """Strength asymmetry: 100 less the LSI; the same number as LSI-2.

    Reference limb: the caller's. Up to 100; negative when the compared limb has more.

    Examples
    --------
    >>> strength_asymmetry_pct(reference=25, compared=20)
    20.0
    """
    index = limb_symmetry_index_pct(reference=reference, compared=compared)
    return None if index is None else 100.0 - index


def log_ratio_pct(*, left: Score, right: Score) -> float | None:
    """Log ratio in log-%: 100 ln(right / left). What Levelset computes with.

    Reference limb: none. Any real number, right-positive; swapping sides only changes the
    sign, and repeated differences add up.

    References
    ----------
    Patterson KK, Gage WH, Brooks D, Black SE, McIlroy WE. Evaluation of gait symmetry after
    stroke: a comparison of current methods. Gait Posture 31(2):241-246, 2010.

    Examples
    --------
    >>> round(log_ratio_pct(left=20, right=25), 2)
    22.31
    """
    pair = _pair(left, right)
    return None if pair is None else 100.0 * math.log(pair[1] / pair[0])


def minimum_reference_pct(*, left: Score, right: Score) -> float | None:
    """Difference as percent of the weaker limb (a grip ratio less one, in percent).

    Reference limb: the weaker. Range 0 and up, no sign. Ten percent here is 9.09 % of the
    stronger limb.

    References
    ----------
    McGrath R, et al. Handgrip strength asymmetry and weakness are associated with lower
    cognitive function. J Am Geriatr Soc 68(9):2051-2058, 2020.

    Examples
    --------
    >>> minimum_reference_pct(left=20, right=25)
    25.0
    """
    pair = _pair(left, right)
    return None if pair is None else 100.0 * (max(pair) - min(pair)) / min(pair)


def stronger_side(*, left: Score, right: Score) -> Side | None:
    """Side with the higher score; None when undefined or exactly equal.

    Examples
    --------
    >>> stronger_side(left=20, right=25)
    <Side.RIGHT: 'right'>
    """
    pair = _pair(left, right)
    if pair is None or pair[0] == pair[1]:
        return None
    return Side.RIGHT if pair[1] > pair[0] else Side.LEFT


def gap_pct(log_pct: float) -> float:
    """Percent of the stronger side (0 to 100, no sign) that a log-% difference stands for.

    Examples
    --------
    >>> round(gap_pct(-10.536), 2)
    10.0
    """
    return -100.0 * math.expm1(-abs(log_pct) / 100.0)


def signed_gap_pct(log_pct: float) -> float:
    """Percent of the stronger side (-100 to 100), right-positive, for a log-% difference.

    Examples
    --------
    >>> round(signed_gap_pct(-10.536), 2)
    -10.0
    """
    return math.copysign(gap_pct(log_pct), log_pct)


def log_pct_from_gap(gap: float) -> float:
    """Size in log-% (0 and up) of a difference given as percent of the stronger side.

    Raises
    ------
    ValueError
        Outside 0 up to, not including, 100.

    Examples
    --------
    >>> round(log_pct_from_gap(10), 2)
    10.54
    """
    if not 0.0 <= gap < _ALL_PCT:
        msg = f"percent of the stronger side must lie in 0 to 100, got {gap}"
        raise ValueError(msg)
    return -100.0 * math.log1p(-gap / 100.0)


def _pair(first: Score, second: Score) -> tuple[float, float] | None:
    for score in (first, second):
        if score is not None and not (math.isfinite(score) and score >= 0):
            msg = f"a strength score must be 0 or more, got {score}"
            raise ValueError(msg)
    if first is None or second is None or first == 0 or second == 0:
        return None
    return float(first), float(second)


def _share_of_total(low: float, high: float) -> float:
    return (high - low) / (high + low)
