"""Reasons that carry what their sentence needs."""

from __future__ import annotations

import pytest

from apps.exercises.domain.vocabulary import MovementPattern, Side
from apps.profiles.domain.people import Experience
from apps.programs.domain.generating import generate_program
from apps.programs.domain.inputs import ProgramInputs
from apps.programs.domain.program import Prescription, ProgramPlan, ReasonCode
from tests.programs.domain.athletes import athlete, logged, real_catalogue, target

NEEDED = {
    ReasonCode.TARGET: {"pattern", "weaker_side", "gap_pct", "p_over_10"},
    ReasonCode.PLANE: {"plane", "pattern", "target"},
    ReasonCode.ANTAGONIST: {"pattern", "of"},
    ReasonCode.WEAKER_SIDE_FIRST: {"side"},
    ReasonCode.WEAKER_SIDE_SETS_THE_DOSE: {"side"},
    ReasonCode.EQUAL_SETS: {"sets"},
    ReasonCode.LOAD_FROM_HISTORY: {"load_kg", "side"},
    ReasonCode.FIND_A_LOAD: {"rir"},
    ReasonCode.EFFORT_RAMP: {"rir", "week"},
    ReasonCode.CHECK_DUE: {"pattern", "is_all_out", "rir"},
}


def lines_for(inputs: ProgramInputs) -> list[Prescription]:
    plan = generate_program(inputs, real_catalogue())
    assert isinstance(plan, ProgramPlan)
    return [line for session in plan.sessions for line in session.prescriptions]


@pytest.mark.parametrize("code", NEEDED)
def test_a_reason_carries_its_parameters(code):
    inputs = athlete(
        targets=(target(), target(MovementPattern.HORIZONTAL_PULL, Side.RIGHT)),
        history=logged("single-leg-press", 50, 58),
        session_minutes=60,
    )
    found = [r for line in lines_for(inputs) for r in line.reasons if r.code is code]
    assert found
    for reason in found:
        assert set(reason.params) >= NEEDED[code]
        assert None not in [reason.params[name] for name in NEEDED[code]]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"experience": Experience.NOVICE}, ReasonCode.NOVICE_DOSE),
        ({"birth_year": 2009}, ReasonCode.YOUNG_DOSE),
        ({"birth_year": 1955}, ReasonCode.OLDER_DOSE),
        ({"birth_year": 1955}, ReasonCode.BALANCE_WITH_AGE),
        ({"needs_caution": True}, ReasonCode.CAUTIOUS_DOSE),
        ({"targets": ()}, ReasonCode.SIDES_ALTERNATE),
    ],
)
def test_the_group_that_sets_the_dose_is_named(changes, code):
    lines = lines_for(athlete(**{"targets": (target(),), **changes}))
    assert code in {reason.code for line in lines for reason in line.reasons}


def test_a_loaded_hold_asks_for_a_load_to_hold_and_then_keeps_it():
    slug = "suitcase-carry"
    others = frozenset(
        spec.slug
        for spec in real_catalogue()
        if spec.pattern is MovementPattern.GRIP and spec.slug != slug
    ) | frozenset(
        spec.slug
        for spec in real_catalogue()
        if spec.pattern is MovementPattern.TRUNK_SIDE and spec.slug != slug
    )
    pattern = next(spec.pattern for spec in real_catalogue() if spec.slug == slug)
    inputs = athlete(targets=(target(pattern),), excluded_exercises=others)
    first = next(line for line in lines_for(inputs) if line.exercise_slug == slug)
    assert ReasonCode.FIND_A_LOAD_TO_HOLD in {reason.code for reason in first.reasons}
    known = athlete(
        targets=(target(pattern),),
        excluded_exercises=others,
        history=logged(slug, 16.0, 24.0, reps=None, seconds=60, rir=None),
    )
    again = next(line for line in lines_for(known) if line.exercise_slug == slug)
    assert again.right is not None
    assert (again.right.load_kg, again.right.seconds) == (16.0, 40)
