"""Strength tests as the log has them."""

import datetime as dt
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.assessments.domain.body import BodySide
from apps.assessments.domain.logged_checks import LoggedCheck, WeighIns, occasions_of
from apps.exercises.domain.catalogue import ExerciseSpec
from apps.exercises.domain.vocabulary import (
    Equipment,
    Laterality,
    Level,
    Limb,
    LoadBasis,
    MovementPattern,
    Plane,
    RepConvention,
    SetKind,
    SetSide,
    Side,
    SideSource,
)
from apps.lifts.domain.rows import LiftRow

DAY = dt.date(2026, 3, 10)
ROW, OTHER = UUID(int=1), UUID(int=2)


def spec(key=ROW, **fields):
    return ExerciseSpec(
        **{
            "slug": "a-row",
            "name": "A row",
            "pattern": MovementPattern.HORIZONTAL_PULL,
            "laterality": Laterality.UNILATERAL,
            "limb": Limb.ARM,
            "planes": (Plane.SAGITTAL,),
            "primary_muscles": (),
            "joints": (),
            "equipment": (Equipment.DUMBBELLS,),
            "level": Level.BEGINNER,
            "cues": (),
            "implements": 1,
            "rep_curve_slope": 0.03,
            "id": key,
            **fields,
        }
    )


def check(side="left", *, load=20.0, reps=10, days=0, key=ROW, order=None, **fields):
    day = DAY + dt.timedelta(days=days)
    row = LiftRow(
        **{
            "id": uuid4(),
            "workout_id": uuid4(),
            "exercise_id": key,
            "performed_at": dt.datetime.combine(day, dt.time(12), tzinfo=dt.UTC),
            "local_date": day,
            "set_index": 1,
            "side": SetSide(side),
            "side_source": SideSource.LOGGED,
            "kind": SetKind.CHECK,
            "pair_order": order,
            "load_kg": load,
            "reps": reps,
            "seconds": None,
            "rir": None,
            "pain": None,
            "capped_by_plan": False,
            "load_basis": LoadBasis.TOTAL,
            "rep_convention": RepConvention.PER_SIDE,
            "workout_ended": True,
            **fields,
        }
    )
    return LoggedCheck(row=row, spec=spec(key))


def found(*checks, weigh_ins=(), is_force=False):
    return occasions_of(checks, weigh_ins=WeighIns(weigh_ins), is_force=is_force)


class TestOccasions:
    def test_one_a_day_with_the_side_that_began(self):
        first, second = found(
            check("left", days=3, order=2),
            check("right", days=3, order=1),
            check("right", order=1),
            check("left", order=2, reps=8),
        )
        assert (first.day, second.day) == (DAY, DAY + dt.timedelta(days=3))
        assert first.first_side is Side.RIGHT
        assert first.tries[BodySide.RIGHT][0] == pytest.approx(20 * 1.3 / 1.03)
        assert first.tries[BodySide.LEFT][0] == pytest.approx(20 * 1.24 / 1.03)

    def test_nobody_knows_who_began(self):
        assert found(check())[0].first_side is None

    def test_only_the_exercise_that_was_tested_last(self):
        (one,) = found(check(days=0), check(days=5, key=OTHER, load=7.0))
        assert one.tries[BodySide.LEFT][0] == pytest.approx(7 * 1.3 / 1.03)

    def test_reps_left_are_added(self):
        (one,) = found(check(reps=8, rir=2.0))
        assert one.tries[BodySide.LEFT][0] == pytest.approx(20 * 1.3 / 1.03)

    def test_a_force_is_read_as_it_is(self):
        (one,) = found(check(load=41.5, reps=1), is_force=True)
        assert one.tries[BodySide.LEFT] == (41.5,)

    @pytest.mark.parametrize(
        "fields",
        [
            {"pain": 4},
            {"load": None},
            {"load": 0.0},
            {"reps": None},
            {"reps": 0},
            {"reps": 16},
            {"reps": 15, "rir": 4.0},
        ],
    )
    def test_what_carries_no_estimate_is_left_out(self, fields):
        assert found(check(**fields)) == ()

    def test_a_little_pain_is_no_reason(self):
        assert found(check(pain=3))

    def test_the_body_is_lifted_too(self):
        share = LoggedCheck(row=check(load=0.0).row, spec=spec(body_mass_share=0.5))
        assert found(share) == ()
        masses = ((DAY - dt.timedelta(days=9), 80.0), (DAY, 90.0))
        (one,) = found(share, weigh_ins=masses)
        assert one.tries[BodySide.LEFT][0] == pytest.approx(45 * 1.3 / 1.03)
        (early,) = found(share, weigh_ins=((DAY + dt.timedelta(days=9), 70.0),))
        assert early.tries[BodySide.LEFT][0] == pytest.approx(35 * 1.3 / 1.03)

    @given(st.lists(st.tuples(st.sampled_from(["left", "right"]), st.integers(1, 15)), max_size=8))
    def test_swapping_the_sides_swaps_the_tries(self, done):
        swap = {"left": "right", "right": "left"}
        straight = found(*(check(side, reps=reps) for side, reps in done))
        mirrored = found(*(check(swap[side], reps=reps) for side, reps in done))
        assert [
            {side.mirrored: tries for side, tries in one.tries.items()} for one in straight
        ] == [dict(one.tries) for one in mirrored]
