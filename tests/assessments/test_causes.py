"""Causes in a browser: naming one, what it changes, taking it out."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from apps.assessments import queries
from apps.assessments.domain.body import BodySide
from apps.assessments.domain.causes import Cause, PlanHint
from apps.assessments.models import NamedCause
from apps.assessments.presenters.words import CAUSE_WORDS, HINT_WORDS
from apps.exercises.domain.vocabulary import Region
from tests.support.factories.assessments import HealthConsentFactory, NamedCauseFactory

LIST = reverse("assessments:cause_list")


def named(**fields):
    return {"cause": "sitting", "region": "", "side": "both", "happened_on": "", **fields}


@pytest.fixture
def agreed(athlete):
    HealthConsentFactory(athlete=athlete, purpose="causes")
    return athlete


def test_consent_comes_first(client, athlete):
    assert "/consent/causes/" in client.get(LIST)["Location"]
    client.post(LIST, named())
    assert not NamedCause.objects.exists()


class TestNaming:
    def test_says_what_it_changes(self, client, agreed):
        page = client.post(LIST, named(), follow=True)

        assert str(HINT_WORDS[PlanHint.MOBILITY_FIRST]) in page.text
        assert "Two minutes for neck and shoulders" in page.text
        assert "Andersen et al. 2011" in page.text

    @pytest.mark.parametrize("cause", Cause)
    def test_every_cause_can_be_named_and_read(self, client, agreed, cause):
        page = client.post(LIST, named(cause=cause.value, region="knee"), follow=True)

        assert NamedCause.objects.get().cause == cause.value
        assert page.text.count(escape(str(CAUSE_WORDS[cause]))) >= 2

    def test_twice_is_once_and_the_new_day_holds(self, client, agreed):
        for day in ("2026-01-01", "2026-01-02"):
            client.post(LIST, named(cause="injury", region="knee", side="left", happened_on=day))
        assert [str(row.happened_on) for row in NamedCause.objects.all()] == ["2026-01-02"]

    def test_only_what_happened_keeps_a_day(self, client, agreed):
        client.post(LIST, named(happened_on="2026-01-01"))
        assert NamedCause.objects.get().happened_on is None

    @pytest.mark.parametrize(
        ("sent", "message"),
        [
            (named(cause=""), "Choose one."),
            (named(cause="💪"), "not one of the available choices"),
            (named(side=""), "This field is required."),
            (named(region="tail"), "not one of the available choices"),
            (named(cause="injury"), "Choose where it happened."),
            (named(happened_on="yesterday"), "Enter a valid date."),
            (named(happened_on="9999-01-01"), "That day is still to come."),
            (named(happened_on="1799-01-01"), "too long ago"),
        ],
    )
    def test_bad_input_is_told_beside_the_field(self, client, agreed, sent, message):
        response = client.post(LIST, sent)

        assert response.status_code == 422
        assert message in response.text
        assert not NamedCause.objects.exists()
        if sent["happened_on"]:
            assert f'value="{sent["happened_on"]}"' in response.text


class TestHints:
    def test_programs_can_read_them(self, agreed):
        today = timezone.localdate()
        NamedCauseFactory(athlete=agreed, cause="inactivity")
        NamedCauseFactory(
            athlete=agreed,
            cause="injury",
            region="knee",
            side="left",
            happened_on=today - dt.timedelta(days=10),
        )

        hints = queries.plan_hints_for(agreed, today=today)

        assert hints.general == {PlanHint.START_LIGHT}
        left = hints.for_region(Region.KNEE, BodySide.LEFT)
        assert left >= {PlanHint.CLEAR_FIRST, PlanHint.STAGED_RETURN}
        assert PlanHint.CLEAR_FIRST not in hints.for_region(Region.KNEE, BodySide.RIGHT)

    def test_an_old_injury_no_longer_waits(self, client, agreed):
        NamedCauseFactory(
            athlete=agreed, cause="injury", region="knee", happened_on=dt.date(2020, 1, 1)
        )
        html = client.get(LIST).text
        assert str(HINT_WORDS[PlanHint.CLEAR_FIRST]) not in html
        assert str(HINT_WORDS[PlanHint.STAGED_RETURN]) in html


def test_only_ones_own_can_be_taken_out(client, agreed, stranger_client):
    row = NamedCauseFactory(athlete=agreed)
    delete = reverse("assessments:cause_delete", args=[row.pk])

    assert stranger_client.post(delete).status_code == 404
    assert client.get(delete).status_code == 405
    client.post(delete)
    assert not NamedCause.objects.exists()
