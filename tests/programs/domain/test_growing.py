"""Sets grow from what the last weeks held, and no muscle gets too much more at once."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.exercises.domain.vocabulary import Laterality, MovementPattern
from apps.programs.domain.dosing import Dosing
from apps.programs.domain.growing import allowed_sets, growing
from apps.programs.domain.inputs import RecentSets
from apps.programs.domain.policy import POLICY
from apps.programs.domain.selecting import Choice, Purpose
from apps.programs.domain.sharing import Weekly
from tests.programs.domain.athletes import athlete, spec_of

KNEE, HIP = MovementPattern.KNEE_DOMINANT, MovementPattern.HIP_DOMINANT
SQUAT = Choice(spec=spec_of("split-squat"), purpose=Purpose.MAINTENANCE, sets=6)
BRIDGE = Choice(spec=spec_of("single-leg-hip-thrust"), purpose=Purpose.MAINTENANCE, sets=6)


def grown(*recent: RecentSets, choices: tuple[Choice, ...] = (SQUAT,)) -> list[tuple[int, ...]]:
    dosing = replace(
        Dosing.for_athlete(athlete(recent=recent, weeks=8), POLICY),
        weekly={choice.spec.pattern: Weekly(lines=1, sets=choice.sets) for choice in choices},
    )
    known = growing(choices, dosing)
    hard = [week for week in range(1, known.weeks + 1) if not known.is_light(week)]
    return [tuple(known.share_of(choice, week).weaker for week in hard) for choice in choices]


def test_a_pattern_grows_by_two_sets_or_a_third() -> None:
    assert grown(RecentSets(pattern=KNEE, sets=1)) == [(3, 5, 6, 6, 6, 6, 6)]


def test_what_was_not_trained_begins_as_planned() -> None:
    assert grown() == grown(RecentSets(pattern=HIP, sets=1)) == [(6,) * 7]


def test_two_patterns_of_one_muscle_take_turns() -> None:
    both = tuple(RecentSets(pattern=pattern, sets=1) for pattern in (KNEE, HIP))
    squats, bridges = grown(*both, choices=(SQUAT, BRIDGE))
    assert "glutes" in {*SQUAT.spec.primary_muscles} & {*BRIDGE.spec.primary_muscles}
    totals = [a + b for a, b in zip(squats, bridges, strict=True)]
    assert totals == [6, 8, 10, 12, 12, 12, 12]


@pytest.mark.parametrize("slug", ["one-arm-dumbbell-row", "back-squat"])
def test_pulls_and_lifts_of_both_sides_begin_as_planned(slug: str) -> None:
    choice = Choice(spec=spec_of(slug), purpose=Purpose.MAINTENANCE, sets=6)
    assert choice.spec.laterality is Laterality.BILATERAL or slug.endswith("row")
    recent = RecentSets(pattern=choice.spec.pattern, sets=1)
    assert grown(recent, choices=(choice,)) == [(6,) * 7]


def test_a_light_week_allows_what_the_week_before_it_did() -> None:
    recent = (RecentSets(pattern=KNEE, sets=1),)
    dosing = Dosing.for_athlete(athlete(recent=recent, weeks=8), POLICY)
    wide = replace(SQUAT, sets=20)
    known = growing((wide,), replace(dosing, weekly={KNEE: Weekly(lines=1, sets=20)}))
    light = next(week for week in range(1, known.weeks + 1) if known.is_light(week))
    caps = {week: sets for (_, week), sets in known.caps.items()}
    assert caps[light] == caps[light - 1] < caps[light + 1]


@given(recent=st.integers(1, 40), week=st.integers(1, 8))
def test_each_step_is_two_sets_or_a_third(recent: int, week: int) -> None:
    before, after = allowed_sets(recent, week, POLICY), allowed_sets(recent, week + 1, POLICY)
    assert after == max(before * POLICY.most_growth, before + POLICY.free_growth_sets)
