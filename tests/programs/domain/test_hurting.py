"""What pain changes in a line that is still to come."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from apps.assessments.domain.pain import CHANGES, PainState, Status
from apps.exercises.domain.vocabulary import Equipment, Region, Side
from apps.programs.domain.hurting import (
    eased,
    easier_exercise,
    held,
    is_eased,
    is_led_by_comfort,
    led_by,
    side_to_lead,
    swapped,
    worst,
)
from apps.programs.domain.policy import POLICY
from apps.programs.domain.program import Block, Prescription, Reason, ReasonCode, SideDose
from tests.programs.domain.athletes import real_catalogue, spec_of

L, R = Side.LEFT, Side.RIGHT
PRESS = spec_of("single-leg-press")
CATALOGUE = {spec.slug: spec for spec in real_catalogue()}
EVERYTHING = frozenset(Equipment)


def line_for(slug="single-leg-press", **dose) -> Prescription:
    spec = spec_of(slug)
    first = SideDose(
        **{"sets": 3, "load_kg": 40.0, "reps_low": 8, "reps_high": 12, "rir_target": 2, **dose}
    )
    return Prescription(
        exercise_slug=slug,
        pattern=spec.pattern,
        block=Block.STRENGTH,
        position=0,
        first_side=L,
        left=first,
        right=replace(first, is_capped=True),
        rest_between_sides_s=15,
        rest_after_pair_s=90,
        tempo="2-0-2",
        reasons=(
            Reason(code=ReasonCode.TARGET, params={"weaker_side": "left"}),
            Reason(code=ReasonCode.WEAKER_SIDE_FIRST, params={"side": "left"}),
        ),
    )


def states(**by_side):
    sides = {"left": L, "right": R, "both": None}
    return {sides[name]: PainState(status=status) for name, status in by_side.items()}


class TestWorst:
    @pytest.mark.parametrize(
        ("given", "expected"),
        [
            ({}, None),
            ({"left": Status.AS_PLANNED}, None),
            ({"left": Status.AS_PLANNED, "right": Status.HOLD}, (R, Status.HOLD)),
            ({"left": Status.LIGHTEN, "right": Status.HOLD}, (L, Status.LIGHTEN)),
            ({"both": Status.BLOCK, "right": Status.HOLD}, (None, Status.BLOCK)),
            ({"left": Status.HOLD, "right": Status.HOLD}, (R, Status.HOLD)),
        ],
    )
    def test_decides(self, given, expected):
        found = worst(states(**given))

        assert (None if found is None else (found[0], found[1].status)) == expected


class TestSideToLead:
    @pytest.mark.parametrize("status", set(Status) - {Status.AS_PLANNED})
    def test_is_the_one_without_pain(self, status):
        assert side_to_lead(states(left=status)) is R
        assert side_to_lead(states(left=Status.AS_PLANNED, right=status)) is L

    @pytest.mark.parametrize(
        "given",
        [
            {},
            {"left": Status.AS_PLANNED},
            {"left": Status.HOLD, "right": Status.LIGHTEN},
            {"both": Status.HOLD},
        ],
    )
    def test_is_none_where_both_or_neither_hurt(self, given):
        assert side_to_lead(states(**given)) is None

    def test_starts_the_line_and_the_other_does_at_most_as_much(self):
        turned = led_by(line_for(), R)

        assert turned.first_side is R
        assert (turned.right.is_capped, turned.left.is_capped) == (False, True)
        codes = [reason.code for reason in turned.reasons]
        assert codes == [ReasonCode.TARGET, ReasonCode.PAIN_FREE_SIDE_FIRST]
        assert turned.reasons[-1].params == {"side": "right"}
        assert is_led_by_comfort(turned)
        assert led_by(turned, R) == turned

    def test_says_why_where_it_starts_anyway(self):
        assert is_led_by_comfort(led_by(line_for(), L))

    def test_a_check_and_a_bilateral_line_keep_their_order(self):
        check = replace(line_for(), is_check=True)
        together = replace(
            line_for(), first_side=None, left=None, right=None, both=SideDose(sets=2)
        )

        assert led_by(check, R) == check
        assert led_by(together, R) == together


class TestEased:
    def test_is_lighter_shorter_easier_and_slower(self):
        line = eased(line_for(), PRESS)

        for dose in (line.left, line.right):
            assert dose.load_kg == 30.0  # 34 kg, on a real step of the machine
            assert (dose.sets, dose.rir_target) == (2, 3)
        assert line.tempo == POLICY.slow_tempo
        assert is_eased(line)
        assert not is_eased(line_for())

    def test_one_set_stays_one(self):
        assert eased(line_for(sets=1), PRESS).left.sets == 1

    def test_a_hold_together_has_no_tempo_and_no_reserve(self):
        dose = SideDose(sets=3, seconds=30)
        line = replace(line_for(), first_side=None, left=None, right=None, both=dose, tempo="")

        easier = eased(line, PRESS)

        assert (easier.both.sets, easier.both.rir_target, easier.tempo) == (2, None, "")

    def test_the_share_is_the_pain_models(self):
        assert POLICY.pain_eased_share == CHANGES[Status.EASE].load_factor
        assert POLICY.pain_load_share == CHANGES[Status.LIGHTEN].load_factor
        assert (POLICY.pain_free, POLICY.pain_limit) == (2, 5)


class TestHeld:
    def test_is_no_more_than_last_time(self):
        line = held(line_for(load_kg=45.0), 40.0)

        assert (line.left.load_kg, line.right.load_kg) == (40.0, 40.0)
        assert line.reasons[-1].code is ReasonCode.HELD_PAIN

    @pytest.mark.parametrize(
        ("asked", "last"), [(40.0, 40.0), (35.0, 40.0), (40.0, None), (None, 40.0)]
    )
    def test_changes_nothing_that_is_not_more(self, asked, last):
        line = line_for(load_kg=asked)

        assert held(line, last) == line


class TestEasierExercise:
    def found(self, slug="split-squat", *, at_hand=EVERYTHING, blocked=(), taken=()):
        easier = easier_exercise(
            spec_of(slug), CATALOGUE, at_hand=at_hand, blocked=blocked, taken=taken
        )
        return None if easier is None else easier.slug

    def test_is_the_next_easier_one(self):
        assert self.found() == "supported-split-squat"

    def test_is_none_where_there_is_none(self):
        assert self.found("wall-external-rotation") is None
        alone = replace(spec_of("split-squat"), regression="gone")
        assert easier_exercise(alone, CATALOGUE, at_hand=EVERYTHING, blocked=(), taken=()) is None

    def test_goes_on_down_where_one_does_not_fit(self):
        below = CATALOGUE["supported-split-squat"].regression

        assert self.found(taken=["supported-split-squat"]) in (below, None)

    def test_works_nothing_that_is_blocked(self):
        assert self.found(blocked=[Region.KNEE]) is None

    def test_a_circle_ends(self):
        one, other = (
            replace(spec_of("split-squat"), slug=slug, regression=back, cautions=(Region.KNEE,))
            for slug, back in (("one", "other"), ("other", "one"))
        )
        circle = {"one": one, "other": other}

        assert (
            easier_exercise(one, circle, at_hand=EVERYTHING, blocked=[Region.KNEE], taken=())
            is None
        )

    @pytest.mark.parametrize("spec", CATALOGUE.values(), ids=lambda spec: spec.slug)
    def test_of_any_exercise_keeps_its_sides_and_can_be_counted(self, spec):
        easier = easier_exercise(spec, CATALOGUE, at_hand=EVERYTHING, blocked=(), taken=())

        if easier is not None:
            assert easier.laterality is spec.laterality
            assert easier.slug != spec.slug
            line = swapped(line_for(), easier)
            dose = line.left
            assert (dose.seconds is None) is (dose.reps_low is not None)


class TestSwapped:
    def test_asks_for_an_easy_load_and_is_no_test(self):
        check = replace(line_for(sets=1, rir_target=0), block=Block.CHECK, is_check=True)

        line = swapped(check, spec_of("goblet-squat"))

        assert line.exercise_slug == "goblet-squat"
        assert (line.block, line.is_check) == (Block.STRENGTH, False)
        assert (line.left.load_kg, line.left.rir_target) == (None, POLICY.careful_rir)
        assert [reason.code for reason in line.reasons] == [
            ReasonCode.SWAP_FOR_PAIN,
            ReasonCode.FIND_A_LOAD,
        ]

    def test_a_hold_takes_thirty_seconds(self):
        line = swapped(line_for(), spec_of("side-plank"))

        assert (line.left.seconds, line.left.reps_low, line.left.rir_target) == (30, None, None)
        assert line.tempo == ""

    def test_what_was_held_gets_reps(self):
        line = swapped(
            line_for(seconds=40, reps_low=None, reps_high=None, rir_target=None),
            spec_of("supported-split-squat"),
        )

        assert (line.left.reps_low, line.left.reps_high) == POLICY.easier_reps
        assert line.left.seconds is None
