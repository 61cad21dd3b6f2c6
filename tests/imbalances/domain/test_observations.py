from __future__ import annotations

import math
from dataclasses import replace

import pytest

from apps.exercises.domain.strength import Effort
from apps.exercises.domain.vocabulary import MovementPattern, SetKind, SetSide, Side, SideSource
from apps.imbalances.domain.observations import pair_observations
from apps.imbalances.domain.policy import DEFAULT_POLICY
from apps.imbalances.domain.sets import ExclusionReason
from tests.support.logged_sets import both_sides, logged_set


def paired(sets):
    return pair_observations(sets, DEFAULT_POLICY)


def reasons(sets):
    return {one.reason for one in paired(sets).exclusions}


def only(sets):
    (observation,) = paired(sets).observations
    return observation


def test_a_pair_by_hand():
    # 22 kg x 8 at RIR 1 on the left (first), 20 kg x 10 at RIR 2 on the right (second).
    observation = only(
        both_sides(workouts=1, turns=1, left={"load_kg": 22.0, "reps": 8.0, "rir": 1.0})
    )
    left, right = 8 + 1 + 0.3, 10 + 2 + 0.3
    ln_left, ln_right = math.log(22 * (1 + 0.03 * left)), math.log(20 * (1 + 0.03 * right))
    gain_left, gain_right = 3 / (1 + 0.03 * left), 3 / (1 + 0.03 * right)
    slope_term = 0.8 * (right - left) / (1 + 0.03 * (left + right) / 2)
    variance = (gain_left * 1.2) ** 2 + (gain_right * 1.4) ** 2 + 2 * 4 + slope_term**2
    assert observation.difference_log_pct == pytest.approx(100 * (ln_right - ln_left) + 1.0)
    assert observation.variance == pytest.approx(variance + 18)
    assert observation.left_e1rm_kg == pytest.approx(math.exp(ln_left) / 1.03)
    assert observation.right_e1rm_kg == pytest.approx(math.exp(ln_right) / 1.03)
    assert observation.first_side is Side.LEFT
    assert observation.n_pairs == 1
    assert observation.rir_on_both_sides
    assert not observation.is_check


def test_one_day_is_never_worth_many():
    one = only(both_sides(workouts=1, turns=1)).variance - 18
    five = only(both_sides(workouts=1, turns=5)).variance - 18
    assert five == pytest.approx(0.6 * one)


@pytest.mark.parametrize(
    ("pattern", "second_gains"),
    [(MovementPattern.KNEE_DOMINANT, 1.0), (MovementPattern.GRIP, -1.4)],
)
def test_the_second_side_is_corrected_for_order(pattern, second_gains):
    left_first = only(both_sides(workouts=1, pattern=pattern))
    right_first = only(
        both_sides(workouts=1, pattern=pattern, left={"pair_order": 2}, right={"pair_order": 1})
    )
    unknown = only(both_sides(workouts=1, pattern=pattern, pair_order=None))
    assert left_first.difference_log_pct == pytest.approx(second_gains)
    assert right_first.difference_log_pct == pytest.approx(-second_gains)
    assert unknown.difference_log_pct == pytest.approx(0)
    assert unknown.first_side is None


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"kind": SetKind.WARM_UP}, ExclusionReason.WARM_UP),
        ({"pain": 4}, ExclusionReason.PAIN),
        ({"reps": 16.0, "rir": None}, ExclusionReason.REPS_BEYOND_RANGE),
        ({"reps": 12.0, "rir": 7.0}, ExclusionReason.REPS_BEYOND_RANGE),
        ({"reps": None, "seconds": 40.0}, ExclusionReason.HOLD),
        ({"reps": None}, ExclusionReason.NO_REPS),
        ({"reps": 0.0}, ExclusionReason.NO_REPS),
        ({"load_kg": 0.0}, ExclusionReason.ZERO_LOAD),
        ({"load_kg": None}, ExclusionReason.ZERO_LOAD),
        ({"side_source": SideSource.ASSUMED}, ExclusionReason.ASSUMED_SIDE),
        ({"side": SetSide.BOTH}, ExclusionReason.NO_SINGLE_SIDE),
        ({"side": SetSide.EACH}, ExclusionReason.NO_SINGLE_SIDE),
        ({"capped_by_plan": True, "rir": None}, ExclusionReason.MATCHED_WITHOUT_RIR),
    ],
)
def test_what_says_nothing_is_excluded_with_its_reason(change, reason):
    sets = both_sides(workouts=1, **change)
    pairing = paired(sets)
    assert pairing.observations == ()
    assert {one.reason for one in pairing.exclusions} == {reason}
    assert sorted(i for one in pairing.exclusions for i in one.set_ids) == sorted(
        s.set_id for s in sets
    )


def test_mild_pain_and_imported_sides_still_count():
    assert only(both_sides(workouts=1, pain=3, side_source=SideSource.IMPORTED)).n_pairs == 3


def test_one_side_alone_is_missing_its_partner_and_not_a_tie():
    pairing = paired([logged_set(turn=1), logged_set(turn=2)])
    assert pairing.observations == ()
    (exclusion,) = pairing.exclusions
    assert exclusion.reason is ExclusionReason.ONE_SIDE_MISSING
    assert exclusion.side is Side.LEFT
    assert len(exclusion.set_ids) == 2


