"""Self-tests in a browser: what is offered, how one is done, what it says."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from apps.assessments import queries
from apps.assessments.domain.protocols import PROTOCOLS
from apps.assessments.domain.protocols.kinds import Tool
from apps.assessments.models import SelfTest
from tests.support.factories.assessments import (
    CheckInFactory,
    HealthConsentFactory,
    RedFlagReportFactory,
    ScreeningFactory,
    SelfTestFactory,
)

LIST = reverse("assessments:self_test_list")
WALL = "knee-to-wall"
STORED = [slug for slug, one in PROTOCOLS.items() if not one.unit.is_logged]


def detail(slug=WALL):
    return reverse("assessments:self_test_detail", args=[slug])


def do(slug=WALL):
    return reverse("assessments:self_test_create", args=[slug])


def tries(**fields):
    return {"first_side": "left", "left_1": "8", "right_1": "11,1", **fields}


@pytest.fixture
def ready(athlete):
    """Return the athlete, who answered the health questions and agreed that results are kept."""
    HealthConsentFactory(athlete=athlete, purpose="self_tests")
    HealthConsentFactory(athlete=athlete, purpose="screening")
    ScreeningFactory(athlete=athlete)
    return athlete


def ago(days):
    return timezone.now() - dt.timedelta(days=days)


class TestConsentAndScreening:
    @pytest.mark.parametrize("url", [LIST, detail(), do()])
    def test_consent_comes_first(self, client, url):
        assert "/consent/self_tests/" in client.get(url)["Location"]

    def test_nothing_is_kept_without_it(self, client, athlete):
        ScreeningFactory(athlete=athlete)
        client.post(do(), tries())
        assert not SelfTest.objects.exists()

    def test_nothing_is_tested_before_the_questions(self, client, athlete):
        HealthConsentFactory(athlete=athlete, purpose="self_tests")

        assert "Before a test the health questions" in client.get(LIST).text
        assert 'id="test-start"' not in client.get(detail()).text
        assert client.get(do())["Location"] == detail()
        assert client.post(do(), tries())["Location"] == detail()
        assert not SelfTest.objects.exists()

    def test_taking_it_back_deletes_the_results(self, client, ready, stranger):
        SelfTestFactory(athlete=ready)
        SelfTestFactory(athlete=stranger)
        client.post(reverse("assessments:consent_withdraw"), {"purpose": "self_tests"})
        assert [row.athlete_id for row in SelfTest.objects.all()] == [stranger.pk]


class TestList:
    def test_every_test_by_region(self, client, ready):
        html = client.get(LIST).text
        for slug, protocol in PROTOCOLS.items():
            assert f'href="{detail(slug)}"' in html
            assert escape(protocol.name) in html

    def test_a_blocked_region_waits(self, client, ready):
        RedFlagReportFactory(athlete=ready, flag="giving_way", places=["ankle"])

        assert "Waits: something you told us" in client.get(LIST).text
        assert 'id="test-start"' not in client.get(detail()).text
        assert client.post(do(), tries())["Location"] == detail()
        assert not SelfTest.objects.exists()

    def test_the_limit_is_not_for_everybody(self, client, ready):
        ready.birth_year = timezone.localdate().year - 17
        ready.save()
        assert "it goes to the limit" in client.get(LIST).text
        assert client.get(do("heel-raise"))["Location"] == detail("heel-raise")
        assert client.get(do()).status_code == 200

    def test_what_is_due_comes_first(self, client, ready):
        SelfTestFactory(athlete=ready, measured_at=ago(3))
        html = client.get(LIST).text
        assert "Due now" in html
        assert html.index("Due now") < html.index(detail()) < html.index("Every test, by region")

    def test_what_would_measure_a_sign_is_suggested(self, client, ready):
        assert "Would measure" not in client.get(LIST).text
        CheckInFactory(athlete=ready, spot="ankle_foot", sign="tightness")
        html = client.get(LIST).text
        assert html.index("Would measure") < html.index(detail()) < html.index("Every test, by")

    def test_costs_the_same_after_many(self, client, ready):
        def cost():
            with CaptureQueriesContext(connection) as captured:
                assert client.get(LIST).status_code == 200
            return len(captured)

        SelfTestFactory(athlete=ready)
        once = cost()
        for days in range(1, 9):
            tried = {"left": ["36"], "right": ["36"]}
            SelfTestFactory(
                athlete=ready, measured_at=ago(days), protocol="calf-girth", tries=tried
            )
        assert cost() == once <= 14


class TestDetail:
    @pytest.mark.parametrize("slug", PROTOCOLS)
    def test_every_test_can_be_read(self, client, ready, slug):
        html = client.get(detail(slug)).text
        for step in PROTOCOLS[slug].steps:
            assert escape(step) in html
        assert "own error" in html
        assert '<svg class="diagram"' in html

    def test_the_first_time_is_practice(self, client, ready):
        SelfTestFactory(athlete=ready)
        assert "That was practice: the next time counts." in client.get(detail()).text

    def test_the_second_says_what_it_found(self, client, ready):
        SelfTestFactory(athlete=ready, measured_at=ago(3))
        SelfTestFactory(athlete=ready)
        html = client.get(detail()).text.replace("\xa0", " ")

        assert "Left reaches 3.1 cm less: more than this test&#x27;s error of 1.9 cm." in html
        assert "a second look" in html
        assert "Powden et al. 2015" in html
        assert "Left: no change beyond the error since" in html
        assert 'class="chart-zone"' in html
        assert "%" not in html[html.index("result-heading") : html.index("how-heading")]

    def test_turning_in_and_out_make_one_arc(self, client, ready):
        for days in (3, 0):
            for slug, left, right in (("in", "60", "45"), ("out", "90", "90")):
                SelfTestFactory(
                    athlete=ready,
                    measured_at=ago(days),
                    protocol=f"shoulder-turn-{slug}",
                    tries={"left": [left], "right": [right]},
                )
        html = client.get(detail("shoulder-turn-in")).text
        assert "In and out together: right moves 15° less" in html

    def test_a_new_difference_of_girth_asks_the_stop_list(self, client, ready):
        sides = {"left": ["52"], "right": ["52.5"]}
        SelfTestFactory(athlete=ready, measured_at=ago(30), protocol="thigh-girth", tries=sides)
        SelfTestFactory(
            athlete=ready, protocol="thigh-girth", tries={"left": ["50"], "right": ["52.5"]}
        )
        html = client.get(detail("thigh-girth")).text
        assert "Answer one question" in html
        assert "Left measures 2.5\xa0cm less around" in html

    def test_norms_by_age_and_sex(self, client, ready):
        assert "Usual for people" not in client.get(detail("heel-raise")).text
        ready.sex = "male"
        ready.save()
        assert "about 24\xa0reps" in client.get(detail("heel-raise")).text
        assert "most between" in client.get(detail("chin-tuck-hold")).text

    def test_nobody_elses(self, client, ready, stranger, stranger_client, anonymous_client):
        row = SelfTestFactory(athlete=ready)
        HealthConsentFactory(athlete=stranger, purpose="self_tests")
        delete = reverse("assessments:self_test_delete", args=[row.pk])

        assert "Not done yet" in stranger_client.get(detail()).text
        assert stranger_client.post(delete).status_code == 404
        assert anonymous_client.post(delete).status_code == 302
        assert client.get(delete).status_code == 405
        client.post(delete)
        assert not SelfTest.objects.exists()

    def test_a_test_that_there_is_not(self, client, ready):
        assert client.get(detail("no-such-test")).status_code == 404
        assert client.get(do("no-such-test")).status_code == 404


class TestDoing:
    @pytest.mark.parametrize("slug", STORED)
    def test_every_test_can_be_done(self, client, ready, slug):
        protocol = PROTOCOLS[slug]
        middle = str(round(sum(protocol.limits) / 2))
        html = client.get(do(slug)).text
        assert ("<ls-measure" in html) == (protocol.tool in (Tool.TIMER, Tool.INCLINOMETER))
        sides = ("left", "right") if protocol.is_per_side else ("both",)
        sent = {f"{side}_{n}": middle for side in sides for n in range(1, protocol.trials + 1)}

        assert client.post(do(slug), sent)["Location"] == detail(slug)

        row = SelfTest.objects.get()
        assert row.tries == {side: [middle] * protocol.trials for side in sides}
        assert client.get(detail(slug)).status_code == 200

    def test_keeps_what_was_typed_as_typed(self, client, ready):
        client.post(do(), tries(left_2="3.2 in"))

        row = SelfTest.objects.get()
        assert row.tries == {"left": ["8", "3.2 in"], "right": ["11,1"]}
        assert (row.first_side, row.day, row.protocol_version) == ("left", timezone.localdate(), 1)
        assert "8, 3.2 in" in client.get(detail()).text

    def test_again_on_one_day_replaces(self, client, ready):
        client.post(do(), tries())
        client.post(do(), tries(left_1="9"))
        assert SelfTest.objects.get().tries["left"] == ["9"]

    def test_the_sides_take_turns_from_time_to_time(self, client, ready):
        assert "Left first, then the other side" in client.get(do()).text
        SelfTestFactory(athlete=ready, measured_at=ago(3), first_side="left")

        html = client.get(do()).text

        assert "Right first this time" in html
        assert 'name="first_side" value="right"' in html
        assert html.index('name="right_1"') < html.index('name="left_1"')

    @pytest.mark.parametrize(
        ("sent", "message"),
        [
            ({}, "At least one try is needed."),
            (tries(right_1=""), "At least one try is needed."),
            (tries(right_1="9" * 12), "At most 30.0\xa0cm. Is a digit too many?"),
            (tries(right_1="-3"), "At least 0.0\xa0cm."),
            (tries(right_1="nan"), "Write a number"),
            (tries(right_1="far 💪"), "Write a number"),
            (tries(right_1="12 kg"), "This test is counted in centimetres."),
            (tries(right_1="x" * 5000), "Write a number"),
        ],
    )
    def test_bad_input_is_told_beside_the_field_and_loses_nothing(
        self, client, ready, sent, message
    ):
        response = client.post(do(), sent)

        assert response.status_code == 422
        assert message in response.text
        assert not SelfTest.objects.exists()
        for name, value in sent.items():
            if name != "first_side" and value:
                assert f'name="{name}" value="{value}"' in response.text
        if sent:
            wrong = response.text.split('id="div_id_right_1"')[1].split("</div>\n</div>")[0]
            assert "field-errors" in wrong
            assert 'aria-invalid="true"' in wrong

    def test_half_a_repetition(self, client, ready):
        response = client.post(do("heel-raise"), {"left_1": "12.5", "right_1": "12"})
        assert "Count whole ones only." in response.text


class TestCourses:
    def test_due_dates(self, ready):
        SelfTestFactory(athlete=ready, measured_at=ago(30))
        SelfTestFactory(athlete=ready, measured_at=ago(3))
        course = queries.courses_for(ready)[WALL]
        assert course.due_on() == timezone.localdate() + dt.timedelta(days=25)

    def test_a_protocol_that_is_gone_is_left_out(self, ready):
        SelfTestFactory(athlete=ready, protocol="once-there-was")
        assert queries.courses_for(ready) == {}
