"""What a generated program is, for athletes of every kind."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from apps.exercises.domain.vocabulary import (
    Equipment,
    ExerciseKind,
    Level,
    MovementPattern,
    Region,
    Side,
)
from apps.profiles.domain.people import Experience, Goal
from apps.programs.domain.dosing import Dosing
from apps.programs.domain.generating import generate_program
from apps.programs.domain.inputs import ProgramInputs
from apps.programs.domain.policy import POLICY
from apps.programs.domain.program import Block, NoProgram, ProgramPlan, ReasonCode
from tests.programs.domain.athletes import (
    GYM,
    MONDAY,
    athlete,
    logged,
    real_catalogue,
    spec_of,
    target,
)
from tests.programs.domain.plans import (
    HIP,
    KNEE,
    PULL,
    PUSH,
    checks_of,
    codes,
    lines_of,
    program_for,
    refusal_for,
    work_on,
)


class TestWeakerSide:
    def test_it_goes_first_and_the_other_side_is_capped_at_the_same_dose(self):
        plan = program_for(athlete(targets=(target(weaker_side=Side.RIGHT),)))
        assert work_on(plan, KNEE)
        for line in work_on(plan, KNEE):
            assert line.first_side is Side.RIGHT
            assert line.right is not None
            assert line.left == replace(line.right, is_capped=True)

    def test_its_own_strength_sets_the_load_of_both(self):
        history = logged("single-leg-press", 50, 90)
        plan = program_for(athlete(targets=(target(),), history=history))
        # 50 kg for 10 with 2 left is 50 x (1 + k 12.3); 12 reps with 3 left ask for 1 + k 15 of it.
        k = spec_of("single-leg-press").rep_curve_slope
        most = 50 * (1 + k * 12.3) / (1 + k * 15)
        loads = {line.left.load_kg for line in work_on(plan, KNEE)}
        assert loads == {45.0}
        assert 45.0 <= most < 50.0

    def test_a_side_that_never_did_the_exercise_has_no_load_yet(self):
        history = logged("single-leg-press", 50, 90)[1:]
        plan = program_for(athlete(targets=(target(),), history=history))
        line = work_on(plan, KNEE)[0]
        assert line.exercise_slug == "single-leg-press"
        assert line.left.load_kg is None
        assert ReasonCode.FIND_A_LOAD in {reason.code for reason in line.reasons}

    def test_a_target_that_waits_still_has_its_weaker_side_first(self):
        strong = [target(p, p_over_10=0.99) for p in (KNEE, PULL, MovementPattern.CALF)]
        waiting = target(HIP, Side.RIGHT, p_over_10=0.82)
        plan = program_for(athlete(targets=(*strong, waiting), session_minutes=90))
        assert ReasonCode.TARGET_WAITS in codes(plan)
        assert {line.first_side for line in work_on(plan, HIP)} == {Side.RIGHT}


class TestChosenSide:
    def test_starts_every_pair_but_checks_and_the_reason_says_what_is_not_known(self):
        plan = program_for(athlete(targets=(target(),), first_side=Side.RIGHT))
        usual = program_for(athlete(targets=(target(),)))
        assert {line.first_side for line in work_on(plan, KNEE)} == {Side.RIGHT}
        for line in work_on(plan, KNEE):
            said = [reason.code for reason in line.reasons]
            assert ReasonCode.STRONGER_SIDE_FIRST in said
            assert ReasonCode.WEAKER_SIDE_SETS_THE_DOSE not in said
            assert line.left == replace(line.right, is_capped=True)
        assert [line.first_side for _, line in checks_of(plan)] == [
            line.first_side for _, line in checks_of(usual)
        ]

    def test_that_is_the_weaker_one_changes_nothing(self):
        plan = program_for(athlete(targets=(target(),), first_side=Side.LEFT))
        usual = program_for(athlete(targets=(target(),)))
        assert work_on(plan, KNEE) == work_on(usual, KNEE)

    def test_takes_no_turns_where_no_side_is_weaker(self):
        plan = program_for(athlete(first_side=Side.RIGHT))
        lines = [line for line in lines_of(plan) if line.first_side is not None]
        work = [line for line in lines if line.block not in (Block.CHECK, Block.WARM_UP)]
        assert {line.first_side for line in work} == {Side.RIGHT}
        assert ReasonCode.CHOSEN_SIDE_FIRST in {r.code for line in work for r in line.reasons}
        assert ReasonCode.SIDES_ALTERNATE not in {r.code for line in work for r in line.reasons}


class TestWeek:
    def test_sessions_fall_on_the_athletes_days_for_four_weeks(self):
        plan = program_for(athlete(training_days=(1, 4), starts_on=MONDAY + timedelta(days=2)))
        assert [s.date for s in plan.sessions][:3] == [
            date(2026, 11, 27),
            date(2026, 12, 1),
            date(2026, 12, 4),
        ]
        assert [s.week for s in plan.sessions] == [1, 1, 2, 2, 3, 3, 4, 4]

    def test_a_target_is_trained_twice_a_week_and_checked_every_second(self):
        plan = program_for(athlete(targets=(target(),)))
        assert len(work_on(plan, KNEE, week=1)) == 2
        assert [week for week, _ in checks_of(plan)] == [2, 4]

    def test_neighbouring_days_alone_mean_once_a_week(self):
        plan = program_for(athlete(targets=(target(),), training_days=(0, 1)))
        assert len(work_on(plan, KNEE, week=1)) == 1
        assert ReasonCode.ONCE_A_WEEK in codes(plan)

    def test_each_plane_has_a_one_sided_task(self):
        plan = program_for(athlete(targets=(target(),)))
        planes = {
            plane
            for line in lines_of(plan, week=1)
            if line.both is None and spec_of(line.exercise_slug).limb == "leg"
            for plane in spec_of(line.exercise_slug).planes
        }
        assert planes == {"sagittal", "frontal", "transverse"}

    def test_a_bilateral_lift_stays_and_comes_last(self):
        plan = program_for(athlete(targets=(target(),)))
        with_bilateral = [s for s in plan.sessions if any(p.both for p in s.prescriptions)]
        assert {s.week for s in with_bilateral} == {1, 2, 3, 4}
        assert all(s.prescriptions[-1].both is not None for s in with_bilateral)

    def test_a_push_target_brings_as_many_pulls(self):
        plan = program_for(athlete(targets=(target(PUSH),)))
        assert sum(p.left.sets for p in work_on(plan, PULL, 1)) >= sum(
            p.left.sets for p in work_on(plan, PUSH, 1)
        )

    def test_a_second_push_target_waits_when_its_pull_finds_no_time(self):
        inputs = athlete(
            targets=(target(KNEE, p_over_10=0.99), target(PUSH)),
            session_minutes=15,
            training_days=(0,),
        )
        assert [t.pattern for t in program_for(inputs).targets] == [KNEE]

    def test_more_days_than_suit_a_novice_are_left_free(self):
        plan = program_for(athlete(training_days=tuple(range(7))))
        assert sum(s.week == 1 for s in plan.sessions) == 3
        assert ReasonCode.DAYS_LEFT_FREE in codes(plan)

    def test_effort_rises_over_the_weeks_for_those_with_a_year_behind_them(self):
        plan = program_for(athlete(experience=Experience.ONE_YEAR, targets=(target(),)))
        ramp = [work_on(plan, KNEE, week)[0].left.rir_target for week in (1, 2, 3, 4)]
        assert ramp == [3, 3, 2, 2]

    def test_against_aches_there_are_two_stretches_a_session(self):
        plan = program_for(athlete(goal=Goal.EASE_ACHES))
        first = [p for p in plan.sessions[0].prescriptions if p.block is Block.MOBILITY]
        assert len(first) == 2


class TestChecks:
    def test_the_stronger_side_starts_the_first_and_the_weaker_the_second(self):
        plan = program_for(athlete(targets=(target(weaker_side=Side.LEFT),)))
        assert [line.first_side for _, line in checks_of(plan)] == [Side.RIGHT, Side.LEFT]

    def test_they_go_on_from_the_last_check(self):
        finding = target(weaker_side=Side.LEFT, last_check_first_side=Side.RIGHT)
        plan = program_for(athlete(targets=(finding,)))
        assert [line.first_side for _, line in checks_of(plan)] == [Side.LEFT, Side.RIGHT]

    @pytest.mark.parametrize(
        ("changes", "rir"),
        [
            ({"experience": Experience.TRAINED}, 0),
            ({"experience": Experience.ONE_YEAR}, 0),
            ({"experience": Experience.NOVICE}, 2),
            ({"experience": Experience.TRAINED, "birth_year": 2009}, 2),
            ({"experience": Experience.TRAINED, "birth_year": 1955}, 2),
            ({"experience": Experience.TRAINED, "birth_year": None}, 3),
            ({"experience": Experience.TRAINED, "needs_caution": True}, 3),
            ({"experience": Experience.TRAINED, "goal": Goal.COME_BACK}, 3),
        ],
    )
    def test_all_out_only_for_those_it_suits(self, changes, rir):
        plan = program_for(athlete(targets=(target(),), **changes))
        assert {line.left.rir_target for _, line in checks_of(plan)} == {rir}

    def test_a_region_under_caution_is_never_taken_all_out(self):
        careful = athlete(experience=Experience.TRAINED, caution_regions=frozenset({Region.HIP}))
        dosing = Dosing.for_athlete(careful, POLICY)
        assert Region.HIP in spec_of("single-leg-press").regions
        assert dosing.check_rir(spec_of("single-leg-press")) == 3
        assert dosing.check_rir(spec_of("single-leg-extension")) == 0

    def test_one_takes_the_place_of_a_working_set(self):
        plan = program_for(athlete(targets=(target(),)))
        sets = [
            sum(
                line.left.sets
                for line in lines_of(plan, week)
                if line.pattern is KNEE and line.left and line.block is not Block.WARM_UP
            )
            for week in (1, 2, 3, 4)
        ]
        assert len(set(sets)) == 1

    def test_its_load_is_heavier_than_the_work_and_its_warm_up_lighter(self):
        plan = program_for(
            athlete(
                experience=Experience.TRAINED,
                targets=(target(),),
                history=logged("single-leg-press", 50, 58),
            )
        )
        week = [line for line in lines_of(plan, 2) if line.exercise_slug == "single-leg-press"]
        loads = {line.block: line.left.load_kg for line in week}
        assert loads[Block.WARM_UP] < loads[Block.STRENGTH] < loads[Block.CHECK]

    def test_a_pattern_that_cannot_be_measured_says_so(self):
        plan = program_for(
            athlete(
                targets=(target(MovementPattern.HIP_ADDUCTION),),
                equipment=frozenset(),
            )
        )
        assert ReasonCode.CHECK_NOT_POSSIBLE in codes(plan)


class TestPeople:
    def test_nobody_young_trains_on_two_days_in_a_row(self):
        plan = program_for(athlete(birth_year=2009, training_days=(0, 1, 2, 3)))
        days = [s.date.weekday() for s in plan.sessions if s.week == 1]
        assert days == [0, 3]

    def test_only_neighbouring_days_leave_the_young_with_one(self):
        plan = program_for(athlete(birth_year=2009, training_days=(5, 6)))
        assert [s.date.weekday() for s in plan.sessions if s.week == 1] == [5]

    def test_the_young_do_ten_to_fifteen_and_keep_three(self):
        plan = program_for(athlete(birth_year=2009, targets=(target(),)))
        for line in work_on(plan, KNEE):
            assert (line.left.reps_low, line.left.reps_high, line.left.rir_target) == (10, 15, 3)

    def test_from_65_there_is_balance_and_two_minutes_of_rest(self):
        plan = program_for(athlete(birth_year=1955, targets=(target(),)))
        assert {Block.BALANCE} <= {line.block for line in lines_of(plan, 1)}
        assert {line.rest_after_pair_s for line in work_on(plan, KNEE)} == {120}

    def test_a_novice_with_machines_gets_a_machine(self):
        plan = program_for(athlete(targets=(target(),)))
        assert work_on(plan, KNEE)[0].exercise_slug in {"single-leg-press", "single-leg-extension"}

    def test_what_is_familiar_is_kept(self):
        history = logged("dumbbell-split-squat", 10, 10)
        plan = program_for(
            athlete(experience=Experience.TRAINED, targets=(target(),), history=history)
        )
        line = work_on(plan, KNEE)[0]
        assert line.exercise_slug == "dumbbell-split-squat"
        assert ReasonCode.FAMILIAR in {reason.code for reason in line.reasons}

    def test_nobody_but_the_trained_gets_advanced_exercises(self):
        plan = program_for(athlete(experience=Experience.ONE_YEAR, session_minutes=90))
        levels = {spec_of(line.exercise_slug).level for line in lines_of(plan)}
        assert Level.ADVANCED not in levels


class TestNoFinding:
    def test_it_is_balanced_checked_and_accuses_no_side(self):
        plan = program_for(athlete())
        assert plan.targets == ()
        assert ReasonCode.NO_FINDING in codes(plan)
        assert {KNEE, HIP, PUSH, PULL} <= {line.pattern for line in lines_of(plan, 1)}
        assert checks_of(plan)
        firsts = {line.first_side for week in (1, 2) for line in work_on(plan, KNEE, week)}
        assert firsts == {Side.LEFT, Side.RIGHT}

    def test_without_equipment_it_still_works(self):
        plan = program_for(athlete(equipment=frozenset(), session_minutes=30))
        used = {item for line in lines_of(plan) for item in spec_of(line.exercise_slug).equipment}
        assert used == {Equipment.BODYWEIGHT}


class TestRefusals:
    @pytest.mark.parametrize(
        ("changes", "code"),
        [
            ({"birth_year": 2011}, ReasonCode.UNDER_AGE),
            ({"training_days": ()}, ReasonCode.NO_TRAINING_DAYS),
            ({"session_minutes": 14}, ReasonCode.TOO_FEW_MINUTES),
            ({"blocked_regions": frozenset(Region)}, ReasonCode.REGIONS_BLOCKED),
        ],
    )
    def test_it_says_what_to_change(self, changes, code):
        assert refusal_for(athlete(**changes)) == (code,)

    def test_with_nothing_to_do_there_is_no_program(self):
        everything = frozenset(spec.slug for spec in real_catalogue())
        assert refusal_for(athlete(excluded_exercises=everything)) == (ReasonCode.NOTHING_AT_HAND,)

    def test_stretches_alone_are_no_program(self):
        stretches = [s for s in real_catalogue() if s.kind is ExerciseKind.MOBILITY]
        answer = generate_program(athlete(), stretches)
        assert isinstance(answer, NoProgram)


class TestLeftOut:
    def test_a_blocked_region_takes_its_targets_out(self):
        plan = program_for(
            athlete(targets=(target(), target(PULL)), blocked_regions=frozenset({Region.KNEE}))
        )
        assert [t.pattern for t in plan.targets] == [PULL]
        assert ReasonCode.TARGET_BLOCKED in codes(plan)

    def test_a_target_without_an_exercise_says_so(self):
        specs = [s for s in real_catalogue() if s.pattern is not MovementPattern.GRIP]
        inputs = athlete(targets=(target(MovementPattern.GRIP),))
        plan = generate_program(inputs, specs)
        assert isinstance(plan, ProgramPlan)
        assert plan.targets == ()
        assert ReasonCode.TARGET_WITHOUT_EXERCISE in codes(plan)

    def test_a_pattern_that_has_no_verdict_is_no_target(self):
        plan = program_for(athlete(targets=(target(MovementPattern.BALANCE),)))
        assert plan.targets == ()

    @pytest.mark.parametrize("minutes", [15, 18])
    def test_a_short_single_day_says_what_found_no_time(self, minutes):
        plan = program_for(
            athlete(
                targets=(target(PUSH), target(), target(PULL)),
                session_minutes=minutes,
                training_days=(3,),
                birth_year=1955,
            )
        )
        assert {ReasonCode.TARGET_WAITS, ReasonCode.ONCE_A_WEEK} <= codes(plan)
        assert all(s.estimated_minutes <= minutes for s in plan.sessions)


def test_inputs_and_plan_survive_json():
    inputs = athlete(
        targets=(target(last_check_first_side=Side.LEFT),),
        history=logged("single-leg-press", 50, 58),
        caution_regions=frozenset({Region.NECK}),
    )
    plan = program_for(inputs)
    assert ProgramPlan.from_dict(json.loads(json.dumps(plan.to_dict()))) == plan
    assert ProgramInputs.from_dict(json.loads(json.dumps(inputs.to_dict()))) == inputs


def test_inputs_stored_before_a_field_existed_take_its_default():
    stored = athlete().to_dict()
    del stored["needs_caution"]
    assert ProgramInputs.from_dict(stored) == athlete()


def test_every_line_and_every_policy_number_can_be_traced():
    plan = program_for(athlete(targets=(target(),), equipment=GYM))
    for line in lines_of(plan):
        assert line.reasons
        for reason in line.reasons:
            assert reason.source or reason.grade in ("convention", "consensus")
    assert plan.policy_version == POLICY.version
