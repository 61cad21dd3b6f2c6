"""A visitor looks around as Sam, leaves no way back in, and the copy goes after a day."""

import datetime as dt
import re

import pytest
from django.core.cache import cache
from django.core.management import call_command

from apps.demo import services
from apps.imbalances.queries import findings_for
from apps.lifts.models import LiftSet, Operation, Workout
from apps.profiles.models import Athlete, User
from apps.programs.queries import active_program_for
from tests.support.factories.lifts import LiftSetFactory
from tests.support.factories.profiles import AthleteFactory

NOW = dt.datetime(2026, 11, 22, 14, tzinfo=dt.UTC)


@pytest.fixture
def catalogue(db):
    call_command("load_catalogue", verbosity=0)
    cache.clear()


class TestCreateDemoAthlete:
    @pytest.mark.django_db(transaction=True)
    def test_every_screen_is_alive_at_once(self):
        call_command("load_catalogue", verbosity=0)
        sam = services.create_demo_athlete(now=NOW)
        verdicts = {
            finding.pattern.value: (finding.verdict.value, finding.weaker_side)
            for finding in findings_for(sam)
        }
        assert verdicts["knee_dominant"] == ("imbalance", "left")
        assert verdicts["vertical_push"] == ("leaning", "right")
        assert verdicts["horizontal_push"] == ("not_sure", None)
        assert verdicts["horizontal_pull"][0] == "level"
        knee = next(one for one in findings_for(sam) if one.pattern == "knee_dominant")
        assert 11 < knee.gap_pct < 18
        assert active_program_for(sam) is not None

    def test_the_log_ends_yesterday_and_nobody_can_sign_in_to_it(self, catalogue):
        sam = services.create_demo_athlete(now=NOW)
        days = list(Workout.objects.filter(athlete=sam).values_list("local_date", flat=True))
        assert max(days) == dt.date(2026, 11, 21)
        assert (max(days) - min(days)).days in range(105, 113)
        sets = LiftSet.objects.filter(athlete=sam)
        assert sets.count() > 700
        assert Operation.objects.filter(athlete=sam, entity="lift_set").count() == sets.count()
        assert not sets.filter(performed_at__gte=NOW).exists()
        assert not sam.user.has_usable_password()
        assert re.fullmatch(r"sam-[0-9a-f]{32}@demo\.invalid", sam.user.email)


class TestRemoveExpiredDemos:
    def test_a_copy_goes_after_a_day_and_takes_its_rows_along(self, athlete):
        sam = AthleteFactory(demo_expires_at=NOW)
        LiftSetFactory(workout__athlete=sam)
        assert services.remove_expired_demos(now=NOW) == 0
        assert services.remove_expired_demos(now=NOW + dt.timedelta(seconds=1)) == 1
        assert not LiftSet.objects.exists()
        assert list(Athlete.objects.all()) == [athlete]

    def test_the_next_visitor_clears_the_old_copies(self, catalogue):
        old = AthleteFactory(demo_expires_at=NOW - dt.timedelta(days=1))
        new = services.create_demo_athlete(now=NOW)
        assert list(Athlete.objects.all()) == [new]
        assert old != new

    def test_the_command_clears_them_too(self, athlete, capsys):
        Athlete.objects.update(demo_expires_at=NOW - dt.timedelta(days=400))
        call_command("remove_expired_demos")
        assert capsys.readouterr().out == "1 copies removed.\n"
        assert not User.objects.exists()


class TestDemoCreate:
    def test_a_visitor_is_signed_in_and_sees_today(self, catalogue, anonymous_client):
        response = anonymous_client.post("/demo/")
        assert response.status_code == 303
        assert response["Location"] == "/today/"
        sam = Athlete.objects.get()
        assert sam.is_demo
        assert anonymous_client.session["_auth_user_id"] == str(sam.user.pk)

    def test_looking_at_the_address_makes_nothing(self, anonymous_client, db):
        assert anonymous_client.get("/demo/").status_code == 405
        assert not User.objects.exists()

    def test_somebody_signed_in_keeps_their_own_log(self, client, athlete):
        assert client.post("/demo/")["Location"] == "/today/"
        assert list(Athlete.objects.all()) == [athlete]

    def test_too_many_copies_for_one_address(self, anonymous_client, db, settings):
        settings.ACCOUNT_RATE_LIMITS = {"demo_create": "0/m/ip"}
        assert anonymous_client.post("/demo/").status_code == 429
        assert not User.objects.exists()


class TestDemoAccount:
    @pytest.fixture
    def copy(self, anonymous_client, db):
        sam = AthleteFactory(demo_expires_at=NOW + dt.timedelta(days=1))
        sam.user.set_unusable_password()
        sam.user.save()
        anonymous_client.force_login(sam.user)
        return sam

    @pytest.mark.parametrize("page", ["email", "password/set", "password/change", "reauthenticate"])
    def test_a_copy_can_be_given_no_password_and_no_address(self, copy, anonymous_client, page):
        secret = "a long pass phrase"
        answer = anonymous_client.post(
            f"/accounts/{page}/",
            {"password1": secret, "password2": secret, "email": "me@example.org", "action_add": ""},
        )
        assert answer["Location"] == "/profile/"
        assert not User.objects.get(pk=copy.user.pk).has_usable_password()

    @pytest.mark.parametrize("page", ["signup", "login"])
    def test_signing_up_leaves_the_copy(self, copy, anonymous_client, page):
        answer = anonymous_client.get(f"/accounts/{page}/", follow=True)
        assert answer.status_code == 200
        assert "_auth_user_id" not in anonymous_client.session

    def test_everybody_else_keeps_their_account_pages(self, client, athlete):
        assert client.get("/accounts/password/change/").status_code == 200
