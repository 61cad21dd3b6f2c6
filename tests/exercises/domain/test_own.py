"""What makes an own exercise sound."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from apps.exercises.domain.catalogue import ExerciseSpec, problems_of
from apps.exercises.domain.own import (
    OWN_METRICS,
    USUAL,
    own_measurement,
    own_problems,
    with_usual,
)
from apps.exercises.domain.vocabulary import (
    Equipment,
    ExerciseKind,
    Laterality,
    Level,
    Limb,
    LoadBasis,
    MeasurementClass,
    Metric,
    MovementPattern,
    Region,
    RepConvention,
)


def told(**changes):
    fields = {
        "slug": "own",
        "name": "Mine",
        "pattern": MovementPattern.HORIZONTAL_PULL,
        "laterality": Laterality.UNILATERAL,
        "limb": Limb.ARM,
        "planes": (),
        "primary_muscles": (),
        "joints": (),
        "equipment": (Equipment.DUMBBELLS,),
        "level": Level.INTERMEDIATE,
        "cues": (),
        "implements": 1,
        **changes,
    }
    return ExerciseSpec(**fields)


SPECS = st.builds(
    told,
    pattern=st.sampled_from(MovementPattern),
    laterality=st.sampled_from(Laterality),
    limb=st.sampled_from(Limb),
    equipment=st.lists(st.sampled_from(Equipment), max_size=3, unique=True).map(tuple),
    kind=st.sampled_from(ExerciseKind),
    metric=st.sampled_from(OWN_METRICS),
    load_basis=st.sampled_from(LoadBasis),
    rep_convention=st.sampled_from(RepConvention),
    implements=st.integers(0, 2),
    body_mass_share=st.sampled_from([0.0, 0.64, 1.0]),
    is_assisted=st.booleans(),
    cues=st.just(("One.", "Two.", "Three.")),
)


class TestWithUsual:
    def test_every_pattern_has_its_usual(self):
        assert set(USUAL) == set(MovementPattern)

    @given(spec=SPECS, compares=st.booleans())
    def test_what_has_no_problem_is_sound_by_the_catalogue_s_own_rules(self, spec, compares):
        if own_problems(spec, compares=compares):
            return
        whole = with_usual(spec)

        judged = replace(whole, measurement=own_measurement(whole, compares=compares))
        assert problems_of(judged) == ()

    @given(spec=SPECS)
    def test_filling_in_twice_is_filling_in_once(self, spec):
        assert with_usual(with_usual(spec)) == with_usual(spec)

    def test_what_was_told_stays(self):
        whole = with_usual(told(cautions=(Region.WRIST,), load_step_kg=0.5))

        assert (whole.cautions, whole.load_step_kg) == ((Region.WRIST,), 0.5)

    def test_untold_cautions_are_all_regions_its_joints_serve(self):
        assert set(with_usual(told()).cautions) == {
            Region.SHOULDER,
            Region.UPPER_BACK,
            Region.ELBOW,
        }

    def test_a_muscle_is_not_named_twice(self):
        usual = USUAL[MovementPattern.HORIZONTAL_PULL].muscles

        assert with_usual(told(secondary_muscles=usual)).secondary_muscles == ()


class TestOwnProblems:
    @pytest.mark.parametrize(
        ("changes", "field", "problem"),
        [
            (
                {"rep_convention": RepConvention.BOTH_SIDES_TOGETHER},
                "rep_convention",
                "together_without_turns",
            ),
            (
                {"load_basis": LoadBasis.PER_IMPLEMENT, "implements": 0},
                "implements",
                "nothing_held",
            ),
            (
                {"load_basis": LoadBasis.PER_SIDE_OF_BAR, "implements": 0},
                "load_basis",
                "no_bar",
            ),
            ({"equipment": (Equipment.CABLE,)}, "equipment", "held_unnamed"),
            ({"is_assisted": True}, "body_mass_share", "help_without_body"),
            (
                {
                    "load_basis": LoadBasis.MACHINE_SHOWN,
                    "body_mass_share": 0.5,
                    "implements": 0,
                },
                "body_mass_share",
                "body_beside_a_machine",
            ),
            (
                {"kind": ExerciseKind.MOBILITY, "metric": Metric.LOAD_REPS},
                "metric",
                "mobility_loaded",
            ),
            (
                {
                    "kind": ExerciseKind.MOBILITY,
                    "metric": Metric.SECONDS,
                    "laterality": Laterality.BILATERAL,
                },
                "laterality",
                "mobility_of_both",
            ),
        ],
    )
    def test_contradictions_are_named_beside_their_field(self, changes, field, problem):
        assert own_problems(told(**changes), compares=False) == {field: problem}

    @pytest.mark.parametrize(
        "changes",
        [
            {},
            {
                "laterality": Laterality.ALTERNATING,
                "rep_convention": RepConvention.BOTH_SIDES_TOGETHER,
            },
            {"load_basis": LoadBasis.PER_SIDE_OF_BAR, "equipment": (Equipment.BARBELL,)},
            {"is_assisted": True, "body_mass_share": 1.0},
        ],
    )
    def test_what_fits_together_passes(self, changes):
        assert own_problems(told(**changes), compares=False) == {}


class TestOwnMeasurement:
    def test_fair_at_best_and_only_when_asked(self):
        assert own_measurement(told(), compares=True) is MeasurementClass.FAIR
        assert own_measurement(told(), compares=False) is MeasurementClass.NONE

    @pytest.mark.parametrize(
        "changes",
        [
            {"laterality": Laterality.BILATERAL},
            {"metric": Metric.REPS},
            {"metric": Metric.LOAD_SECONDS},
            {"kind": ExerciseKind.BALANCE},
            {"pattern": MovementPattern.NECK_AND_POSTURE},
            {
                "laterality": Laterality.ALTERNATING,
                "rep_convention": RepConvention.BOTH_SIDES_TOGETHER,
            },
        ],
    )
    def test_never_where_the_sides_cannot_be_told_apart(self, changes):
        spec = told(**changes)

        assert own_measurement(spec, compares=True) is MeasurementClass.NONE
        assert own_problems(spec, compares=True)["compares"] == "cannot_compare"
