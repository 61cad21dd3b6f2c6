"""The simulated athlete obeys its own laws, and the trials that it is held against."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from benchmarks.programs.anchors import anchors, fitted_tiredness, groups_hit
from benchmarks.programs.athlete import (
    START,
    Athletes,
    Load,
    Week,
    answer,
    athletes_of,
    gains,
    trained,
)
from benchmarks.programs.model import MODEL, PLAIN, Model
from benchmarks.programs.overload import Overload, ratio_overloads, side_overloads
from benchmarks.programs.plans import BASELINES, PRINTED_PLANS, REFERENCES, attended, followed
from benchmarks.programs.scoring import Course, score, weeks_to_level
from benchmarks.programs.worlds import NO_IMBALANCE, THIRDS, WORLDS, World


def one(gap: float = 0.0, trainable: float = 0.5, start: float = 0.0) -> Athletes:
    return athletes_of(gap=np.array([gap]), trainable=np.array([trainable]), start=start)


def week(weak: float, strong: float, load: Load = Load.OWN) -> Week:
    return Week(weak_sets=np.array([weak]), strong_sets=np.array([strong]), load=load)


def after(state: Athletes, weeks: int, of: Week, model: Model = MODEL) -> Athletes:
    for _ in range(weeks):
        state = trained(state, of, model)
    return state


def test_growth_is_the_logarithm_of_training() -> None:
    done = after(one(), 52, week(1.0, 1.0))

    expected = 16 * math.log(1 + float(answer(np.array(1.0))) * 52 / 4)
    assert done.weak[0] == pytest.approx(expected)


def test_answer_to_sets_grows_and_flattens() -> None:
    steps = np.diff(answer(np.arange(0.0, 21.0)))

    assert answer(np.array(0.0)) == 0
    assert (steps > 0).all()
    assert (np.diff(steps) < 0).all()


def test_a_side_that_rests_gains_a_part_across() -> None:
    done = after(one(), 8, week(6.0, 0.0))

    crossed = MODEL.crossed_share * float(answer(np.array(6.0)))
    assert done.strong[0] == pytest.approx(16 * math.log(1 + crossed * 8 / 4))


def test_crossing_adds_nothing_to_a_side_that_trains_more() -> None:
    beside, alone = (after(one(), 8, week(6.0, other)).weak[0] for other in (3.0, 0.0))

    assert beside == pytest.approx(alone)


def test_strength_is_lost_after_three_weeks_and_half_as_fast_beside_training() -> None:
    start = one(start=START["one year"])

    assert after(start, 3, week(0.0, 0.0)).weak[0] == start.weak[0]
    assert after(start, 7, week(0.0, 0.0)).weak[0] == pytest.approx(start.weak[0] - 4)
    beside = replace(MODEL, crossed_share=0.0)
    assert after(start, 7, week(0.0, 6.0), beside).weak[0] == pytest.approx(start.weak[0] - 2)


def test_nobody_loses_what_was_never_trained() -> None:
    assert after(one(), 20, week(0.0, 0.0)).weak[0] == 0
    assert after(one(), 20, week(0.0, 0.0), PLAIN).weak[0] < -10


def test_one_set_a_week_keeps_strength() -> None:
    start = one(start=START["trained"])

    assert after(start, 32, week(1.0, 1.0)).weak[0] > start.weak[0]


def test_a_side_that_borrows_a_light_load_gains_less() -> None:
    own, borrowed = (
        after(one(gap=15.0), 12, week(6.0, 6.0, load)) for load in (Load.OWN, Load.WEAKER)
    )

    assert own.weak[0] == pytest.approx(borrowed.weak[0])
    assert borrowed.strong[0] < own.strong[0] - 1


def test_only_the_trainable_part_of_a_gap_closes() -> None:
    lack, born = (
        after(one(gap=15.0, trainable=share), 24, week(6.0, 6.0, Load.WEAKER)).gap[0]
        for share in (1.0, 0.0)
    )

    assert lack < 3
    assert born > 10


def test_the_same_seed_gives_the_same_athletes() -> None:
    world = WORLDS[1]
    first, again, other = (world.athletes(20, seed) for seed in (1, 1, 2))

    assert np.array_equal(first.weak, again.weak)
    assert not np.array_equal(first.weak, other.weak)


def test_gains_have_mean_one_and_the_spread_of_the_model() -> None:
    drawn = gains(50_000, np.random.default_rng(1))

    assert drawn.mean() == pytest.approx(1.0, abs=0.01)
    assert drawn.std() == pytest.approx(MODEL.gain_sd, abs=0.01)


def test_worlds_hold_whom_they_name() -> None:
    low, mid, high = (
        World(training="novice", third=third).athletes(500, 3).structural for third in THIRDS
    )

    assert low.min() > mid.max() - 1
    assert mid.min() > high.max() - 1
    assert all((world.athletes(200, 3).gap < 5).all() for world in NO_IMBALANCE)


def test_every_anchor_is_hit_and_five_without_the_additions() -> None:
    assert all(one.is_hit for one in anchors(MODEL))
    hit = groups_hit(PLAIN)
    assert len(hit) == 7
    assert [study for study, is_hit in hit.items() if not is_hit] == [
        "Manca 2017",
        "Moreno-Azze 2021",
    ]


def test_tiredness_is_what_the_anchor_fits() -> None:
    assert MODEL.tired_per_set == pytest.approx(fitted_tiredness(), abs=0.001)


def test_level_has_to_be_held_for_two_weeks() -> None:
    gaps = np.array([[15, 15, 4], [4, 6, 4], [6, 4, 4], [4, 4, 4], [4, 4, 4], [4, 9, 4]], float)

    assert weeks_to_level(gaps).tolist() == [3, 2, 0]


def test_gaps_that_went_past_level_are_not_level() -> None:
    assert math.isinf(weeks_to_level(np.array([[15.0], [-6.0], [-6.0], [-6.0]]))[0])


def test_score_counts_losses_and_not_gains_as_losses() -> None:
    n = 4
    strong = np.zeros((25, n))
    strong[12:, 0] = -4.0
    strong[12:, 1] = 10.0
    course = Course(
        gaps=np.full((25, n), 9.0),
        strong=strong,
        sets=np.full((24, n), 8.0),
        breaches=np.array([0.0, 1, 0, 0]),
        watched=np.array([True, False, False, False]),
        widest_ratio=np.ones(n),
        last_ratio=np.ones(n),
    )

    scored = score(course)

    assert scored.lost.value == pytest.approx(1.0)
    assert scored.strong_12.value == pytest.approx(1.5)
    assert scored.breaches == 1
    assert scored.watched.value == 0.25
    assert math.isinf(scored.median_weeks)


def test_overload_is_counted_week_by_week() -> None:
    assert side_overloads([6, 6, 9], 3) == [Overload.JUMP]
    assert side_overloads([6, 3, 6], 3) == []
    assert side_overloads([21] * 2, 3) == [Overload.WEEK] * 2
    assert side_overloads([22], 2) == [Overload.WEEK, Overload.SESSION]


def test_ratio_may_reach_three_only_where_the_stronger_side_is_held_at_two_sets() -> None:
    assert ratio_overloads([6], [2], holds=True) == []
    assert ratio_overloads([6], [2], holds=False) == [Overload.RATIO]
    assert ratio_overloads([3], [1], holds=True) == [Overload.RATIO]
    assert ratio_overloads([2], [1], holds=True) == []
    assert ratio_overloads([6], [0], holds=True) == [Overload.STRONGER_DROPPED]


def test_baselines_keep_the_rules_and_begin_with_equal_sets() -> None:
    for plan in BASELINES:
        assert plan.overloads() == []
        assert all(plan.span(number).weak == plan.span(number).strong for number in range(4))
        assert not plan.is_reference
    assert all(plan.is_reference for plan in REFERENCES)


def test_a_fixed_plan_does_to_athletes_what_its_weeks_say() -> None:
    world = WORLDS[2]
    start, done = world.athletes(50, 1), attended(50, 24, world.rng(1, "days"))
    equal, held = (followed(plan, start, done) for plan in (BASELINES[0], BASELINES[6]))

    assert np.array_equal(equal.gaps[:5], held.gaps[:5])
    assert held.gaps[12].mean() < equal.gaps[12].mean()
    assert held.sets.mean() < equal.sets.mean()
    assert held.widest_ratio[0] == 3
    assert len(PRINTED_PLANS) == 13
