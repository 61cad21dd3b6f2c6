"""Balance through the client: who may see it, whole and in parts, empty and alive."""

import datetime as dt
import re
from urllib.parse import urlencode

import pytest
from django.utils import timezone

from apps.imbalances import services
from tests.support.factories.exercises import ExerciseFactory
from tests.support.factories.imbalances import log_pair, train_both_sides
from tests.support.factories.lifts import LiftSetFactory, WorkoutFactory

pytestmark = pytest.mark.django_db

BALANCE = "/balance/"
KNEE = "/balance/knee-dominant/"
MOST_QUERIES = 10


def text_of(response):
    return response.content.decode().replace("\u00a0", " ")


def part(client, url, name):
    """The partial as htmx would fetch it."""
    return client.get(url, headers={"HX-Request": "true", "HX-Target": name})


@pytest.fixture
def started():
    return timezone.now() - dt.timedelta(weeks=6)


@pytest.fixture
def trained(athlete, leg_press, started):
    """The athlete after ten workouts in which the left leg was weaker."""
    train_both_sides(athlete, leg_press, workouts=10, left_weaker_log_pct=22, started=started)
    services.refresh(athlete_id=athlete.pk)
    return athlete


@pytest.fixture
def running(trained, leg_press):
    """A workout that is going on, with one pair logged."""
    workout = WorkoutFactory(
        athlete=trained, running=True, started_at=timezone.now() - dt.timedelta(minutes=20)
    )
    log_pair(workout, leg_press, left={"reps": 6}, right={"reps": 10})
    return workout


class TestBalance:
    def test_the_headline_is_the_widest_gap(self, client, trained):
        page = text_of(client.get(BALANCE))
        assert re.search(r"<h1>Your left leg is about \d+ % weaker than your right</h1>", page)
        assert re.search(r"(\d+|over 99) % sure it is over 10 %\.", page)
        assert re.search(r"Left \d+ % weaker", page)

    def test_nothing_logged_teaches_what_to_log(self, client):
        page = text_of(client.get(BALANCE))
        assert "No verdict yet" in page
        assert "Three workouts on two days or more give a first verdict" in page
        assert 'href="/balance/calf/"' in page

    def test_one_side_missing_is_said_and_nothing_is_called_level(self, client, athlete, leg_press):
        for day in range(5):
            workout = WorkoutFactory(
                athlete=athlete, started_at=timezone.now() - dt.timedelta(days=day + 1)
            )
            LiftSetFactory(workout=workout, exercise=leg_press)
        services.refresh(athlete_id=athlete.pk)
        page = text_of(client.get(BALANCE))
        assert "One side missing: log the right side too" in page
        assert ">Level<" not in page

    def test_nobody_elses_verdict_is_shown(self, stranger_client, trained):
        page = text_of(stranger_client.get(BALANCE))
        assert "No verdict yet" in page
        assert "Your left leg" not in page

    def test_anonymous_is_asked_to_sign_in(self, anonymous_client):
        assert anonymous_client.get(BALANCE).status_code == 302

    def test_it_only_reads(self, client):
        assert client.post(BALANCE).status_code == 405

    @pytest.mark.parametrize("name", ["balance-headline", "featured", "levels", "body-map"])
    def test_a_part_is_what_the_page_holds(self, client, trained, name):
        swapped = part(client, BALANCE, name).content.decode().strip()
        assert swapped.startswith("<")
        assert f'id="{name}"' in swapped[:400]
        assert swapped in client.get(BALANCE).content.decode()

    def test_parts_listen_to_the_log(self, client, trained):
        page = text_of(client.get(BALANCE))
        assert page.count("levelset:lift-set-logged from:body") == 4
        assert page.count("levelset:findings-changed from:body") == 4

    def test_a_set_of_the_running_workout_is_on_the_page_at_once(self, client, trained, running):
        assert "11 workouts" in text_of(client.get(BALANCE))

    def test_queries_do_not_grow(
        self, client, leg_press, running, started, django_assert_max_num_queries
    ):
        with django_assert_max_num_queries(MOST_QUERIES) as before:
            client.get(BALANCE)
        for number, pattern in enumerate(("calf", "horizontal_pull", "elbow_flexion")):
            other = ExerciseFactory(pattern=pattern)
            train_both_sides(running.athlete, other, workouts=6, seed=number, started=started)
        train_both_sides(running.athlete, leg_press, workouts=10, started=started)
        services.refresh(athlete_id=running.athlete_id)
        with django_assert_max_num_queries(MOST_QUERIES) as after:
            client.get(BALANCE)
        assert len(after) == len(before)


