"""An athlete's own exercises: made, changed, retired, and nobody else's."""

import pytest
from django.urls import reverse

from apps.exercises.models import Exercise
from apps.exercises.queries import exercise_for, exercise_specs_for, exercises_for
from tests.support.factories.exercises import ExerciseFactory
from tests.support.factories.lifts import LiftSetFactory

pytestmark = pytest.mark.django_db

LIST = reverse("exercises:own_exercise_list")
NEW = reverse("exercises:own_exercise_create")


def url(exercise, action="update"):
    return reverse(f"exercises:own_exercise_{action}", args=[exercise.pk])


def typed(**changes):
    fields = {
        "name": "Meadows row",
        "pattern": "horizontal_pull",
        "laterality": "unilateral",
        "limb": "arm",
        "metric": "load_reps",
        "equipment": ["barbell"],
        "implements": "1",
        "load_basis": "total",
        "rep_convention": "per_side",
        "body_mass_share": "0",
        "kind": "strength",
        "level": "intermediate",
        "cues": "Elbow to the hip.\n\n  Hips   square. ",
        **changes,
    }
    return {name: value for name, value in fields.items() if value is not None}


@pytest.fixture
def own(athlete):
    return ExerciseFactory(athlete=athlete, name="Mine", slug="mine", measurement="none")


@pytest.fixture
def theirs(stranger):
    return ExerciseFactory(athlete=stranger, name="Theirs", slug="theirs")


@pytest.fixture
def logged(athlete, own):
    LiftSetFactory(athlete=athlete, workout__athlete=athlete, exercise=own)
    return own


@pytest.fixture
def news(monkeypatch):
    """Return what was told, whether or not the test's own transaction ends."""
    heard = []
    monkeypatch.setattr("apps.exercises.services.announce", heard.append)
    return heard