def test_a_warm_up_is_no_partner():
    sets = [logged_set(), logged_set(side="right", kind=SetKind.WARM_UP)]
    assert reasons(sets) == {ExclusionReason.ONE_SIDE_MISSING, ExclusionReason.WARM_UP}


def test_a_partner_lost_to_pain_is_not_called_missing():
    sets = [logged_set(), logged_set(side="right", pain=7)]
    assert reasons(sets) == {ExclusionReason.PARTNER_EXCLUDED, ExclusionReason.PAIN}


def test_sides_of_two_workouts_are_never_compared():
    sets = [logged_set(workout=0), logged_set(workout=1, side="right")]
    pairing = paired(sets)
    assert pairing.observations == ()
    assert [one.side for one in pairing.exclusions] == [Side.LEFT, Side.RIGHT]


def test_a_set_too_many_on_one_side_changes_nothing():
    sets = both_sides(workouts=1)
    extra = logged_set(turn=4, reps=3.0)
    assert replace(only([*sets, extra])) == only(sets)
    assert reasons([*sets, extra]) == {ExclusionReason.UNPAIRED}


def test_turns_counted_apart_are_compared_by_their_means():
    lefts = [logged_set(turn=t) for t in (1, 2)]
    rights = [logged_set(turn=t, side="right", load_kg=22.0) for t in (3, 4, 5)]
    observation = only([*lefts, *rights])
    assert observation.n_pairs == 1
    assert observation.difference_log_pct == pytest.approx(100 * math.log(1.1) + 1)


def test_a_check_is_compared_with_a_check():
    sets = [
        logged_set(turn=1, kind=SetKind.CHECK, rir=None),
        logged_set(turn=1, side="right", kind=SetKind.CHECK, rir=None, reps=12.0),
        logged_set(turn=2),
        logged_set(turn=2, side="right"),
    ]
    observation = only(sets)
    assert observation.n_pairs == 2
    assert observation.is_check
    assert reasons([sets[0], sets[3]]) == {ExclusionReason.UNPAIRED}


@pytest.mark.parametrize(
    ("kind", "rir", "effort"),
    [
        (SetKind.WORK, None, Effort.UNKNOWN),
        (SetKind.WORK, 0.0, Effort.REPORTED_RIR),
        (SetKind.WORK, 2.0, Effort.REPORTED_RIR),
        (SetKind.FAILURE, None, Effort.TO_FAILURE),
        (SetKind.FAILURE, 0.0, Effort.TO_FAILURE),
        (SetKind.CHECK, None, Effort.TO_FAILURE),
        (SetKind.CHECK, 0.0, Effort.TO_FAILURE),
        (SetKind.CHECK, 2.0, Effort.REPORTED_RIR),
    ],
)
def test_effort(kind, rir, effort):
    assert logged_set(kind=kind, rir=rir).effort is effort


def test_capped_sets_speak_with_rir_on_both_sides_or_all_out():
    assert only(both_sides(workouts=1, capped_by_plan=True)).rir_on_both_sides
    assert only(both_sides(workouts=1, capped_by_plan=True, rir=0.0)).n_pairs == 3
    all_out = {"kind": SetKind.FAILURE, "rir": None, "capped_by_plan": True}
    assert only(both_sides(workouts=1, **all_out)).rir_on_both_sides
    one_sided = both_sides(workouts=1, capped_by_plan=True, right={"rir": None})
    assert reasons(one_sided) == {ExclusionReason.MATCHED_WITHOUT_RIR}


def test_unknown_effort_on_free_sets_counts_but_less():
    told, untold = (only(both_sides(workouts=1, rir=rir)) for rir in (2.0, None))
    assert untold.variance > 1.5 * told.variance
    assert not untold.rir_on_both_sides


@pytest.mark.parametrize(("right_kg", "asked"), [(33.0, False), (34.0, True), (44.0, True)])
def test_loads_too_far_apart_are_asked_about(right_kg, asked):
    found = reasons(both_sides(workouts=1, right={"load_kg": right_kg}))
    swapped = reasons(both_sides(workouts=1, left={"load_kg": right_kg}))
    assert found == swapped == ({ExclusionReason.LOAD_RATIO_ASKS} if asked else set())


def test_one_wild_pair_among_three_hardly_counts():
    sets = both_sides(workouts=1)
    sets[-1] = replace(sets[-1], load_kg=29.0)
    assert abs(only(sets).difference_log_pct - 1.0) < 1.0


def test_a_side_past_the_range_is_ahead_by_at_least_that():
    plain = only(both_sides(workouts=1, right={"reps": 15.0, "rir": None}))
    past = only(both_sides(workouts=1, right={"reps": 24.0, "rir": None}))
    assert plain.at_least_ahead is None
    assert past.at_least_ahead is Side.RIGHT
    assert past.n_lower_bounds == 3
    assert past.difference_log_pct == pytest.approx(plain.difference_log_pct)
    behind = both_sides(workouts=1, right={"reps": 24.0, "rir": None, "load_kg": 14.0})
    assert reasons(behind) == {ExclusionReason.REPS_BEYOND_RANGE}


def test_order_of_rows_does_not_matter():
    sets = both_sides(workouts=4, right={"reps": 12.0})
    assert paired(sets[::-1]) == paired(sets)
