from __future__ import annotations

import math
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.exercises.domain import symmetry
from apps.exercises.domain.vocabulary import Side
from apps.exercises.domain.within_limb import exceeds_within_limb_variability, rank_sum_p

ROLES = ("reference", "compared")
HANDS = ("dominant", "non_dominant")
SIDES = ("left", "right")

# Worked example of Bishop et al. 2016: the dominant right limb scores 25, the left 20.
WORKED = [
    ("limb_symmetry_index_pct", ROLES, (25, 20), 80),
    ("limb_deficit_pct", ROLES, (25, 20), 20),
    ("lsi_3_pct", SIDES, (20, 25), 22.2),
    ("lsi_4_pct", ROLES, (25, 20), 125),
    ("bilateral_strength_asymmetry_pct", SIDES, (20, 25), 20),
    ("bilateral_strength_asymmetry_2_pct", SIDES, (20, 25), -20),
    ("percentage_difference_pct", SIDES, (20, 25), 20),
    ("bilateral_asymmetry_index_1_pct", HANDS, (25, 20), 11.1),
    ("bilateral_asymmetry_index_2_pct", HANDS, (25, 20), 22.2),
    ("asymmetry_index_pct", HANDS, (25, 20), 22.2),
    ("symmetry_index_strength_pct", SIDES, (20, 25), 11.1),
    ("symmetry_index_vector_pct", SIDES, (20, 25), 11.1),
    ("robinson_symmetry_index_pct", SIDES, (20, 25), 22.2),
    ("symmetry_angle_pct", SIDES, (20, 25), 7.04),
    ("strength_asymmetry_pct", ROLES, (25, 20), 20),
    ("log_ratio_pct", SIDES, (20, 25), 22.31),
    ("minimum_reference_pct", SIDES, (20, 25), 25),
    # The same people with the roles swapped: the trap of a reference limb.
    ("limb_symmetry_index_pct", ROLES, (20, 25), 125),
    ("limb_deficit_pct", ROLES, (20, 25), -25),
    ("bilateral_asymmetry_index_1_pct", HANDS, (20, 25), -11.1),
    ("bilateral_asymmetry_index_2_pct", HANDS, (20, 25), -22.2),
]
METRICS = sorted({(name, limbs) for name, limbs, _, _ in WORKED})


@pytest.mark.parametrize(("name", "limbs", "scores", "value"), WORKED)
def test_worked_example(name, limbs, scores, value):
    tolerance = 0.006 if name in {"symmetry_angle_pct", "log_ratio_pct"} else 0.06
    metric = getattr(symmetry, name)
    assert metric(**dict(zip(limbs, scores, strict=True))) == pytest.approx(value, abs=tolerance)


@pytest.mark.parametrize(("name", "limbs"), METRICS)
@pytest.mark.parametrize("scores", [(None, 20), (20, None), (0, 20), (20, 0), (None, None)])
def test_a_missing_or_zero_side_is_undefined_and_never_level(name, limbs, scores):
    assert getattr(symmetry, name)(**dict(zip(limbs, scores, strict=True))) is None


@pytest.mark.parametrize(("name", "limbs"), METRICS)
@pytest.mark.parametrize("bad", [-1.0, math.nan, math.inf])
def test_a_score_below_zero_is_bad_input(name, limbs, bad):
    with pytest.raises(ValueError, match="0 or more"):
        getattr(symmetry, name)(**dict(zip(limbs, (20, bad), strict=True)))


# Percent of the stronger, LSI, log-%, SI on total, SI on mean, SA, min-reference.
CONVERSIONS = [
    (5, 95, 5.13, 2.56, 5.13, 1.63, 5.26),
    (7.5, 92.5, 7.80, 3.90, 7.79, 2.48, 8.11),
    (10, 90, 10.54, 5.26, 10.53, 3.35, 11.11),
    (12.5, 87.5, 13.35, 6.67, 13.33, 4.24, 14.29),
    (15, 85, 16.25, 8.11, 16.22, 5.15, 17.65),
    (20, 80, 22.31, 11.11, 22.22, 7.04, 25.00),
    (25, 75, 28.77, 14.29, 28.57, 9.03, 33.33),
    (30, 70, 35.67, 17.65, 35.29, 11.12, 42.86),
]


