"""Sam's log: the same for the same seed, and like a log."""

import random
from pathlib import Path

import pytest

from apps.core.units import WeightUnit
from apps.demo.domain.sample_athlete import DAYS, WEEKS, Style
from apps.demo.domain.simulated_log import simulate_log, true_gap
from apps.exercises.domain.catalogue import parse_catalogue
from apps.exercises.domain.vocabulary import MovementPattern, SetKind, SetSide

CATALOGUE = Path(__file__).parents[3] / "apps" / "exercises" / "catalogue"
SPECS = {
    spec.slug: spec
    for path in sorted(CATALOGUE.glob("*.toml"))
    for spec in parse_catalogue(path.read_text(encoding="utf-8"))
}


def simulated(seed=1, unit=WeightUnit.KG):
    return simulate_log(rng=random.Random(seed), specs=SPECS, unit=unit)


def rows(seed=1, unit=WeightUnit.KG):
    return [one for workout in simulated(seed, unit) for one in workout.sets]


def test_every_exercise_of_the_week_is_in_the_catalogue():
    assert {lift.slug for day in DAYS for lift in day.lifts} <= SPECS.keys()


def test_the_same_seed_is_the_same_log():
    assert simulated(4) == simulated(4)
    assert simulated(4) != simulated(5)


@pytest.mark.parametrize("seed", range(5))
def test_it_is_sixteen_weeks_with_a_few_workouts_missed(seed):
    workouts = simulated(seed)
    assert {workout.week for workout in workouts} >= {0, WEEKS - 1}
    assert 34 <= len(workouts) < 3 * WEEKS


@pytest.mark.parametrize("unit", WeightUnit)
def test_loads_go_by_the_steps_there_are(unit):
    for row in rows(unit=unit):
        if row.load is not None:
            step = SPECS[row.slug].load_step_kg if unit is WeightUnit.KG else 2.5
            assert row.load % type(row.load)(str(step)) == 0
            assert row.load >= 0


def test_what_is_logged_can_be_logged():
    for row in rows():
        assert (row.reps is None) != (row.seconds is None)
        assert row.rir is None or 0 <= row.rir <= 9
        assert row.reps is None or 1 <= row.reps <= 30


def test_rir_is_given_on_both_sides_or_on_none():
    pairs = {}
    for place, workout in enumerate(simulated()):
        for row in workout.sets:
            if row.kind is SetKind.WORK and row.side is not SetSide.BOTH:
                pairs.setdefault((place, row.slug, row.set_index), []).append(row.rir is None)
    assert all(len(set(pair)) == 1 and len(pair) == 2 for pair in pairs.values())
    assert 0.6 < sum(not pair[0] for pair in pairs.values()) / len(pairs) < 0.98


def test_checks_are_all_out_every_second_week_and_take_turns():
    checks = [
        (workout.week, row)
        for workout in simulated()
        for row in workout.sets
        if row.kind is SetKind.CHECK
    ]
    assert {week % 2 for week, _row in checks} == {1}
    assert {row.rir for _week, row in checks} == {0}
    assert len({row.first_side for _week, row in checks}) == 2


def test_the_program_starts_with_the_weaker_leg_and_lets_it_decide():
    late = [row for workout in simulated() if workout.week >= 11 for row in workout.sets]
    guided = [
        row
        for row in late
        if SPECS[row.slug].pattern is MovementPattern.KNEE_DOMINANT
        and row.kind is SetKind.WORK
        and row.side is not SetSide.BOTH
    ]
    assert {row.first_side for row in guided} == {"left"}
    assert all(row.capped == (row.side is SetSide.RIGHT) for row in guided)


def test_the_leg_closes_and_stays_weaker():
    press = next(lift for day in DAYS for lift in day.lifts if lift.checked)
    gaps = [true_gap(press, MovementPattern.KNEE_DOMINANT, week) for week in range(WEEKS)]
    assert gaps == sorted(gaps, reverse=True)
    assert gaps[0] > gaps[-1] > 10.54


def test_bilateral_lifts_have_no_side():
    slugs = {lift.slug for day in DAYS for lift in day.lifts if lift.style is Style.BILATERAL}
    assert {row.side for row in rows() if row.slug in slugs} == {SetSide.BOTH}
