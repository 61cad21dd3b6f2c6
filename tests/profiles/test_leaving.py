"""Deleting an account: asked for, thought over, gone."""

import datetime as dt
import json
from uuid import uuid4

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.management import call_command
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from apps.lifts.models import LiftSet
from apps.profiles import services
from apps.profiles.models import Athlete, User
from apps.programs.services import open_feed, reader_of
from tests.support.factories.lifts import LiftSetFactory
from tests.support.factories.profiles import AthleteFactory
from tests.support.sync import put_workout

PASSWORD = "correct horse battery staple"
NOW = dt.datetime(2026, 11, 23, 6, tzinfo=dt.UTC)
WEEK = dt.timedelta(days=7)
DELETE, CONFIRM = reverse("profiles:account_delete"), reverse("profiles:account_delete_confirm")
LEAVING, KEEP = reverse("profiles:leaving"), reverse("profiles:account_keep")
LOGIN, SETTINGS = reverse("account_login"), reverse("profiles:setting_list")


@pytest.fixture
def person(athlete):
    athlete.user.set_password(PASSWORD)
    athlete.user.save()
    return athlete.user


@pytest.fixture
def signed_in(person):
    """A browser in which the password has been typed a moment ago."""
    return sign_in(Client(), person)


def sign_in(browser, person):
    browser.post(LOGIN, {"login": person.email, "password": PASSWORD})
    return browser


def type_again(browser):
    browser.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return browser


class TestAsking:
    def test_the_settings_lead_to_what_is_deleted_and_to_a_copy_of_it_first(self, client):
        assert f'href="{DELETE}"' in client.get(SETTINGS).text
        page = client.get(DELETE)
        assert page.status_code == 200
        assert 'id="download-first"' in page.text
        assert f'href="{CONFIRM}"' in page.text

    def test_the_password_is_asked_for_again(self, signed_in):
        answer = signed_in.get(CONFIRM)
        assert answer.status_code == 302
        assert answer["Location"].startswith(reverse("account_reauthenticate"))
        assert type_again(signed_in).get(CONFIRM).status_code == 200

    def test_a_press_without_it_is_not_kept_for_later(self, signed_in, person):
        answer = signed_in.post(CONFIRM)
        assert (answer.status_code, answer["Location"]) == (303, CONFIRM)
        type_again(signed_in)
        assert User.objects.get().leaves_at is None

    def test_looking_deletes_nothing(self, signed_in, person):
        page = type_again(signed_in).get(CONFIRM)
        assert "data-leaves" in page.text
        assert User.objects.get().is_active

    def test_a_press_from_elsewhere_is_refused(self, person):
        browser = type_again(sign_in(Client(enforce_csrf_checks=False), person))
        browser.handler.enforce_csrf_checks = True
        assert browser.post(CONFIRM).status_code == 403
        assert browser.post(KEEP).status_code == 403
        assert User.objects.get().is_active

    def test_nobody_signed_in_is_asked_to_sign_in(self, anonymous_client, db):
        for page in (DELETE, CONFIRM):
            assert anonymous_client.get(page)["Location"].startswith(LOGIN)

    def test_a_copy_of_the_sample_has_no_account_to_delete(self, anonymous_client, db):
        sam = AthleteFactory(demo_expires_at=timezone.now() + dt.timedelta(hours=1))
        anonymous_client.force_login(sam.user)
        assert anonymous_client.get(DELETE)["Location"] == SETTINGS
        assert anonymous_client.post(CONFIRM)["Location"] == SETTINGS
        assert User.objects.get().is_active


