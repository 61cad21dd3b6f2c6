"""What one workout says: what is compared, what is left out, and by how much a side is ahead."""

from __future__ import annotations

import math

import pytest
from msgspec.structs import replace

from apps.exercises.domain.strength import Effort
from apps.exercises.domain.vocabulary import MovementPattern, SetKind, SetSide, Side, SideSource
from apps.imbalances.domain.observations import OccasionObservation, Pairing, pair_observations
from apps.imbalances.domain.policy import DEFAULT_POLICY, DetectorPolicy
from apps.imbalances.domain.sets import Exclusion, ExclusionReason, LoggedSet
from tests.support.logged_sets import both_sides, logged_set

POLICY = DEFAULT_POLICY
DAY = POLICY.own_day_variance + POLICY.shared_day_variance
ORDER = POLICY.order_log_pct
FATIGUE = POLICY.fatigue_log_pct
BIAS = POLICY.effort.reported_bias_reps
MATCHED, UNPAIRED = ExclusionReason.MATCHED_WITHOUT_RIR, ExclusionReason.UNPAIRED


def paired(sets, policy: DetectorPolicy = POLICY) -> Pairing:
    return pair_observations(sets, policy)


def reasons(sets) -> set[ExclusionReason]:
    return {one.reason for one in paired(sets).exclusions}


def only(sets, policy: DetectorPolicy = POLICY) -> OccasionObservation:
    (observation,) = paired(sets, policy).observations
    return observation


def alone(sets) -> Exclusion:
    (exclusion,) = paired(sets).exclusions
    return exclusion


def fresh_capacity(one: LoggedSet) -> float:
    """100 ln of the capacity of a set with RIR, its fatigue given back."""
    effective = one.reps + one.rir + BIAS
    return 100 * math.log(one.load_kg * (1 + one.slope * effective)) + FATIGUE * one.set_index


def test_a_comparison_by_hand():
    # 22 kg x 8 at RIR 1 on the left (first), 20 kg x 10 at RIR 2 on the right (second).
    observation = only(
        both_sides(workouts=1, turns=1, left={"load_kg": 22.0, "reps": 8.0, "rir": 1.0})
    )
    left, right = 8 + 1 + BIAS, 10 + 2 + BIAS
    ln_left, ln_right = math.log(22 * (1 + 0.03 * left)), math.log(20 * (1 + 0.03 * right))
    gain = 3 / (1 + 0.03 * (left + right) / 2)
    base, more = POLICY.effort.reported_sd_reps, POLICY.effort.reported_sd_per_rir
    sets = (gain * (base + more)) ** 2 + (gain * (base + 2 * more)) ** 2
    sets += 2 * POLICY.set_sd_log_pct**2
    assert observation.difference_log_pct == pytest.approx(100 * (ln_right - ln_left) + ORDER)
    assert observation.variance == pytest.approx(sets + DAY)
    assert observation.left_e1rm_kg == pytest.approx(math.exp(ln_left) / 1.03)
    assert observation.right_e1rm_kg == pytest.approx(math.exp(ln_right) / 1.03)
    assert observation.first_side is Side.LEFT
    assert (observation.n_pairs, observation.n_sets) == (1, 2)
    assert observation.rir_on_both_sides
    assert not observation.is_check


def test_the_day_weighs_on_all_exercises_together():
    one = both_sides(workouts=1)
    two = [*one, *(replace(s, exercise_id="press", set_id=f"press {s.set_id}") for s in one)]
    alone_, (first, second) = only(one), paired(two).observations
    assert first.variance == second.variance
    assert first.variance - alone_.variance == pytest.approx(POLICY.shared_day_variance)


def test_one_day_is_never_worth_many():
    single, many = (only(both_sides(workouts=1, turns=n)).variance - DAY for n in (1, 30))
    assert many == pytest.approx(POLICY.floor_share * single)
    four = only(both_sides(workouts=1, turns=2)).variance - DAY
    assert four == pytest.approx(max(0.5, POLICY.floor_share) * single)


