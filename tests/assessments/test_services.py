"""Nothing about health is kept without consent, and nothing stays when it goes."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from apps.assessments import queries, services
from apps.assessments.domain.screening import Permission, Question, StopFlag
from apps.assessments.models import Screening
from apps.core import events
from apps.profiles.domain.consent import Purpose
from apps.profiles.models import HealthConsent
from apps.profiles.queries import consents_for, has_consent
from apps.profiles.services import give_consent
from tests.support.factories.assessments import HealthConsentFactory, ScreeningFactory

TODAY = dt.date(2026, 3, 10)
NOON = dt.datetime(2026, 3, 10, 12, tzinfo=dt.UTC)


def answer(athlete, *, flags=(), yes=(), days=0):
    return services.record_screening(
        athlete=athlete,
        flags=frozenset(flags),
        yes=frozenset(yes),
        answered_at=NOON + dt.timedelta(days=days),
        answered_on=TODAY + dt.timedelta(days=days),
    )


class TestConsent:
    def test_said_twice_is_said_once(self, athlete):
        give_consent(athlete=athlete, purpose=Purpose.SCREENING, given_at=NOON)
        give_consent(
            athlete=athlete, purpose=Purpose.SCREENING, given_at=NOON + dt.timedelta(days=1)
        )

        assert [one.given_at for one in consents_for(athlete)] == [NOON]

    def test_one_purpose_does_not_cover_another(self, athlete):
        give_consent(athlete=athlete, purpose=Purpose.PAIN, given_at=NOON)

        assert not has_consent(athlete, Purpose.SCREENING)
        with pytest.raises(ValidationError):
            answer(athlete)

    def test_taking_it_back_deletes_the_athletes_answers_alone(self, consenting, stranger):
        answer(consenting)
        ScreeningFactory(athlete=stranger)

        services.withdraw_consent(athlete=consenting, purpose=Purpose.SCREENING)

        assert [row.athlete_id for row in Screening.objects.all()] == [stranger.pk]
        assert not HealthConsent.objects.filter(athlete=consenting).exists()
        permission = queries.training_permission_for(consenting, today=TODAY)
        assert permission is Permission.NOT_ASKED

    @pytest.mark.parametrize(
        ("purpose", "heard"),
        [
            (Purpose.PAIN, [events.Event.PAIN_CONSENT_WITHDRAWN]),
            (Purpose.SCREENING, []),
        ],
    )
    def test_other_apps_hear_that_pain_must_be_forgotten(
        self, consenting, monkeypatch, django_capture_on_commit_callbacks, purpose, heard
    ):
        news = []
        monkeypatch.setitem(events._receivers, events.Event.PAIN_CONSENT_WITHDRAWN, [news.append])

        with django_capture_on_commit_callbacks(execute=True):
            services.withdraw_consent(athlete=consenting, purpose=purpose)

        assert [one.event for one in news] == heard
        assert {one.athlete_id for one in news} <= {consenting.pk}


class TestRecordScreening:
    def test_refuses_without_consent(self, athlete):
        with pytest.raises(ValidationError, match="only kept after you agree"):
            answer(athlete)
        assert not Screening.objects.exists()

    def test_keeps_what_was_ticked(self, consenting):
        answer(consenting, flags=[StopFlag.UNWELL], yes=[Question.CHEST_PAIN])

        kept = queries.answers_for(consenting)
        assert (kept.flags, kept.yes) == ({StopFlag.UNWELL}, {Question.CHEST_PAIN})

    def test_answering_again_does_not_lift_a_standing_flag(self, consenting):
        answer(consenting, flags=[StopFlag.DARK_URINE])

        answer(consenting, days=1)

        permission = queries.training_permission_for(consenting, today=TODAY)
        assert permission is Permission.STOPPED_EMERGENCY
        assert Screening.objects.count() == 2


class TestRecordClearance:
    def clear(self, screening, days):
        return services.record_clearance(
            screening=screening, cleared_on=TODAY + dt.timedelta(days=days), today=TODAY
        )

    def test_lifts_a_flag(self, consenting):
        self.clear(answer(consenting, flags=[StopFlag.UNWELL]), 0)

        permission = queries.training_permission_for(consenting, today=TODAY)
        assert permission is Permission.ALLOWED

    def test_may_be_older_than_the_answers_for_a_question(self, consenting):
        self.clear(answer(consenting, yes=[Question.LONG_TERM_MEDICINE]), -100)

        permission = queries.training_permission_for(consenting, today=TODAY)
        assert permission is Permission.ALLOWED

    @pytest.mark.parametrize(
        ("flags", "yes", "days", "message"),
        [
            ([StopFlag.UNWELL], [], 1, "still to come"),
            ([StopFlag.UNWELL], [], -1, "or later"),
            ([], [Question.CHEST_PAIN], -365, "over a year ago"),
        ],
    )
    def test_days_that_clear_nothing(self, consenting, flags, yes, days, message):
        screening = answer(consenting, flags=flags, yes=yes)

        with pytest.raises(ValidationError, match=message):
            self.clear(screening, days)

        screening.refresh_from_db()
        assert screening.cleared_on is None


class TestConstraints:
    def test_one_consent_a_purpose(self, consenting):
        with (
            pytest.raises(IntegrityError, match="profiles_healthconsent_once"),
            transaction.atomic(),
        ):
            HealthConsentFactory(athlete=consenting)

    def test_a_flag_is_not_cleared_before_it_was_there(self, athlete):
        with (
            pytest.raises(IntegrityError, match="assessments_screening_flag_cleared_after"),
            transaction.atomic(),
        ):
            ScreeningFactory(
                athlete=athlete,
                answered_at=timezone.now(),
                flags=["unwell"],
                cleared_on=timezone.now().date() - dt.timedelta(days=1),
            )
