"""Consent: asked before the first answer of a purpose, and taken back with one press."""

from urllib.parse import quote

import pytest
from django.urls import reverse
from django.utils.html import escape

from apps.assessments.domain.screening import Question
from apps.assessments.models import Screening
from apps.assessments.presenters import (
    CONSENT_WORDS,
    ENTRIES,
)
from apps.profiles.domain.consent import Purpose
from apps.profiles.models import HealthConsent
from tests.support.factories.assessments import (
    HealthConsentFactory,
    ScreeningFactory,
)

CREATE = reverse("assessments:screening_create")
CONSENT = reverse("assessments:consent_create", args=["screening"])
CONSENTS = reverse("assessments:consent_list")
WITHDRAW = reverse("assessments:consent_withdraw")
RED_FLAGS = reverse("assessments:red_flags")


def answers(*, flags=("none",), cautions=("none",), yes=(), extras=("none",)):
    said = {question.value: "yes" if question in yes else "no" for question in Question}
    return {"flags": list(flags), "cautions": list(cautions), "extras": list(extras), **said}


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
