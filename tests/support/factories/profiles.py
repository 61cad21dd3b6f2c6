"""People."""

import datetime as dt
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from apps.profiles.models import Athlete, BodyMass, User

PASSWORD = "a long pass phrase"


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"person{n}@example.org")

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        password = kwargs.pop("password", PASSWORD)
        return model_class.objects.create_user(*args, password=password, **kwargs)


class AthleteFactory(DjangoModelFactory):
    class Meta:
        model = Athlete

    class Params:
        pounds = factory.Trait(weight_unit="lb")

    user = factory.SubFactory(UserFactory)
    name = "Kim"
    weight_unit = "kg"
    birth_year = 1990
    sex = "unknown"
    handedness = "right"
    experience = "trained"
    goal = "close_gap"
    training_days = [0, 2, 4]
    session_minutes = 60
    equipment = ["bodyweight", "dumbbells", "bench", "cable"]
    time_zone = "UTC"  # a test and its athlete have the same day, at any hour


class BodyMassFactory(DjangoModelFactory):
    class Meta:
        model = BodyMass

    athlete = factory.SubFactory(AthleteFactory)
    measured_on = dt.date(2026, 3, 1)
    mass_kg = Decimal(80)
    typed = Decimal(80)
    typed_unit = "kg"
