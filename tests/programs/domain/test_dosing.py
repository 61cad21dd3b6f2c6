"""The lines of one choice."""

from __future__ import annotations

from apps.exercises.domain.vocabulary import Side
from apps.programs.domain.dosing import Dosing
from apps.programs.domain.policy import POLICY
from apps.programs.domain.selecting import Choice, Purpose
from tests.programs.domain.athletes import athlete, logged, spec_of, target
from tests.programs.domain.plans import KNEE


def test_a_hold_takes_as_long_in_whatever_it_stands_for():
    held = logged("side-plank", 0, 0, reps=None, rir=None, seconds=20)[1:]
    inputs = athlete(history=held, targets=(target(KNEE, Side.RIGHT),))
    spec = spec_of("side-plank")
    dosing = Dosing.for_athlete(inputs, POLICY)
    lengths = {
        line.left.seconds
        for choice in (
            Choice(spec=spec, purpose=Purpose.MAINTENANCE, sets=2),
            Choice(spec=spec, purpose=Purpose.PLANE, sets=2, target=inputs.targets[0]),
        )
        for line in dosing.lines_in_week(choice, 1)
    }
    assert lengths == {dosing.template.hold_s}
