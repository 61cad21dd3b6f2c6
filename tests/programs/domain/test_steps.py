"""The player's order: side by side, set by set."""

from __future__ import annotations

from apps.exercises.domain.vocabulary import MovementPattern, Side
from apps.programs.domain.program import Block, PlannedSession, Prescription, SideDose
from apps.programs.domain.steps import steps_for
from tests.programs.domain.athletes import MONDAY

L, R = Side.LEFT, Side.RIGHT


def one_sided(position: int, *, first: Side = R, left: int = 2, right: int = 2) -> Prescription:
    dose = {"reps_low": 8, "reps_high": 12, "rir_target": 3}
    return Prescription(
        exercise_slug=f"exercise-{position}",
        pattern=MovementPattern.KNEE_DOMINANT,
        block=Block.STRENGTH,
        position=position,
        first_side=first,
        left=SideDose(sets=left, **dose),
        right=SideDose(sets=right, **dose),
        rest_between_sides_s=15,
        rest_after_pair_s=90,
    )


def bilateral(position: int) -> Prescription:
    return Prescription(
        exercise_slug=f"exercise-{position}",
        pattern=MovementPattern.KNEE_DOMINANT,
        block=Block.STRENGTH,
        position=position,
        both=SideDose(sets=2, reps_low=8, reps_high=12, rir_target=3),
        rest_between_sides_s=0,
        rest_after_pair_s=120,
    )


def session(*lines: Prescription) -> PlannedSession:
    return PlannedSession(
        week=1,
        day_index=0,
        date=MONDAY,
        focus=(MovementPattern.KNEE_DOMINANT,),
        estimated_minutes=30,
        prescriptions=lines,
    )


def test_the_first_side_leads_every_set_and_rests_are_short_then_long():
    steps = steps_for(session(one_sided(0), bilateral(1)))
    assert [
        (s.position, s.set_index, s.side, s.pair_order, s.is_last_of_pair, s.rest_after_s)
        for s in steps
    ] == [
        (0, 0, R, 1, False, 15),
        (0, 0, L, 2, True, 90),
        (0, 1, R, 1, False, 15),
        (0, 1, L, 2, True, 90),
        (1, 0, None, 1, True, 120),
        (1, 1, None, 1, True, 0),
    ]


def test_a_side_with_fewer_sets_leaves_the_last_round_to_the_other():
    steps = steps_for(session(one_sided(0, left=1, right=2)))
    assert [(s.side, s.is_last_of_pair) for s in steps] == [(R, False), (L, True), (R, True)]


def test_a_session_without_lines_has_no_steps():
    assert steps_for(session()) == ()
