import pytest
from msgspec.structs import replace

from apps.exercises.domain.anatomy import Joint
from apps.exercises.domain.catalogue import (
    CatalogueError,
    ExerciseSpec,
    check_catalogue,
    parse_catalogue,
    problems_between,
    problems_of,
)
from apps.exercises.domain.vocabulary import (
    Equipment,
    ExerciseKind,
    Laterality,
    LoadBasis,
    MeasurementClass,
    Metric,
    MovementPattern,
    Plane,
    Region,
    RepConvention,
)

ENTRY = """
[[exercise]]
slug = "one-arm-row"
name = "One-arm row"
pattern = "horizontal_pull"
laterality = "unilateral"
limb = "arm"
planes = ["sagittal"]
primary_muscles = ["lats"]
joints = ["shoulder", "elbow"]
equipment = ["dumbbells"]
implements = 1
load_step_kg = 2
level = "beginner"
measurement = "good"
cues = ["Pull.", "Pause.", "Lower."]
"""


@pytest.fixture
def row() -> ExerciseSpec:
    return parse_catalogue(ENTRY)[0]


class TestParseCatalogue:
    def test_reads_words_as_members_of_the_vocabulary(self, row):
        assert row.pattern is MovementPattern.HORIZONTAL_PULL
        assert row.planes == (Plane.SAGITTAL,)
        assert row.equipment == (Equipment.DUMBBELLS,)

    def test_fills_what_is_left_out(self, row):
        assert row.load_basis is LoadBasis.TOTAL
        assert row.rep_convention is RepConvention.PER_SIDE
        assert row.rep_curve_slope == 0.030
        assert row.regression is None

    @pytest.mark.parametrize(
        ("old", "new", "said"),
        [
            ('"unilateral"', '"one_sided"', "one_sided"),
            ('["lats"]', '["lat"]', "lat"),
            ("implements", "implement", "implement"),
            ('name = "One-arm row"', "", "name"),
            ("[[exercise]]", "[[exercise", "Expected"),
        ],
    )
    def test_says_what_it_cannot_read(self, old, new, said):
        with pytest.raises(CatalogueError, match=said):
            parse_catalogue(ENTRY.replace(old, new))


class TestProblemsOf:
    def test_a_sound_exercise_has_none(self, row):
        assert problems_of(row) == ()

    @pytest.mark.parametrize(
        ("change", "said"),
        [
            ({"slug": ""}, "no slug"),
            ({"planes": ()}, "no plane"),
            ({"primary_muscles": ()}, "no primary muscle"),
            ({"joints": ()}, "no joint"),
            ({"equipment": ()}, "no equipment"),
            ({"equipment": (Equipment.BODYWEIGHT, Equipment.BENCH)}, "beside other equipment"),
            ({"cues": ("Pull.", "Lower.")}, "2 cues"),
            ({"cues": ("1", "2", "3", "4", "5", "6")}, "6 cues"),
            ({"rep_curve_slope": 0.3}, "slope out of range"),
            ({"body_mass_share": 1.01}, "share out of range"),
            ({"implements": 3}, "number of implements"),
            ({"load_basis": LoadBasis.PER_IMPLEMENT, "implements": 0}, "holds none"),
            ({"load_step_kg": 0.01}, "step out of range"),
            ({"load_step_kg": None}, "no step"),
            ({"metric": Metric.REPS, "measurement": MeasurementClass.NONE}, "without a load"),
            ({"rep_convention": RepConvention.BOTH_SIDES_TOGETHER}, "does not alternate"),
            ({"laterality": Laterality.BILATERAL}, "measure sides"),
            ({"kind": ExerciseKind.ISOMETRIC}, "measure sides"),
            ({"pattern": MovementPattern.NECK_AND_POSTURE}, "measure sides"),
            ({"kind": ExerciseKind.MOBILITY, "measurement": MeasurementClass.NONE}, "mobility"),
            ({"regression": "one-arm-row"}, "links to itself"),
        ],
    )
    def test_names_each_fault(self, row, change, said):
        problems = problems_of(replace(row, **change))
        assert any(said in problem for problem in problems), problems

    def test_names_a_muscle_said_twice(self, row):
        twice = replace(row, secondary_muscles=row.primary_muscles)
        assert "primary and as secondary" in problems_of(twice)[0]


class TestProblemsBetween:
    def test_two_exercises_may_not_share_a_name_in_any_case(self, row):
        other = replace(row, slug="row", name="Row", aliases=("ONE-ARM ROW",))
        assert problems_between([row, other]) == ("name one-arm row is taken 2 times",)

    def test_two_exercises_may_not_share_a_slug(self, row):
        assert "slug one-arm-row" in problems_between([row, replace(row, name="Row")])[0]

    def test_a_link_leads_to_an_exercise_of_the_same_pattern(self, row):
        curl = replace(row, slug="curl", name="Curl", pattern=MovementPattern.ELBOW_FLEXION)
        loose = replace(row, regression="nowhere", progression="curl")
        assert problems_between([loose, curl]) == (
            "one-arm-row links to nowhere, which is not there",
            "one-arm-row links to curl, another movement pattern",
        )

    def test_all_problems_are_said_at_once(self, row):
        with pytest.raises(CatalogueError) as caught:
            check_catalogue([replace(row, cues=(), regression="nowhere")])
        assert len(str(caught.value).splitlines()) == 2


class TestExerciseSpec:
    def test_serves_the_regions_of_its_joints(self, row):
        assert row.regions == {Region.SHOULDER, Region.ELBOW}
        assert Joint.LOWER_SPINE.regions == {Region.LOWER_BACK, Region.TRUNK}

    def test_fits_when_all_it_needs_is_at_hand(self, row):
        assert row.fits([Equipment.DUMBBELLS, Equipment.BENCH])
        assert not replace(row, equipment=(Equipment.DUMBBELLS, Equipment.BENCH)).fits(
            [Equipment.DUMBBELLS]
        )

    def test_one_s_own_body_is_always_at_hand(self, row):
        assert replace(row, equipment=(Equipment.BODYWEIGHT,)).fits([])

    @pytest.mark.parametrize(
        ("laterality", "one_sided"),
        [
            (Laterality.UNILATERAL, True),
            (Laterality.ALTERNATING, True),
            (Laterality.BILATERAL, False),
        ],
    )
    def test_alternating_work_is_one_sided_too(self, row, laterality, one_sided):
        assert replace(row, laterality=laterality).is_one_sided is one_sided