class TestOwnExerciseCreate:
    def test_is_kept_whole(self, client, athlete):
        response = client.post(NEW, typed())

        exercise = Exercise.objects.get()
        assert (response.status_code, response["Location"]) == (303, exercise.get_absolute_url())
        assert (exercise.athlete, exercise.slug) == (athlete, "meadows-row")
        assert exercise.cues == ["Elbow to the hip.", "Hips square."]
        assert exercise.primary_muscles == ["mid_back", "lats"]
        assert exercise.cautions == ["elbow", "shoulder", "upper_back"]
        assert (exercise.measurement, float(exercise.load_step_kg)) == ("none", 1.25)

    def test_is_found_in_the_catalogue_the_log_and_by_name(self, client, athlete, stranger):
        client.post(NEW, typed())

        assert "Meadows row" in client.get("/exercises/?q=meadows").text
        assert [one.name for one in exercises_for(athlete, search="meadows")] == ["Meadows row"]
        assert not exercises_for(stranger, search="meadows").exists()

    def test_is_offered_where_a_workout_is_logged(self, client, athlete, stranger_client):
        client.post(NEW, typed())

        assert "Meadows row" in client.get("/log/catalogue/").text
        assert "Meadows row" not in stranger_client.get("/log/catalogue/").text

    def test_what_lifts_may_be_left_to_the_movement(self, client):
        client.post(NEW, typed(limb=None, pattern="calf"))

        assert Exercise.objects.get().limb == "leg"

    def test_says_that_comparing_is_its_athlete_s_choice(self, client):
        page = client.post(NEW, typed(), follow=True).text

        assert "You have not chosen it for comparing your sides." in page

    def test_compares_sides_only_when_asked_to(self, client):
        client.post(NEW, typed(compares="on"))

        assert Exercise.objects.get().measurement == "fair"

    @pytest.mark.parametrize(
        ("changes", "field", "message"),
        [
            ({"name": ""}, "name", "Fill this in."),
            ({"name": "x" * 81}, "name", "at most 80 characters"),
            ({"name": "  one arm ROW "}, "name", "already an exercise of this name"),
            ({"pattern": "dancing"}, "pattern", "Select a valid choice"),
            ({"laterality": None}, "laterality", "Fill this in."),
            ({"rep_convention": "both_sides_together"}, "rep_convention", "Only sides in turn"),
            (
                {"load_basis": "per_side_of_bar", "equipment": ["dumbbells"]},
                "load_basis",
                "Plates on one side need a barbell",
            ),
            (
                {"load_basis": "per_implement", "implements": "0"},
                "implements",
                "at least one that you hold",
            ),
            ({"equipment": None}, "equipment", "Tick what you hold"),
            ({"pattern": ""}, "pattern", "Fill this in."),
            ({"implements": "7"}, "implements", "Select a valid choice"),
            ({"body_mass_share": "101"}, "body_mass_share", "less than or equal to 100"),
            ({"body_mass_share": "-1"}, "body_mass_share", "greater than or equal to 0"),
            ({"is_assisted": "on"}, "body_mass_share", "Help is taken off"),
            ({"metric": "cm"}, "metric", "Select a valid choice"),
            ({"metric": "reps", "compares": "on"}, "compares", "It cannot tell your sides apart."),
            ({"cues": "\n".join("abcdef")}, "cues", "At most five lines"),
            ({"cues": "x" * 201}, "cues", "At most five lines"),
            ({"joints": ["antler"]}, "joints", "Select a valid choice"),
        ],
    )
    def test_bad_input_is_answered_beside_its_field(self, client, changes, field, message):
        ExerciseFactory(name="One-arm row")

        response = client.post(NEW, typed(**changes))

        assert response.status_code == 422
        start = response.text.index(f'id="div_id_{field}"')
        end = response.text.find('id="div_id_', start + 10)
        assert message in response.text[start:end]
        assert not Exercise.objects.exclude(athlete=None).exists()

    def test_what_went_wrong_under_more_is_opened(self, client):
        assert "<details" in (page := client.get(NEW).text)
        assert "open>" not in page[page.index('class="card form-stack"') :]
        assert "open>" in client.post(NEW, typed(kind="")).text

    @pytest.mark.parametrize(
        ("name", "slug"),
        [("Row", "row-2"), ("Own", "own-2"), ("Ruderzug ä", "ruderzug-a"), ("Жим", "exercise")],
    )
    def test_its_address_is_nobody_else_s(self, client, name, slug):
        ExerciseFactory(name="Another row", slug="row")

        response = client.post(NEW, typed(name=name))

        assert Exercise.objects.exclude(athlete=None).get().slug == slug
        assert client.get(response["Location"]).status_code == 200

    def test_a_stranger_may_use_the_same_name(self, client, theirs):
        assert client.post(NEW, typed(name="Theirs")).status_code == 303

    def test_begins_with_the_name_that_was_searched(self, client):
        assert 'value="bear &lt;row&gt;"' in client.get(f"{NEW}?name=bear+<row>").text

    def test_begins_like_another_one(self, client):
        like = ExerciseFactory(slug="like", name="Like", cues=["Pull to the hip."] * 3)

        form = client.get(f"{NEW}?like={like.slug}").context["form"]
        sent = {key: value for key, value in form.initial.items() if value not in (False, None)}
        client.post(f"{NEW}?like={like.slug}", sent | {"name": "Unlike"})

        made = Exercise.objects.get(name="Unlike")
        copied = (
            "pattern",
            "laterality",
            "load_basis",
            "implements",
            "equipment",
            "joints",
            "cues",
        )
        assert [getattr(made, name) for name in copied] == [getattr(like, name) for name in copied]
        assert made.load_step_kg == like.load_step_kg
        assert (like.measurement, made.measurement) == ("good", "none")

    def test_like_what_is_not_there_or_not_yours(self, client, theirs):
        assert client.get(f"{NEW}?like=unicorn").status_code == 404
        assert client.get(f"{NEW}?like={theirs.slug}").status_code == 404

    @pytest.mark.parametrize(
        ("page", "leads"),
        [("/history/?q=a", True), ("//evil.example/", False), ("https://evil.example/", False)],
    )
    def test_leads_back_to_where_it_was_missed(self, client, page, leads):
        response = client.post(f"{NEW}?next={page}", typed())

        assert (response["Location"] == page) == leads

    def test_anonymous_and_wrong_method(self, anonymous_client, client):
        assert anonymous_client.get(NEW).status_code == 302
        assert anonymous_client.post(NEW, typed()).status_code == 302
        assert client.put(NEW).status_code == 405


class TestOwnExerciseUpdate:
    def test_is_changed_and_keeps_its_address(self, client, own):
        response = client.post(url(own), typed(name="Renamed", load_basis="total"))

        own.refresh_from_db()
        assert (own.name, own.slug) == ("Renamed", "mine")
        assert response["Location"] == own.get_absolute_url()
        assert "renamed" in own.search_text

    def test_its_own_name_is_not_taken(self, client, own):
        assert client.post(url(own), typed(name="Mine")).status_code == 303

    def test_shows_what_is_known(self, client, own):
        html = client.get(url(own)).text

        assert 'name="name" value="Mine"' in html
        assert "Retire it" in html

    def test_what_past_numbers_are_read_by_is_fixed(self, client, logged):
        page = client.get(url(logged)).text
        assert "what its numbers count is fixed" in page
        assert "Retire it" in page

        client.post(
            url(logged),
            typed(laterality="bilateral", load_basis="total", implements="2", metric="reps"),
        )

        logged.refresh_from_db()
        assert (logged.laterality, logged.load_basis, logged.implements, logged.metric) == (
            "unilateral",
            "per_implement",
            1,
            "load_reps",
        )
        assert logged.name == "Meadows row"

    def test_a_retired_one_stays_retired(self, client, own):
        Exercise.objects.update(is_retired=True)

        client.post(url(own), typed())

        own.refresh_from_db()
        assert own.is_retired

    @pytest.mark.parametrize(
        ("changes", "told"),
        [
            ({"compares": "on"}, 1),
            ({"pattern": "vertical_pull"}, 1),
            ({"body_mass_share": "50"}, 1),
            ({"name": "Other", "cues": ""}, 0),
        ],
    )
    def test_verdicts_are_told_of_what_they_read(self, client, own, news, changes, told):
        client.post(url(own), typed(**changes))

        assert [one.athlete_id for one in news] == told * [own.athlete_id]

    def test_bad_input_changes_nothing(self, client, own):
        response = client.post(url(own), typed(name=""))

        assert response.status_code == 422
        own.refresh_from_db()
        assert own.name == "Mine"

    def test_only_ones_own(self, client, theirs, anonymous_client):
        shared = ExerciseFactory()
        for exercise in (theirs, shared):
            assert client.get(url(exercise)).status_code == 404
            assert client.post(url(exercise), typed()).status_code == 404
        assert anonymous_client.post(url(theirs), typed()).status_code == 302
        theirs.refresh_from_db()
        assert theirs.name == "Theirs"


