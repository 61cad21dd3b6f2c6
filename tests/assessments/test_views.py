"""Screening in a browser: consent, the list, what it means, clearance, taking it back."""

import datetime as dt
from urllib.parse import quote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from apps.assessments.domain.screening import Question, StopFlag
from apps.assessments.models import Screening
from apps.assessments.presenters import CONSENT_WORDS, ENTRIES, FLAG_WORDS, QUESTION_WORDS
from apps.profiles.domain.consent import Purpose
from apps.profiles.models import HealthConsent
from tests.support.factories.assessments import HealthConsentFactory, ScreeningFactory

DETAIL = reverse("assessments:screening_detail")
CREATE = reverse("assessments:screening_create")
CONSENT = reverse("assessments:consent_create", args=["screening"])
CONSENTS = reverse("assessments:consent_list")
WITHDRAW = reverse("assessments:consent_withdraw")
CLEARANCE = reverse("assessments:clearance_create")
RED_FLAGS = reverse("assessments:red_flags")


def answers(*, flags=("none",), yes=()):
    said = {question.value: "yes" if question in yes else "no" for question in Question}
    return {"flags": list(flags), **said}


class TestConsentCreate:
    @pytest.mark.parametrize("purpose", Purpose)
    def test_says_what_why_how_long_and_what_else_works(self, client, purpose):
        html = client.get(reverse("assessments:consent_create", args=[purpose])).text

        words = CONSENT_WORDS[purpose]
        for said in (words.name, words.what, words.why, words.afterwards, words.without):
            assert escape(str(said)) in html
        assert "Not now" in html
        assert not HealthConsent.objects.exists()

    def test_comes_before_the_first_answer(self, client):
        response = client.get(CREATE)

        assert response["Location"] == f"{CONSENT}?next={quote(CREATE, safe='')}"

    def test_answers_sent_without_it_are_not_kept(self, client):
        assert client.post(CREATE, answers())["Location"].startswith(CONSENT)
        assert not Screening.objects.exists()

    def test_leads_back_to_what_asked_for_it(self, client, athlete):
        asked = client.get(CREATE)["Location"]

        assert client.post(asked)["Location"] == CREATE
        given = HealthConsent.objects.get()
        assert (given.athlete, given.purpose) == (athlete, "screening")
        assert client.get(CREATE).status_code == 200

    @pytest.mark.parametrize("url", ["https://elsewhere.example/", "//elsewhere.example", ""])
    def test_leads_nowhere_else(self, client, url):
        response = client.post(f"{CONSENT}?next={quote(url, safe='')}")

        assert response["Location"] == CONSENTS

    def test_an_unknown_purpose_is_no_page(self, client):
        url = reverse("assessments:consent_create", args=["everything"])

        assert client.get(url).status_code == 404
        assert client.post(url).status_code == 404
        assert not HealthConsent.objects.exists()

    def test_is_asked_of_who_is_signed_in(self, anonymous_client, athlete):
        assert anonymous_client.post(CONSENT).status_code == 302
        assert not HealthConsent.objects.exists()


class TestConsentList:
    def test_says_of_each_purpose_what_is_kept(self, client, athlete):
        HealthConsentFactory(athlete=athlete, purpose="pain")

        html = client.get(CONSENTS).text

        for words in CONSENT_WORDS.values():
            assert escape(str(words.what)) in html
        assert 'id="withdraw-pain"' in html
        assert 'id="withdraw-screening"' not in html
        assert 'id="ask-screening"' in html
        assert 'id="ask-pain"' not in html

    def test_shows_nobody_elses(self, stranger_client, athlete):
        HealthConsentFactory(athlete=athlete, purpose="pain")

        assert "withdraw-pain" not in stranger_client.get(CONSENTS).text

    def test_is_reached_from_the_settings(self, client):
        assert CONSENTS in client.get(reverse("profiles:setting_list")).text


class TestOverview:
    def test_leads_to_every_page(self, client):
        html = client.get(reverse("assessments:overview")).text

        for entry in ENTRIES:
            assert reverse(entry.url_name) in html
        assert RED_FLAGS in html
        assert "A few questions first" in html


