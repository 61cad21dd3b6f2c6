"""Something feels wrong: text for everybody, and telling it."""

import pytest
from django.urls import reverse
from django.utils.html import escape

from apps.assessments.domain.red_flags import RedFlag
from apps.assessments.models import RedFlagReport
from apps.assessments.presenters import (
    FLAG_WORDS,
    TIER_WORDS,
)

DETAIL = reverse("assessments:screening_detail")
CONSENT = reverse("assessments:consent_create", args=["screening"])
RED_FLAGS = reverse("assessments:red_flags")
TELL = reverse("assessments:red_flag_create")
PLACES = reverse("assessments:places_update")


class TestRedFlags:
    def test_lists_every_sign_with_what_to_do(self, client):
        html = client.get(RED_FLAGS).text

        for words in FLAG_WORDS.values():
            assert escape(str(words)) in html
        for heading, advice in TIER_WORDS.values():
            assert escape(str(heading)) in html
            assert escape(str(advice)) in html
        assert "112" in html

    def test_is_open_to_everybody(self, anonymous_client):
        assert anonymous_client.get(RED_FLAGS).status_code == 200

    @pytest.mark.parametrize(
        "page",
        [
            "programs:today",
            "programs:program_detail",
            "lifts:log",
            "lifts:history",
            "imbalances:balance",
            "exercises:exercise_list",
            "exchange:data",
            "profiles:setting_list",
            "assessments:overview",
            "programs:player",
        ],
    )
    def test_is_a_plain_link_on_every_page(self, client, athlete, page):
        """A plain link works without script and, from a kept page, as soon as there is a network."""
        assert f'href="{RED_FLAGS}"' in client.get(reverse(page)).text


class TestRedFlagCreate:
    def test_consent_comes_first(self, client):
        assert client.get(TELL)["Location"].startswith(CONSENT)
        assert client.post(TELL, {"flags": ["unwell"]})["Location"].startswith(CONSENT)
        assert not RedFlagReport.objects.exists()

    @pytest.mark.parametrize("flag", RedFlag)
    def test_stops_what_was_told(self, client, consenting, flag):
        response = client.post(TELL, {"flags": [flag.value]})

        assert response["Location"] == (PLACES if flag.asks_where else DETAIL)
        assert RedFlagReport.objects.get().flag == flag

    @pytest.mark.parametrize("sent", [{}, {"flags": ["broken_heart"]}])
    def test_nothing_told_is_asked_again(self, client, consenting, sent):
        assert client.post(TELL, sent).status_code == 422
        assert not RedFlagReport.objects.exists()

    def test_get_writes_nothing(self, client, consenting):
        html = client.get(TELL).text

        assert "local emergency number first" in html
        assert not RedFlagReport.objects.exists()
