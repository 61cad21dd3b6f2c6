"""Onboarding and settings in a browser."""

import datetime as dt
import re
from decimal import Decimal

import pytest
from allauth.account.models import EmailAddress
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from apps.profiles.models import Athlete, BodyMass, User
from tests.support.factories.profiles import AthleteFactory, UserFactory

START = reverse("profiles:athlete_create")
SETTINGS = reverse("profiles:setting_list")
ABOUT = reverse("profiles:athlete_update")
TODAY = reverse("programs:today")


def profile(**changes):
    fields = {
        "name": "Kim",
        "weight_unit": "kg",
        "body_mass": "72.5",
        "birth_year": "1990",
        "is_old_enough": "on",
        "sex": "female",
        "handedness": "left",
        "experience": "one_year",
        "goal": "close_gap",
        "training_days": ["0", "3"],
        "session_minutes": "45",
        "equipment": ["dumbbells", "step"],
        "time_zone": "Europe/Zurich",
        **changes,
    }
    return {name: value for name, value in fields.items() if value is not None}


@pytest.fixture
def newcomer(db):
    return UserFactory(email="kim@example.org")


@pytest.fixture
def new_client(newcomer):
    client = Client()
    client.force_login(newcomer)
    return client


def checked(html, name):
    found = re.findall(rf'<input[^>]*name="{name}"[^>]*>', html)
    values = [re.search(r'value="([^"]*)"', one) for one in found if "checked" in one]
    return [value[1] if value else "on" for value in values]


class TestAthleteCreate:
    def test_one_page_then_today(self, new_client, newcomer):
        response = new_client.post(START, profile())

        assert (response.status_code, response["Location"]) == (303, TODAY)
        athlete = Athlete.objects.get(user=newcomer)
        assert (athlete.name, athlete.handedness, athlete.time_zone) == (
            "Kim",
            "left",
            "Europe/Zurich",
        )
        assert (athlete.training_days, athlete.session_minutes) == ([0, 3], 45)
        assert athlete.equipment == ["bodyweight", "dumbbells", "step"]
        mass = BodyMass.objects.get()
        assert (mass.typed, mass.mass_kg, mass.typed_unit) == (
            Decimal("72.5"),
            Decimal("72.5"),
            "kg",
        )

    def test_only_what_is_needed_is_asked(self, new_client, newcomer):
        new_client.post(
            START, profile(body_mass="", sex=None, equipment=None, time_zone="Moon/Sea")
        )

        athlete = Athlete.objects.get(user=newcomer)
        assert (athlete.sex, athlete.equipment, athlete.time_zone) == (
            "unknown",
            ["bodyweight"],
            "UTC",
        )
        assert not BodyMass.objects.exists()

    def test_pounds_stay_as_typed(self, new_client):
        new_client.post(START, profile(weight_unit="lb", body_mass="165,5"))

        mass = BodyMass.objects.get()
        assert (mass.typed, mass.typed_unit) == (Decimal("165.5"), "lb")
        assert mass.mass_kg == Decimal("75.06954")
        assert "165.5 lb" in new_client.get(SETTINGS).text

    @pytest.mark.parametrize(
        ("field", "value", "message"),
        [
            ("name", "", "Fill this in."),
            ("name", "x" * 81, "at most 80 characters"),
            ("birth_year", "90", "Check the year"),
            ("birth_year", "1890", "Check the year"),
            ("birth_year", "2090", "Check the year"),
            ("birth_year", "nineteen", "Enter a whole number."),
            ("body_mass", "7", "outside 20 to 400 kg"),
            ("body_mass", "1e9", "outside 20 to 400 kg"),
            ("body_mass", "-70", "outside 20 to 400 kg"),
            ("body_mass", "heavy", "Enter a number."),
            ("handedness", None, "Choose one."),
            ("experience", "champion", "Select a valid choice"),
            ("training_days", [], "Choose at least one."),
            ("training_days", ["7"], "Select a valid choice"),
            ("session_minutes", "5", "greater than or equal to 15"),
            ("session_minutes", "500", "less than or equal to 120"),
            ("equipment", ["rocket"], "Select a valid choice"),
        ],
    )
    def test_bad_input_is_answered_beside_its_field_and_loses_nothing_else(
        self, new_client, field, value, message
    ):
        response = new_client.post(START, profile(**{field: value}))

        assert response.status_code == 422
        start = response.text.index(f'id="div_id_{field}"')
        assert message in response.text[start : start + 4000]
        html = response.text
        if field != "name":
            assert 'name="name" value="Kim"' in html
        if field != "training_days":
            assert checked(html, "training_days") == ["0", "3"]
        if field != "equipment":
            assert checked(html, "equipment") == ["dumbbells", "step"]
        assert checked(html, "is_old_enough") == ["on"]
        assert not Athlete.objects.exists()
        assert not BodyMass.objects.exists()

    @pytest.mark.parametrize(
        "changes",
        [
            {"birth_year": str(timezone.localdate().year - 15)},
            {"birth_year": str(timezone.localdate().year - 16), "is_old_enough": None},
        ],
    )
    def test_under_16_or_not_sure_nothing_is_kept(self, new_client, newcomer, changes):
        EmailAddress.objects.create(user=newcomer, email=newcomer.email, primary=True)

        response = new_client.post(START, profile(**changes))

        assert response.status_code == 200
        assert "Levelset is for people of 16 and over" in response.text
        assert not User.objects.exists()
        assert not Athlete.objects.exists()
        assert not BodyMass.objects.exists()
        assert not EmailAddress.objects.exists()
        assert not Session.objects.exists()
        assert new_client.get(TODAY).status_code == 302

    def test_a_forgotten_tick_is_asked_for_and_costs_nobody_an_account(self, new_client, newcomer):
        year = str(timezone.localdate().year - 17)
        response = new_client.post(START, profile(birth_year=year, is_old_enough=None))

        assert response.status_code == 422
        assert "Tick this if it is true" in response.text
        assert User.objects.get() == newcomer
        assert not Athlete.objects.exists()
        assert new_client.post(START, profile(birth_year=year))["Location"] == TODAY

    def test_at_16_this_year_the_tick_decides(self, new_client):
        year = str(timezone.localdate().year - 16)

        assert new_client.post(START, profile(birth_year=year))["Location"] == TODAY

    def test_who_has_a_profile_goes_to_the_settings(self, client):
        assert client.get(START)["Location"] == SETTINGS
        assert client.post(START, profile(name="Other"))["Location"] == SETTINGS
        assert Athlete.objects.get().name == "Alex"

    def test_anonymous_and_wrong_method(self, anonymous_client, new_client):
        assert anonymous_client.get(START).status_code == 302
        assert new_client.put(START).status_code == 405


