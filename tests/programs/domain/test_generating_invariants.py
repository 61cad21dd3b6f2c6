"""What holds for the programs of all athletes, drawn at random or changed a little."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, given, settings
from msgspec.structs import replace

from apps.exercises.domain.vocabulary import (
    Side,
)
from apps.programs.domain.checking import check_program
from apps.programs.domain.generating import generate_program
from apps.programs.domain.program import ProgramPlan
from tests.programs.domain.athletes import (
    athlete,
    athletes,
    logged,
    real_catalogue,
    target,
)
from tests.programs.domain.plans import (
    KNEE,
    PULL,
    lines_of,
    program_for,
    work_on,
)

# A hundredth of a long run: LEVELSET_PROGRAM_EXAMPLES=10000 makes one.
EXAMPLES = int(os.environ.get("LEVELSET_PROGRAM_EXAMPLES", "100"))


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(inputs=athletes())
def test_no_athlete_gets_a_program_that_breaks_a_rule(inputs):
    answer = generate_program(inputs, real_catalogue())
    assert answer.reasons or isinstance(answer, ProgramPlan)
    if isinstance(answer, ProgramPlan):
        assert check_program(answer, inputs, real_catalogue()) == ()


def test_the_same_input_gives_the_same_plan_whatever_the_order_it_came_in():
    targets = (target(), target(PULL, Side.RIGHT, p_over_10=0.99))
    history = logged("single-leg-press", 50, 58) + logged("chest-supported-row", 20, 20)
    inputs = athlete(targets=targets, history=history)
    shuffled = replace(
        inputs, targets=targets[::-1], history=history[::-1], training_days=(4, 0, 2)
    )
    assert program_for(shuffled) == generate_program(inputs, reversed(real_catalogue()))


def test_a_slightly_larger_gap_changes_no_exercise_and_no_day():
    slugs = [
        [line.exercise_slug for line in lines_of(program_for(athlete(targets=(finding,))))]
        for finding in (target(gap_pct=13.0), target(gap_pct=14.0))
    ]
    assert slugs[0] == slugs[1]


def test_swapping_the_sides_of_everything_swaps_the_sides_of_the_plan():
    plans = [
        program_for(athlete(targets=(target(weaker_side=side),), history=history))
        for side, history in (
            (Side.LEFT, logged("single-leg-press", 50, 58)),
            (Side.RIGHT, logged("single-leg-press", 58, 50)),
        )
    ]
    for left, right in zip(*(work_on(plan, KNEE) for plan in plans), strict=True):
        assert left.exercise_slug == right.exercise_slug
        assert left.first_side is not right.first_side
        assert (left.left, left.right) == (right.right, right.left)
