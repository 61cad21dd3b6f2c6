"""One athlete goes through the whole loop, and what they do is what they were asked for."""

from __future__ import annotations

from datetime import UTC, date, datetime

import numpy as np
import pytest
from msgspec.structs import replace

from apps.exercises.domain.vocabulary import MovementPattern, Side
from apps.programs.domain.courses import Turn
from apps.programs.domain.program import Block, PlannedSession, Prescription, SideDose
from apps.programs.domain.steps import Step, StepKey, steps_for
from benchmarks.programs.catalogue import catalogue, spec_of
from benchmarks.programs.lifting import Done, Lifter, Strength
from benchmarks.programs.overload import Overload
from benchmarks.programs.overloaded import overloads_of
from benchmarks.programs.running import PATTERNS, course_of, jobs_of, trace, traces
from benchmarks.programs.scoring import HORIZON_WEEKS
from benchmarks.programs.tracing import Trace
from benchmarks.programs.worlds import WORLDS

SLUG = "single-leg-press"
TODAY = date(2026, 1, 5)
NOW = datetime(2026, 1, 5, 18, tzinfo=UTC)


def line(*, left: SideDose, right: SideDose, block: Block = Block.STRENGTH) -> Prescription:
    return Prescription(
        exercise_slug=SLUG,
        pattern=MovementPattern.KNEE_DOMINANT,
        block=block,
        position=0,
        rest_between_sides_s=15,
        rest_after_pair_s=90,
        first_side=Side.LEFT,
        left=left,
        right=right,
        is_check=block is Block.CHECK,
    )


def session(*lines: Prescription, on: date = TODAY) -> PlannedSession:
    return PlannedSession(
        week=1, day_index=0, date=on, focus=(), estimated_minutes=30, prescriptions=lines
    )


def dose(sets: int = 2, load: float | None = None, *, copies: bool = False) -> SideDose:
    return SideDose(
        sets=sets, reps_low=8, reps_high=12, load_kg=load, rir_target=2, is_capped=copies
    )


def lifted(one: Prescription, *, gap: float, seed: int = 1, **kinds: object) -> list[Done]:
    lifter = Lifter(rng=np.random.default_rng(seed), rir_share=1.0, **kinds)  # type: ignore[arg-type]
    steps = [(step, spec_of(SLUG)) for step in steps_for(session(one))]
    return lifter.do(steps, strength=Strength(left=-gap, right=0.0), on=NOW, aims={})


def mean_reps(done: list[Done], side: Side) -> float:
    return float(np.mean([one.reps for one in done if one.side is side]))


def test_checks_show_the_gap_and_copied_sets_hide_it() -> None:
    check = [
        one
        for seed in range(40)
        for one in lifted(
            line(left=_all_out(), right=_all_out(), block=Block.CHECK), gap=15.0, seed=seed
        )
    ]
    copied = [
        one
        for seed in range(40)
        for one in lifted(line(left=dose(), right=dose(copies=True)), gap=15.0, seed=seed)
    ]

    assert mean_reps(check, Side.RIGHT) > mean_reps(check, Side.LEFT) + 2
    assert mean_reps(copied, Side.RIGHT) <= mean_reps(copied, Side.LEFT)


def _all_out() -> SideDose:
    return SideDose(sets=1, reps_low=5, reps_high=15, rir_target=0)


def test_both_sides_move_the_same_load_unless_one_has_its_own() -> None:
    shared = lifted(line(left=dose(), right=dose(copies=True)), gap=0.0)
    own = lifted(line(left=dose(load=40.0), right=dose(load=60.0)), gap=0.0)

    turns = {(one.step.set_index, one.load_kg) for one in shared}
    assert len(turns) == 2
    assert next(one.mass_kg for one in own if one.side is Side.RIGHT) >= 60.0


def test_a_copied_set_is_logged_as_stopped_by_the_plan() -> None:
    done = lifted(line(left=dose(), right=dose(copies=True)), gap=30.0, offers_are_capped=False)

    assert all(one.is_capped is (one.side is Side.RIGHT) for one in done)
    assert not any(
        one.is_capped
        for one in lifted(line(left=_all_out(), right=_all_out(), block=Block.CHECK), gap=0.0)
    )