class TestAthleteUpdate:
    def test_saves_and_says_so(self, client, athlete):
        page = client.post(ABOUT, profile(name="Alexandra"), follow=True)

        assert "Saved." in page.text
        assert page.redirect_chain == [(SETTINGS, 303)]
        athlete.refresh_from_db()
        assert (athlete.name, athlete.training_days) == ("Alexandra", [0, 3])

    def test_what_has_a_page_of_its_own_is_left_alone(self, client, athlete):
        client.post(ABOUT, profile(weight_unit="lb", body_mass="80", time_zone="Asia/Tokyo"))

        athlete.refresh_from_db()
        assert (athlete.weight_unit, athlete.time_zone) == ("kg", "UTC")
        assert not BodyMass.objects.exists()

    def test_shows_what_is_known(self, client, athlete):
        html = client.get(ABOUT).text

        assert 'name="name" value="Alex"' in html
        assert checked(html, "training_days") == ["0", "2", "4"]
        assert checked(html, "is_old_enough")

    @pytest.mark.parametrize(
        "changes",
        [{"is_old_enough": None}, {"birth_year": str(timezone.localdate().year - 12)}],
    )
    def test_under_16_is_refused_with_a_word(self, client, athlete, changes):
        response = client.post(ABOUT, profile(**changes))

        assert response.status_code == 422
        assert 'id="id_is_old_enough_error"' in response.text
        athlete.refresh_from_db()
        assert (athlete.name, athlete.birth_year) == ("Alex", 1990)

    def test_a_newcomer_is_not_asked_for_a_zone(self, new_client):
        assert '<input type="hidden" name="time_zone"' in new_client.get(START).text

    def test_bad_input_changes_nothing(self, client, athlete):
        response = client.post(ABOUT, profile(name="New", session_minutes="1"))

        assert response.status_code == 422
        assert 'name="name" value="New"' in response.text
        athlete.refresh_from_db()
        assert athlete.name == "Alex"

    def test_changes_only_ones_own(self, client, stranger):
        client.post(ABOUT, profile(name="Mine"))

        stranger.refresh_from_db()
        assert stranger.name == "Sasha"

    def test_anonymous_and_wrong_method(self, anonymous_client, client):
        assert anonymous_client.get(ABOUT).status_code == 302
        assert client.delete(ABOUT).status_code == 405


class TestDemoAthlete:
    @pytest.mark.parametrize(
        "page",
        [
            "profiles:setting_list",
            "programs:today",
            "programs:program_detail",
            "assessments:screening_detail",
            "lifts:log",
            "lifts:history",
            "imbalances:balance",
            "exercises:exercise_list",
            "exchange:data",
        ],
    )
    def test_no_page_leads_to_an_address_or_a_password(self, db, page):
        sam = AthleteFactory(demo_expires_at=timezone.now() + dt.timedelta(hours=1))
        client = Client()
        client.force_login(sam.user)

        html = client.get(reverse(page)).text

        for name in ("account_email", "account_change_password", "account_set_password"):
            assert reverse(name) not in html

    def test_others_find_both_in_the_settings(self, client):
        html = client.get(SETTINGS).text

        assert reverse("account_email") in html
        assert reverse("account_change_password") in html