class TestOwnExerciseRetire:
    def test_unused_it_stays_for_a_phone_that_is_logging_with_it_unseen(self, client, own, athlete):
        client.post(url(own, "retire"))

        assert not exercises_for(athlete).exists()
        assert exercise_for(athlete, own.pk).is_retired

    def test_used_it_is_retired_and_what_was_logged_stays(self, client, logged, athlete):
        page = client.post(url(logged, "retire"), follow=True)

        assert "Retired." in page.text
        assert not exercises_for(athlete).exists()
        assert [spec.name for spec in exercise_specs_for(athlete, with_retired=True)] == ["Mine"]
        assert client.get(logged.get_absolute_url()).status_code == 200

    def test_only_ones_own_and_only_by_post(self, client, theirs, anonymous_client):
        shared = ExerciseFactory()
        for exercise in (theirs, shared):
            assert client.post(url(exercise, "retire")).status_code == 404
            assert client.get(url(exercise, "retire")).status_code == 405
        assert anonymous_client.post(url(theirs, "retire")).status_code == 302
        assert Exercise.objects.count() == 2


class TestOwnExerciseRestore:
    def test_is_offered_again(self, client, own, athlete):
        client.post(url(own, "retire"))

        client.post(url(own, "restore"))

        assert exercises_for(athlete).get() == own

    def test_only_ones_own_and_only_by_post(self, client, theirs):
        assert client.post(url(theirs, "restore")).status_code == 404
        assert client.get(url(theirs, "restore")).status_code == 405


class TestOwnExerciseList:
    def test_shows_ones_own_and_what_is_retired_and_nobody_else_s(self, client, own, theirs):
        old = ExerciseFactory(athlete=own.athlete, slug="old", name="Old one", retired=True)

        html = client.get(LIST).text

        assert html.index("Mine") < html.index("Retired") < html.index("Old one")
        assert f'action="{url(old, "restore")}"' in html
        assert "Theirs" not in html

    def test_is_empty_at_first(self, client):
        assert "None yet." in client.get(LIST).text

    @pytest.mark.parametrize("many", [2, 12])
    def test_costs_the_same_however_many(
        self, client, athlete, django_assert_max_num_queries, many
    ):
        ExerciseFactory.create_batch(many, athlete=athlete)
        with django_assert_max_num_queries(4):
            client.get(LIST)

    def test_anonymous_and_wrong_method(self, anonymous_client, client):
        assert anonymous_client.get(LIST).status_code == 302
        assert client.post(LIST).status_code == 405


class TestWaysIn:
    def test_from_a_search_that_found_nothing(self, client):
        html = client.get("/exercises/?q=bear+row").text

        assert f'href="{NEW}?name=bear%20row"' in html
        assert "Create “bear row”" in html

    def test_from_the_page_of_one_like_it(self, client, own):
        shared = ExerciseFactory(slug="shared")

        assert f'href="{NEW}?like=shared"' in client.get(shared.get_absolute_url()).text
        page = client.get(own.get_absolute_url()).text
        assert f'href="{url(own)}"' in page
        assert f'href="{url(shared)}"' not in client.get(shared.get_absolute_url()).text


class TestPages:
    def test_the_catalogue_comes_forty_at_a_time(self, client, catalogue):
        first = client.get("/exercises/")
        assert first.text.count('class="exercise-row"') == 40
        assert len(first.content) < 40_000
        assert 'href="?page=2"' in first.text

        last = client.get("/exercises/?page=999").text
        assert 'id="exercise-previous"' in last
        assert 'id="exercise-next"' not in last

    def test_every_exercise_is_on_one_page(self, client, catalogue):
        pages = client.get("/exercises/").context["page"].paginator
        seen = [
            row.name
            for number in pages.page_range
            for group in client.get(f"/exercises/?page={number}").context["view"].groups
            for row in group.rows
        ]
        assert sorted(seen) == sorted(Exercise.objects.current().values_list("name", flat=True))

    def test_a_filter_begins_at_the_first_page(self, client, catalogue):
        html = client.get("/exercises/?sides=unilateral&page=2").text
        assert 'id="exercise-filter-sides" href="."' in html
