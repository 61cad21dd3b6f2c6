"""From rows of the log to one limb's sets: conventions are kept apart, and nothing is invented."""

import datetime as dt
from uuid import uuid4

import pytest

from apps.exercises.domain.catalogue import ExerciseSpec
from apps.exercises.domain.vocabulary import (
    Laterality,
    Level,
    Limb,
    LoadBasis,
    MeasurementClass,
    MovementPattern,
    RepConvention,
    SetKind,
    SetSide,
    SideSource,
)
from apps.imbalances.domain.assessment import assess_pattern
from apps.imbalances.domain.normalising import (
    BodyMassHistory,
    by_pattern,
    comparable_specs,
    logged_sets,
)
from apps.imbalances.domain.sets import ExclusionReason
from apps.imbalances.domain.verdicts import Verdict
from apps.lifts.domain.rows import LiftRow
from apps.profiles.domain.people import Handedness

MONDAY = dt.datetime(2026, 3, 2, 17, tzinfo=dt.UTC)
NOBODY = BodyMassHistory()
EIGHTY = BodyMassHistory(((dt.date(2026, 1, 1), 80.0),))


def spec(**changes):
    plain = {
        "id": uuid4(),
        "slug": "one-leg-press",
        "name": "One-leg press",
        "pattern": MovementPattern.KNEE_DOMINANT,
        "laterality": Laterality.UNILATERAL,
        "limb": Limb.LEG,
        "planes": (),
        "primary_muscles": (),
        "joints": (),
        "equipment": (),
        "level": Level.BEGINNER,
        "cues": (),
        "load_step_kg": 2.0,
        "measurement": MeasurementClass.GOOD,
    }
    return ExerciseSpec(**(plain | changes))


def row(exercise, *, workout=None, number=0, **changes):
    at = MONDAY + dt.timedelta(days=number)
    plain = {
        "id": uuid4(),
        "workout_id": workout or uuid4(),
        "exercise_id": exercise.id,
        "performed_at": at,
        "local_date": at.date(),
        "set_index": 1,
        "side": SetSide.LEFT,
        "side_source": SideSource.LOGGED,
        "kind": SetKind.WORK,
        "pair_order": None,
        "load_kg": 20.0,
        "reps": 10,
        "seconds": None,
        "rir": 2.0,
        "pain": None,
        "capped_by_plan": False,
        "load_basis": exercise.load_basis,
        "rep_convention": RepConvention.PER_SIDE,
        "workout_ended": True,
    }
    return LiftRow(**(plain | changes))


def normalised(exercise, *rows, body_mass=NOBODY):
    return logged_sets(rows, specs=comparable_specs([exercise]), body_mass=body_mass)


def pairs(exercise, *, workouts=4, left=None, right=None, **both):
    rows = []
    for number in range(workouts):
        workout = uuid4()
        for side, own in ((SetSide.LEFT, left), (SetSide.RIGHT, right)):
            rows.append(
                row(
                    exercise,
                    workout=workout,
                    number=number,
                    **({"side": side} | both | (own or {})),
                )
            )
    return rows


def assessed(exercise, rows, *, body_mass=NOBODY):
    return assess_pattern(
        normalised(exercise, *rows, body_mass=body_mass),
        pattern=exercise.pattern,
        handedness=Handedness.RIGHT,
        as_of=MONDAY + dt.timedelta(days=30),
    )


def test_exercises_that_measure_nothing_never_reach_the_detector():
    balance = spec(measurement=MeasurementClass.NONE)
    assert normalised(balance, row(balance)) == ()


def test_patterns_without_a_verdict_never_reach_the_detector():
    plank = spec(pattern=MovementPattern.TRUNK_FRONT)
    assert comparable_specs([plank]) == {}


def test_reps_counted_for_both_sides_together_are_halved():
    march = spec()
    (one,) = normalised(
        march, row(march, reps=20, rep_convention=RepConvention.BOTH_SIDES_TOGETHER)
    )
    assert one.reps == 10.0


def test_rir_zero_is_kept_and_is_not_the_same_as_unknown():
    press = spec()
    hard, unknown = normalised(press, row(press, rir=0.0), row(press, rir=None))
    assert hard.rir == 0.0
    assert unknown.rir is None


def test_per_side_of_bar_is_plates_not_a_limb():
    squat = spec(load_basis=LoadBasis.PER_SIDE_OF_BAR, implements=1)
    rows = [row(squat, side=SetSide.BOTH, number=n) for n in range(5)]
    assert normalised(squat, rows[0])[0].load_kg == 60.0
    assessment = assessed(squat, rows)
    assert assessment.observations == ()
    assert not assessment.finding.verdict.has_estimate


