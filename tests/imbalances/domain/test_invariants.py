from __future__ import annotations

import json
import math
from datetime import timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from apps.exercises.domain.vocabulary import MovementPattern, SetKind, SetSide, Side, SideSource
from apps.imbalances.domain.assessment import assess_pattern
from apps.imbalances.domain.sets import LoggedSet
from apps.imbalances.domain.state import FilterState
from apps.imbalances.domain.verdicts import Finding, Verdict
from apps.profiles.domain.people import Handedness
from tests.support.logged_sets import both_sides, logged_set, mirrored

KNEE, PUSH = MovementPattern.KNEE_DOMINANT, MovementPattern.HORIZONTAL_PUSH
MIRRORED_HAND = {Handedness.RIGHT: Handedness.LEFT, Handedness.LEFT: Handedness.RIGHT}

one_side = st.fixed_dictionaries(
    {
        "load_kg": st.sampled_from([16.0, 18.0, 20.0, 22.0, 24.0]),
        "reps": st.sampled_from([6.0, 8.0, 10.0, 12.0, 15.0, 20.0]),
        "rir": st.sampled_from([None, 0.0, 1.0, 2.0, 4.0]),
        "kind": st.sampled_from([SetKind.WORK, SetKind.WORK, SetKind.CHECK, SetKind.WARM_UP]),
    }
)


@st.composite
def logs(draw: st.DrawFn, pattern: MovementPattern = KNEE) -> list[LoggedSet]:
    sets: list[LoggedSet] = []
    for workout in range(draw(st.integers(1, 7))):
        for exercise in draw(st.sampled_from([["split"], ["split", "press"]])):
            for turn in range(1, draw(st.integers(1, 3)) + 1):
                capped = draw(st.booleans())
                sides = draw(st.sampled_from([("left", "right")] * 4 + [("left",), ("right",)]))
                sets.extend(
                    replace(
                        logged_set(workout=workout, turn=turn, side=side, exercise_id=exercise),
                        pattern=pattern,
                        capped_by_plan=capped,
                        **draw(one_side),
                    )
                    for side in sides
                )
    return sets


def assessed(sets, *, pattern=KNEE, handedness=Handedness.RIGHT, **changes):
    as_of = max(s.performed_at for s in sets) + timedelta(days=1)
    return assess_pattern(
        sets, **{"pattern": pattern, "handedness": handedness, "as_of": as_of, **changes}
    )


def belief(assessment) -> tuple:
    return assessment.state.mean, assessment.state.covariance


property_test = settings(max_examples=20, deadline=None)


@property_test
@given(sets=logs(pattern=PUSH), handedness=st.sampled_from([Handedness.RIGHT, Handedness.LEFT]))
def test_swapping_sides_flips_only_the_side(sets, handedness):
    here = assessed(sets, pattern=PUSH, handedness=handedness).finding
    there = assessed(
        [mirrored(s) for s in sets], pattern=PUSH, handedness=MIRRORED_HAND[handedness]
    ).finding
    assert there.verdict is here.verdict
    assert there.weaker_side is (None if here.weaker_side is None else here.weaker_side.opposite)
    assert there.mean_log_pct == pytest.approx(-here.mean_log_pct, abs=1e-9)
    assert there.sd_log_pct == pytest.approx(here.sd_log_pct, abs=1e-9)
    assert there.signed_low80_pct == pytest.approx(-here.signed_high80_pct, abs=1e-9)
    assert there.p_over_10 == pytest.approx(here.p_over_10, abs=1e-9)
    assert there.n_agreeing == here.n_agreeing
    assert there.left_e1rm_kg == pytest.approx(here.right_e1rm_kg, abs=1e-9)


@property_test
@given(sets=logs(), factor=st.sampled_from([0.01, 0.45359237, 2.0, 7.3]))
def test_the_unit_of_load_changes_nothing_relative(sets, factor):
    scaled = [replace(s, load_kg=s.load_kg * factor) for s in sets]
    here, there = assessed(sets).finding, assessed(scaled).finding
    assert there.verdict is here.verdict
    assert there.mean_log_pct == pytest.approx(here.mean_log_pct, abs=1e-9)
    assert there.sd_log_pct == pytest.approx(here.sd_log_pct, abs=1e-9)


@property_test
@given(more=st.floats(0.0, 5.0), right=st.sampled_from([16.0, 20.0, 24.0]), pattern=st.just(KNEE))
def test_more_load_on_one_side_never_moves_the_estimate_to_the_other(more, right, pattern):
    first, second = (
        assessed(both_sides(workouts=4, right={"load_kg": load})).finding.mean_log_pct
        for load in (right, right + more)
    )
    assert second >= first - 1e-9


unusable = st.sampled_from(
    [
        {"kind": SetKind.WARM_UP},
        {"pain": 10},
        {"reps": None, "seconds": 30.0},
        {"reps": None},
        {"load_kg": None},
        {"load_kg": 0.0},
        {"side": SetSide.EACH},
        {"side": SetSide.BOTH},
        {"side_source": SideSource.ASSUMED},
        {"exercise_id": "another exercise, one side only"},
    ]
)