def test_loads_are_real_steps() -> None:
    done = lifted(line(left=dose(), right=dose(copies=True)), gap=10.0)

    step = spec_of(SLUG).load_step_kg or 1.0
    assert all(one.load_kg is not None and one.load_kg % step == 0 for one in done)


@pytest.fixture(scope="module")
def two() -> list[Trace]:
    return [trace(job) for job in jobs_of(WORLDS[2], athletes=2, seed=3)]


def test_the_loop_runs_to_its_end_and_begins_with_equal_sets(two: list[Trace]) -> None:
    for one in two:
        assert len(one.gaps) == HORIZON_WEEKS + 1
        assert len(one.sets) == HORIZON_WEEKS
        assert all(weak == strong for weak, strong in one.apart[:4])
        assert all(turn is not Turn.HOLD_STRONGER for week, turn in one.turns if week < 4)


def test_the_same_job_gives_the_same_athlete(two: list[Trace]) -> None:
    jobs = jobs_of(WORLDS[2], athletes=2, seed=3)

    again = traces(jobs[:1], processes=1)[0]
    other = trace(replace(jobs[0], seed=4))

    assert again.gaps == two[0].gaps
    assert other.gaps != two[0].gaps


def test_patterns_take_turns(two: list[Trace]) -> None:
    assert [one.pattern for one in two] == list(PATTERNS[:2])


def test_a_course_is_made_of_all_traces(two: list[Trace]) -> None:
    course = course_of(two)

    assert course.gaps.shape == (HORIZON_WEEKS + 1, 2)
    assert course.sets.shape == (HORIZON_WEEKS, 2)
    assert (course.widest_ratio >= 1).all()


def judged(*weeks: tuple[int, int], load: float = 40.0) -> list[Overload]:
    sessions = [
        session(
            line(left=dose(left, load), right=dose(right, load)),
            on=date.fromordinal(TODAY.toordinal() + 7 * number),
        )
        for number, (left, right) in enumerate(weeks)
    ]
    return overloads_of(
        Trace(pattern=MovementPattern.KNEE_DOMINANT, gaps=[], strong=[], sessions=sessions)
    )


def test_sessions_are_judged_by_ratio_volume_and_growth() -> None:
    assert judged((6, 6), (6, 6), (6, 2)) == []
    assert Overload.RATIO in judged((6, 6), (8, 2))
    assert Overload.RATIO in judged((6, 2))
    assert Overload.STRONGER_DROPPED in judged((6, 6), (6, 0))
    assert Overload.SESSION in judged((11, 11))
    assert Overload.JUMP in judged((4, 4), (7, 7))


def test_a_load_may_rise_by_a_step_but_not_by_more_than_the_rule() -> None:
    def rising(*loads: float) -> list[Overload]:
        sessions = [
            session(
                line(left=dose(2, load), right=dose(2, load)),
                on=date.fromordinal(TODAY.toordinal() + 3 * number),
            )
            for number, load in enumerate(loads)
        ]
        return overloads_of(
            Trace(pattern=MovementPattern.KNEE_DOMINANT, gaps=[], strong=[], sessions=sessions)
        )

    assert rising(40, 50, 60) == []
    assert rising(40, 55) == [Overload.LOAD_STEP] * 2


def test_a_set_keeps_its_place_for_the_detector() -> None:
    step = Step(
        key=StepKey(position=3, set_index=1, side=Side.LEFT),
        exercise_slug=SLUG,
        block=Block.STRENGTH,
        pair_order=2,
        is_last_of_pair=True,
        rest_after_s=0,
        dose=dose(),
    )
    one = Done(
        step=step,
        spec=spec_of(SLUG),
        at=NOW,
        load_kg=40.0,
        mass_kg=40.0,
        reps=9,
        rir=None,
        is_capped=True,
    ).as_logged()

    assert (one.side.value, one.pair_order, one.reps, one.rir) == ("left", 2, 9, None)
    assert one.capped_by_plan
    assert len(catalogue()) > 100
