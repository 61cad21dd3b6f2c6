"""Levers that find room in a full week, or get it."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from apps.exercises.domain.vocabulary import MovementPattern
from apps.profiles.domain.people import Experience
from apps.programs.domain.checking import check_program
from apps.programs.domain.courses import Course, Phase, Reading
from apps.programs.domain.generating import generate_program
from tests.programs.domain.athletes import athlete, real_catalogue, target
from tests.programs.domain.plans import lines_of


class TestRoomForALever:
    """A novice's pull: with its lever the lats have more than the ten sets of a week."""

    def plan(self, phase: Phase, step: int = 0):
        start = Reading(on=date(2026, 9, 1), gap_log_pct=14.0, sd_log_pct=2.0, p_over_5=0.95)
        course = replace(Course.begun(start), phase=phase, step=step)
        inputs = athlete(
            targets=(target(pattern=MovementPattern.HORIZONTAL_PULL, course=course),),
            experience=Experience.NOVICE,
            session_minutes=60,
            weeks=8,
        )
        plan = generate_program(inputs, real_catalogue())
        assert check_program(plan, inputs, real_catalogue()) == ()
        return plan

    def sets_of(self, plan, pattern: MovementPattern) -> tuple[int, int]:
        own = [line for line in lines_of(plan, 3) if line.pattern is pattern and line.left]
        return sum(line.left.sets for line in own), sum(line.right.sets for line in own)

    @pytest.mark.parametrize("step", [0, 1])
    def test_what_is_only_kept_up_gives_sets_away(self, step):
        equal, held = self.plan(Phase.EQUAL), self.plan(Phase.STRONGER_HELD, step)
        assert self.sets_of(equal, MovementPattern.HORIZONTAL_PULL) == (4, 4)
        assert self.sets_of(held, MovementPattern.HORIZONTAL_PULL) == (6, 2)
        kept_up = MovementPattern.VERTICAL_PULL
        assert self.sets_of(held, kept_up) < self.sets_of(equal, kept_up)


def test_a_push_whose_check_is_the_only_set_of_a_side_needs_no_more_pulls():
    start = Reading(on=date(2026, 10, 12), gap_log_pct=14.0, sd_log_pct=3.0, p_over_5=0.9)
    course = replace(Course.begun(start), phase=Phase.WEAKER_MORE, step=1)
    push = target(MovementPattern.HORIZONTAL_PUSH, p_over_10=0.82, course=course)
    hips = target(MovementPattern.HIP_DOMINANT, p_over_10=0.4, gap_pct=3.0)
    inputs = athlete(targets=(hips, push), training_days=(0, 2), session_minutes=21, weeks=8)
    plan = generate_program(inputs, real_catalogue())
    alone = [line for line in lines_of(plan, 2) if line.right and not line.right.sets]
    assert [line.pattern for line in alone] == [MovementPattern.HORIZONTAL_PUSH]
    assert check_program(plan, inputs, real_catalogue()) == ()
