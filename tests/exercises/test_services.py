import pytest
from django.core.management import CommandError, call_command
from msgspec.structs import replace

from apps.exercises.domain.catalogue import CatalogueError
from apps.exercises.models import Exercise
from apps.exercises.queries import spec_of
from apps.exercises.services import load_catalogue, read_catalogue
from tests.support.factories.exercises import ExerciseFactory

pytestmark = pytest.mark.django_db

ROW = spec_of(ExerciseFactory.build(slug="row", name="Row", search_text="row"))
CURL = replace(ROW, slug="curl", name="Curl", regression="row")


class TestLoadCatalogue:
    def test_creates_what_is_new_with_its_links(self):
        load = load_catalogue(specs=[ROW, CURL])
        assert load.created == ("row", "curl")
        curl = Exercise.objects.get(slug="curl")
        assert curl.regression == Exercise.objects.get(slug="row")
        assert "curl" in curl.search_text

    def test_a_second_load_changes_nothing_and_asks_only_once(self, django_assert_num_queries):
        load_catalogue(specs=[ROW, CURL])
        keys = set(Exercise.objects.values_list("pk", flat=True))
        with django_assert_num_queries(3):  # savepoint, read, release
            load = load_catalogue(specs=[ROW, CURL])
        assert load.unchanged == ("row", "curl")
        assert set(Exercise.objects.values_list("pk", flat=True)) == keys

    def test_updates_what_changed_and_keeps_its_key(self):
        load_catalogue(specs=[ROW, CURL])
        key = Exercise.objects.get(slug="row").pk
        load = load_catalogue(specs=[replace(ROW, name="Better row", load_step_kg=1.25), CURL])
        assert load.updated == ("row",)
        row = Exercise.objects.get(pk=key)
        assert (row.name, float(row.load_step_kg)) == ("Better row", 1.25)
        assert "better" in row.search_text

    def test_updates_a_link_alone(self):
        load_catalogue(specs=[ROW, CURL])
        load = load_catalogue(specs=[ROW, replace(CURL, regression=None)])
        assert load.updated == ("curl",)
        assert Exercise.objects.get(slug="curl").regression is None

    def test_retires_what_is_gone_and_brings_it_back(self):
        load_catalogue(specs=[ROW, CURL])
        key = Exercise.objects.get(slug="curl").pk
        assert load_catalogue(specs=[ROW]).retired == ("curl",)
        assert Exercise.objects.get(pk=key).is_retired
        assert load_catalogue(specs=[ROW]).retired == ()
        assert load_catalogue(specs=[ROW, CURL]).updated == ("curl",)
        assert not Exercise.objects.get(pk=key).is_retired

    def test_leaves_athletes_own_exercises_alone(self, athlete):
        own = ExerciseFactory(slug="row", name="My row", athlete=athlete)
        load_catalogue(specs=[ROW])
        own.refresh_from_db()
        assert own.name == "My row"
        assert not own.is_retired

    def test_stores_nothing_when_something_is_wrong(self):
        with pytest.raises(CatalogueError, match="not there"):
            load_catalogue(specs=[CURL])
        assert not Exercise.objects.exists()


class TestLoadCatalogueCommand:
    def test_loads_the_shipped_files_and_says_so(self, capsys):
        call_command("load_catalogue")
        count = len(read_catalogue())
        assert Exercise.objects.count() == count
        assert f"{count} new, 0 updated, 0 retired, 0 unchanged" in capsys.readouterr().out

    def test_says_which_file_is_wrong(self, tmp_path):
        (tmp_path / "legs.toml").write_text("[[exercise]]\nslug = 'squat'\n")
        with pytest.raises(CommandError, match=r"legs\.toml: squat"):
            call_command("load_catalogue", folder=tmp_path)

    def test_an_empty_folder_retires_nothing(self, tmp_path):
        ExerciseFactory()
        with pytest.raises(CommandError, match="No exercises"):
            call_command("load_catalogue", folder=tmp_path)
        assert not Exercise.objects.filter(is_retired=True).exists()