class TestPatternDetail:
    def test_the_page_holds_the_verdict_the_charts_and_the_evidence(self, client, trained):
        page = text_of(client.get(KNEE))
        assert "Your left leg is about" in page
        assert '<title id="symmetry-title-knee-dominant">' in page
        assert 'aria-labelledby="strength-title strength-desc"' in page
        assert page.count("<circle class=") == 10
        assert page.count("pairs of sets") + page.count("1 pair of sets") == 10

    def test_an_address_with_underscores_leads_there_too(self, client, trained):
        assert client.get("/balance/knee_dominant/").status_code == 200

    @pytest.mark.parametrize("slug", ["balance", "mobility", "no-such-pattern"])
    def test_what_has_no_verdict_has_no_page(self, client, slug):
        assert client.get(f"/balance/{slug}/").status_code == 404

    def test_nothing_logged_says_what_to_log(self, client):
        page = text_of(client.get(KNEE))
        assert "Knee-dominant: nothing logged yet" in page
        assert "single-leg press" in page

    def test_a_stranger_sees_their_own_empty_page(self, stranger_client, trained):
        page = text_of(stranger_client.get(KNEE))
        assert "nothing logged yet" in page
        assert "<circle class=" not in page

    def test_anonymous_is_asked_to_sign_in(self, anonymous_client):
        assert anonymous_client.get(KNEE).status_code == 302

    def test_it_only_reads(self, client):
        assert client.post(KNEE).status_code == 405

    @pytest.mark.parametrize(
        "name",
        ["pattern-summary", "pattern-charts", "symmetry-chart", "strength-chart", "evidence-table"],
    )
    def test_a_part_is_what_the_page_holds(self, client, trained, name):
        url = f"{KNEE}?range=4w"
        swapped = part(client, url, name).content.decode().strip()
        assert f'id="{name}"' in swapped[:400]
        assert swapped in client.get(url).content.decode()

    def test_the_range_decides_how_many_workouts_are_drawn(self, client, trained):
        month = text_of(part(client, f"{KNEE}?range=4w", "symmetry-chart"))
        everything = text_of(part(client, f"{KNEE}?range=all", "symmetry-chart"))
        assert 0 < month.count("<circle class=") < everything.count("<circle class=") == 10
        assert "range=4w" in month

    def test_charts_in_slots_of_another_page_share_no_id(self, client, trained):
        charts = [
            part(client, f"{KNEE}?slot={slot}", "symmetry-chart").content.decode()
            for slot in ("one", "two")
        ]
        ids = [set(re.findall(r'\sid="([^"]+)"', chart)) for chart in charts]
        assert "symmetry-chart-one" in ids[0]
        assert not ids[0] & ids[1]
        assert "slot=two" in charts[1]

    @pytest.mark.parametrize("slot", ["", '"><b>', "a b", "x" * 41])
    def test_a_slot_that_is_no_name_is_left_out(self, client, trained, slot):
        chart = part(client, f"{KNEE}?{urlencode({'slot': slot})}", "symmetry-chart")
        assert 'id="symmetry-chart"' in chart.content.decode()

    @pytest.mark.parametrize("query", ["range=for-ever", "began=yesterday", "range="])
    def test_an_address_that_makes_no_sense_shows_twelve_weeks(self, client, trained, query):
        page = text_of(client.get(f"{KNEE}?{query}"))
        assert re.search(r'id="range-12w"[^>]*aria-current="true"', page)

    def test_a_programs_start_is_marked(self, client, trained):
        began = timezone.now().date() - dt.timedelta(days=7)
        page = text_of(client.get(f"{KNEE}?began={began.isoformat()}"))
        assert "program began" in page
        assert f"range=year&amp;began={began.isoformat()}" in page

    def test_a_set_of_the_running_workout_moves_the_chart_at_once(self, client, trained, running):
        chart = text_of(part(client, KNEE, "symmetry-chart"))
        assert chart.count("<circle class=") == 11
        assert "is-running" in chart

    def test_years_of_workouts_stay_a_small_page(self, client, athlete, leg_press, started):
        train_both_sides(
            athlete, leg_press, workouts=80, sets=1, started=started - dt.timedelta(weeks=34)
        )
        services.refresh(athlete_id=athlete.pk)
        page = text_of(client.get(f"{KNEE}?range=all"))
        assert page.count("1 pair of sets") == 60
        assert "20 older rows are not listed" in page

    def test_left_out_sets_say_why(self, client, athlete, leg_press):
        workout = WorkoutFactory(athlete=athlete, started_at=timezone.now() - dt.timedelta(days=1))
        log_pair(workout, leg_press, left={"pain": 6}, right={})
        services.refresh(athlete_id=athlete.pk)
        page = text_of(client.get(KNEE))
        assert "pain of 4 or more holds strength back" in page
        assert "not used" in page

    def test_queries_do_not_grow(
        self, client, leg_press, running, started, django_assert_max_num_queries
    ):
        with django_assert_max_num_queries(MOST_QUERIES) as before:
            client.get(KNEE)
        train_both_sides(running.athlete, leg_press, workouts=10, started=started)
        services.refresh(athlete_id=running.athlete_id)
        with django_assert_max_num_queries(MOST_QUERIES) as after:
            client.get(KNEE)
        assert len(after) == len(before)