def test_an_extra_set_of_one_side_counts_with_its_fatigue_given_back():
    sets = both_sides(workouts=1, turns=2)
    extra = logged_set(turn=3, side="right")
    even, more = only(sets), only([*sets, extra])
    # Three equal sets rather than two, the third as good although it came last.
    assert more.difference_log_pct - even.difference_log_pct == pytest.approx(FATIGUE / 2)
    assert (more.n_pairs, more.n_sets) == (2, 5)
    assert reasons([*sets, extra]) == set()
    (single,) = (only(both_sides(workouts=1, turns=1)).variance - DAY,)
    each = single / 2
    mean = max(each / 2 + each / 3, POLICY.floor_share * single)
    later = (POLICY.fatigue_sd_log_pct * 0.5) ** 2
    assert more.variance - DAY == pytest.approx(mean + later)


def test_sets_that_tire_as_expected_leave_the_sides_even():
    def tired(side, turns):
        return [
            logged_set(turn=t, side=side, load_kg=20 * math.exp(-FATIGUE * t / 100)) for t in turns
        ]

    uneven = only([*tired("left", (1, 2, 3, 4)), *tired("right", (1, 2))])
    assert uneven.difference_log_pct == pytest.approx(ORDER)


@pytest.mark.parametrize("pattern", [MovementPattern.KNEE_DOMINANT, MovementPattern.GRIP])
def test_the_second_side_is_corrected_for_order(pattern):
    usual = POLICY.order_effect_log_pct(pattern)
    left_first = only(both_sides(workouts=1, pattern=pattern))
    right_first = only(
        both_sides(workouts=1, pattern=pattern, left={"pair_order": 2}, right={"pair_order": 1})
    )
    unknown = only(both_sides(workouts=1, pattern=pattern, pair_order=None))
    assert left_first.difference_log_pct == pytest.approx(usual)
    assert right_first.difference_log_pct == pytest.approx(-usual)
    assert unknown.difference_log_pct == pytest.approx(0)
    assert left_first.first_side is Side.LEFT
    assert right_first.first_side is Side.RIGHT
    assert unknown.first_side is None


def test_sides_that_took_turns_in_going_first_have_no_first_side():
    sets = both_sides(workouts=1, turns=3)
    mixed = [replace(s, pair_order=3 - s.pair_order) if s.set_index == 1 else s for s in sets]
    observation = only(mixed)
    assert observation.first_side is None
    assert observation.difference_log_pct == pytest.approx(ORDER / 3)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"kind": SetKind.WARM_UP}, ExclusionReason.WARM_UP),
        ({"pain": POLICY.pain_from}, ExclusionReason.PAIN),
        ({"reps": POLICY.max_reps + 1.0, "rir": None}, ExclusionReason.REPS_BEYOND_RANGE),
        ({"rir": POLICY.max_effective_reps}, ExclusionReason.REPS_BEYOND_RANGE),
        ({"reps": None, "seconds": 40.0}, ExclusionReason.HOLD),
        ({"reps": None}, ExclusionReason.NO_REPS),
        ({"load_kg": None}, ExclusionReason.ZERO_LOAD),
        ({"side_source": SideSource.ASSUMED}, ExclusionReason.ASSUMED_SIDE),
        ({"side": SetSide.BOTH}, ExclusionReason.NO_SINGLE_SIDE),
        ({"capped_by_plan": True, "rir": None}, MATCHED),
    ],
)
def test_what_says_nothing_is_left_out_with_its_reason(change, reason):
    pairing = paired(both_sides(workouts=1, **change))
    assert pairing.observations == ()
    assert {one.reason for one in pairing.exclusions} == {reason}
    assert sum(one.n_sets for one in pairing.exclusions) == 6
    expected = {None} if reason is ExclusionReason.NO_SINGLE_SIDE else {Side.LEFT, Side.RIGHT}
    assert {one.side for one in pairing.exclusions} == expected


