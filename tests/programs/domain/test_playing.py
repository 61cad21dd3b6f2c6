"""Numbering the sets of an exercise that stands twice in a session."""

from msgspec.structs import replace

from apps.exercises.domain.vocabulary import MovementPattern, Side
from apps.programs.domain.playing import set_numbers
from apps.programs.domain.program import Block, Prescription, SideDose
from apps.programs.domain.steps import StepKey

DOSE = SideDose(sets=3, reps_low=8, reps_high=12, load_kg=16.0, rir_target=2)
LINE = Prescription(
    exercise_slug="split-squat",
    pattern=MovementPattern.KNEE_DOMINANT,
    block=Block.STRENGTH,
    position=0,
    rest_between_sides_s=20,
    rest_after_pair_s=90,
    first_side=Side.LEFT,
    left=DOSE,
    right=DOSE,
)


def test_both_sides_of_a_pair_share_a_number() -> None:
    numbers = set_numbers({0: LINE})
    for side in Side:
        assert numbers[StepKey(position=0, set_index=2, side=side)] == 3


def test_a_second_line_of_the_exercise_counts_on() -> None:
    check = replace(LINE, block=Block.CHECK, is_check=True, left=replace(DOSE, sets=1), right=None)
    numbers = set_numbers({0: check, 2: replace(LINE, position=2)})
    assert numbers[StepKey(position=0, set_index=0, side=Side.LEFT)] == 1
    assert numbers[StepKey(position=2, set_index=0, side=Side.RIGHT)] == 2
    assert numbers[StepKey(position=2, set_index=2, side=Side.LEFT)] == 4


def test_another_exercise_starts_at_one() -> None:
    numbers = set_numbers({0: LINE, 1: replace(LINE, exercise_slug="step-up", position=1)})
    assert numbers[StepKey(position=1, set_index=0, side=Side.LEFT)] == 1
