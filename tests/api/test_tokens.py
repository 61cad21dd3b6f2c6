"""Tokens: made after the password, shown once, kept as a hash, ended at once."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from apps.api.domain.limits import MOST_TOKENS, REQUESTS_A_MINUTE
from apps.api.domain.scopes import Scope
from apps.api.domain.secrets import LENGTH, START, hash_of
from apps.api.models import PersonalToken, TokenUse
from apps.api.services import limiting, make_token
from apps.sync.domain.rates import RateLimit
from tests.support.api import Program, problem

LIST, NEW = reverse("api:token_list"), reverse("api:token_create")
PASSWORD = "correct horse battery staple"
FORM = {"name": "watch", "scopes": ["training:read"], "lasts": "90"}


@pytest.fixture
def sure_client(athlete):
    """Return a client whose password was asked a moment ago."""
    athlete.user.set_password(PASSWORD)
    athlete.user.save()
    browser = Client()
    browser.force_login(athlete.user)
    browser.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return browser


class TestTokenCreate:
    def test_asks_for_the_password_first(self, client):
        response = client.get(NEW)
        assert response.status_code == 302
        assert response.url.startswith(reverse("account_reauthenticate"))
        assert client.post(NEW, FORM).status_code == 303
        assert not PersonalToken.objects.exists()

    def test_nothing_is_ticked_beforehand(self, sure_client):
        assert b"checked" not in sure_client.get(NEW).content.split(b'name="lasts"')[0]

    def test_shown_once_and_kept_as_a_hash(self, sure_client, athlete):
        page = sure_client.post(NEW, FORM)
        assert page.headers["Cache-Control"] == "private, no-store"
        secret = page.context["secret"]
        assert (len(secret), secret[: len(START)]) == (LENGTH, START)
        assert secret in page.content.decode()
        token = PersonalToken.objects.get()
        assert (token.athlete, token.scopes) == (athlete, ["training:read"])
        assert token.token_hash == hash_of(secret)
        assert secret not in str(PersonalToken.objects.values().get())
        assert secret not in sure_client.get(LIST).content.decode()
        assert Program(secret).get("sets").status_code == 200

    @pytest.mark.parametrize(
        "change", [{"name": ""}, {"scopes": []}, {"scopes": ["all"]}, {"lasts": "7"}]
    )
    def test_invalid(self, sure_client, change):
        assert sure_client.post(NEW, FORM | change).status_code == 422
        assert not PersonalToken.objects.exists()

    @pytest.mark.parametrize(("lasts", "days"), [("30", 30), ("365", 365), ("0", None)])
    def test_how_long_it_lasts(self, sure_client, lasts, days):
        sure_client.post(NEW, FORM | {"lasts": lasts})
        ends = PersonalToken.objects.get().expires_at
        if days is None:
            assert ends is None
        else:
            assert abs(ends - timezone.now() - dt.timedelta(days=days)) < dt.timedelta(minutes=1)

    def test_no_more_than_can_be_watched(self, sure_client, athlete, open_token):
        for _ in range(MOST_TOKENS):
            open_token(athlete)
        assert sure_client.post(NEW, FORM).status_code == 422
        assert PersonalToken.objects.count() == MOST_TOKENS

    def test_not_for_the_sample_athlete(self, sure_client, athlete):
        athlete.demo_expires_at = timezone.now() + dt.timedelta(days=1)
        athlete.save()
        assert sure_client.post(NEW, FORM).status_code == 303
        assert sure_client.get(LIST).status_code == 302
        assert not PersonalToken.objects.exists()


class TestTokenList:
    def test_own_ones(self, client, athlete, stranger, open_token):
        open_token(athlete)
        make_token(athlete=stranger, name="theirs", scopes=[Scope.PAIN_READ], expires_at=None)
        page = client.get(LIST).content.decode()
        assert "watch" in page
        assert "theirs" not in page

    def test_last_use_and_end(self, client, athlete, open_token):
        secret = open_token(athlete, expires_at=timezone.now() + dt.timedelta(days=9))
        (view,) = client.get(LIST).context["tokens"]
        assert (view.used, view.is_over) == ("never", False)
        Program(secret).get("sets")
        PersonalToken.objects.update(expires_at=timezone.now())
        (view,) = client.get(LIST).context["tokens"]
        assert view.used != "never"
        assert view.is_over

    def test_anonymous(self):
        assert Client().get(LIST).status_code == 302

    def test_grows_without_more_queries(
        self, client, athlete, open_token, django_assert_max_num_queries
    ):
        for _ in range(10):
            Program(open_token(athlete)).get("sets")
        with django_assert_max_num_queries(4):
            client.get(LIST)


class TestTokenRevoke:
    def test_ends_at_once(self, client, athlete, open_token):
        secret = open_token(athlete)
        assert Program(secret).get("sets").status_code == 200
        url = reverse("api:token_revoke", args=[PersonalToken.objects.get().pk])
        assert client.get(url).status_code == 405
        assert client.post(url).status_code == 303
        problem(Program(secret).get("sets"), 401, "wrong-token")
        assert "watch" not in client.get(LIST).content.decode()
        assert client.post(url).status_code == 404

    def test_stranger(self, stranger_client, athlete, open_token):
        secret = open_token(athlete)
        url = reverse("api:token_revoke", args=[PersonalToken.objects.get().pk])
        assert stranger_client.post(url).status_code == 404
        assert Program(secret).get("sets").status_code == 200


class TestUse:
    def test_noted_once_an_hour_and_by_reading_too(self, athlete, open_token):
        program = Program(open_token(athlete))
        program.get("sets")
        first = TokenUse.objects.get().used_at
        program.get("sets")
        assert TokenUse.objects.get().used_at == first
        earlier = timezone.now() - dt.timedelta(hours=1, seconds=1)
        TokenUse.objects.update(used_at=earlier)
        program.get("sets")
        assert TokenUse.objects.get().used_at > earlier

    def test_asking_costs_one_query_beside_the_answer(
        self, athlete, open_token, django_assert_num_queries
    ):
        program = Program(open_token(athlete))
        program.get("sets")
        with django_assert_num_queries(2):
            program.get("sets")


class TestLimits:
    def test_too_many_requests(self, athlete, open_token, monkeypatch):
        monkeypatch.setattr(limiting, "_requests", RateLimit(most=2))
        one, other = Program(open_token(athlete)), Program(open_token(athlete))
        assert [one.get("sets").status_code for _ in range(2)] == [200, 200]
        refused = one.get("sets")
        problem(refused, 429, "too-many")
        assert 1 <= int(refused.headers["Retry-After"]) <= 60
        assert other.get("sets").status_code == 200

    def test_limit_is_the_documented_one(self):
        assert limiting._requests.most == REQUESTS_A_MINUTE == 300

    def test_trying_tokens_is_stopped(self, db):
        answers = [Program(f"lvs_{n:043}").get("sets").status_code for n in range(31)]
        assert answers == [401] * 30 + [429]

    @pytest.mark.parametrize(
        "header", ["", "Bearer", "Bearer ", "Basic YTpi", "bearer lvs_", "Bearer é", "Token x"]
    )
    def test_headers_that_show_none(self, db, header):
        assert Client().get("/api/v1/sets", headers={"Authorization": header}).status_code == 401