@property_test
@given(
    sets=logs(),
    workout=st.integers(0, 9),
    turn=st.integers(1, 9),
    side=st.sampled_from(["left", "right"]),
    change=unusable,
)
def test_a_set_that_is_left_out_changes_neither_belief_nor_verdict(
    sets, workout, turn, side, change
):
    before = assessed(sets)
    assume(before.observations)
    added = replace(logged_set(workout=workout, turn=turn, side=side, set_id="added"), **change)
    after = assessed([*sets, added], as_of=before.finding.as_of)
    assert belief(after) == belief(before)
    assert after.observations == before.observations
    assert after.finding.verdict is before.finding.verdict
    left_out = sum(one.n_sets for one in after.exclusions)
    assert left_out == 1 + sum(one.n_sets for one in before.exclusions)


@property_test
@given(sets=logs(), shuffle=st.randoms(use_true_random=False))
def test_order_of_rows_is_irrelevant(sets, shuffle):
    shuffled = list(sets)
    shuffle.shuffle(shuffled)
    here, there = assessed(sets), assessed(shuffled)
    assert there.exclusions == here.exclusions
    assert there.state.tally == here.state.tally
    assert there.finding.verdict is here.finding.verdict
    assert len(there.observations) == len(here.observations)
    for one, other in zip(here.observations, there.observations, strict=True):
        assert other.difference_log_pct == pytest.approx(one.difference_log_pct, abs=1e-9)
        assert other.variance == pytest.approx(one.variance, abs=1e-9)
        assert other.performed_at == one.performed_at
        assert (other.n_sets, other.n_pairs, other.first_side) == (
            one.n_sets,
            one.n_pairs,
            one.first_side,
        )
    assert there.state.mean == pytest.approx(here.state.mean, abs=1e-9)
    assert there.finding.sd_log_pct == pytest.approx(here.finding.sd_log_pct, abs=1e-9)


@property_test
@given(sets=logs())
def test_the_same_log_gives_the_same_answer(sets):
    assert assessed(sets) == assessed(list(sets))


@property_test
@given(sets=logs(), capped=st.integers(1, 5))
def test_matched_reps_without_rir_leave_belief_unchanged(sets, capped):
    silent = both_sides(
        workouts=range(20, 20 + capped), capped_by_plan=True, rir=None, right={"rir": 2.0}
    )
    assert belief(assessed([*sets, *silent])) == belief(assessed(sets))


holes = st.fixed_dictionaries(
    {
        "load_kg": st.sampled_from([None, math.nan, 20.0]),
        "reps": st.sampled_from([None, math.nan, 8.0]),
        "rir": st.sampled_from([None, math.nan, 1.0]),
        "seconds": st.sampled_from([None, math.nan, 30.0]),
    }
)


@property_test
@given(sets=logs(), left=holes, right=holes)
def test_what_is_not_a_number_never_reaches_a_finding(sets, left, right):
    assessment = assessed([*sets, *both_sides(workouts=range(2, 5), left=left, right=right)])
    finding = assessment.finding
    for name in Finding.__struct_fields__:
        value = getattr(finding, name)
        if isinstance(value, float):
            assert math.isfinite(value), name
    assert finding.sd_log_pct > 0
    for probability in (finding.p_over_5, finding.p_over_10, finding.p_over_20):
        assert 0 <= probability <= 1
    figures = [*assessment.state.mean, *(x for row in assessment.state.covariance for x in row)]
    assert all(math.isfinite(value) for value in figures)
    for one in assessment.trend:
        assert math.isfinite(one.smoothed_mean_log_pct)
        assert math.isfinite(one.smoothed_sd_log_pct)


@property_test
@given(sets=logs(), cut=st.integers(0, 7))
def test_a_checkpoint_between_workouts_equals_a_full_replay(sets, cut):
    names = sorted({s.occasion_id for s in sets})
    early = [s for s in sets if s.occasion_id in names[:cut]]
    late = [s for s in sets if s.occasion_id not in names[:cut]]
    assume(early)
    assume(late)
    whole = assessed(sets)
    checkpoint = FilterState.from_dict(json.loads(json.dumps(assessed(early).state.to_dict())))
    resumed = assessed(late, state=checkpoint, as_of=whole.finding.as_of)
    assert resumed.state == whole.state
    assert resumed.finding == whole.finding


def test_rir_0_is_not_a_missing_rir():
    maximal, unknown = (
        assessed(both_sides(workouts=4, right={"rir": rir}, left={"rir": 2.0})).finding
        for rir in (0.0, None)
    )
    assert maximal.mean_log_pct < unknown.mean_log_pct


def test_an_assumed_side_never_counts():
    left = [logged_set(workout=w) for w in range(6)]
    right = [logged_set(workout=w, side="right", side_source=SideSource.ASSUMED) for w in range(6)]
    assessment = assessed([*left, *right])
    assert assessment.observations == ()
    assert assessment.finding.verdict is Verdict.ONE_SIDE_MISSING
    assert assessment.finding.missing_side is Side.RIGHT


def test_a_lone_side_at_any_length_is_never_level():
    finding = assessed([logged_set(workout=w) for w in range(40)]).finding
    assert finding.verdict is Verdict.ONE_SIDE_MISSING
    assert finding.missing_side is Side.RIGHT


def test_bad_calls_are_refused():
    sets = both_sides(workouts=2)
    with pytest.raises(ValueError, match="among those of"):
        assessed(sets, pattern=PUSH)
    checkpoint = assessed(sets).state
    with pytest.raises(ValueError, match="replay the log"):
        assessed(sets, state=checkpoint, handedness=Handedness.LEFT)
    with pytest.raises(ValueError, match="replay the log"):
        assessed(sets, state=checkpoint)