class TestVerdictChip:
    def test_the_chip_names_the_verdict_and_leads_to_its_page(self, client, trained, leg_press):
        chip = text_of(client.get(f"/balance/chip/{leg_press.slug}/"))
        assert re.search(r"Left \d+ % weaker", chip)
        assert f'href="{KNEE}"' in chip
        assert "<html" not in chip

    def test_it_agrees_with_the_pattern_page_while_a_workout_runs(
        self, client, trained, running, leg_press
    ):
        chip = text_of(client.get(f"/balance/chip/{leg_press.slug}/"))
        said = re.search(r"(Left \d+ % weaker)", chip)
        assert said is not None
        assert said[1] in text_of(part(client, KNEE, "pattern-summary"))

    def test_nothing_logged_is_said(self, client, leg_press):
        assert "Nothing logged yet" in text_of(client.get(f"/balance/chip/{leg_press.slug}/"))

    def test_the_chip_leads_nobody_away_who_is_signed_out(self, anonymous_client, leg_press):
        response = anonymous_client.get(
            f"/balance/chip/{leg_press.slug}/", headers={"HX-Request": "true"}
        )
        assert (response.status_code, response.content) == (204, b"")

    def test_where_sides_are_not_compared_there_is_no_chip(self, client):
        stretch = ExerciseFactory(slug="hip-stretch", stretch=True)
        assert text_of(client.get(f"/balance/chip/{stretch.slug}/")).strip() == ""

    def test_a_strangers_own_exercise_is_not_found(self, client, stranger):
        own = ExerciseFactory(slug="my-own", athlete=stranger)
        assert client.get(f"/balance/chip/{own.slug}/").status_code == 404

    def test_anonymous_is_asked_to_sign_in(self, anonymous_client, leg_press):
        assert anonymous_client.get(f"/balance/chip/{leg_press.slug}/").status_code == 302


class TestHowItDecides:
    def test_the_numbers_are_there_with_units_and_sources(self, client):
        page = text_of(client.get("/balance/how-levelset-decides/"))
        assert "3 workouts on 2 days" in page
        assert "over 80 %, until under 30 %" in page
        assert "Halperin and others, 2022" in page

    def test_anonymous_is_asked_to_sign_in(self, anonymous_client):
        assert anonymous_client.get("/balance/how-levelset-decides/").status_code == 302
