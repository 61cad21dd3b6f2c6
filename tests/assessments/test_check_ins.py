"""Check-ins in a browser: where, what, how strong; as last time; and taking it out."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from apps.assessments.domain.body import BodySide, Spot
from apps.assessments.domain.red_flags import RedFlag
from apps.assessments.domain.signs import Sign
from apps.assessments.models import CheckIn, RedFlagReport
from apps.assessments.presenters import FLAG_WORDS
from apps.profiles.models import HealthConsent
from tests.support.factories.assessments import CheckInFactory, HealthConsentFactory

LIST = reverse("assessments:check_in_list")
SAME = reverse("assessments:check_in_same")
WEEK = dt.timedelta(days=7)


def place(spot="knee", side="left"):
    return reverse("assessments:check_in_create", args=[spot, side])


def told(**fields):
    return {"sign": "tightness", "score": "4", "since": "weeks", "worse": ["stairs"], **fields}


@pytest.fixture
def agreed(athlete):
    HealthConsentFactory(athlete=athlete, purpose="signs")
    return athlete


class TestConsent:
    @pytest.mark.parametrize("url", [LIST, place()])
    def test_comes_first_and_leads_back(self, client, url):
        response = client.get(url)

        assert response.status_code == 303
        assert response["Location"].startswith(
            reverse("assessments:consent_create", args=["signs"])
        )
        page = client.post(response["Location"], follow=True)
        assert page.request["PATH_INFO"] == url

    def test_nothing_is_kept_without_it(self, client, athlete):
        client.post(place(), told())
        client.post(SAME)
        assert not CheckIn.objects.exists()

    def test_taking_it_back_deletes_them(self, client, agreed, stranger):
        CheckInFactory(athlete=agreed)
        CheckInFactory(athlete=stranger)

        client.post(reverse("assessments:consent_withdraw"), {"purpose": "signs"})

        assert [row.athlete_id for row in CheckIn.objects.all()] == [stranger.pk]
        assert not HealthConsent.objects.filter(athlete=agreed).exists()


class TestList:
    def test_every_place_can_be_tapped_and_read(self, client, agreed):
        html = client.get(LIST).text

        for spot in Spot:
            sides = (BodySide.BOTH,) if spot is Spot.HEAD else (BodySide.LEFT, BodySide.RIGHT)
            for side in sides:
                assert f'href="{place(spot.value, side.value)}"' in html
        assert 'aria-label="Left knee, from the front"' in html
        assert 'aria-label="Right lower back, from behind"' in html

    def test_left_is_left_in_both_views(self, client, agreed):
        """A mirror from the front and from behind."""
        figures = client.get(LIST).context["figures"]
        for figure in figures:
            lefts = {t.label.split(",")[0][5:]: t.x for t in figure.targets if t.side == "left"}
            rights = {t.label.split(",")[0][6:]: t.x for t in figure.targets if t.side == "right"}
            assert lefts.keys() == rights.keys()
            assert all(lefts[name] < rights[name] for name in lefts)

    def test_the_list_does_the_same(self, client, agreed):
        response = client.get(LIST, {"spot": "upper_back", "side": "right"})
        assert response["Location"] == place("upper-back", "right")

    @pytest.mark.parametrize(
        "sent", [{"spot": "tail", "side": "left"}, {"spot": "knee"}, {"spot": "💪", "side": "up"}]
    )
    def test_a_place_nobody_has(self, client, agreed, sent):
        response = client.get(LIST, sent)
        assert response.status_code == 422
        assert "field-errors" in response.text

    def test_shows_where_it_is_going(self, client, agreed):
        now = timezone.now()
        CheckInFactory(athlete=agreed, told_at=now - WEEK, score=6)
        CheckInFactory(athlete=agreed, told_at=now, score=3)

        html = client.get(LIST).text

        assert "Pain: left knee" in html
        assert "3 of 10" in html
        assert "less than last time" in html
        assert "Left knee, from the front: 3 of 10 last time" in html

    def test_costs_the_same_after_many(self, client, agreed):
        def cost():
            with CaptureQueriesContext(connection) as captured:
                assert client.get(LIST).status_code == 200
            return len(captured)

        CheckInFactory(athlete=agreed)
        once = cost()
        for spot in Spot:
            CheckInFactory(athlete=agreed, spot=spot.value, sign="posture")
        assert cost() == once <= 6

    def test_works_without_the_silhouette(self, client, agreed, monkeypatch):
        monkeypatch.setattr("apps.assessments.views.signs.SILHOUETTE", "no/such.html")
        assert "Left knee, from the front" in client.get(LIST).text


class TestCreate:
    def test_keeps_one_sign(self, client, agreed):
        page = client.post(place(), told(), follow=True)

        row = CheckIn.objects.get()
        assert (row.spot, row.side, row.sign, row.score) == ("knee", "left", "tightness", 4)
        assert (row.since, row.worse, row.day) == ("weeks", ["stairs"], timezone.localdate())
        assert "Kept: Tight: left knee, 4 of 10." in page.text

    def test_telling_it_again_that_day_replaces_it(self, client, agreed):
        client.post(place(), told())
        client.post(place(), told(score="2"))
        assert [row.score for row in CheckIn.objects.all()] == [2]

    @pytest.mark.parametrize(
        ("sent", "message"),
        [
            (told(score=""), "Choose a number from 0 to 10."),
            (told(score="11"), "not one of the available choices"),
            (told(score="-1"), "not one of the available choices"),
            (told(score="nan"), "not one of the available choices"),
            (told(sign=""), "Choose what it is."),
            (told(sign="💪"), "not one of the available choices"),
            (told(since=""), "Choose since when, roughly."),
            (told(worse=["everything"]), "not one of the available choices"),
            ({}, "Choose what it is."),
        ],
    )
    def test_bad_input_is_told_beside_the_field_and_loses_nothing(
        self, client, agreed, sent, message
    ):
        response = client.post(place(), sent)

        assert response.status_code == 422
        assert message in response.text
        assert not CheckIn.objects.exists()
        good = sum(sent.get(name) == value for name, value in told().items() if name != "worse")
        good += sent.get("worse") == ["stairs"]
        assert response.text.count(" checked") == good

    def test_a_sign_that_makes_no_sense_there_is_not_offered(self, client, agreed):
        html = client.get(place("elbow")).text
        assert 'value="balance"' not in html
        assert "Headache" in client.get(place("head", "both")).text

    @pytest.mark.parametrize(
        ("sent", "flag"),
        [
            (told(sign="tingling", score="2", since="days"), "spreading_numbness"),
            (told(sign="giving_way", score="2", since="days"), "giving_way"),
            (told(sign="smaller_muscle", score="2"), "wasting"),
            (told(sign="weakness", score="2", since="today"), "growing_weakness"),
            (told(sign="pain", score="4"), "lasting_pain"),
        ],
    )
    def test_what_may_stand_on_the_stop_list_leads_there(self, client, agreed, sent, flag):
        response = client.post(place(), sent)

        assert response["Location"] == reverse("assessments:flag_question", args=[flag])
        page = client.get(response["Location"])
        assert escape(str(FLAG_WORDS[RedFlag(flag)])) in page.text
        assert "Kept:" in page.text
        assert CheckIn.objects.get().sign == sent["sign"]

    @pytest.mark.parametrize(
        "url",
        [
            "/assess/check-in/tail/left/",
            "/assess/check-in/knee/up/",
            "/assess/check-in/knee/left/x/",
        ],
    )
    def test_an_address_that_names_nothing(self, client, agreed, url):
        assert client.get(url).status_code == 404

    def test_every_place_opens(self, client, agreed):
        for spot in Spot:
            for side in BodySide:
                assert client.get(place(spot.value, side.value)).status_code == 200


class TestFlagQuestion:
    def test_a_yes_stops_the_place_and_a_no_keeps_only_the_sign(self, client, agreed):
        HealthConsentFactory(athlete=agreed, purpose="screening")
        client.post(place(), told(sign="giving_way", score="2"))
        assert not RedFlagReport.objects.exists()

        client.post(reverse("assessments:red_flag_create"), {"flags": "giving_way"})

        assert RedFlagReport.objects.get().flag == "giving_way"

    def test_says_what_a_yes_means_without_asking_for_consent(self, client, athlete):
        html = client.get(reverse("assessments:flag_question", args=["chest_or_fainting"])).text
        assert "is-stop" in html
        assert "emergency number" in html

    def test_no_such_flag(self, client, anonymous_client):
        assert client.get("/assess/check-in/question/broken_heart/").status_code == 404
        assert anonymous_client.get("/assess/check-in/question/wasting/").status_code == 302


class TestSame:
    def test_one_tap_keeps_what_is_open_as_it_was(self, client, agreed, stranger):
        old = timezone.now() - WEEK
        CheckInFactory(athlete=agreed, told_at=old, worse=["stairs"])
        CheckInFactory(athlete=agreed, told_at=old, sign="tightness", score=0)
        CheckInFactory(athlete=stranger, told_at=old)
        assert "Same as last time (1 sign)" in client.get(LIST).text

        page = client.post(SAME, follow=True)

        (row,) = CheckIn.objects.filter(day=timezone.localdate())
        assert (row.athlete, row.sign, row.score, row.worse) == (agreed, "pain", 4, ["stairs"])
        assert "Kept as last time: 1 sign." in page.text
        assert "check-in-same" not in page.text

    def test_twice_is_once_and_a_read_writes_nothing(self, client, agreed):
        CheckInFactory(athlete=agreed, told_at=timezone.now() - WEEK)
        assert client.get(SAME).status_code == 405
        client.post(SAME)
        client.post(SAME)
        assert CheckIn.objects.count() == 2


class TestDetail:
    URL = reverse("assessments:sign_detail", args=["knee", "left", "pain"])

    def test_every_report_with_its_day(self, client, agreed):
        CheckInFactory(athlete=agreed, told_at=timezone.now() - WEEK, worse=["stairs", "lifting"])
        CheckInFactory(athlete=agreed, score=0)
        html = client.get(self.URL).text

        assert "worse with lifting and stairs" in html
        assert html.index("0 of 10") < html.index("4 of 10")

    def test_nobody_elses(self, client, agreed, stranger_client, stranger, anonymous_client):
        row = CheckInFactory(athlete=agreed)
        HealthConsentFactory(athlete=stranger, purpose="signs")
        delete = reverse("assessments:check_in_delete", args=[row.pk])

        assert stranger_client.get(self.URL).status_code == 404
        assert stranger_client.post(delete).status_code == 404
        assert anonymous_client.get(self.URL).status_code == 302
        assert anonymous_client.post(delete).status_code == 302
        assert CheckIn.objects.exists()
        assert client.get(delete).status_code == 405

        client.post(delete)
        assert not CheckIn.objects.exists()


def test_every_sign_has_words_for_every_direction(client, agreed):
    """Nothing that can be told ends in a page that cannot be drawn."""
    now = timezone.now()
    for number, sign in enumerate(Sign):
        CheckInFactory(athlete=agreed, told_at=now - WEEK, sign=sign.value, score=number % 11)
        CheckInFactory(athlete=agreed, told_at=now, sign=sign.value, score=(number * 3) % 11)
    assert client.get(LIST).status_code == 200
