"""First loads, from what was done."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace

from apps.exercises.domain.vocabulary import Side
from apps.programs.domain.loading import (
    capacity_of,
    latest,
    leading_capacity,
    load_for,
    risen_load,
    scaled_load,
)
from apps.programs.domain.policy import POLICY
from tests.programs.domain.athletes import MONDAY, athlete, logged, real_catalogue, spec_of

L, R = Side.LEFT, Side.RIGHT
PRESS = spec_of("single-leg-press")
SPLIT = spec_of("dumbbell-split-squat")
BODY = spec_of("split-squat")


def planned(spec, left_kg, right_kg, *, weaker=L, effective=15.0, body_mass_kg=80.0, **changes):
    history = logged(spec.slug, left_kg, right_kg, **changes)
    inputs = athlete(history=history, body_mass_kg=body_mass_kg)
    return load_for(spec, leading_capacity(spec, weaker, inputs, POLICY), effective, inputs)


def test_the_newest_set_of_a_side_counts_and_an_old_one_does_not():
    old, new = (replace(logged("x", 1, 1)[0], load_kg=kg) for kg in (10.0, 20.0))
    old = replace(old, done_on=MONDAY - timedelta(days=30))
    assert latest(athlete(history=(new, old)), "x", L, POLICY) == new
    stale = replace(new, done_on=MONDAY - timedelta(days=POLICY.history_days + 1))
    assert latest(athlete(history=(stale,)), "x", L, POLICY) is None
    future = replace(new, done_on=MONDAY + timedelta(days=1))
    assert latest(athlete(history=(future,)), "x", L, POLICY) is None


def test_the_same_reps_again_give_the_same_load():
    # 10 reps with nothing said: read as the most there was.
    assert planned(PRESS, 50, 90, rir=None, effective=10) == 50.0


def test_zero_in_reserve_is_maximal_effort_and_not_unknown():
    assert planned(PRESS, 50, 90, rir=0, effective=10.3) == 50.0


@pytest.mark.parametrize(
    ("left", "right", "weaker", "load"),
    [
        (50, 90, L, 50.0),
        (90, 50, L, 50.0),
        (90, 50, R, 50.0),
        (50, 90, None, 50.0),
    ],
)
def test_the_lower_side_leads_whoever_is_called_weaker(left, right, weaker, load):
    assert planned(PRESS, left, right, weaker=weaker, rir=None, effective=10) == load


@pytest.mark.parametrize(("weaker", "is_known"), [(L, True), (R, False), (None, False)])
def test_one_side_alone_leads_only_when_it_is_the_weaker(weaker, is_known):
    inputs = athlete(history=logged(PRESS.slug, 50, 90)[:1])
    assert (leading_capacity(PRESS, weaker, inputs, POLICY) is not None) is is_known


def test_a_share_of_the_body_is_taken_off_again():
    assert planned(SPLIT, 20, 20, rir=None, effective=10) == 20.0
    assert planned(SPLIT, 20, 20, rir=None, effective=10, body_mass_kg=None) is None


@pytest.mark.parametrize(
    "changes", [{"load_kg": None}, {"reps": None}, {"reps": 0}, {"load_kg": -5.0}, {"load_kg": 0.0}]
)
def test_a_set_that_tells_nothing_gives_no_capacity(changes):
    inputs = athlete(history=logged(PRESS.slug, 50, 50, **changes))
    assert capacity_of(PRESS, L, inputs, POLICY) is None


def test_body_weight_alone_is_a_load_of_zero_and_not_unknown():
    assert load_for(BODY, None, 15, athlete()) == 0.0
    assert planned(SPLIT, 2, 2, effective=40) == 0.0


def test_under_the_smallest_step_a_weight_is_still_to_be_found():
    assert planned(PRESS, 5, 5, effective=15) is None


def test_help_is_not_planned_as_a_load():
    assisted = next(spec for spec in real_catalogue() if spec.is_assisted)
    assert load_for(assisted, 4.0, 12, athlete()) is None


@pytest.mark.parametrize(
    ("load_kg", "scaled"), [(50.0, 30.0), (45.0, 25.0), (5.0, 5.0), (0.0, 0.0), (None, None)]
)
def test_a_part_of_a_load_is_a_real_weight(load_kg, scaled):
    assert scaled_load(PRESS, load_kg, 0.6) == scaled


@pytest.mark.parametrize(
    ("wanted", "before", "found"),
    [
        (80.0, 60.0, 65.0),
        (61.0, 60.0, 61.0),
        (50.0, 60.0, 50.0),
        (80.0, None, 80.0),
        (80.0, 0.0, 80.0),
        (None, 60.0, None),
        (400.0, 200.0, 210.0),
        (20.0, 5.0, 10.0),
    ],
    ids=[
        "a tenth, rounded down to what exists, or a step",
        "less than that",
        "lighter",
        "nothing lifted before",
        "body weight before",
        "nothing known",
        "ten kilograms at most",
        "a step that is over a tenth",
    ],
)
def test_a_load_rises_in_small_steps(wanted, before, found):
    assert PRESS.load_step_kg == 5
    assert risen_load(PRESS, wanted, before, athlete(), POLICY) == found