class TestTheWeek:
    @pytest.fixture
    def left(self, signed_in, person):
        """The browser in which the account was deleted a moment ago."""
        started = timezone.now()
        answer = type_again(signed_in).post(CONFIRM)
        assert (answer.status_code, answer["Location"]) == (303, LEAVING)
        leaves_at = User.objects.get(pk=person.pk).leaves_at
        assert WEEK <= leaves_at - started < WEEK + dt.timedelta(minutes=1)
        return signed_in

    def test_the_browser_reads_when_it_goes_and_is_signed_out(self, left, person):
        page = left.get(LEAVING)
        assert page.status_code == 200
        assert person.email in page.text
        assert 'data-athlete=""' in page.text
        assert 'id="keep-account"' in page.text
        assert left.get("/today/")["Location"].startswith(LOGIN)

    def test_it_is_signed_out_everywhere(self, person, signed_in):
        phone = sign_in(Client(), person)
        assert phone.get("/today/").status_code == 200
        type_again(signed_in).post(CONFIRM)
        assert phone.get("/today/")["Location"].startswith(LOGIN)
        services.keep_account(user_id=person.pk, now=timezone.now())
        assert phone.get("/today/")["Location"].startswith(LOGIN), "an old session came to life"

    def test_signing_in_leads_to_that_page_alone(self, left, person):
        other = Client()
        answer = other.post(LOGIN, {"login": person.email, "password": PASSWORD})
        assert answer["Location"] == LEAVING
        assert "_auth_user_id" not in other.session
        assert other.get(LEAVING).status_code == 200
        for page in ("/today/", SETTINGS, DELETE, "/data/"):
            assert other.get(page)["Location"].startswith(LOGIN)

    def test_a_wrong_password_shows_nothing(self, left, person):
        other = Client()
        other.post(LOGIN, {"login": person.email, "password": "wrong"})
        assert other.get(LEAVING)["Location"] == LOGIN
        assert Client().get(LEAVING)["Location"] == LOGIN

    def test_the_page_of_one_is_nothing_to_another(self, left, stranger_client):
        assert stranger_client.get(LEAVING)["Location"] == LOGIN
        stranger_client.post(KEEP)
        assert not User.objects.get(pk=User.objects.exclude(leaves_at=None).get().pk).is_active

    def test_one_press_keeps_it(self, left, person, athlete):
        answer = left.post(KEEP)
        assert answer["Location"] == LOGIN
        kept = User.objects.get(pk=person.pk)
        assert (kept.is_active, kept.leaves_at) == (True, None)
        assert sign_in(left, person).get("/today/").status_code == 200

    def test_looking_at_keeping_it_keeps_nothing(self, left):
        assert left.get(KEEP).status_code == 405
        assert not User.objects.get().is_active

    def test_what_waits_on_a_device_is_refused_as_of_somebody_signed_out(self, left, athlete):
        assert json.loads(left.get("/me/").content)["athlete"] is None
        ops = [put_workout()]
        body = {"athlete": str(athlete.pk), "ops": ops}
        answer = left.post("/sync/", body, content_type="application/json")
        assert (answer.status_code, answer.json()) == (401, {"code": "signed-out"})
        assert not LiftSet.objects.exists()

    def test_the_address_for_calendars_shows_nothing_until_it_is_kept(self, person, athlete):
        token = open_feed(athlete=athlete, op_id=uuid4())
        assert reader_of(token) == athlete
        services.ask_to_leave(user=person, now=NOW)
        assert reader_of(token) is None
        services.keep_account(user_id=person.pk, now=NOW)
        assert reader_of(token) == athlete

    def test_asking_twice_does_not_put_it_off(self, person):
        first = services.ask_to_leave(user=person, now=NOW)
        assert services.ask_to_leave(user=person, now=NOW + dt.timedelta(days=3)) == first

    def test_whoever_is_leaving_is_inactive(self, person):
        with pytest.raises(IntegrityError, match="leaving_is_inactive"):
            User.objects.update(leaves_at=NOW)

    def test_somebody_closed_out_for_another_reason_is_told_so(self, person):
        User.objects.update(is_active=False)
        answer = Client().post(LOGIN, {"login": person.email, "password": PASSWORD})
        assert answer["Location"] == reverse("account_inactive")


class TestTheMail:
    def test_says_when_in_their_zone(
        self, person, athlete, settings, django_capture_on_commit_callbacks
    ):
        settings.MAIL_SERVER = "mail.example"
        Athlete.objects.update(time_zone="Asia/Tokyo")
        with django_capture_on_commit_callbacks(execute=True):
            services.ask_to_leave(user=person, now=NOW)
        (letter,) = mail.outbox
        assert letter.to == [person.email]
        assert "Nov. 30, 2026 at 3 p.m. (Asia/Tokyo)" in letter.body

    def test_there_is_none_without_a_server(
        self, person, settings, django_capture_on_commit_callbacks
    ):
        settings.MAIL_SERVER = ""
        with django_capture_on_commit_callbacks(execute=True):
            services.ask_to_leave(user=person, now=NOW)
        assert mail.outbox == []


class TestTheEnd:
    def test_comes_after_a_week_and_not_before(self, person, stranger):
        LiftSetFactory(workout__athlete=person.athlete)
        services.ask_to_leave(user=person, now=NOW)
        assert services.remove_leavers(now=NOW + WEEK - dt.timedelta(microseconds=1)) == 0
        assert services.remove_leavers(now=NOW + WEEK) == 1
        assert not LiftSet.objects.exists()
        assert list(Athlete.objects.all()) == [stranger]
        assert services.remove_leavers(now=NOW + WEEK) == 0

    def test_cannot_be_undone_a_moment_too_late(self, person):
        services.ask_to_leave(user=person, now=NOW)
        assert not services.keep_account(user_id=person.pk, now=NOW + WEEK)

    def test_the_command_says_how_many(self, person, capsys):
        services.ask_to_leave(user=person, now=timezone.now() - WEEK)
        call_command("remove_deleted_accounts")
        assert capsys.readouterr().out == "1 account removed.\n"
        assert not User.objects.exists()

    def test_the_next_to_sign_in_clears_them_away(self, person, stranger):
        services.ask_to_leave(user=person, now=timezone.now() - WEEK)
        stranger.user.set_password(PASSWORD)
        stranger.user.save()
        sign_in(Client(), stranger.user)
        assert list(User.objects.all()) == [stranger.user]

    def test_whoever_signs_in_too_late_reads_that_it_is_over(self, person):
        services.ask_to_leave(user=person, now=timezone.now() - WEEK)
        browser = Client()
        answer = browser.post(LOGIN, {"login": person.email, "password": PASSWORD}, follow=True)
        assert "This account has been deleted" in answer.text
        assert not User.objects.exists()

    def test_an_open_page_of_somebody_gone_leads_to_the_sign_in(self, person, signed_in):
        type_again(signed_in).post(CONFIRM)
        User.objects.all().delete()
        assert signed_in.get(LEAVING)["Location"] == LOGIN
        assert signed_in.post(KEEP)["Location"] == LOGIN

    def test_sessions_of_others_stay(self, person, stranger_client):
        sign_in(Client(), person)
        services.remove_person(user=person)
        assert Session.objects.count() == 1
        assert stranger_client.get("/today/").status_code == 200
