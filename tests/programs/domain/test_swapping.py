"""What may stand in for an exercise, and what comes first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.exercises.domain.vocabulary import Equipment, ExerciseKind, Level, Region
from apps.programs.domain.selecting import FORCE_KINDS
from apps.programs.domain.swapping import equivalents
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
