"""What is kept about a person, and what the database itself refuses."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from apps.profiles import queries, services
from apps.profiles.models import Athlete, BodyMass, User
from tests.support.factories.profiles import AthleteFactory, BodyMassFactory, UserFactory

DAY = dt.date(2026, 3, 1)


class TestBodyMassOn:
    @pytest.fixture
    def measured(self, athlete):
        for days, mass in ((0, 80), (10, 82)):
            BodyMassFactory(
                athlete=athlete,
                measured_on=DAY + dt.timedelta(days=days),
                mass_kg=mass,
                typed=mass,
            )
        return athlete

    @pytest.mark.parametrize(("days", "kg"), [(-5, 80), (0, 80), (9, 80), (10, 82), (99, 82)])
    def test_the_last_one_until_then_else_the_first(self, measured, days, kg):
        assert queries.body_mass_kg_on(measured, DAY + dt.timedelta(days=days)) == kg

    def test_unknown_is_none(self, athlete):
        assert queries.body_mass_kg_on(athlete, DAY) is None
        assert queries.shown_body_mass_for(athlete) is None

    def test_one_a_day_the_last_word_counts(self, athlete):
        for mass in (80, 81):
            services.record_body_mass(athlete=athlete, typed=Decimal(mass), measured_on=DAY)

        assert BodyMass.objects.get().mass_kg == 81


class TestCreateAthlete:
    def test_an_impossible_profile_is_refused(self, db):
        profile = {"name": "", "birth_year": 1990}

        with pytest.raises(ValidationError):
            services.create_athlete(
                user=UserFactory(), profile=profile, body_mass=None, measured_on=DAY
            )
        assert not Athlete.objects.exists()


class TestRemovePerson:
    def test_takes_everything_along_and_nobody_else(self, athlete, stranger):
        BodyMassFactory(athlete=athlete)

        services.remove_person(user=athlete.user)

        assert [one.pk for one in Athlete.objects.all()] == [stranger.pk]
        assert not BodyMass.objects.exists()


class TestAthleteByEmail:
    def test_whatever_the_case(self, athlete):
        assert queries.athlete_by_email(athlete.user.email.upper()) == athlete
        assert queries.athlete_by_email("nobody@example.org") is None


class TestConstraints:
    def refused(self, constraint, make):
        with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
            make()

    def test_an_address_once_whatever_its_case(self, db):
        UserFactory(email="kim@example.org")
        self.refused(
            "profiles_user_email_unique",
            lambda: User.objects.bulk_create([User(email="KIM@example.org")]),
        )

    @pytest.mark.parametrize(
        ("constraint", "fields"),
        [
            ("profiles_athlete_birth_year_range", {"birth_year": 1899}),
            ("profiles_athlete_birth_year_range", {"birth_year": 2101}),
            ("profiles_athlete_session_minutes_range", {"session_minutes": 14}),
            ("profiles_athlete_session_minutes_range", {"session_minutes": 121}),
            ("profiles_athlete_weight_unit_known", {"weight_unit": "st"}),
            ("profiles_athlete_training_days_range", {"training_days": []}),
            ("profiles_athlete_training_days_range", {"training_days": [0] * 8}),
        ],
    )
    def test_athlete(self, db, constraint, fields):
        self.refused(constraint, lambda: AthleteFactory(**fields))

    def test_one_athlete_a_person(self, athlete):
        self.refused("profiles_athlete_user_id", lambda: AthleteFactory(user=athlete.user))

    @pytest.mark.parametrize("mass", [19, 401])
    def test_body_mass_is_a_persons(self, athlete, mass):
        self.refused(
            "profiles_bodymass_range", lambda: BodyMassFactory(athlete=athlete, mass_kg=mass)
        )

    def test_one_body_mass_a_day(self, athlete):
        BodyMassFactory(athlete=athlete)
        self.refused("profiles_bodymass_one_a_day", lambda: BodyMassFactory(athlete=athlete))
