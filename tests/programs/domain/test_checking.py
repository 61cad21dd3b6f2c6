"""Each rule is broken once by hand, so that the checker is known to see it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import cache
from typing import Any

import pytest
from msgspec.structs import replace

from apps.exercises.domain.vocabulary import (
    Equipment,
    Level,
    MovementPattern,
    Region,
    Side,
)
from apps.profiles.domain.people import Experience, Goal
from apps.programs.domain.breaches import Breach, Rule
from apps.programs.domain.checking import check_program
from apps.programs.domain.generating import generate_program
from apps.programs.domain.inputs import ProgramInputs
from apps.programs.domain.policy import POLICY, figures_of
from apps.programs.domain.program import (
    Block,
    PlannedSession,
    Prescription,
    ProgramPlan,
    Reason,
    ReasonCode,
    SideDose,
)
from tests.programs.domain.athletes import (
    athlete,
    logged,
    real_catalogue,
    spec_of,
    target,
)

KNEE, PUSH = MovementPattern.KNEE_DOMINANT, MovementPattern.HORIZONTAL_PUSH
INPUTS = athlete(
    targets=(target(),),
    history=logged("single-leg-press", 50, 58),
    experience=Experience.ONE_YEAR,
)


@cache
def plan_for(inputs: ProgramInputs = INPUTS) -> ProgramPlan:
    plan = generate_program(inputs, real_catalogue())
    assert isinstance(plan, ProgramPlan)
    return plan


def rules_broken(plan: ProgramPlan, inputs: ProgramInputs = INPUTS) -> set[Rule]:
    return {breach.rule for breach in check_program(plan, inputs, real_catalogue())}


type EditSession = Callable[[PlannedSession], PlannedSession]
type EditLine = Callable[[Prescription], Prescription]


def with_session(
    edit: EditSession, number: int = 0, plan: ProgramPlan | None = None
) -> ProgramPlan:
    plan = plan_for() if plan is None else plan
    sessions = list(plan.sessions)
    sessions[number] = edit(sessions[number])
    return replace(plan, sessions=tuple(sessions))


def with_lines(edit: Callable[[list[Prescription]], list[Prescription]], number: int = 0):
    """The plan with the lines of one session edited and numbered anew."""

    def change(session: PlannedSession) -> PlannedSession:
        lines = edit(list(session.prescriptions))
        return replace(
            session,
            prescriptions=tuple(replace(line, position=n) for n, line in enumerate(lines)),
        )

    return with_session(change, number)


def with_line(
    edit: EditLine, wanted: Callable[[Prescription], bool], plan: ProgramPlan | None = None
) -> ProgramPlan:
    """The plan with every wanted line edited."""
    plan = plan_for() if plan is None else plan
    return replace(
        plan,
        sessions=tuple(
            replace(
                session,
                prescriptions=tuple(
                    edit(line) if wanted(line) else line for line in session.prescriptions
                ),
            )
            for session in plan.sessions
        ),
    )


def without_lines(wanted: Callable[[Prescription], bool], plan: ProgramPlan | None = None):
    plan = plan_for() if plan is None else plan
    return replace(
        plan,
        sessions=tuple(
            replace(
                session,
                prescriptions=tuple(p for p in session.prescriptions if not wanted(p)),
            )
            for session in plan.sessions
        ),
    )


def is_knee_work(line: Prescription) -> bool:
    return line.pattern is KNEE and line.block is Block.STRENGTH and line.both is None


def both_sides(line: Prescription, **dose: Any) -> Prescription:
    assert line.left is not None
    assert line.right is not None
    return replace(line, left=replace(line.left, **dose), right=replace(line.right, **dose))


def line_of(slug: str, first: Side = Side.LEFT, **dose: Any) -> Prescription:
    side = SideDose(**{"sets": 2, "reps_low": 8, "reps_high": 12, "rir_target": 3, **dose})
    return Prescription(
        exercise_slug=slug,
        pattern=spec_of(slug).pattern,
        block=Block.STRENGTH,
        position=0,
        first_side=first,
        left=side,
        right=replace(side, is_capped=True),
        rest_between_sides_s=15,
        rest_after_pair_s=90,
        reasons=(Reason(code=ReasonCode.MAINTENANCE),),
    )


def test_a_generated_program_is_sound():
    assert check_program(plan_for(), INPUTS, real_catalogue()) == ()


def reasonless(line: Prescription) -> Prescription:
    return replace(line, reasons=())


def at_date(days: int) -> EditSession:
    return lambda session: replace(session, date=session.date + timedelta(days=days))


LINE_EDITS: list[tuple[Rule, EditLine]] = [
    (Rule.UNKNOWN_EXERCISE, lambda p: replace(p, exercise_slug="no-such-exercise")),
    (Rule.WEAKER_SIDE_NOT_FIRST, lambda p: replace(p, first_side=Side.RIGHT)),
    (Rule.SIDE_MISSING, lambda p: replace(p, right=None)),
    (Rule.SIDE_MISSING, lambda p: replace(p, right=replace(p.right, sets=0))),
    (Rule.SIDE_MISSING, lambda p: replace(p, first_side=None)),
    (Rule.SIDE_MISSING, lambda p: replace(p, both=p.left)),
    (Rule.STRONGER_SIDE_DROPPED, lambda p: replace(p, right=replace(p.right, sets=0))),
    (Rule.UNEQUAL_SETS, lambda p: replace(p, left=replace(p.left, sets=4))),
    (Rule.STRONGER_SIDE_AHEAD, lambda p: replace(p, right=replace(p.right, load_kg=60.0))),
    (Rule.STRONGER_SIDE_AHEAD, lambda p: replace(p, right=replace(p.right, reps_high=14))),
    (Rule.STRONGER_SIDE_AHEAD, lambda p: replace(p, right=replace(p.right, is_capped=False))),
    (Rule.TOO_HARD, lambda p: both_sides(p, rir_target=1)),
    (Rule.MAXIMAL_TOO_OFTEN, lambda p: both_sides(p, rir_target=0)),
    (Rule.STARTS_TOO_HEAVY, lambda p: both_sides(p, load_kg=55.0)),
    (Rule.UNREAL_LOAD, lambda p: both_sides(p, load_kg=42.0)),
    (Rule.UNREAL_LOAD, lambda p: both_sides(p, load_kg=-5.0)),
    (Rule.NO_REASON, reasonless),
    (Rule.SESSION_VOLUME, lambda p: both_sides(p, sets=11)),
    (Rule.WEEK_VOLUME, lambda p: both_sides(p, sets=8)),
    (Rule.OVER_TIME, lambda p: both_sides(p, sets=12)),
    (Rule.TIME_UNDERSTATED, lambda p: both_sides(p, sets=12)),
]


@pytest.mark.parametrize(("rule", "edit"), LINE_EDITS)
def test_an_edited_line_breaks_its_rule(rule, edit):
    assert rule in rules_broken(with_line(edit, is_knee_work))


SESSION_EDITS: list[tuple[Rule, EditSession]] = [
    (Rule.NOT_A_TRAINING_DAY, at_date(1)),
    (Rule.OUTSIDE_ITS_WEEK, at_date(7)),
    (Rule.TWO_SESSIONS_A_DAY, at_date(2)),
    (Rule.MUSCLE_WITHOUT_REST, at_date(1)),
    (Rule.TIME_UNDERSTATED, lambda s: replace(s, estimated_minutes=5)),
    (Rule.POSITIONS_BROKEN, lambda s: replace(s, prescriptions=s.prescriptions[1:])),
]


@pytest.mark.parametrize(("rule", "edit"), SESSION_EDITS)
def test_an_edited_session_breaks_its_rule(rule, edit):
    sessions = range(len(plan_for().sessions))
    assert any(rule in rules_broken(with_session(edit, number)) for number in sessions)


def test_order_within_a_session_is_seen():
    reversed_check = with_lines(lambda lines: lines[::-1], number=_first_check())
    assert {
        Rule.MOBILITY_NOT_FIRST,
        Rule.CHECK_NOT_FRESH,
    } <= rules_broken(reversed_check)
    bilateral = next(
        n for n, s in enumerate(plan_for().sessions) if any(p.both for p in s.prescriptions)
    )
    assert Rule.BILATERAL_TOO_EARLY in rules_broken(
        with_lines(lambda lines: lines[::-1], bilateral)
    )


def _first_check() -> int:
    return next(n for n, s in enumerate(plan_for().sessions) if s.is_check_session)


class TestWeeks:
    def test_a_sudden_rise_of_volume(self):
        last = plan_for().sessions[-1]
        edited = with_session(
            lambda s: replace(
                s,
                prescriptions=tuple(
                    both_sides(p, sets=p.left.sets + 3) if is_knee_work(p) else p
                    for p in s.prescriptions
                ),
            ),
            number=plan_for().sessions.index(last),
        )
        broken = rules_broken(edited)
        assert Rule.VOLUME_JUMP in broken or not any(map(is_knee_work, last.prescriptions))

    def test_a_missing_plane(self):
        plan = without_lines(
            lambda p: p.both is None and "transverse" in spec_of(p.exercise_slug).planes
        )
        assert Rule.PLANE_MISSING in rules_broken(plan)

    def test_a_missing_plane_that_is_admitted_is_still_missing_when_there_was_time(self):
        plan = without_lines(
            lambda p: p.both is None and "transverse" in spec_of(p.exercise_slug).planes
        )
        said = Reason(
            code=ReasonCode.PLANE_LEFT_OUT,
            params={"pattern": KNEE.value, "plane": "transverse"},
        )
        plan = replace(plan, reasons=(*plan.reasons, said))
        assert Rule.PLANE_MISSING in rules_broken(plan)
        hurried = replace(INPUTS, session_minutes=15)
        assert Rule.PLANE_MISSING not in rules_broken(plan, hurried)

    def test_a_target_on_one_day_only(self):
        plan = plan_for()
        first = next(s.day_index for s in plan.sessions if any(map(is_knee_work, s.prescriptions)))
        thinned = replace(plan, sessions=tuple(s for s in plan.sessions if s.day_index != first))
        assert Rule.TARGET_ONCE_A_WEEK in rules_broken(thinned)

    def test_no_bilateral_lift(self):
        assert Rule.NO_BILATERAL in rules_broken(without_lines(lambda p: p.both is not None))

    def test_more_pushes_than_pulls(self):
        inputs = athlete(targets=(target(PUSH),))
        plan = without_lines(lambda p: "pull" in p.pattern, plan_for(inputs))
        assert Rule.PUSHES_OVER_PULLS in rules_broken(plan, inputs)

    def test_a_side_that_is_given_nothing_all_week(self):
        plan = without_lines(lambda p: p.pattern is KNEE)
        assert Rule.STRONGER_SIDE_DROPPED in rules_broken(plan)


class TestChecks:
    def test_a_check_left_out(self):
        assert Rule.CHECK_MISSING in rules_broken(without_lines(lambda p: p.is_check))

    def test_a_check_that_cannot_measure(self):
        edited = with_line(lambda p: replace(p, exercise_slug="side-plank"), lambda p: p.is_check)
        assert Rule.CHECK_MISSING in rules_broken(edited)

    def test_always_the_same_side_first(self):
        edited = with_line(lambda p: replace(p, first_side=Side.LEFT), lambda p: p.is_check)
        assert Rule.CHECK_ORDER_FIXED in rules_broken(edited)

    def test_the_side_that_started_the_last_check(self):
        first = next(p for s in plan_for().sessions for p in s.prescriptions if p.is_check)
        inputs = replace(INPUTS, targets=(target(last_check_first_side=first.first_side),))
        assert Rule.CHECK_ORDER_FIXED in rules_broken(plan_for(), inputs)

    def test_a_side_held_back_in_a_check(self):
        edited = with_line(
            lambda p: replace(
                p,
                left=replace(p.left, is_capped=p.first_side is Side.RIGHT),
                right=replace(p.right, is_capped=p.first_side is Side.LEFT),
            ),
            lambda p: p.is_check,
        )
        assert Rule.STRONGER_SIDE_AHEAD in rules_broken(edited)


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"equipment": frozenset({Equipment.BAND})}, Rule.EQUIPMENT_MISSING),
        ({"excluded_exercises": frozenset({"single-leg-press"})}, Rule.EXCLUDED_EXERCISE),
        ({"blocked_regions": frozenset({Region.KNEE})}, Rule.REGION_BLOCKED),
        ({"session_minutes": 20}, Rule.OVER_TIME),
        ({"training_days": (1, 3, 5)}, Rule.NOT_A_TRAINING_DAY),
        ({"needs_caution": True}, Rule.TOO_HARD),
        ({"goal": Goal.COME_BACK}, Rule.TOO_HARD),
        ({"birth_year": None}, Rule.TOO_HARD),
        ({"birth_year": 2009}, Rule.TOO_HARD),
        ({"birth_year": 1950}, Rule.TOO_HARD),
        ({"birth_year": 1950}, Rule.NO_BALANCE),
        ({"experience": Experience.NOVICE}, Rule.TOO_HARD),
        ({"caution_regions": frozenset({Region.HIP})}, Rule.CAUTION_IGNORED),
        ({"history": ()}, Rule.STARTS_TOO_HEAVY),
        ({"history": logged("single-leg-press", 50, 58, load_kg=None)}, Rule.STARTS_TOO_HEAVY),
        ({"targets": (target(weaker_side=Side.RIGHT),)}, Rule.WEAKER_SIDE_NOT_FIRST),
        ({"first_side": Side.RIGHT}, Rule.WEAKER_SIDE_NOT_FIRST),
    ],
)
def test_the_same_program_is_wrong_for_another_athlete(changes, rule):
    assert rule in rules_broken(plan_for(), replace(INPUTS, **changes))


def test_too_many_sessions_and_no_day_off_for_the_young():
    five = replace(INPUTS, training_days=tuple(range(7)), experience=Experience.TRAINED)
    broken = rules_broken(plan_for(five), replace(five, birth_year=2009))
    assert {Rule.TOO_MANY_SESSIONS, Rule.NO_DAY_OFF} <= broken


def test_an_exercise_above_the_level():
    advanced = next(
        spec.slug
        for spec in real_catalogue()
        if spec.level is Level.ADVANCED and spec.laterality == "unilateral"
    )
    edited = with_line(lambda p: replace(p, exercise_slug=advanced), is_knee_work)
    assert Rule.LEVEL_TOO_HIGH in rules_broken(edited)


def test_a_bilateral_exercise_split_into_sides():
    edited = with_line(lambda p: replace(p, exercise_slug="leg-press"), is_knee_work)
    assert Rule.SIDE_MISSING in rules_broken(edited)


def test_a_breach_says_where():
    edited = with_line(reasonless, lambda p: p.position == 3)
    breach = check_program(edited, INPUTS, real_catalogue())[0]
    assert (breach.rule, breach.week, breach.day_index, breach.position) == (
        Rule.NO_REASON,
        1,
        0,
        3,
    )
    assert Breach.from_dict(breach.to_dict()) == breach


def test_every_number_of_the_policy_says_what_it_counts_and_how_well_it_is_known():
    figures = figures_of(POLICY)
    assert len(figures) > 40
    for figure in (*figures, *figures_of(POLICY.novice)):
        assert figure.unit, figure.name
        assert figure.source or figure.grade == "convention", figure.name
