"""The daily list in a browser: chosen, ticked with one tap, never counted against anybody."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from apps.assessments import queries
from apps.assessments.models import HabitTick
from tests.support.factories.assessments import (
    CheckInFactory,
    HabitTickFactory,
    HealthConsentFactory,
    NamedCauseFactory,
    RedFlagReportFactory,
    SelfTestFactory,
)

LIST = reverse("assessments:habit_list")
TICK = reverse("assessments:habit_tick")


@pytest.fixture
def agreed(athlete):
    HealthConsentFactory(athlete=athlete, purpose="signs")
    return athlete


def keys(athlete):
    return [one.offer.key for one in queries.daily_habits_for(athlete, today=timezone.localdate())]


class TestList:
    def test_without_having_told_anything(self, client):
        html = client.get(LIST).text
        assert "Seven to nine hours of sleep" in html
        assert "streak" not in html.lower()

    def test_from_signs_causes_and_tests(self, client, athlete):
        CheckInFactory(athlete=athlete, spot="neck", sign="neck_ache", side="both")
        NamedCauseFactory(athlete=athlete, cause="sleeping")
        for days in (40, 0):
            SelfTestFactory(athlete=athlete, measured_at=timezone.now() - dt.timedelta(days=days))

        assert keys(athlete)[:3] == ["stretch:ankle", "neck_and_shoulder", "chin_tuck"]
        html = client.get(LIST).text
        assert "left 2 min, right 1 min" in html
        assert "Because of: a test of yours." in html
        assert "Andersen et al. 2011" in html
        assert "from studies" in html

    def test_a_test_that_was_practice_asks_for_nothing(self, athlete):
        SelfTestFactory(athlete=athlete)
        assert "stretch:ankle" not in keys(athlete)

    def test_nothing_for_a_blocked_region(self, athlete):
        CheckInFactory(athlete=athlete, spot="neck", sign="neck_ache", side="both")
        RedFlagReportFactory(athlete=athlete, flag="neck_headache")
        assert not {"neck_and_shoulder", "chin_tuck"} & set(keys(athlete))

    def test_others_signs_choose_nothing(self, athlete, stranger):
        CheckInFactory(athlete=stranger, spot="neck", sign="neck_ache")
        assert "neck_and_shoulder" not in keys(athlete)


class TestTick:
    def test_one_tap_and_back(self, client, agreed):
        page = client.post(TICK, {"key": "sleep_hours", "done": "on"}, follow=True)

        assert HabitTick.objects.get().day == timezone.localdate()
        assert "Done today." in page.text
        assert "1 day of the last seven" in page.text

        page = client.post(TICK, {"key": "sleep_hours"}, follow=True)
        assert not HabitTick.objects.exists()
        assert "Done today." not in page.text

    def test_twice_is_once(self, client, agreed):
        for _time in range(2):
            client.post(TICK, {"key": "sleep_hours", "done": "on"})
        assert HabitTick.objects.count() == 1

    def test_htmx_swaps_the_list_and_equals_a_fresh_page(self, client, agreed):
        response = client.post(
            TICK,
            {"key": "sleep_hours", "done": "on"},
            headers={"HX-Request": "true", "HX-Target": "habits"},
        )
        assert response.status_code == 200
        assert response.text.lstrip().startswith("<ul")
        fresh = client.get(LIST, headers={"HX-Request": "true", "HX-Target": "habits"})
        token = 'name="csrfmiddlewaretoken" value="'
        strip = lambda html: "".join(part[64:] for part in html.split(token))  # noqa: E731
        assert strip(fresh.text)[64:] == strip(response.text)[64:]

    def test_consent_first_then_back_to_the_list(self, client, athlete):
        response = client.post(TICK, {"key": "sleep_hours", "done": "on"})
        assert "/consent/signs/" in response["Location"]
        assert not HabitTick.objects.exists()
        page = client.post(response["Location"], follow=True)
        assert page.request["PATH_INFO"] == LIST

    @pytest.mark.parametrize("key", ["", "run_a_marathon", "stretch:tail", "💪", "x" * 9000])
    def test_what_is_no_habit_is_not_kept(self, client, agreed, key):
        assert client.post(TICK, {"key": key, "done": "on"}).status_code == 303
        assert not HabitTick.objects.exists()

    def test_each_their_own(self, client, agreed, stranger):
        HabitTickFactory(athlete=stranger)
        client.post(TICK, {"key": "sleep_hours"})
        assert HabitTick.objects.filter(athlete=stranger).exists()
        assert "Done today." not in client.get(LIST).text

    def test_a_read_ticks_nothing(self, client, anonymous_client, agreed):
        assert client.get(TICK).status_code == 405
        assert anonymous_client.post(TICK, {"key": "sleep_hours", "done": "on"}).status_code == 302