def test_a_leg_carries_both_dumbbells_and_an_arm_its_own():
    lunge = spec(load_basis=LoadBasis.PER_IMPLEMENT, implements=2)
    curl = spec(load_basis=LoadBasis.PER_IMPLEMENT, implements=2, limb=Limb.ARM)
    assert normalised(lunge, row(lunge))[0].load_kg == 40.0
    assert normalised(curl, row(curl))[0].load_kg == 20.0


def test_body_mass_is_part_of_what_a_limb_moves():
    squat = spec(body_mass_share=0.5)
    (one,) = normalised(squat, row(squat, load_kg=10.0), body_mass=EIGHTY)
    assert one.load_kg == 50.0


def test_a_bodyweight_set_without_a_load_moves_the_body():
    squat = spec(body_mass_share=0.5)
    (one,) = normalised(squat, row(squat, load_kg=None), body_mass=EIGHTY)
    assert one.load_kg == 40.0


def test_without_a_known_body_mass_such_a_set_carries_no_estimate():
    squat = spec(body_mass_share=0.5)
    (one,) = normalised(squat, row(squat, load_kg=10.0))
    assert one.load_kg is None


def test_help_is_taken_off_and_only_where_the_exercise_is_assisted():
    pull_up = spec(body_mass_share=1.0, is_assisted=True)
    press = spec()
    assert normalised(pull_up, row(pull_up, load_kg=-30.0), body_mass=EIGHTY)[0].load_kg == 50.0
    assert normalised(press, row(press, load_kg=-30.0))[0].load_kg is None


@pytest.mark.parametrize(
    ("day", "mass"), [((2025, 6, 1), 80.0), ((2026, 2, 1), 80.0), ((2026, 3, 1), 84.0)]
)
def test_body_mass_is_the_one_known_on_that_day(day, mass):
    history = BodyMassHistory(((dt.date(2026, 1, 1), 80.0), (dt.date(2026, 3, 1), 84.0)))
    assert history.on(dt.date(*day)) == mass


def test_one_side_missing_is_not_shown_as_balanced():
    press = spec()
    finding = assessed(press, [row(press, number=n) for n in range(6)]).finding
    assert finding.verdict is Verdict.ONE_SIDE_MISSING
    assert finding.missing_side is not None
    assert finding.missing_side.value == "right"


def test_the_average_of_both_sides_does_not_hide_the_weak_one():
    press = spec()
    rows = pairs(press, workouts=10, left={"load_kg": 16.0}, right={"load_kg": 20.0})
    finding = assessed(press, rows).finding
    assert finding.verdict is Verdict.IMBALANCE
    assert finding.weaker_side is not None
    assert finding.weaker_side.value == "left"


def test_assumed_sides_never_reach_a_verdict():
    press = spec()
    rows = pairs(press, workouts=10, right={"load_kg": 30.0}, side_source=SideSource.ASSUMED)
    assessment = assessed(press, rows)
    assert assessment.observations == ()
    assert {one.reason for one in assessment.exclusions} == {ExclusionReason.ASSUMED_SIDE}
    assert assessment.finding.verdict is Verdict.NOT_ENOUGH_DATA


@pytest.mark.parametrize("side", [SetSide.BOTH, SetSide.EACH])
def test_rows_of_no_single_side_never_reach_a_verdict(side):
    press = spec()
    assessment = assessed(press, [row(press, side=side, number=n) for n in range(10)])
    assert assessment.observations == ()
    assert {one.reason for one in assessment.exclusions} == {ExclusionReason.NO_SINGLE_SIDE}


def test_a_load_near_zero_does_not_explode_into_a_verdict():
    press = spec()
    rows = pairs(press, workouts=10, left={"load_kg": 0.0}, right={"load_kg": 0.5})
    assessment = assessed(press, rows)
    assert assessment.observations == ()
    assert not assessment.finding.verdict.has_estimate


def test_sets_are_grouped_by_pattern_in_their_order():
    press, curl = spec(), spec(pattern=MovementPattern.ELBOW_FLEXION, limb=Limb.ARM)
    rows = [row(press), row(curl), row(press)]
    sets = logged_sets(rows, specs=comparable_specs([press, curl]), body_mass=NOBODY)
    grouped = by_pattern(sets)
    assert [one.set_id for one in grouped[MovementPattern.KNEE_DOMINANT]] == [
        str(rows[0].id),
        str(rows[2].id),
    ]
    assert len(grouped[MovementPattern.ELBOW_FLEXION]) == 1
