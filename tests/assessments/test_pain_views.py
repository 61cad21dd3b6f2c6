"""The pages that pain leads to."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from apps.assessments import services
from apps.assessments.domain.pain import Status
from apps.assessments.models import PainBlock, PainMorning
from apps.assessments.presenters import STATUS_WORDS
from apps.exercises.domain.vocabulary import Region
from tests.support.factories.assessments import (
    HealthConsentFactory,
    PainBlockFactory,
    PainMorningFactory,
)
from tests.support.pain import day, log

DETAIL = reverse("assessments:pain_detail")
MORNING = reverse("assessments:pain_morning_create")


class TestPainDetail:
    def test_says_how_it_works_and_asks_for_consent(self, client):
        html = client.get(DETAIL).text

        assert "Nothing is changed by pain now" in html
        assert 'id="pain-ask"' in html
        assert "0 to 2 of 10" in html

    @pytest.mark.parametrize(
        ("pains", "status"),
        [
            ({0: 4}, Status.HOLD),
            ({0: 8}, Status.LIGHTEN),
            ({-14: 3, -7: 4, 0: 5}, Status.CHANGE),
            ({-3: 8, 0: 8}, Status.BLOCK),
        ],
    )
    def test_says_reason_now_and_the_way_back(self, client, painful, squat, pains, status):
        for days, pain in pains.items():
            log(painful, squat, pain, days=days)

        html = client.get(DETAIL).text

        words = STATUS_WORDS[status]
        for said in (words.title, words.reason, words.now, words.back, "Split squat, left"):
            assert str(said) in html
        assert "Nothing is changed" not in html

    def test_a_worse_morning_is_easier(self, client, painful, squat):
        log(painful, squat, 4, days=-1)
        PainMorningFactory(athlete=painful, exercise=squat, on=day())

        html = client.get(DETAIL).text

        assert "Easier the next time" in html
        assert "about 15 %" in html

    def test_shows_nobody_elses(self, stranger_client, anonymous_client, painful, squat):
        log(painful, squat, 8)
        PainBlockFactory(athlete=painful)

        html = stranger_client.get(DETAIL).text

        assert "Split squat" not in html
        assert "Knee-dominant" not in html
        assert anonymous_client.get(DETAIL).status_code == 302

    def test_reading_writes_nothing(self, client, painful, squat):
        log(painful, squat, 8, days=-1)
        log(painful, squat, 8)

        client.get(DETAIL)

        assert not PainBlock.objects.exists()


class TestPainMorningCreate:
    def sent(self, about, **changes):
        return {
            "exercise": str(about.pk),
            "side": "left",
            "answer": "higher",
            "next": reverse("programs:today"),
            **changes,
        }

    def test_is_asked_on_today_the_day_after_and_answered_by_one_tap(self, client, painful, squat):
        log(painful, squat, 4, days=-1)
        today = reverse("programs:today")
        assert "4 of 10 yesterday" in client.get(today).text

        response = client.post(MORNING, self.sent(squat))

        assert response["Location"] == today
        assert PainMorning.objects.get().answer == "higher"
        assert 'id="pain-morning"' not in client.get(today).text

    @pytest.mark.parametrize(("pain", "days"), [(0, -1), (4, 0), (4, -2)])
    def test_is_not_asked_otherwise(self, client, painful, squat, pain, days):
        log(painful, squat, pain, days=days)

        assert 'id="pain-morning"' not in client.get(reverse("programs:today")).text

    def test_both_sides_together_have_no_side(self, client, painful, squat):
        log(painful, squat, 4, days=-1, side="both")

        client.post(MORNING, self.sent(squat, side=""))

        assert PainMorning.objects.get().side == ""

    @pytest.mark.parametrize(
        "changes",
        [{"exercise": "x"}, {"side": "up"}, {"answer": "worse"}, {"side": "right"}],
    )
    def test_what_was_not_asked_is_not_kept(self, client, painful, squat, changes):
        log(painful, squat, 4, days=-1)

        client.post(MORNING, self.sent(squat, **changes))

        assert not PainMorning.objects.exists()

    def test_consent_comes_first(self, client, squat):
        response = client.post(MORNING, self.sent(squat))

        assert response["Location"].startswith(reverse("assessments:consent_create", args=["pain"]))

    def test_leads_nowhere_else(self, client, painful, squat):
        log(painful, squat, 4, days=-1)

        response = client.post(MORNING, self.sent(squat, next="https://elsewhere.example/"))

        assert response["Location"] == DETAIL

    def test_a_stranger_answers_nothing(self, stranger_client, stranger, painful, squat):
        HealthConsentFactory(athlete=stranger, purpose="pain")
        log(painful, squat, 4, days=-1)

        stranger_client.post(MORNING, self.sent(squat))

        assert not PainMorning.objects.exists()

    def test_anonymous_and_get(self, client, anonymous_client, squat):
        assert anonymous_client.post(MORNING, self.sent(squat)).status_code == 302
        assert client.get(MORNING).status_code == 405


class TestPainBlockUpdate:
    def url(self, block):
        return reverse("assessments:pain_block_update", args=[block.pk])

    def test_narrows_the_area(self, client, painful):
        block = PainBlockFactory(athlete=painful)
        assert "Where exactly?" in client.get(DETAIL).text

        client.post(self.url(block), {"regions": ["knee"]})

        block.refresh_from_db()
        assert block.regions == ["knee"]
        assert "Where exactly?" not in client.get(DETAIL).text

    @pytest.mark.parametrize("regions", [[], ["shoulder"]])
    def test_never_to_nothing_nor_to_elsewhere(self, client, painful, regions):
        block = PainBlockFactory(athlete=painful)

        page = client.post(self.url(block), {"regions": regions}, follow=True)

        block.refresh_from_db()
        assert block.regions == ["hip", "knee"]
        assert "Choose at least one place." in page.text

    def test_nor_by_the_service(self, painful):
        with pytest.raises(ValidationError, match="at least one place"):
            services.narrow_pain_block(
                block=PainBlockFactory(athlete=painful), regions=frozenset({Region.NECK})
            )

    def test_a_stranger_finds_none(self, stranger_client, stranger, painful):
        HealthConsentFactory(athlete=stranger, purpose="pain")
        url = self.url(PainBlockFactory(athlete=painful))

        assert stranger_client.post(url, {"regions": ["knee"]}).status_code == 404

    def test_a_lifted_one_is_gone(self, client, anonymous_client, painful):
        url = self.url(PainBlockFactory(athlete=painful, lifted_on=day()))

        assert client.post(url, {"regions": ["knee"]}).status_code == 404
        assert anonymous_client.post(url).status_code == 302
        assert client.get(url).status_code == 405
