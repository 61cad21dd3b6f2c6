"""Sessions to come after a course took a turn, and what is expected of a gap."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from apps.exercises.domain.vocabulary import Side
from apps.profiles.domain.people import Experience
from apps.programs.domain.checking import check_program
from apps.programs.domain.courses import Course, Leeway, Phase, Reading
from apps.programs.domain.policy import POLICY, Population
from apps.programs.domain.program import Block, ReasonCode
from apps.programs.domain.resharing import lightened_line, reshared, restarted_line
from apps.programs.domain.reviewing import (
    expected_gap,
    is_dropping,
    outcome_of,
    percent_of,
    review_targets,
)
from apps.programs.domain.sharing import Share, Weekly, shared
from tests.programs.domain.athletes import athlete, logged, real_catalogue, target
from tests.programs.domain.plans import KNEE, program_for, work_on

START = Reading(on=date(2026, 11, 23), gap_log_pct=15.0, sd_log_pct=2.0, p_over_5=0.99)
INPUTS = athlete(
    targets=(target(course=Course.begun(START)),),
    history=logged("single-leg-press", 50, 58),
    experience=Experience.ONE_YEAR,
    weeks=8,
    session_minutes=75,
)


def turned(phase: Phase, step: int = 0, plan=None):
    plan = program_for(INPUTS) if plan is None else plan
    course = replace(Course.begun(START), phase=phase, step=step)
    changed = replace(plan.targets[0], course=course)
    sessions = reshared(
        plan.sessions, {KNEE: changed}, own_load=lambda _line, _side: 55.0, policy=POLICY
    )
    return replace(plan, sessions=sessions, targets=(changed,))


def shares(plan, week: int) -> list[tuple[int, int]]:
    return [(line.left.sets, line.right.sets) for line in work_on(plan, KNEE, week)]


class TestReshared:
    def test_a_held_side_keeps_few_sets_at_its_own_load(self):
        plan = turned(Phase.STRONGER_HELD)
        assert all(weaker >= stronger for weaker, stronger in shares(plan, 6))
        assert sum(weaker for weaker, _ in shares(plan, 7)) == 3 * sum(
            stronger for _, stronger in shares(plan, 7)
        )
        line = work_on(plan, KNEE, 7)[0]
        assert (line.right.load_kg, line.right.is_capped) == (55.0, False)
        assert ReasonCode.STRONGER_SIDE_HELD in {reason.code for reason in line.reasons}
        assert ReasonCode.EQUAL_SETS not in {reason.code for reason in line.reasons}

    def test_the_check_is_the_only_set_of_a_held_side_on_its_day(self):
        plan = turned(Phase.STRONGER_HELD)
        (day,) = (
            session
            for session in plan.sessions
            if session.week == 6 and any(line.is_check for line in session.prescriptions)
        )
        check, work = (
            line
            for line in day.prescriptions
            if line.pattern is KNEE and line.block is not Block.WARM_UP
        )
        assert (check.left.sets, check.right.sets) == (1, 1)
        assert (work.left.sets, work.right.sets) == (2, 0)
        assert work.dose_for(Side.RIGHT) is None
        assert ReasonCode.CHECK_IS_ITS_SET in {reason.code for reason in work.reasons}

    @pytest.mark.parametrize("phase", [Phase.STRONGER_HELD, Phase.WEAKER_MORE])
    def test_the_way_there_and_back_is_the_plan_as_it_was(self, phase):
        plan = program_for(INPUTS)
        back = turned(Phase.LEVEL_KEPT, plan=turned(phase, step=1, plan=plan))
        for before, after in zip(work_on(plan, KNEE), work_on(back, KNEE), strict=True):
            assert replace(after, reasons=()) == replace(before, reasons=())

    @pytest.mark.parametrize("phase", list(Phase))
    def test_the_judge_finds_nothing(self, phase):
        plan = turned(phase, step=1)
        rules = {breach.rule.value for breach in check_program(plan, INPUTS, real_catalogue())}
        assert rules <= {"starts_too_heavy"}

    def test_checks_stretches_and_other_patterns_stay(self):
        plan, changed = program_for(INPUTS), turned(Phase.STRONGER_HELD)
        for before, after in zip(plan.sessions, changed.sessions, strict=True):
            for old, new in zip(before.prescriptions, after.prescriptions, strict=True):
                if old.pattern is not KNEE or old.block is not Block.STRENGTH or old.both:
                    assert old == new


class TestSteps:
    """What a lever takes and gives comes a set a line and week at a time."""

    def at(self, phase: Phase, day: int, *, sets: int, is_first: bool = False, **course) -> Share:
        known = replace(Course.begun(START), phase=phase, **course)
        on = date.fromordinal(START.on.toordinal() + day)
        weekly = Weekly(lines=2, sets=2 * sets)
        return shared(sets, known, weekly=weekly, is_first=is_first, on=on, policy=POLICY)

    def test_two_sets_grow_to_three_while_the_other_side_is_held(self):
        held = Phase.STRONGER_HELD
        assert self.at(held, 0, sets=2, step=1) == Share(weaker=2, stronger=1)
        assert self.at(held, 0, sets=2, step=1, is_first=True) == Share(weaker=3, stronger=1)
        assert self.at(held, 7, sets=2, step=1) == Share(weaker=3, stronger=1)
        assert self.at(held, 7, sets=2, step=0) == Share(weaker=2, stronger=1)
        assert self.at(held, 7, sets=4, step=1) == Share(weaker=4, stronger=2)

    @pytest.mark.parametrize("phase", [Phase.LEVEL_KEPT, Phase.MONITOR])
    def test_a_held_side_comes_back_over_weeks(self, phase):
        back = [self.at(phase, day, sets=3, after_hold=True).stronger for day in (0, 6, 13, 14)]
        assert back == [2, 2, 2, 3]
        assert self.at(phase, 0, sets=3) == Share.equal(3)

    def test_a_check_takes_the_place_of_a_set(self):
        assert Share.equal(3).without(1) == Share.equal(2)
        assert Share(weaker=3, stronger=1).without(1) == Share(weaker=2, stronger=0)


class TestReview:
    def readings(self, gap: float, weeks: int = 4):
        on = date.fromordinal(START.on.toordinal() + 7 * weeks)
        return {KNEE: replace(START, on=on, gap_log_pct=gap)}

    def test_a_target_without_a_course_begins_one(self):
        review = review_targets((target(),), {KNEE: START}, Leeway())
        assert review.targets[0].course == Course.begun(START)
        assert (review.turned, review.reasons) == (frozenset(), ())

    def test_a_turn_is_said_with_its_figures_and_the_sides(self):
        review = review_targets(INPUTS.targets, self.readings(14.5), Leeway())
        assert review.turned == {KNEE}
        (said,) = review.reasons
        assert said.code is ReasonCode.HOLD_STRONGER_NOW
        assert (said.params["side"], said.params["held"]) == ("left", "right")
        assert said.params["from_pct"] == pytest.approx(13.9, abs=0.1)

    def test_nothing_is_said_before_anything_is_judged(self):
        review = review_targets(INPUTS.targets, self.readings(14.5, weeks=2), Leeway())
        assert (review.turned, review.reasons) == (frozenset(), ())

    def test_no_news_keep_everything(self):
        assert review_targets(INPUTS.targets, {}, Leeway()).targets == INPUTS.targets


class TestExpected:
    @given(st.floats(0, 60), st.floats(0.5, 6), st.sampled_from(Population), st.integers(4, 8))
    def test_the_middle_lies_in_the_range(self, gap, sd, population, weeks):
        start = replace(START, gap_log_pct=gap, sd_log_pct=sd)
        expected = expected_gap(start, population, weeks=weeks)
        assert 0 <= expected.low_pct <= expected.middle_pct <= expected.high_pct < 100

    def test_the_trained_can_expect_little(self):
        novice = expected_gap(START, Population.NOVICE, weeks=8).middle_pct
        trained = expected_gap(START, Population.TRAINED, weeks=8).middle_pct
        assert novice < trained <= percent_of(15.0)

    def test_the_outcome_names_both(self):
        expected = expected_gap(START, Population.NOVICE, weeks=8)
        said = outcome_of(target(), expected, replace(START, gap_log_pct=9.0))
        assert said.params["now_pct"] == pytest.approx(8.6, abs=0.1)
        assert said.params["expected_pct"] == expected.middle_pct


class TestDropping:
    def test_two_worse_sessions_in_a_row(self):
        fine, worse = {"press": 4.0, "row": 3.5}, {"press": 3.93, "row": 3.43}
        assert is_dropping([fine, worse, worse])
        assert not is_dropping([fine, worse, fine])
        assert not is_dropping([worse, worse])

    def test_exercises_that_are_new_tell_nothing(self):
        assert not is_dropping([{"press": 4.0}, {"row": 1.0}, {"row": 1.0}])


class TestEasier:
    def line(self):
        return work_on(program_for(INPUTS), KNEE, 1)[0]

    def test_a_light_line_halves_and_says_so_once(self):
        light = lightened_line(self.line(), lambda load: load and load * 0.9, POLICY)
        assert light.is_light
        assert light.left.sets < self.line().left.sets
        assert lightened_line(light, lambda load: load, POLICY) == light

    def test_a_return_is_eased_once(self):
        eased = restarted_line(self.line(), lambda load: load and load * 0.9, POLICY)
        assert eased.left.rir_target == self.line().left.rir_target + 1
        assert eased.left.load_kg == pytest.approx(0.9 * self.line().left.load_kg)
        assert restarted_line(eased, lambda load: load, POLICY) == eased
        assert eased.dose_for(Side.RIGHT).sets == self.line().right.sets
