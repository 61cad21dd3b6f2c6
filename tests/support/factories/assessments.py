"""Consent and answers about health."""

import datetime as dt

import factory
from factory.django import DjangoModelFactory

from apps.assessments.models import Screening
from apps.profiles.models import HealthConsent

from .profiles import AthleteFactory


class HealthConsentFactory(DjangoModelFactory):
    """Consent to keep the answers before training unless told otherwise."""

    class Meta:
        model = HealthConsent

    athlete = factory.SubFactory(AthleteFactory)
    purpose = "screening"
    given_at = factory.LazyFunction(lambda: dt.datetime.now(tz=dt.UTC))


class ScreeningFactory(DjangoModelFactory):
    """Answers of today; nothing stands in the way unless ``flags`` or ``yes`` say so."""

    class Meta:
        model = Screening

    athlete = factory.SubFactory(AthleteFactory)
    answered_at = factory.LazyFunction(lambda: dt.datetime.now(tz=dt.UTC))
    answered_on = factory.LazyAttribute(lambda o: o.answered_at.date())
    flags: list[str] = []
    yes: list[str] = []
