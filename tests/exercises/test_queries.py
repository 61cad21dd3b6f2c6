import pytest
from django.http import Http404

from apps.exercises import queries
from apps.exercises.domain.anatomy import Muscle
from apps.exercises.domain.vocabulary import Equipment, Laterality, MovementPattern
from apps.exercises.services import read_catalogue
from tests.support.factories.exercises import ExerciseFactory

pytestmark = pytest.mark.django_db


def slugs(found) -> set[str]:
    return {exercise.slug for exercise in found}


class TestExerciseFor:
    def test_finds_by_slug_and_by_key(self, athlete):
        row = ExerciseFactory(slug="row")
        for name in ("row", row.pk, str(row.pk)):
            assert queries.exercise_for(athlete, name) == row

    @pytest.mark.parametrize("name", ["nothing", "01890a5d-ac96-774b-bcce-b302099a8057"])
    def test_answers_404_for_what_is_not_there(self, athlete, name):
        with pytest.raises(Http404):
            queries.exercise_for(athlete, name)

    def test_answers_404_for_another_athlete_s_own(self, athlete, stranger):
        theirs = ExerciseFactory(slug="secret", athlete=stranger)
        for name in ("secret", theirs.pk):
            with pytest.raises(Http404):
                queries.exercise_for(athlete, name)

    def test_an_own_exercise_comes_before_a_shared_one_of_the_same_slug(self, athlete, stranger):
        shared = ExerciseFactory(slug="row")
        own = ExerciseFactory(slug="row", athlete=athlete)
        assert queries.exercise_for(athlete, "row") == own
        assert queries.exercise_for(stranger, "row") == shared

    def test_retired_ones_stay_readable(self, athlete):
        assert queries.exercise_for(athlete, ExerciseFactory(retired=True).slug)


class TestExercisesFor:
    def test_shows_the_shared_and_the_own_and_no_other(self, athlete, stranger):
        ExerciseFactory(slug="shared")
        ExerciseFactory(slug="own", athlete=athlete)
        ExerciseFactory(slug="theirs", athlete=stranger)
        ExerciseFactory(slug="gone", retired=True)
        assert slugs(queries.exercises_for(athlete)) == {"shared", "own"}

    def test_searches_names_and_aliases(self, athlete, catalogue):
        for search, found in {
            "bulgarian": {"rear-foot-elevated-split-squat"},
            "Pull Up": {"pull-up", "assisted-pull-up"},
            "cossack squat": {"cossack-squat"},
            "clam": {"clamshell"},
        }.items():
            assert found <= slugs(queries.exercises_for(athlete, search=search)), search
        assert not queries.exercises_for(athlete, search="unicorn").exists()

    def test_every_word_must_match(self, athlete, catalogue):
        curls = slugs(queries.exercises_for(athlete, search="curl"))
        assert slugs(queries.exercises_for(athlete, search="nordic curl")) == {"nordic-curl"}
        assert "nordic-curl" in curls

    def test_narrows_by_each_filter(self, athlete):
        ExerciseFactory(slug="row")
        ExerciseFactory(
            slug="curl",
            pattern="elbow_flexion",
            primary_muscles=["biceps"],
            secondary_muscles=[],
            equipment=["dumbbells", "bench"],
            bilateral=True,
        )
        for narrowing in (
            {"pattern": MovementPattern.ELBOW_FLEXION},
            {"muscle": Muscle.BICEPS},
            {"equipment": Equipment.BENCH},
            {"laterality": Laterality.BILATERAL},
        ):
            assert slugs(queries.exercises_for(athlete, **narrowing)) == {"curl"}

    def test_at_hand_keeps_what_needs_nothing_else(self, athlete):
        ExerciseFactory(slug="row")
        ExerciseFactory(slug="bench-row", equipment=["dumbbells", "bench"])
        ExerciseFactory(slug="push-up", bodyweight=True)
        assert slugs(queries.exercises_for(athlete, at_hand=[])) == {"push-up"}
        at_home = queries.exercises_for(athlete, at_hand=[Equipment.DUMBBELLS])
        assert slugs(at_home) == {"push-up", "row"}


class TestExerciseSpecsFor:
    def test_gives_back_what_the_files_say_in_one_query(
        self, athlete, catalogue, django_assert_num_queries
    ):
        with django_assert_num_queries(1):
            specs = queries.exercise_specs_for(athlete)
        stored = {spec.slug: spec for spec in specs}
        for spec in read_catalogue():
            found = stored[spec.slug]
            assert found.id is not None
            differing = {
                name
                for name in spec.__struct_fields__
                if name != "id" and getattr(found, name) != getattr(spec, name)
            }
            assert differing == set(), spec.slug

    def test_leaves_out_the_retired_unless_asked(self, athlete):
        retired = ExerciseFactory(retired=True)
        assert queries.exercise_specs_for(athlete) == ()
        assert queries.exercise_specs_for(athlete, with_retired=True)[0].id == retired.pk

    def test_marks_own_exercises_and_hides_others(self, athlete, stranger):
        ExerciseFactory(slug="own", athlete=athlete)
        ExerciseFactory(slug="theirs", athlete=stranger)
        (spec,) = queries.exercise_specs_for(athlete)
        assert spec.slug == "own"
        assert spec.is_own
