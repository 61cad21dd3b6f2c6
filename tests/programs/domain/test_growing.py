"""Sets grow from what the last weeks held, and no muscle gets too much more at once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from apps.exercises.domain.anatomy import Muscle
from apps.exercises.domain.vocabulary import MovementPattern, Side
from apps.profiles.domain.people import Experience
from apps.programs.domain.checking import check_program
from apps.programs.domain.courses import Course, Phase, Reading
from apps.programs.domain.dosing import Dosing
from apps.programs.domain.growing import growing, most_after
from apps.programs.domain.inputs import RecentSets
from apps.programs.domain.policy import POLICY
from apps.programs.domain.selecting import Choice, Purpose
from apps.programs.domain.sharing import Weekly
from tests.programs.domain.athletes import MONDAY, athlete, real_catalogue, spec_of, target
from tests.programs.domain.plans import program_for

KNEE, HIP = MovementPattern.KNEE_DOMINANT, MovementPattern.HIP_DOMINANT
SQUAT = Choice(spec=spec_of("split-squat"), purpose=Purpose.MAINTENANCE, sets=6)
BRIDGE = Choice(spec=spec_of("single-leg-hip-thrust"), purpose=Purpose.MAINTENANCE, sets=6)
ROW = Choice(spec=spec_of("one-arm-dumbbell-row"), purpose=Purpose.ANTAGONIST, sets=6)
PRESS = Choice(spec=spec_of("one-arm-dumbbell-bench-press"), purpose=Purpose.MAINTENANCE, sets=6)

READING = Reading(on=MONDAY, gap_log_pct=14.0, sd_log_pct=3.0, p_over_5=0.9)
COURSE = replace(Course.begun(READING), phase=Phase.STRONGER_HELD, step=1)


def had(muscle: Muscle, sets: float, *sides: Side) -> tuple[RecentSets, ...]:
    return tuple(RecentSets(muscle=muscle, side=side, sets=sets) for side in sides or Side)


def dosed(recent: tuple[RecentSets, ...], choices: tuple[Choice, ...]) -> Dosing:
    dosing = replace(
        Dosing.for_athlete(athlete(recent=recent, weeks=8), POLICY),
        weekly={choice.spec.pattern: Weekly(lines=1, sets=choice.sets) for choice in choices},
    )
    return growing(choices, dosing)


def grown(recent: tuple[RecentSets, ...], *choices: Choice) -> list[tuple[int, ...]]:
    known = dosed(recent, choices)
    hard = [week for week in range(1, known.weeks + 1) if not known.is_light(week)]
    return [tuple(known.share_of(choice, week).weaker for week in hard) for choice in choices]


def test_a_muscle_grows_by_two_sets_or_a_third() -> None:
    assert grown(had(Muscle.QUADRICEPS, 1), SQUAT) == [(3, 5, 6, 6, 6, 6, 6)]


def test_the_side_that_had_fewer_is_the_measure() -> None:
    recent = (*had(Muscle.QUADRICEPS, 1, Side.RIGHT), *had(Muscle.QUADRICEPS, 6, Side.LEFT))
    assert grown(recent, SQUAT) == [(3, 5, 6, 6, 6, 6, 6)]


def test_what_was_not_trained_begins_as_planned() -> None:
    assert grown((), SQUAT) == grown(had(Muscle.CALVES, 1), SQUAT) == [(6,) * 7]


def test_two_exercises_of_one_muscle_share_what_is_allowed() -> None:
    squats, bridges = grown(had(Muscle.GLUTES, 4), SQUAT, BRIDGE)
    assert [a + b for a, b in zip(squats, bridges, strict=True)] == [6, 8, 10, 12, 12, 12, 12]


def test_a_target_gives_way_last() -> None:
    aimed = replace(BRIDGE, purpose=Purpose.TARGET)
    squats, bridges = grown(had(Muscle.GLUTES, 6), SQUAT, aimed)
    assert (squats[0], bridges[0]) == (2, 6)


def test_pulls_do_not_fall_behind_pushes() -> None:
    recent = had(ROW.spec.primary_muscles[0], 1)
    rows, presses = grown(recent, ROW, PRESS)
    assert all(row >= press for row, press in zip(rows, presses, strict=True))
    assert rows[0] == 3


def test_a_light_week_allows_what_the_week_before_it_did() -> None:
    wide = replace(SQUAT, sets=30)
    known = dosed(had(Muscle.QUADRICEPS, 1), (wide,))
    light = next(week for week in range(1, known.weeks + 1) if known.is_light(week))
    caps = {week: sets for (_, week), sets in known.caps.items()}
    assert caps[light] == caps[light - 1] < caps[light + 1]


def test_a_check_is_counted_beside_the_one_set_of_a_held_side() -> None:
    inputs = athlete(
        experience=Experience.TRAINED,
        training_days=(0, 1, 2, 3),
        session_minutes=49,
        targets=(target(pattern=MovementPattern.VERTICAL_PUSH, course=COURSE),),
        recent=had(Muscle.TRICEPS, 3, Side.LEFT),
    )
    assert check_program(program_for(inputs), inputs, real_catalogue()) == ()


@given(sets=st.integers(2, 60).map(lambda halves: halves / 2))
def test_each_step_is_two_sets_or_a_third(sets: float) -> None:
    assert most_after(sets, POLICY) in {sets * POLICY.most_growth, sets + POLICY.free_growth_sets}
    assert most_after(sets, POLICY) >= sets + POLICY.free_growth_sets