@pytest.mark.parametrize("row", CONVERSIONS, ids=lambda row: f"{row[0]} %")
def test_conversion_table(row):
    gap, lsi, log, total, mean, angle, minimum = row
    pair = {"left": 100.0 - gap, "right": 100.0}
    close = {"abs": 0.0051}
    assert symmetry.bilateral_strength_asymmetry_pct(**pair) == pytest.approx(gap)
    assert symmetry.limb_symmetry_index_pct(
        reference=pair["right"], compared=pair["left"]
    ) == pytest.approx(lsi)
    assert symmetry.log_ratio_pct(**pair) == pytest.approx(log, **close)
    assert symmetry.symmetry_index_strength_pct(**pair) == pytest.approx(total, **close)
    assert symmetry.lsi_3_pct(**pair) == pytest.approx(mean, **close)
    assert symmetry.symmetry_angle_pct(**pair) == pytest.approx(angle, **close)
    assert symmetry.minimum_reference_pct(**pair) == pytest.approx(minimum, **close)
    assert symmetry.log_pct_from_gap(gap) == pytest.approx(log, **close)
    assert symmetry.gap_pct(symmetry.log_pct_from_gap(gap)) == pytest.approx(gap)


score = st.floats(0.5, 500)


@given(left=score, right=score)
def test_swapping_sides_flips_only_the_sign(left: float, right: float):
    for name in (
        "lsi_3_pct",
        "symmetry_index_vector_pct",
        "robinson_symmetry_index_pct",
        "symmetry_angle_pct",
        "log_ratio_pct",
    ):
        metric = getattr(symmetry, name)
        assert metric(left=left, right=right) == pytest.approx(
            -metric(left=right, right=left), abs=1e-9
        )
    assert symmetry.bilateral_strength_asymmetry_pct(
        left=left, right=right
    ) == symmetry.bilateral_strength_asymmetry_pct(left=right, right=left)


@given(left=score, right=score)
def test_every_signed_metric_is_right_positive(left: float, right: float):
    side = symmetry.stronger_side(left=left, right=right)
    signed = symmetry.log_ratio_pct(left=left, right=right)
    assert signed is not None
    assert side is (None if left == right else Side.RIGHT if right > left else Side.LEFT)
    assert symmetry.signed_gap_pct(signed) * (right - left) >= 0
    assert abs(symmetry.signed_gap_pct(signed)) == pytest.approx(
        symmetry.bilateral_strength_asymmetry_pct(left=left, right=right), abs=1e-9
    )


@given(left=score, right=score)
def test_pounds_and_kilograms_give_the_same_percentages(left: float, right: float):
    pounds = {"left": left / 0.45359237, "right": right / 0.45359237}
    for name in ("bilateral_strength_asymmetry_pct", "log_ratio_pct", "symmetry_angle_pct"):
        metric = getattr(symmetry, name)
        assert metric(**pounds) == pytest.approx(metric(left=left, right=right), abs=1e-9)


@pytest.mark.parametrize("gap", [-1, 100, 120])
def test_a_gap_lies_between_nothing_and_everything(gap):
    with pytest.raises(ValueError, match="0 to 100"):
        symmetry.log_pct_from_gap(gap)


@given(
    left=st.lists(st.integers(1, 6), min_size=2, max_size=4),
    right=st.lists(st.integers(1, 6), min_size=2, max_size=4),
)
def test_rank_sum_counts_every_way_to_deal_the_trials(left: list[int], right: list[int]):
    pooled = [*left, *right]

    def distance(chosen: tuple[int, ...]) -> float:
        ranks = [
            sum(v < value for v in pooled) + (sum(v == value for v in pooled) + 1) / 2
            for value in pooled
        ]
        return abs(sum(ranks[i] for i in chosen) - len(right) * (len(pooled) + 1) / 2)

    ways = list(combinations(range(len(pooled)), len(right)))
    here = distance(tuple(range(len(left), len(pooled))))
    share = sum(distance(way) >= here - 1e-9 for way in ways) / len(ways)
    assert rank_sum_p(left, right) == pytest.approx(share)


def test_exells_condition():
    assert exceeds_within_limb_variability(left=[20, 21, 20, 22], right=[25, 26, 24, 25])
    assert exceeds_within_limb_variability(left=[20, 25, 21, 24], right=[22, 23, 24, 26]) is False
    assert exceeds_within_limb_variability(left=[20, 20, 20], right=[30, 30, 30]) is None
    assert exceeds_within_limb_variability(left=[], right=[30] * 9) is None
    with pytest.raises(ValueError, match="at least one trial"):
        rank_sum_p([], [1.0])