def test_exclusions_are_told_once_a_reason_and_side():
    sets = both_sides(workouts=1, turns=3)
    hurt = [logged_set(turn=turn, pain=9) for turn in (4, 5)]
    warm = [logged_set(turn=turn, side="right", kind=SetKind.WARM_UP) for turn in (6, 7, 8)]
    pairing = paired([*sets, *hurt, *warm])
    assert pairing.observations == paired(sets).observations
    assert [(one.reason, one.side, one.n_sets) for one in pairing.exclusions] == [
        (ExclusionReason.PAIN, Side.LEFT, 2),
        (ExclusionReason.WARM_UP, Side.RIGHT, 3),
    ]
    assert pairing.exclusions[0].performed_at == hurt[0].performed_at


def test_one_side_alone_is_missing_its_partner_and_not_a_tie():
    sets = [logged_set(turn=1), logged_set(turn=2)]
    assert paired(sets).observations == ()
    exclusion = alone(sets)
    assert exclusion.reason is ExclusionReason.ONE_SIDE_MISSING
    assert (exclusion.side, exclusion.n_sets) == (Side.LEFT, 2)


@pytest.mark.parametrize(
    ("partner", "reason"),
    [
        ({"kind": SetKind.WARM_UP}, ExclusionReason.ONE_SIDE_MISSING),
        ({"side_source": SideSource.ASSUMED}, ExclusionReason.ONE_SIDE_MISSING),
        ({"pain": 9}, ExclusionReason.PARTNER_EXCLUDED),
        ({"load_kg": None}, ExclusionReason.PARTNER_EXCLUDED),
        ({"capped_by_plan": True, "rir": None}, MATCHED),
    ],
)
def test_a_lone_side_says_whether_its_partner_was_there(partner, reason):
    pairing = paired([logged_set(), logged_set(side="right", **partner)])
    assert pairing.observations == ()
    (left,) = (one for one in pairing.exclusions if one.side is Side.LEFT)
    assert left.reason is reason


def test_an_assumed_side_never_counts():
    sets = both_sides(workouts=1)
    assumed = both_sides(workouts=1, turns=1, load_kg=30.0, side_source=SideSource.ASSUMED)
    assert paired([*sets, *assumed]).observations == paired(sets).observations


def test_sides_of_two_workouts_or_two_exercises_are_never_compared():
    apart = [
        [logged_set(workout=0), logged_set(workout=1, side="right")],
        [logged_set(), logged_set(side="right", exercise_id="press")],
    ]
    for sets in apart:
        pairing = paired(sets)
        assert pairing.observations == ()
        assert [one.reason for one in pairing.exclusions] == [ExclusionReason.ONE_SIDE_MISSING] * 2


def test_one_side_twice_in_a_turn_is_taken_for_the_wrong_side():
    sets = both_sides(workouts=1, turns=2)
    doubled = [logged_set(turn=3, reps=3.0), logged_set(turn=3, reps=3.0, set_id="again")]
    assert only([*sets, *doubled]) == only(sets)
    exclusion = alone([*sets, *doubled])
    assert (exclusion.reason, exclusion.side, exclusion.n_sets) == (UNPAIRED, Side.LEFT, 2)


def test_turns_that_are_all_one_sided_are_compared_as_they_are():
    lefts = [logged_set(turn=1), logged_set(turn=1, set_id="again")]
    rights = [logged_set(turn=2, side="right")]
    observation = only([*lefts, *rights])
    assert observation.n_sets == 3
    assert observation.difference_log_pct == pytest.approx(ORDER - FATIGUE / 2)


def test_sets_numbered_through_both_sides_say_the_same():
    through = [
        logged_set(turn=2 * turn + (side == "right"), side=side)
        for turn in (1, 2, 3)
        for side in ("left", "right")
    ]
    assert only(through).difference_log_pct == pytest.approx(
        only(both_sides(workouts=1)).difference_log_pct
    )


