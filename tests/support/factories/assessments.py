"""Consent and answers about health."""

import datetime as dt

import factory
from factory.django import DjangoModelFactory

from apps.assessments.models import CheckIn, HabitTick, NamedCause, Screening, SelfTest
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


class CheckInFactory(DjangoModelFactory):
    """A left knee that hurts 4 of 10 today, unless told otherwise."""

    class Meta:
        model = CheckIn

    athlete = factory.SubFactory(AthleteFactory)
    told_at = factory.LazyFunction(lambda: dt.datetime.now(tz=dt.UTC))
    day = factory.LazyAttribute(lambda o: o.told_at.date())
    spot = "knee"
    side = "left"
    sign = "pain"
    score = 4
    since = "weeks"
    worse: list[str] = []


class NamedCauseFactory(DjangoModelFactory):
    class Meta:
        model = NamedCause

    athlete = factory.SubFactory(AthleteFactory)
    named_at = factory.LazyFunction(lambda: dt.datetime.now(tz=dt.UTC))
    cause = "sitting"


class SelfTestFactory(DjangoModelFactory):
    """Knee to wall, the left 3.1 cm behind, unless told otherwise."""

    class Meta:
        model = SelfTest

    athlete = factory.SubFactory(AthleteFactory)
    protocol = "knee-to-wall"
    measured_at = factory.LazyFunction(lambda: dt.datetime.now(tz=dt.UTC))
    day = factory.LazyAttribute(lambda o: o.measured_at.date())
    first_side = "left"
    tries = factory.LazyFunction(lambda: {"left": ["8", "8"], "right": ["11.1", "11.1"]})


class HabitTickFactory(DjangoModelFactory):
    class Meta:
        model = HabitTick

    athlete = factory.SubFactory(AthleteFactory)
    key = "sleep_hours"
    ticked_at = factory.LazyFunction(lambda: dt.datetime.now(tz=dt.UTC))
    day = factory.LazyAttribute(lambda o: o.ticked_at.date())
