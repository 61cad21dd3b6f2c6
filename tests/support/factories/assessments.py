"""Consent and answers about health."""

import datetime as dt

import factory
from factory.django import DjangoModelFactory

from apps.assessments.models import (
    CheckIn,
    HabitTick,
    NamedCause,
    PainBlock,
    PainMorning,
    PainStop,
    RedFlagReport,
    Screening,
    SelfTest,
)
from apps.profiles.models import HealthConsent

from .exercises import ExerciseFactory
from .profiles import AthleteFactory


class HealthConsentFactory(DjangoModelFactory):
    """Consent to keep the answers before training unless told otherwise."""

    class Meta:
        model = HealthConsent

    athlete = factory.SubFactory(AthleteFactory)
    purpose = "screening"
    given_at = factory.LazyFunction(lambda: dt.datetime.now(tz=dt.UTC))


class ScreeningFactory(DjangoModelFactory):
    """Answers of today; nothing stands in the way unless ``yes`` says so."""

    class Meta:
        model = Screening

    athlete = factory.SubFactory(AthleteFactory)
    answered_at = factory.LazyFunction(lambda: dt.datetime.now(tz=dt.UTC))
    answered_on = factory.LazyAttribute(lambda o: o.answered_at.date())
    yes: list[str] = []


class RedFlagReportFactory(DjangoModelFactory):
    """A joint that gives way, told today, nobody knows where, unless told otherwise."""

    class Meta:
        model = RedFlagReport

    athlete = factory.SubFactory(AthleteFactory)
    flag = "giving_way"
    places: list[str] = []
    reported_at = factory.LazyFunction(lambda: dt.datetime.now(tz=dt.UTC))
    reported_on = factory.LazyAttribute(lambda o: o.reported_at.date())


class PainStopFactory(DjangoModelFactory):
    """An exercise that ended at 7 of 10 today, on the left, unless told otherwise."""

    class Meta:
        model = PainStop

    athlete = factory.SubFactory(AthleteFactory)
    exercise = factory.SubFactory(ExerciseFactory)
    side = "left"
    on = factory.LazyFunction(lambda: dt.datetime.now(tz=dt.UTC).date())
    pain = 7


class PainMorningFactory(DjangoModelFactory):
    """It hurts more this morning than yesterday, unless told otherwise."""

    class Meta:
        model = PainMorning

    athlete = factory.SubFactory(AthleteFactory)
    exercise = factory.SubFactory(ExerciseFactory)
    side = "left"
    on = factory.LazyFunction(lambda: dt.datetime.now(tz=dt.UTC).date())
    answer = "higher"


class PainBlockFactory(DjangoModelFactory):
    """A left leg that waits for a clinician since today, unless told otherwise."""

    class Meta:
        model = PainBlock

    athlete = factory.SubFactory(AthleteFactory)
    pattern = "knee_dominant"
    side = "left"
    regions: list[str] = ["hip", "knee"]
    since = factory.LazyFunction(lambda: dt.datetime.now(tz=dt.UTC).date())


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
