"""What a week is filled with."""

from __future__ import annotations

from apps.exercises.domain.vocabulary import MovementPattern, Region, Side
from apps.programs.domain.inputs import SidePlace
from tests.programs.domain.athletes import athlete, spec_of, target
from tests.programs.domain.plans import KNEE, checks_of, program_for


def test_the_check_is_made_where_no_side_rests():
    resting = frozenset({SidePlace(region=Region.SHOULDER, side=Side.LEFT)})
    elbow = target(MovementPattern.ELBOW_EXTENSION, p_over_10=0.4)
    plan = program_for(athlete(targets=(target(), elbow), resting=resting, session_minutes=21))
    checked = {line.exercise_slug for _, line in checks_of(plan)}
    assert not any(spec_of(slug).regions & {Region.SHOULDER} for slug in checked)
    assert {spec_of(slug).pattern for slug in checked} == {KNEE, MovementPattern.ELBOW_EXTENSION}
