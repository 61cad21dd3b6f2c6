"""Balance through the client: who may see it, whole and in parts, empty and alive."""

import datetime as dt
import html
import json
import re
from urllib.parse import urlencode

import pytest
from django.utils import timezone

from apps.imbalances import services
from apps.imbalances.domain.policy import DEFAULT_POLICY
from apps.imbalances.queries import Mark, marks
from apps.imbalances.queries.stored import WORKOUTS_SHOWN
from tests.support.factories.exercises import ExerciseFactory
from tests.support.factories.imbalances import log_pair, train_both_sides
from tests.support.factories.lifts import LiftSetFactory, WorkoutFactory

pytestmark = pytest.mark.django_db

BALANCE = "/balance/"
KNEE = "/balance/knee-dominant/"
MOST_QUERIES = 10


def text_of(response):
    return response.content.decode().replace("\u00a0", " ")


def places_of(page):
    """What can be read on the first chart of a page, place by place."""
    found = re.search(r'data-readings="([^"]*)"', page)
    assert found is not None
    return json.loads(html.unescape(found[1]))


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

    def test_what_is_swapped_is_what_the_page_holds(self, client, trained):
        swapped = part(client, BALANCE, "balance-now").content.decode().strip()
        assert swapped.startswith("<div")
        assert 'id="balance-now"' in swapped[:60]
        assert swapped in client.get(BALANCE).content.decode()

    def test_the_page_listens_to_the_log_and_asks_once(self, client, trained):
        page = text_of(client.get(BALANCE))
        assert page.count("levelset:lift-set-logged from:body") == 1
        assert page.count("levelset:findings-changed from:body") == 1

    def test_today_keeps_its_levels_fresh_by_themselves(self, client, trained):
        levels = text_of(part(client, BALANCE, "levels")).strip()
        assert levels.startswith('<section class="card" id="levels"')
        today = text_of(client.get("/today/"))
        assert levels in today
        listening = re.search(r'<div hidden hx-get="([^"]+)"[^>]*hx-target="#levels"', today)
        assert listening is not None
        assert listening[1] == BALANCE
        assert "levelset:findings-changed from:body" in listening[0]

    def test_a_set_of_the_running_workout_is_on_the_page_at_once(self, client, trained, running):
        finding = services.refresh(athlete_id=trained.pk)[0]
        assert finding.n_occasions == 10
        assert len(places_of(text_of(client.get(BALANCE)))) == 11

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
        assert len(places_of(page)) == 10
        assert page.count("pairs of sets") + page.count("1 pair of sets") == WORKOUTS_SHOWN
        assert "The right side was ahead in 10 of 10 workouts." in page

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
        assert places_of(page) == []
        assert "Each dot is a workout" not in page

    def test_anonymous_is_asked_to_sign_in(self, anonymous_client):
        assert anonymous_client.get(KNEE).status_code == 302

    def test_it_only_reads(self, client):
        assert client.post(KNEE).status_code == 405

    @pytest.mark.parametrize(
        "name",
        [
            "pattern-now",
            "pattern-charts",
            "symmetry-chart",
            "symmetry-table",
            "strength-chart",
            "strength-table",
            "evidence-table",
        ],
    )
    def test_a_part_is_what_the_page_holds(self, client, trained, name):
        url = f"{KNEE}?range=4w"
        swapped = part(client, url, name).content.decode().strip()
        assert f'id="{name}"' in swapped[:400]
        assert swapped in client.get(url).content.decode()

    def test_the_range_decides_how_many_workouts_are_drawn(self, client, trained):
        month = text_of(part(client, f"{KNEE}?range=4w", "symmetry-chart"))
        everything = text_of(part(client, f"{KNEE}?range=all", "symmetry-chart"))
        assert 0 < len(places_of(month)) < len(places_of(everything)) == 10
        assert "4 weeks" in month

    def test_the_page_listens_to_the_log_and_asks_once_for_what_it_shows(self, client, trained):
        page = text_of(client.get(f"{KNEE}?range=4w"))
        assert page.count("levelset:findings-changed from:body") == 1
        listening = re.search(r'hx-get="([^"]*)" hx-trigger="levelset:lift', page)
        assert listening is not None
        # Whatever the page's own address says at that moment, as its ranges change it.
        assert listening[1] == ""

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

    @pytest.mark.parametrize(
        "query",
        [
            "range=for-ever",
            "range=",
            "exercise=all",
            "trend=0",
            "trend=-1",
            "strength=x",
            "before=yesterday",
            "before=" + "9" * 50,
        ],
    )
    def test_an_address_that_makes_no_sense_shows_twelve_weeks(self, client, trained, query):
        page = text_of(client.get(f"{KNEE}?{query}"))
        assert re.search(r'id="range-12w"[^>]*aria-current="true"', page)

    @pytest.mark.parametrize(
        "query", ["trend=9999", "before=0001-01-01T00:00%2B14:00", "before=2020-01-01"]
    )
    def test_pages_beyond_the_last_are_no_error(self, client, trained, query):
        assert client.get(f"{KNEE}?range=all&{query}").status_code == 200

    def test_what_upper_apps_know_is_marked(self, client, trained, monkeypatch):
        day = timezone.localdate() - dt.timedelta(days=7)
        asked = []

        def finder(athlete, since):
            asked.append((athlete.pk, since))
            return [Mark(day=day, label="moved house")]

        monkeypatch.setattr(marks, "_finders", [finder])
        assert "moved house" in text_of(client.get(KNEE))
        assert "moved house" in text_of(client.get(BALANCE))
        client.get(f"{KNEE}?range=all")
        twelve_weeks_ago = timezone.now().date() - dt.timedelta(weeks=12)
        assert asked == [(trained.pk, twelve_weeks_ago)] * 2 + [(trained.pk, None)]

    def test_one_of_several_exercises_can_be_chosen(self, client, trained, started):
        extension = ExerciseFactory(name="Lone extension", pattern="knee_dominant", limb="leg")
        train_both_sides(trained, extension, workouts=3, started=started)
        services.refresh(athlete_id=trained.pk)
        assert "Strength of each side: Lone extension" not in text_of(client.get(KNEE))
        chosen = text_of(part(client, f"{KNEE}?exercise={extension.pk}", "strength-chart"))
        assert "Strength of each side: Lone extension" in chosen
        assert re.search(rf'id="exercise-{extension.pk}"[^>]*aria-current="true"', chosen)

    def test_a_set_of_the_running_workout_moves_the_chart_at_once(self, client, trained, running):
        chart = text_of(part(client, KNEE, "symmetry-chart"))
        assert len(places_of(chart)) == 11
        assert "is-running" in chart

    def test_the_evidence_turns_its_pages_and_shows_every_workout_once(self, client, trained):
        url, days, pages = f"{KNEE}?range=all", [], 0
        while url:
            page = client.get(url).content.decode()
            table = page[page.index('id="evidence-table"') :]
            days += re.findall(r"/history/([0-9a-f-]{36})/", table)
            older = re.search(r'rel="next"[^>]* href="([^"#]+)#evidence-table"', table)
            url = older and older[1].replace("&amp;", "&")
            pages += 1
        assert pages == 2
        assert len(days) == len(set(days)) == 10

    def test_a_table_that_was_turned_to_is_open_without_script(self, client, trained):
        assert '<details class="why" id="symmetry-table">' in text_of(client.get(KNEE))
        turned = text_of(client.get(f"{KNEE}?trend=1"))
        assert '<details class="why" id="symmetry-table" open>' in turned
        assert '<details class="why" id="strength-table">' in turned

    def test_a_printed_page_says_what_it_is(self, client, trained):
        head = re.search(r'class="paper-head">([^<]+)<', text_of(client.get(KNEE)))
        assert head is not None
        assert re.fullmatch(
            r"Levelset · Knee-dominant · \d+ \w+ \d+ to \d+ \w+ \d+ · printed \d+ \w+ \d+"
            r" · version \S+ of the rules",
            head[1],
        )

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
        assert said[1] in text_of(part(client, KNEE, "pattern-now"))

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
    URL = "/balance/how-levelset-decides/"

    def test_the_numbers_are_there_with_units_and_sources(self, client):
        page = text_of(client.get(self.URL))
        assert "3 workouts" in page
        assert "Halperin and others 2022" in page
        assert 'href="https://doi.org/10.52082/jssm.2021.594"' in page
        assert f"Version {DEFAULT_POLICY.version} of these rules" in page

    def test_a_beginner_sees_a_worked_example(self, client):
        page = text_of(client.get(self.URL))
        assert "An example: six workouts of split squats" in page
        assert 'id="example-open"' not in page

    def test_who_has_a_verdict_sees_their_own_taken_apart(self, client, trained, leg_press):
        page = text_of(client.get(self.URL))
        assert "Your own example: Knee-dominant" in page
        assert f"in {leg_press.name}: left " in page
        assert f'id="example-open" href="{KNEE}"' in page
        assert re.search(r'<li class="is-deciding">.*?<b>yes: imbalance</b>', page, re.DOTALL)

    def test_it_costs_few_statements(self, client, trained, django_assert_max_num_queries):
        with django_assert_max_num_queries(6):
            client.get(self.URL)

    def test_nobody_elses_example_is_shown(self, stranger_client, trained):
        assert "Your own example" not in text_of(stranger_client.get(self.URL))

    def test_anonymous_is_asked_to_sign_in(self, anonymous_client):
        assert anonymous_client.get(self.URL).status_code == 302
