"""What may stand in for an exercise, and what comes first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from apps.exercises.domain.vocabulary import (
    Equipment,
    ExerciseKind,
    Level,
    Metric,
    MovementPattern,
    Region,
    Side,
)
from apps.programs.domain.program import Block, Prescription, Reason, ReasonCode, SideDose
from apps.programs.domain.selecting import FORCE_KINDS
from apps.programs.domain.swapping import equivalents, stand_in
from tests.programs.domain.athletes import GYM, real_catalogue, spec_of

ALL = frozenset(Level)


def instead_of(slug, **changes):
    allowed = {
        "equipment": GYM,
        "blocked": frozenset(),
        "cautions": frozenset(),
        "levels": ALL,
        "excluded": frozenset(),
    }
    return equivalents(spec_of(slug), real_catalogue(), **(allowed | changes))


def slugs(found):
    return [spec.slug for spec in found]


class TestEquivalents:
    @pytest.mark.parametrize("slug", ["one-arm-dumbbell-row", "rear-foot-elevated-split-squat"])
    def test_the_pattern_the_sides_and_a_plane_stay(self, slug):
        spec, found = spec_of(slug), instead_of(slug)

        assert found
        assert slug not in slugs(found)
        assert {(other.pattern, other.laterality) for other in found} == {
            (spec.pattern, spec.laterality)
        }
        assert all(set(other.planes) & set(spec.planes) for other in found)

    def test_the_same_way_of_counting_comes_before_another(self):
        spec = spec_of("one-arm-dumbbell-row")
        counted = [other.metric is spec.metric for other in instead_of(spec.slug)]
        limbs = [other.limb is spec.limb for other in instead_of(spec.slug)]

        assert counted[0]
        assert limbs == sorted(limbs, reverse=True)

    def test_only_what_is_at_hand(self):
        found = instead_of("one-arm-dumbbell-row", equipment={Equipment.BAND})

        assert found
        assert all(
            set(other.equipment) <= {Equipment.BAND, Equipment.BODYWEIGHT} for other in found
        )

    def test_nothing_where_nothing_fits(self):
        everything = {spec.slug for spec in real_catalogue()}

        assert instead_of("one-arm-dumbbell-row", excluded=everything) == ()

    def test_nothing_of_a_level_that_does_not_suit(self):
        found = instead_of("rear-foot-elevated-split-squat", levels={Level.BEGINNER})

        assert {other.level for other in found} == {Level.BEGINNER}

    def test_a_blocked_region_is_not_worked_and_a_careful_one_not_warned_of(self):
        blocked = instead_of("rear-foot-elevated-split-squat", blocked={Region.KNEE})
        careful = instead_of("rear-foot-elevated-split-squat", cautions={Region.KNEE})

        assert all(Region.KNEE not in other.regions for other in blocked)
        assert all(Region.KNEE not in other.cautions for other in careful)
        assert set(slugs(blocked)) < set(slugs(instead_of("rear-foot-elevated-split-squat")))

    @pytest.mark.parametrize("spec", real_catalogue(), ids=lambda spec: spec.slug)
    def test_force_stays_force_and_a_stretch_a_stretch(self, spec):
        sort = FORCE_KINDS if spec.kind in FORCE_KINDS else {spec.kind}

        assert {other.kind for other in instead_of(spec.slug)} <= sort

    @given(order=st.randoms(use_true_random=False))
    def test_the_order_of_the_catalogue_changes_nothing(self, order):
        shuffled = list(real_catalogue())
        order.shuffle(shuffled)
        allowed = {"equipment": GYM, "blocked": (), "cautions": (), "levels": ALL, "excluded": ()}
        spec = spec_of("one-arm-dumbbell-row")

        assert equivalents(spec, shuffled, **allowed) == instead_of(spec.slug)

    def test_mobility_has_stand_ins_too(self):
        stretches = [s for s in real_catalogue() if s.kind is ExerciseKind.MOBILITY]

        assert any(instead_of(spec.slug) for spec in stretches)


class TestStandIn:
    def stood_in(self, slug, **changes):
        dose = SideDose(sets=3, reps_low=8, reps_high=12, load_kg=20.0, rir_target=2)
        line = Prescription(
            exercise_slug="one-arm-dumbbell-row",
            pattern=MovementPattern.HORIZONTAL_PULL,
            block=Block.STRENGTH,
            position=0,
            rest_between_sides_s=30,
            rest_after_pair_s=90,
            first_side=Side.RIGHT,
            left=replace(dose, sets=2, is_capped=True),
            right=dose,
            reasons=(Reason(code=ReasonCode.TARGET), Reason(code=ReasonCode.LOAD_FROM_HISTORY)),
        )
        return stand_in(
            replace(line, **changes), spec_of(slug), Reason(code=ReasonCode.OTHER_EQUIPMENT)
        )

    def test_sides_sets_and_purpose_stay_and_the_load_is_to_be_found(self):
        line = self.stood_in("one-arm-cable-row")

        assert (line.exercise_slug, line.first_side) == ("one-arm-cable-row", Side.RIGHT)
        assert (line.left.sets, line.right.sets, line.left.is_capped) == (2, 3, True)
        assert line.left.load_kg is None
        assert [reason.code for reason in line.reasons] == [
            ReasonCode.OTHER_EQUIPMENT,
            ReasonCode.TARGET,
            ReasonCode.FIND_A_LOAD,
        ]

    def test_a_check_is_none_any_more_and_nobody_goes_all_out_with_an_unknown_load(self):
        everything = SideDose(sets=1, reps_low=8, reps_high=12, load_kg=20.0, rir_target=0)

        line = self.stood_in(
            "one-arm-cable-row",
            block=Block.CHECK,
            is_check=True,
            left=everything,
            right=everything,
        )

        assert (line.block, line.is_check) == (Block.STRENGTH, False)
        assert line.left.rir_target >= 3

    @pytest.mark.parametrize("spec", real_catalogue(), ids=lambda spec: spec.slug)
    def test_a_line_counts_as_its_exercise_does(self, spec):
        line = self.stood_in(spec.slug)

        timed = spec.metric in (Metric.SECONDS, Metric.LOAD_SECONDS)
        assert (line.left.seconds is not None) == timed
        assert (line.left.reps_low is None) == timed
