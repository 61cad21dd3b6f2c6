"""The log's page carries nothing of anybody: it is the same for everybody, and may be kept."""

import re

import pytest
from django.urls import reverse

from apps.core.identifiers import new_uuid7
from tests.support.factories.lifts import LiftSetFactory

LOG = reverse("lifts:log")


class TestLog:
    def test_is_the_same_for_everybody(self, client, anonymous_client, line):
        LiftSetFactory(workout=line.workout, exercise=line.exercise)

        mine, anybodys = client.get(LOG), anonymous_client.get(LOG)

        assert mine.status_code == anybodys.status_code == 200
        assert mine.content == anybodys.content
        assert line.exercise.name not in mine.text
        assert line.athlete.name not in mine.text

    def test_knows_no_token_and_asks_no_session(self, client):
        response = client.get(LOG)

        assert "csrf" not in response.text.lower()
        assert "Cookie" not in response.headers["Vary"]
        assert not response.cookies

    def test_asks_the_database_nothing(self, client, django_assert_num_queries):
        with django_assert_num_queries(0):
            client.get(LOG)

    def test_leads_to_plain_pages_without_script(self, client):
        assert "<noscript>" in (text := client.get(LOG).text)
        assert reverse("lifts:log_plain") in text

    def test_names_addresses_that_exist_once_filled(self, client, line):
        text = client.get(LOG).text
        chip = re.search(r'hx-get="([^"]*\{slug\}[^"]*)"', text)
        trend = re.search(r'hx-get="([^"]*\{path\}[^"]*)\?', text)
        assert chip
        assert trend
        found = [
            chip[1].replace("{slug}", line.exercise.slug),
            trend[1].replace("{path}", "grip"),
        ]
        assert [client.get(url).status_code for url in found] == [200, 200]

    @pytest.mark.parametrize("count", ["0 reps left", "1 rep left", "4 reps left"])
    def test_says_each_number_of_reps_in_its_own_form(self, client, count):
        assert count in client.get(LOG).text

    def test_every_brace_is_a_name(self, client):
        braces = re.findall(r"\{[^{}]*\}", client.get(LOG).text.split("<template>", 1)[1])
        odd = {one for one in braces if not re.fullmatch(r"\{[\w.]+\}", one)}
        assert odd == {'{"HX-Target": "symmetry-chart"}'}


class TestPlain:
    def test_leads_to_the_running_workout(self, client, line):
        response = client.get(reverse("lifts:log_plain"))

        assert response.headers["Location"] == line.workout.get_absolute_url()

    def test_starts_one_and_comes_to_it(self, client):
        sent = {"op_id": str(new_uuid7()), "workout_id": str(new_uuid7()), "time_zone": ""}

        page = client.post(reverse("lifts:workout_create"), sent, follow=True)

        assert page.redirect_chain[-1][0].endswith(f"/history/{sent['workout_id']}/")
        assert "Add exercise" in page.text
