"""The rules of whole blocks and of shared sets, each broken once by hand."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from apps.assessments.domain.pain import Status
from apps.exercises.domain.anatomy import Muscle
from apps.exercises.domain.vocabulary import MovementPattern, Region, Side
from apps.profiles.domain.people import Experience
from apps.profiles.domain.weights import WeightSource
from apps.programs.domain.breaches import Rule
from apps.programs.domain.courses import Course, Phase, Reading
from apps.programs.domain.dosing import Dosing
from apps.programs.domain.inputs import DailyDose, PainNow, RealLoads, RecentSets, SidePlace
from apps.programs.domain.policy import POLICY
from apps.programs.domain.program import Block, ReasonCode
from apps.programs.domain.scheduling import WeekBuilder
from apps.programs.domain.selecting import Choice, Purpose
from tests.programs.domain.athletes import (
    MONDAY,
    athlete,
    logged,
    spec_of,
    target,
)
from tests.programs.domain.plans import KNEE, lines_of, program_for, work_on
from tests.programs.domain.test_checking import rules_broken, with_line

PRESS = "single-leg-press"


def reading(gap: float = 14.0) -> Reading:
    return Reading(on=date(2026, 9, 1), gap_log_pct=gap, sd_log_pct=2.0, p_over_5=0.95)


def in_phase(phase: Phase, step: int = 0) -> Course:
    return replace(Course.begun(reading()), phase=phase, step=step)


def trained(phase: Phase | None = None, **changes: object):
    course = None if phase is None else in_phase(phase, step=1)
    return athlete(
        targets=(target(course=course),),
        history=logged(PRESS, 50, 58),
        experience=Experience.ONE_YEAR,
        **{"weeks": 8, **changes},
    )


class TestHeldSide:
    INPUTS = trained(Phase.STRONGER_HELD)

    def test_does_a_third_of_the_sets_at_its_own_load(self):
        line = work_on(program_for(self.INPUTS), KNEE, 1)[0]
        assert (line.left.sets, line.right.sets) == (3, 1)
        assert line.right.load_kg > line.left.load_kg
        assert not line.right.is_capped

    def test_keeps_two_sets_a_week_and_its_check_is_one_of_them(self):
        plan = program_for(self.INPUTS)
        for week in range(1, 9):
            knee = [line for line in lines_of(plan, week) if line.pattern is KNEE]
            assert sum(line.right.sets for line in knee if line.block.is_hard) == 2

    @pytest.mark.parametrize("sets", [0, 1])
    def test_is_seen_to_do_too_little(self, sets):
        plan = program_for(self.INPUTS)
        first_day = {
            line.position for line in plan.sessions[0].prescriptions if line.pattern is KNEE
        }
        fewer = replace(
            plan.sessions[0],
            prescriptions=tuple(
                replace(line, right=replace(line.right, sets=0))
                if line.position in first_day and _hard_knee(line)
                else line
                for line in plan.sessions[0].prescriptions
            ),
        )
        broken = rules_broken(replace(plan, sessions=(fewer, *plan.sessions[1:])), self.INPUTS)
        assert {Rule.RATIO_TOO_WIDE, Rule.SIDE_MISSING} & broken

    def test_never_does_more_than_the_weaker_one(self):
        plan = with_line(
            lambda line: replace(line, right=replace(line.right, sets=4)),
            _hard_knee,
            program_for(self.INPUTS),
        )
        assert Rule.UNEQUAL_SETS in rules_broken(plan, self.INPUTS)

    def test_its_own_load_is_one_that_it_has_shown(self):
        plan = with_line(
            lambda line: replace(line, right=replace(line.right, load_kg=75.0)),
            lambda line: line.exercise_slug == PRESS and line.block is Block.STRENGTH,
            program_for(self.INPUTS),
        )
        assert Rule.STARTS_TOO_HEAVY in rules_broken(plan, self.INPUTS)


def _hard_knee(line) -> bool:
    return line.pattern is KNEE and line.block is Block.STRENGTH and line.both is None


class TestAddedSets:
    INPUTS = trained(Phase.WEAKER_MORE, session_minutes=90)

    def test_four_to_three_comes_first(self):
        line = work_on(program_for(self.INPUTS), KNEE, 1)[0]
        assert (line.left.sets, line.right.sets) == (4, 3)
        assert line.left.load_kg == line.right.load_kg

    def test_half_as_many_more_is_the_cap(self):
        plan = with_line(
            lambda line: replace(line, left=replace(line.left, sets=5)),
            _hard_knee,
            program_for(self.INPUTS),
        )
        assert Rule.RATIO_TOO_WIDE in rules_broken(plan, self.INPUTS)

    def test_where_time_is_short_the_other_lever_opens(self):
        plan = program_for(trained(Phase.WEAKER_MORE, session_minutes=20))
        assert plan.targets[0].course.phase is Phase.STRONGER_HELD

    def test_without_a_lever_no_side_does_more(self):
        inputs = trained(Phase.LEVEL_KEPT)
        plan = program_for(inputs)
        assert all(line.left.sets == line.right.sets for line in work_on(plan, KNEE))
        opened = with_line(
            lambda line: replace(line, left=replace(line.left, sets=4)), _hard_knee, plan
        )
        assert Rule.UNEQUAL_SETS in rules_broken(opened, inputs)


class TestLightWeek:
    INPUTS = trained()

    def test_the_fifth_has_half_the_sets_less_load_and_more_reserve(self):
        plan = program_for(self.INPUTS)
        before, light = work_on(plan, KNEE, 3)[0], work_on(plan, KNEE, 5)[0]
        assert light.is_light
        assert sum(line.left.sets for line in work_on(plan, KNEE, 5)) <= 0.6 * sum(
            line.left.sets for line in work_on(plan, KNEE, 3)
        )
        assert light.left.load_kg < before.left.load_kg
        assert light.left.rir_target == before.left.rir_target + 2

    def test_four_weeks_have_none(self):
        assert not any(line.is_light for line in lines_of(program_for(trained(weeks=4))))

    def test_seven_weeks_without_one_are_too_many(self):
        heavy = with_line(
            lambda line: replace(
                line,
                is_light=False,
                left=None
                if line.left is None
                else replace(line.left, sets=2 + (line.pattern is KNEE)),
                right=None
                if line.right is None
                else replace(line.right, sets=2 + (line.pattern is KNEE)),
            ),
            lambda line: line.is_light,
            program_for(self.INPUTS),
        )
        assert Rule.NO_LIGHT_WEEK in rules_broken(heavy, self.INPUTS)

    def test_a_light_line_is_no_heavier(self):
        heavy = with_line(
            lambda line: replace(line, left=replace(line.left, load_kg=60.0)),
            lambda line: line.is_light and line.exercise_slug == PRESS,
            program_for(self.INPUTS),
        )
        assert Rule.LIGHT_WEEK_HARD in rules_broken(heavy, self.INPUTS)

    def test_one_exercise_may_weigh_less_on_its_second_day(self):
        """The heavier of two days is what a light week is held against."""
        plan = program_for(self.INPUTS)
        sessions = list(plan.sessions)
        for n, session in enumerate(sessions):
            lines = tuple(
                replace(line, left=replace(line.left, load_kg=line.left.load_kg - 15))
                if session.day_index == 2 and line.exercise_slug == PRESS and not line.is_light
                else line
                for line in session.prescriptions
            )
            sessions[n] = replace(session, prescriptions=lines)
        lighter = replace(plan, sessions=tuple(sessions))
        assert Rule.LIGHT_WEEK_HARD not in rules_broken(lighter, self.INPUTS)


class TestRestingSide:
    PLACE = SidePlace(region=Region.KNEE, side=Side.LEFT)
    INPUTS = trained(resting=frozenset({PLACE}))

    def test_is_asked_nothing_while_the_other_one_works(self):
        lines = work_on(program_for(self.INPUTS), KNEE)
        assert lines
        assert all(line.left is None and line.right is not None for line in lines)
        assert all(line.first_side is Side.RIGHT for line in lines)

    def test_no_bilateral_lift_loads_it(self):
        plan = program_for(self.INPUTS)
        assert not any(line.both for line in lines_of(plan) if line.pattern is KNEE)

    @pytest.mark.parametrize(("resting", "lines"), [(frozenset(), 1), (frozenset({PLACE}), 0)])
    def test_what_one_side_does_alone_counts_for_no_share(self, resting, lines):
        dosing = Dosing.for_athlete(athlete(resting=resting), POLICY)
        week = WeekBuilder(offsets=(0,), dosing=dosing, has_pulls=True)
        week.place(Choice(spec=spec_of(PRESS), purpose=Purpose.TARGET, sets=2))
        assert len(week.one_sided_work()) == lines

    def test_is_seen_when_it_is_worked(self):
        plan = with_line(
            lambda line: replace(line, left=line.right),
            lambda line: line.pattern is KNEE and line.left is None,
            program_for(self.INPUTS),
        )
        assert Rule.RESTING_SIDE_WORKED in rules_broken(plan, self.INPUTS)

    def test_a_side_that_need_not_rest_is_missed(self):
        plan = program_for(self.INPUTS)
        assert Rule.SIDE_MISSING in rules_broken(plan, trained())


class TestTightSide:
    INPUTS = trained(tight=frozenset({SidePlace(region=Region.HIP, side=Side.RIGHT)}))

    def test_stretches_twice_as_much_and_first(self):
        lines = [
            line
            for line in lines_of(program_for(self.INPUTS))
            if line.block is Block.MOBILITY and line.left.sets != line.right.sets
        ]
        assert lines
        assert all(line.right.sets == 2 * line.left.sets for line in lines)
        assert all(line.first_side is Side.RIGHT for line in lines)

    def test_equal_stretches_are_noticed(self):
        plan = with_line(
            lambda line: replace(line, right=replace(line.right, sets=line.left.sets)),
            lambda line: line.block is Block.MOBILITY,
            program_for(self.INPUTS),
        )
        assert Rule.STRETCH_RATIO in rules_broken(plan, self.INPUTS)


class TestLoads:
    def test_are_those_that_the_athlete_owns(self):
        own = (RealLoads(source=WeightSource.MACHINE, loads_kg=(11.0, 33.0, 44.0, 55.0)),)
        line = work_on(program_for(trained(weights=own)), KNEE, 1)[0]
        assert line.left.load_kg == 44.0
        assert Rule.UNREAL_LOAD in rules_broken(program_for(trained()), trained(weights=own))

    def test_rise_by_a_tenth_or_a_step(self):
        inputs = trained()
        plan = program_for(inputs)
        later = {(s.week, s.day_index) for s in plan.sessions if s.week == 3}
        edited = replace(
            plan,
            sessions=tuple(
                replace(
                    session,
                    prescriptions=tuple(
                        replace(line, left=replace(line.left, load_kg=65.0))
                        if line.exercise_slug == PRESS and line.block is Block.STRENGTH
                        else line
                        for line in session.prescriptions
                    ),
                )
                if (session.week, session.day_index) in later
                else session
                for session in plan.sessions
            ),
        )
        assert Rule.LOAD_JUMP in rules_broken(edited, inputs)

    def test_come_back_lighter_after_pain(self):
        hurt = (PainNow(exercise_slug=PRESS, side=Side.LEFT, status=Status.LIGHTEN),)
        usual = work_on(program_for(trained()), KNEE, 1)[0].left.load_kg
        inputs = trained(pain=hurt)
        assert work_on(program_for(inputs), KNEE, 1)[0].left.load_kg <= 0.6 * usual
        heavy = with_line(
            lambda line: replace(line, left=replace(line.left, load_kg=45.0)),
            lambda line: line.exercise_slug == PRESS and line.left is not None,
            program_for(inputs),
        )
        assert Rule.PAIN_IGNORED in rules_broken(heavy, inputs)

    @pytest.mark.parametrize("status", [Status.CHANGE, Status.BLOCK, Status.REFER])
    def test_what_pain_has_ended_is_not_planned(self, status):
        inputs = trained(pain=(PainNow(exercise_slug=PRESS, side=None, status=status),))
        assert PRESS not in {line.exercise_slug for line in lines_of(program_for(inputs))}
        assert Rule.PAIN_IGNORED in rules_broken(program_for(trained()), inputs)


class TestTheRest:
    INPUTS = trained()

    def test_rests_are_a_minute_at_least(self):
        plan = with_line(
            lambda line: replace(line, rest_after_pair_s=20), _hard_knee, program_for(self.INPUTS)
        )
        assert Rule.REST_TOO_SHORT in rules_broken(plan, self.INPUTS)

    def test_reps_stay_where_strength_is_trained(self):
        plan = with_line(
            lambda line: replace(line, left=replace(line.left, reps_high=30)),
            _hard_knee,
            program_for(self.INPUTS),
        )
        assert Rule.REPS_OUT_OF_RANGE in rules_broken(plan, self.INPUTS)

    def test_a_block_ends_with_a_retest(self):
        plan = program_for(self.INPUTS)
        assert max(s.week for s in plan.sessions if s.is_check_session) == 8
        dropped = replace(
            plan,
            sessions=tuple(
                replace(
                    session,
                    prescriptions=tuple(
                        replace(line, is_check=False, block=Block.STRENGTH)
                        if session.week == 8 and line.is_check
                        else line
                        for line in session.prescriptions
                    ),
                )
                for session in plan.sessions
            ),
        )
        assert Rule.RETEST_MISSING in rules_broken(dropped, self.INPUTS)

    def test_nothing_for_every_day_works_a_blocked_place(self):
        daily = (DailyDose(key="chin_tuck", habit="chin_tuck", minutes=2),)
        plan = program_for(trained(daily=daily))
        assert plan.daily == daily
        blocked = trained(daily=daily, blocked_regions=frozenset({Region.NECK}))
        assert Rule.DAILY_BLOCKED in rules_broken(plan, blocked)

    def test_a_sign_weighs_between_targets_but_not_between_sides(self):
        knee = target(KNEE, p_over_10=0.90)
        hip = target(MovementPattern.HIP_DOMINANT, Side.RIGHT, p_over_10=0.85, has_sign=True)
        plan = program_for(athlete(targets=(knee, hip)))
        assert plan.targets[0].pattern is MovementPattern.HIP_DOMINANT
        doubtful = target(KNEE, Side.RIGHT, p_over_10=0.85, has_sign=True)
        assert program_for(athlete(targets=(knee, doubtful))).targets[0].weaker_side is Side.LEFT

    def test_what_is_level_comes_after_what_is_open(self):
        level = target(KNEE, p_over_10=0.99, course=in_phase(Phase.LEVEL_KEPT))
        open_one = target(MovementPattern.CALF, p_over_10=0.82)
        plan = program_for(athlete(targets=(level, open_one)))
        assert [one.pattern for one in plan.targets] == [MovementPattern.CALF, KNEE]

    def test_sets_grow_from_what_the_last_weeks_held(self):
        def had(sets: float) -> tuple[RecentSets, ...]:
            muscle = Muscle.QUADRICEPS
            return tuple(RecentSets(muscle=muscle, side=side, sets=sets) for side in Side)

        plan = program_for(trained(recent=had(2)))
        weeks = [sum(line.left.sets for line in work_on(plan, KNEE, week)) for week in (1, 3, 4)]
        assert weeks[0] < weeks[1]
        reasons = [{reason.code for reason in line.reasons} for line in lines_of(plan, 1)]
        assert any(ReasonCode.SETS_GROW in codes for codes in reasons)
        usual = program_for(trained(recent=had(12)))
        assert usual.sessions == program_for(trained()).sessions

    def test_days_off_start_lighter(self):
        usual = work_on(program_for(self.INPUTS), KNEE, 1)[0]
        back = work_on(program_for(trained(starts_light=True)), KNEE, 1)[0]
        assert back.left.rir_target == usual.left.rir_target + 1
        assert back.left.load_kg < usual.left.load_kg

    @pytest.mark.parametrize(("asked", "weeks"), [(None, 8), (4, 4), (6, 6), (20, 8), (1, 4)])
    def test_a_block_has_four_to_eight_weeks(self, asked, weeks):
        plan = program_for(athlete(weeks=asked))
        assert plan.weeks == weeks
        assert max(session.date for session in plan.sessions) < MONDAY + timedelta(weeks=weeks)
