"""Double progression, led by the weaker side."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from apps.assessments.domain.pain import PainState, Status
from apps.exercises.domain.catalogue import ExerciseSpec
from apps.exercises.domain.vocabulary import Side
from apps.programs.domain.program import Block, Prescription, ReasonCode, SideDose
from apps.programs.domain.progressing import (
    NextDose,
    SetDone,
    apply_next_dose,
    next_dose,
    progresses,
)
from tests.programs.domain.athletes import spec_of

L, R = Side.LEFT, Side.RIGHT
PRESS = spec_of("single-leg-press")
STEP = PRESS.load_step_kg
REPS = {"reps_low": 8, "reps_high": 12, "rir_target": 3}


def line_for(spec: ExerciseSpec, **dose: object) -> Prescription:
    first = SideDose(**{"sets": 2, "load_kg": 40.0, **REPS, **dose})
    return Prescription(
        exercise_slug=spec.slug,
        pattern=spec.pattern,
        block=Block.STRENGTH,
        position=0,
        first_side=L,
        left=first,
        right=replace(first, is_capped=True),
        rest_between_sides_s=15,
        rest_after_pair_s=90,
    )


ASKED = line_for(PRESS)


def sets(side: Side | None, *reps: int | None, **what: object) -> tuple[SetDone, ...]:
    base = {"load_kg": 40.0, "rir": 2.0, **what}
    return tuple(SetDone(side=side, reps=number, **base) for number in reps)


def after(*done: tuple[SetDone, ...], line: Prescription = ASKED, **options: object) -> NextDose:
    given = {"weaker_side": L, **options}
    return next_dose(line, spec_of(line.exercise_slug), sum(done, ()), **given)


@pytest.mark.parametrize(
    ("left", "right", "code", "load_kg", "aim"),
    [
        # The weaker side at the top of every set with two left: one step, from the bottom again.
        (sets(L, 12, 12), sets(R, 12, 12), ReasonCode.LOAD_UP, 40 + STEP, 8),
        (sets(L, 13, 12), sets(R, 9, 8), ReasonCode.LOAD_UP, 40 + STEP, 8),
        # The stronger side alone at the top moves nothing but the weaker side's next rep.
        (sets(L, 11, 10), sets(R, 12, 12), ReasonCode.REPS_UP, 40, 11),
        (sets(L, 8, 8), sets(R, 8, 8), ReasonCode.REPS_UP, 40, 9),
        # Too near to failure.
        (sets(L, 12, 12, rir=1), sets(R, 12, 12), ReasonCode.HELD_EFFORT_HIGH, 40, 8),
        (sets(L, 10, 10, rir=0), sets(R, 10, 10), ReasonCode.HELD_EFFORT_HIGH, 40, 8),
        # Unknown effort counts by reps, and only when both sides reached the top.
        (sets(L, 12, 12, rir=None), sets(R, 12, 12, rir=None), ReasonCode.LOAD_UP, 40 + STEP, 8),
        (sets(L, 12, 12, rir=None), sets(R, 12, 11), ReasonCode.HELD_EFFORT_UNKNOWN, 40, 8),
        (sets(L, 9, 9, rir=None), sets(R, 9, 9, rir=None), ReasonCode.REPS_UP, 40, 10),
        # Below the range on either side; far below goes down a step.
        (sets(L, 7, 9), sets(R, 9, 9), ReasonCode.HELD_BELOW_RANGE, 40, 8),
        (sets(L, 9, 9), sets(R, 9, 7), ReasonCode.HELD_BELOW_RANGE, 40, 8),
        (sets(L, 5, 8), sets(R, 8, 8), ReasonCode.LOAD_DOWN_MISSED_REPS, 40 - STEP, 8),
        # A side or a set that was left out is not carried along.
        (sets(L, 12, 12), (), ReasonCode.HELD_SIDE_MISSED, 40, 8),
        ((), sets(R, 12, 12), ReasonCode.HELD_SIDE_MISSED, 40, 8),
        ((), (), ReasonCode.HELD_SIDE_MISSED, 40, 8),
        (sets(L, 12), sets(R, 12, 12), ReasonCode.HELD_SETS_MISSED, 40, 8),
        (sets(L, 12, None), sets(R, 12, 12), ReasonCode.HELD_SETS_MISSED, 40, 8),
        # What the weaker side really lifted counts, not what was planned.
        (sets(L, 12, 12, load_kg=30.0), sets(R, 12, 12), ReasonCode.LOAD_UP, 30 + STEP, 8),
        # Pain: up to 2 goes on, 3 to 5 holds, more takes load off.
        (sets(L, 12, 12, pain=2), sets(R, 12, 12), ReasonCode.LOAD_UP, 40 + STEP, 8),
        (sets(L, 12, 12), sets(R, 12, 12, pain=3), ReasonCode.HELD_PAIN, 40, 8),
        (sets(L, 12, 12, pain=5), sets(R, 12, 12), ReasonCode.HELD_PAIN, 40, 8),
        (sets(L, 12, pain=6), (), ReasonCode.LOAD_DOWN_PAIN, 20, 8),
    ],
)
def test_what_comes_next(left, right, code, load_kg, aim):
    dose = after(left, right)
    assert dose.reason.code is code
    assert (dose.load_kg, dose.aim_reps) == (load_kg, aim)
    assert dose.is_changed is (load_kg != 40 or code is ReasonCode.REPS_UP)


def test_swapping_sides_swaps_only_the_side():
    mirrored = replace(ASKED, first_side=R, left=ASKED.right, right=ASKED.left)
    one = after(sets(L, 12, 12), sets(R, 9, 9))
    other = after(sets(R, 12, 12), sets(L, 9, 9), line=mirrored, weaker_side=R)
    assert other.reason.params["side"] == "right"
    assert replace(other, reason=one.reason) == one


def test_without_a_weaker_side_both_must_reach_the_top():
    assert after(sets(L, 12, 12), sets(R, 12, 11), weaker_side=None).load_kg == 40
    assert after(sets(L, 12, 12), sets(R, 12, 12), weaker_side=None).load_kg == 40 + STEP


def test_a_bilateral_lift_progresses_by_its_own_sets():
    line = replace(ASKED, first_side=None, left=None, right=None, both=ASKED.left)
    dose = after(sets(None, 12, 12), line=line, weaker_side=L)
    assert dose.load_kg == 40 + STEP
    missed = after(line=line, weaker_side=L)
    assert missed.reason.params["side"] is None


def test_strong_pain_twice_or_with_nothing_to_take_off_means_an_easier_exercise():
    hurt = sets(L, 8, pain=8)
    twice = {L: PainState(status=Status.BLOCK)}
    assert after(hurt, pain=twice).reason.code is ReasonCode.SWAP_FOR_PAIN
    body = line_for(spec_of("split-squat"), load_kg=0.0)
    dose = after(hurt, line=body)
    assert dose.reason.code is ReasonCode.SWAP_FOR_PAIN
    assert dose.reason.params["swap_to"] == "supported-split-squat"
    unknown = line_for(PRESS, load_kg=None)
    assert after(hurt, line=unknown).reason.code is ReasonCode.SWAP_FOR_PAIN


def test_the_first_weight_that_was_found_is_the_weaker_sides():
    line = line_for(PRESS, load_kg=None)
    dose = after(sets(L, 10, 9, load_kg=35.0), sets(R, 12, 12, load_kg=50.0), line=line)
    assert dose.reason.code is ReasonCode.LOAD_FOUND
    assert (dose.load_kg, dose.aim_reps) == (35.0, 10)


def test_a_weight_that_nobody_wrote_down_is_still_to_be_found():
    line = line_for(PRESS, load_kg=None)
    dose = after(sets(L, 10, 9, load_kg=None), sets(R, 12, 12, load_kg=None), line=line)
    assert dose.load_kg is None


def test_reps_without_load_end_in_a_harder_exercise():
    spec = spec_of("supported-split-squat")
    line = line_for(spec, load_kg=None)
    bare = {"load_kg": None}
    dose = after(sets(L, 12, 12, **bare), sets(R, 12, 12, **bare), line=line)
    assert dose.reason.code is ReasonCode.TOP_REACHED
    assert dose.reason.params["harder"] == "split-squat"


@pytest.mark.parametrize(
    ("asked", "left", "right", "code", "seconds"),
    [
        (30, (30, 31), (30, 30), ReasonCode.SECONDS_UP, 35),
        (58, (58, 58), (58, 58), ReasonCode.SECONDS_UP, 60),
        (60, (60, 60), (60, 60), ReasonCode.TOP_REACHED, 60),
        (30, (30, 25), (30, 30), ReasonCode.HELD_BELOW_RANGE, 30),
        (30, (30, None), (30, 30), ReasonCode.HELD_BELOW_RANGE, 30),
    ],
)
def test_holds_grow_by_seconds(asked, left, right, code, seconds):
    spec = spec_of("side-plank")
    line = line_for(spec, seconds=asked, reps_low=None, reps_high=None, load_kg=None)
    done = tuple(SetDone(side=L, seconds=s) for s in left)
    done += tuple(SetDone(side=R, seconds=s) for s in right)
    dose = next_dose(line, spec, done, weaker_side=L)
    assert dose.reason.code is code
    assert (dose.seconds, dose.aim_reps) == (seconds, None)


class TestApplying:
    def test_both_sides_get_the_same_and_effort_stays_as_planned(self):
        dose = after(sets(L, 12, 12), sets(R, 12, 12))
        later = apply_next_dose(ASKED, PRESS, dose)
        assert later.left == replace(ASKED.left, load_kg=40 + STEP)
        assert later.right == replace(ASKED.right, load_kg=40 + STEP)
        assert later.both is None

    @pytest.mark.parametrize(
        ("block", "planned", "load_kg"),
        [
            (Block.CHECK, 50.0, 50.0),
            (Block.CHECK, 40.0, 45.0),
            (Block.CHECK, None, 45.0),
            (Block.WARM_UP, None, 25.0),
            (Block.WARM_UP, 30.0, 30.0),
        ],
    )
    def test_a_check_is_never_lighter_than_the_work(self, block, planned, load_kg):
        dose = after(sets(L, 12, 12), sets(R, 12, 12))
        line = replace(line_for(PRESS, load_kg=planned), block=block)
        assert apply_next_dose(line, PRESS, dose).left.load_kg == load_kg

    def test_after_strong_pain_the_check_gets_lighter_too(self):
        dose = after(sets(L, 12, pain=7))
        line = replace(line_for(PRESS, load_kg=50.0), block=Block.CHECK)
        assert apply_next_dose(line, PRESS, dose).left.load_kg == 20.0


def test_stretches_checks_and_balance_do_not_progress():
    assert progresses(ASKED)
    for block in (Block.MOBILITY, Block.CHECK, Block.WARM_UP, Block.BALANCE):
        assert not progresses(replace(ASKED, block=block))


def test_a_next_dose_survives_json():
    dose = after(sets(L, 12, 12), sets(R, 12, 12))
    assert NextDose.from_dict(dose.to_dict()) == dose
