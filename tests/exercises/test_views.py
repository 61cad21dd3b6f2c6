import pytest
from django.urls import reverse

from tests.support.factories.exercises import ExerciseFactory

pytestmark = pytest.mark.django_db

LIST = "/exercises/"


def live(client, query: str):
    return client.get(
        f"{LIST}?{query}",
        headers={"HX-Request": "true", "HX-Target": "exercise-results"},
    )


class TestExerciseList:
    def test_shows_every_exercise_under_its_pattern(self, client):
        ExerciseFactory(name="Row one")
        ExerciseFactory(name="Press one", pattern="vertical_push")
        html = client.get(reverse("exercises:exercise_list")).content.decode()
        assert html.index("Overhead press") < html.index("Press one")
        assert html.index("Horizontal pull") < html.index("Row one")
        assert "2 exercises" in html

    def test_search_and_filters_narrow_the_page_without_a_script(self, client):
        ExerciseFactory(name="Row one")
        ExerciseFactory(name="Curl one", pattern="elbow_flexion", bilateral=True)
        html = client.get(f"{LIST}?q=one&sides=bilateral&pattern=elbow_flexion").content.decode()
        assert "Curl one" in html
        assert "Row one" not in html
        assert 'value="one"' in html

    def test_typing_swaps_only_the_results_and_they_are_what_a_reload_shows(self, client):
        ExerciseFactory(name="Row one")
        ExerciseFactory(name="Curl one")
        partial = live(client, "q=curl").content.decode()
        page = client.get(f"{LIST}?q=curl").content.decode()
        assert partial.strip().startswith('<section class="stack" id="exercise-results"')
        assert partial.strip() in page
        assert "Row one" not in partial

    def test_an_active_filter_can_be_taken_away_alone(self, client):
        html = live(client, "q=row&pattern=grip&muscle=lats").content.decode()
        assert 'id="exercise-filter-pattern" href="?q=row&amp;muscle=lats"' in html
        assert 'id="exercise-filter-muscle" href="?q=row&amp;pattern=grip"' in html

    def test_only_what_is_at_hand(self, athlete, client):
        athlete.equipment = ["bodyweight", "dumbbells"]
        athlete.save()
        ExerciseFactory(name="Row one")
        ExerciseFactory(name="Row two", equipment=["cable"])
        html = live(client, "at_hand=on").content.decode()
        assert "Row one" in html
        assert "Row two" not in html

    @pytest.mark.parametrize(
        "query", ["pattern=dancing", "sides=7", "equipment=", "q=" + 500 * "x"]
    )
    def test_a_filter_that_makes_no_sense_narrows_nothing(self, client, query):
        ExerciseFactory(name="Row one")
        assert "Row one" in live(client, query).content.decode()

    def test_says_so_when_nothing_is_found(self, client):
        html = live(client, "q=unicorn").content.decode()
        assert "Nothing found" in html
        assert "Try fewer words" in html

    def test_never_shows_another_athlete_s_own(self, athlete, stranger, client):
        ExerciseFactory(name="Mine", athlete=athlete)
        ExerciseFactory(name="Theirs", athlete=stranger)
        html = client.get(LIST).content.decode()
        assert "Mine" in html
        assert "Theirs" not in html

    def test_asks_the_database_as_often_for_twenty_as_for_ten(
        self, client, django_assert_max_num_queries
    ):
        ExerciseFactory.create_batch(10)
        client.get(LIST)
        with django_assert_max_num_queries(10) as ten:
            client.get(LIST)
        ExerciseFactory.create_batch(10)
        with django_assert_max_num_queries(10) as twenty:
            client.get(LIST)
        assert len(twenty) == len(ten)

    def test_needs_signing_in(self, anonymous_client):
        assert anonymous_client.get(LIST).status_code == 302

    def test_is_only_read(self, client):
        assert client.post(LIST).status_code == 405


class TestExerciseDetail:
    def test_says_what_the_numbers_mean(self, client, catalogue):
        html = client.get("/exercises/rear-foot-elevated-split-squat/").content.decode()
        for said in (
            "Bulgarian split squat",
            "One side at a time",
            "not of both together",
            "two entries of 10",
            "front of the thigh",
            "forwards and backwards",
            "dumbbells, bench",
            "Take care with",
            "fairly well",
        ):
            assert said in html, said

    def test_leads_to_the_easier_and_the_harder_one(self, client, catalogue):
        html = client.get("/exercises/split-squat/").content.decode()
        assert 'href="/exercises/supported-split-squat/"' in html
        assert 'href="/exercises/dumbbell-split-squat/"' in html

    def test_says_when_it_is_retired(self, client):
        exercise = ExerciseFactory(retired=True)
        assert "no longer offered" in client.get(exercise.get_absolute_url()).content.decode()

    def test_another_athlete_s_own_is_not_there(self, stranger_client, athlete):
        exercise = ExerciseFactory(athlete=athlete, slug="mine")
        assert stranger_client.get(exercise.get_absolute_url()).status_code == 404

    def test_needs_signing_in(self, anonymous_client):
        assert anonymous_client.get("/exercises/row/").status_code == 302

    def test_is_only_read(self, client):
        assert client.post("/exercises/row/").status_code == 405

    @pytest.mark.parametrize("query_budget", [8])
    def test_costs_few_queries(
        self, client, catalogue, django_assert_max_num_queries, query_budget
    ):
        with django_assert_max_num_queries(query_budget):
            client.get("/exercises/split-squat/")