class TestScreeningCreate:
    def test_asks_every_flag_and_every_question_as_needed(self, client, consenting):
        html = client.get(CREATE).text

        for words in (*FLAG_WORDS.values(), *QUESTION_WORDS.values()):
            assert escape(str(words)) in html
        assert "field-optional" not in html
        assert not StopFlag.__members__.keys() & {"NONE"}

    def test_nothing_ticked_lets_a_program_start(self, client, consenting):
        response = client.post(CREATE, answers())

        assert response["Location"] == DETAIL
        assert (Screening.objects.get().flags, Screening.objects.get().yes) == ([], [])
        assert "You can train" in client.get(DETAIL).text

    @pytest.mark.parametrize(
        ("sent", "message"),
        [
            (answers(flags=()), "Tick what applies"),
            (answers(flags=("none", "unwell")), "which is right?"),
            (answers(flags=("broken_heart",)), "not one of the available choices"),
            ({"flags": ["none"]}, "Please answer yes or no."),
            ({}, "Please answer yes or no."),
        ],
    )
    def test_half_an_answer_is_asked_again_and_keeps_the_rest(
        self, client, consenting, sent, message
    ):
        response = client.post(CREATE, sent)

        assert response.status_code == 422
        assert message in response.text
        assert not Screening.objects.exists()
        assert response.text.count("checked") == sum(
            len(value) if isinstance(value, list) else 1 for value in sent.values()
        ) - ("broken_heart" in sent.get("flags", []))

    @pytest.mark.parametrize(
        ("flag", "words"),
        [("dark_urine", "get help now"), ("giving_way", "Let a clinician look at this first")],
    )
    def test_a_flag_says_what_to_do(self, client, consenting, flag, words):
        page = client.post(CREATE, answers(flags=(flag,)), follow=True)

        assert words in page.text
        assert escape(str(FLAG_WORDS[StopFlag(flag)])) in page.text
        assert 'id="clearance-form"' in page.text

    def test_a_yes_says_what_to_do(self, client, consenting):
        page = client.post(CREATE, answers(yes=[Question.CHEST_PAIN]), follow=True)

        assert "No program yet" in page.text


class TestScreeningDetail:
    def test_before_any_answer(self, client):
        html = client.get(DETAIL).text

        assert "A few questions first" in html

    def test_a_year_later_it_asks_again(self, client, consenting):
        ScreeningFactory(athlete=consenting, answered_at=timezone.now() - dt.timedelta(days=366))

        assert "A year has passed" in client.get(DETAIL).text

    def test_nobody_else_sees_it(self, stranger_client, anonymous_client, client, consenting):
        ScreeningFactory(athlete=consenting, flags=["dark_urine"])

        assert "dark urine" in client.get(DETAIL).text
        assert "dark urine" not in stranger_client.get(DETAIL).text
        assert anonymous_client.get(DETAIL).status_code == 302
        assert client.post(DETAIL).status_code == 405

    def test_is_never_cached_and_costs_the_same_after_many_answers(self, client, consenting):
        def cost():
            with CaptureQueriesContext(connection) as captured:
                response = client.get(DETAIL)
            assert "no-store" in response["Cache-Control"]
            return len(captured)

        ScreeningFactory(athlete=consenting)
        once = cost()
        ScreeningFactory.create_batch(5, athlete=consenting)

        assert cost() == once <= 8


class TestConsentWithdraw:
    def test_deletes_the_answers(self, client, consenting):
        ScreeningFactory(athlete=consenting)

        page = client.post(WITHDRAW, {"purpose": "screening"}, follow=True)

        assert "Taken back, and deleted." in page.text
        assert not Screening.objects.exists()
        assert not HealthConsent.objects.exists()

    @pytest.mark.parametrize("sent", [{}, {"purpose": "everything"}])
    def test_an_unknown_purpose_deletes_nothing(self, client, consenting, sent):
        ScreeningFactory(athlete=consenting)

        client.post(WITHDRAW, sent)

        assert Screening.objects.exists()
        assert HealthConsent.objects.exists()

    def test_anonymous_and_get(self, client, anonymous_client, consenting):
        assert client.get(WITHDRAW).status_code == 405
        assert anonymous_client.post(WITHDRAW, {"purpose": "screening"}).status_code == 302
        assert HealthConsent.objects.exists()


class TestClearanceCreate:
    def test_lets_a_program_start(self, client, consenting):
        ScreeningFactory(athlete=consenting, flags=["unwell"])

        page = client.post(CLEARANCE, {"cleared_on": timezone.localdate().isoformat()}, follow=True)

        assert "You can train" in page.text

    @pytest.mark.parametrize(
        ("days", "message"), [(1, "still to come"), (-1, "or later"), (None, "valid date")]
    )
    def test_a_day_that_clears_nothing(self, client, consenting, days, message):
        ScreeningFactory(athlete=consenting, flags=["unwell"])
        day = timezone.localdate() + dt.timedelta(days=days) if days is not None else "soon"

        response = client.post(CLEARANCE, {"cleared_on": str(day)})

        assert response.status_code == 422
        assert message in response.text
        assert f'value="{day}"' in response.text
        assert Screening.objects.get().cleared_on is None

    def test_without_answers_there_is_nothing_to_clear(self, client, stranger_client, consenting):
        ScreeningFactory(athlete=consenting, flags=["unwell"])
        today = {"cleared_on": timezone.localdate().isoformat()}

        assert stranger_client.post(CLEARANCE, today).status_code == 404
        assert Screening.objects.get().cleared_on is None
        assert client.get(CLEARANCE).status_code == 405


class TestRedFlags:
    def test_lists_every_sign_with_what_to_do(self, client):
        html = client.get(RED_FLAGS).text

        for words in FLAG_WORDS.values():
            assert escape(str(words)) in html
        assert "112" in html

    def test_is_open_to_everybody(self, anonymous_client):
        assert anonymous_client.get(RED_FLAGS).status_code == 200
