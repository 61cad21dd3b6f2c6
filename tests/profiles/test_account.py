"""The defaults of the account pages that Levelset relies on."""

import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.urls import reverse

from apps.profiles.models import User
from tests.support.factories.profiles import AthleteFactory

PASSWORD = "correct horse battery staple"
LOGIN, SIGN_UP = reverse("account_login"), reverse("account_signup")
RESET = reverse("account_reset_password")


@pytest.fixture(autouse=True)
def no_earlier_tries():
    """Rate limits count in the cache."""
    cache.clear()


@pytest.fixture
def person(db):
    """Somebody with a profile and a password."""
    user = AthleteFactory().user
    user.set_password(PASSWORD)
    user.save()
    return user


class TestSignUp:
    def test_leads_to_the_questions(self, anonymous_client, db):
        response = anonymous_client.post(
            SIGN_UP, {"email": "Ada@Example.org", "password1": PASSWORD}, follow=True
        )

        assert response.redirect_chain[-1][0] == reverse("profiles:athlete_create")
        assert User.objects.get().email == "ada@example.org"

    @pytest.mark.parametrize("password", ["short", "password1234", "ada@example.org"])
    def test_a_weak_password_is_refused(self, anonymous_client, db, password):
        response = anonymous_client.post(
            SIGN_UP, {"email": "ada@example.org", "password1": password}
        )

        assert not User.objects.exists()
        assert "field-errors" in response.text


class TestSignIn:
    def test_brings_an_athlete_to_today(self, anonymous_client, person):
        response = anonymous_client.post(LOGIN, {"login": person.email, "password": PASSWORD})

        assert response["Location"] == reverse("programs:today")

    def test_too_many_wrong_passwords_are_stopped(self, anonymous_client, person):
        answers = [
            anonymous_client.post(LOGIN, {"login": person.email, "password": "wrong"})
            for _try in range(12)
        ]
        anonymous_client.post(LOGIN, {"login": person.email, "password": PASSWORD})

        assert answers[0].status_code == 200
        assert "_auth_user_id" not in anonymous_client.session

    def test_never_leads_to_another_site(self, anonymous_client, person):
        response = anonymous_client.post(
            LOGIN, {"login": person.email, "password": PASSWORD, "next": "//evil.example/"}
        )

        assert response["Location"] == reverse("programs:today")


class TestSignOut:
    def test_asks_for_a_post(self, client):
        client.get(reverse("account_logout"))
        assert "_auth_user_id" in client.session
        client.post(reverse("account_logout"))
        assert "_auth_user_id" not in client.session


class TestReset:
    def test_the_link_in_the_mail_sets_a_new_password(self, anonymous_client, person):
        anonymous_client.post(RESET, {"email": person.email})
        (message,) = mail.outbox
        link = re.search(r"https?://[^/]+(/\S+)", message.body)[1]

        form = anonymous_client.get(link, follow=True)
        path = form.redirect_chain[-1][0]
        anonymous_client.post(
            path, {"password1": "another long phrase 9", "password2": "another long phrase 9"}
        )

        person.refresh_from_db()
        assert person.check_password("another long phrase 9")

    def test_an_unknown_address_gets_the_same_answer(self, anonymous_client, person):
        known = anonymous_client.post(RESET, {"email": person.email}, follow=True)
        unknown = anonymous_client.post(RESET, {"email": "nobody@example.org"}, follow=True)

        assert known.redirect_chain == unknown.redirect_chain
        tokens = re.compile(r'"x-csrftoken": "\w+"|value="\w{64}"')
        assert tokens.sub("", known.text) == tokens.sub("", unknown.text)