def test_a_check_is_compared_with_a_check():
    check = {"kind": SetKind.CHECK, "rir": None}
    checks = both_sides(workouts=1, turns=1, right={"reps": 12.0}, **check)
    work = [logged_set(turn=2), logged_set(turn=2, side="right")]
    observation = only([*checks, *work])
    assert observation.n_pairs == 2
    assert observation.is_check
    one, other = only(checks), only(work)
    low, high = sorted((one.difference_log_pct, other.difference_log_pct))
    assert low < observation.difference_log_pct < high
    weights = 1 / (one.variance - DAY), 1 / (other.variance - DAY)
    assert observation.variance - DAY == pytest.approx(1 / sum(weights))
    assert reasons([checks[0], work[1]]) == {UNPAIRED}


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


def test_capped_sets_speak_with_rir_or_all_out():
    assert only(both_sides(workouts=1, capped_by_plan=True)).rir_on_both_sides
    assert only(both_sides(workouts=1, capped_by_plan=True, rir=0.0)).n_pairs == 3
    all_out = {"kind": SetKind.FAILURE, "rir": None, "capped_by_plan": True}
    assert only(both_sides(workouts=1, **all_out)).rir_on_both_sides
    one_sided = both_sides(workouts=1, capped_by_plan=True, right={"rir": None})
    assert paired(one_sided).observations == ()
    assert reasons(one_sided) == {MATCHED}


def test_of_capped_sets_only_those_of_unknown_effort_are_left_out():
    sets = both_sides(workouts=1, turns=4, capped_by_plan=True, load_kg=21.0)
    silent = [replace(s, rir=None) if s.set_index in (2, 4) else s for s in sets]
    observation = only(silent)
    assert (observation.n_sets, observation.rir_on_both_sides) == (4, True)
    assert observation == only([s for s in silent if s.rir is not None])
    assert [(e.reason, e.side, e.n_sets) for e in paired(silent).exclusions] == [
        (MATCHED, Side.LEFT, 2),
        (MATCHED, Side.RIGHT, 2),
    ]


def test_one_capped_set_silences_all_of_unknown_effort_in_that_exercise_alone():
    sets = both_sides(workouts=1, turns=2, rir=None)
    capped = [replace(sets[0], capped_by_plan=True), *sets[1:]]
    other = [replace(s, exercise_id="press", set_id=f"press {s.set_id}") for s in sets]
    pairing = paired([*capped, *other])
    assert [one.exercise_id for one in pairing.observations] == ["press"]
    assert {(e.exercise_id, e.reason) for e in pairing.exclusions} == {("split", MATCHED)}


def test_unknown_effort_on_free_sets_counts_but_less():
    told, untold = (only(both_sides(workouts=1, rir=rir)) for rir in (0.0, None))
    assert untold.variance > told.variance
    assert not untold.rir_on_both_sides


@pytest.mark.parametrize("heavier", ["left", "right"])
def test_loads_too_far_apart_are_asked_about(heavier):
    for factor, asked in ((0.99, set()), (1.01, {ExclusionReason.LOAD_RATIO_ASKS})):
        load = 20.0 * POLICY.load_ratio_max * factor
        assert reasons(both_sides(workouts=1, **{heavier: {"load_kg": load}})) == asked


def test_loads_are_asked_about_turn_by_turn():
    sets = both_sides(workouts=1, turns=3)
    odd = [replace(s, load_kg=44.0) if s.set_id == "0-2-right-split" else s for s in sets]
    pairing = paired(odd)
    assert pairing.observations == paired([s for s in sets if s.set_index != 2]).observations
    assert [(e.reason, e.n_sets) for e in pairing.exclusions] == [
        (ExclusionReason.LOAD_RATIO_ASKS, 1),
        (ExclusionReason.LOAD_RATIO_ASKS, 1),
    ]


def test_a_wild_set_among_three_hardly_counts():
    sets = both_sides(workouts=1)
    wild = 20.0 * math.exp((POLICY.outlier_log_pct + 12) / 100)
    odd = [*sets[:-1], replace(sets[-1], load_kg=wild)]
    raw = 100 * math.log(wild / 20) / 3
    assert abs(only(odd).difference_log_pct - only(sets).difference_log_pct) < raw / 4
