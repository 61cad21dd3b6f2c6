"""The judge's word on another day."""

import datetime as dt

from apps.exercises.domain.anatomy import Muscle
from apps.exercises.domain.vocabulary import MovementPattern, Side
from apps.programs.domain.moving import muscles_without_rest
from apps.programs.domain.program import Block, PlannedSession, Prescription, SideDose
from tests.programs.domain.athletes import MONDAY, real_catalogue, spec_of

CATALOGUE = {spec.slug: spec for spec in real_catalogue()}


def session(slug, *, days=0, block=Block.STRENGTH):
    dose = SideDose(sets=2, reps_low=8, reps_high=12)
    line = Prescription(
        exercise_slug=slug,
        pattern=spec_of(slug).pattern,
        block=block,
        position=0,
        rest_between_sides_s=30,
        rest_after_pair_s=90,
        first_side=Side.LEFT,
        left=dose,
        right=dose,
    )
    return PlannedSession(
        week=1,
        day_index=days,
        date=MONDAY + dt.timedelta(days=days),
        focus=(MovementPattern.HORIZONTAL_PULL,),
        estimated_minutes=30,
        prescriptions=(line,),
    )


def tired(*others, to=1):
    row = session("one-arm-dumbbell-row", days=4)
    day = MONDAY + dt.timedelta(days=to)
    return muscles_without_rest(row, day, others=others, catalogue=CATALOGUE)


class TestMusclesWithoutRest:
    def test_names_what_works_on_both_days(self):
        assert Muscle(spec_of("one-arm-dumbbell-row").primary_muscles[0]) in tired(
            session("one-arm-cable-row")
        )

    def test_the_day_after_counts_as_well(self):
        assert tired(session("one-arm-cable-row", days=2))

    def test_a_day_between_is_enough(self):
        assert tired(session("one-arm-cable-row"), to=2) == ()

    def test_other_muscles_do_not_mind(self):
        assert tired(session("split-squat")) == ()

    def test_a_warm_up_is_no_hard_work(self):
        assert tired(session("one-arm-cable-row", block=Block.WARM_UP)) == ()
