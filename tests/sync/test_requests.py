"""What a request as a whole is answered, before any of its operations is looked at."""

import json

import pytest
from django.test import Client

from apps.lifts.domain import operations
from apps.lifts.models import LiftSet, Operation
from apps.sync.domain import envelopes, limits
from apps.sync.domain.rates import RateLimit
from apps.sync.services import limiting
from tests.support.sync import ack, post, post_body, put_set


@pytest.fixture
def strict_client(athlete):
    """A client that is asked for its token, as a browser is."""
    signed_in = Client(enforce_csrf_checks=True)
    signed_in.force_login(athlete.user)
    return signed_in


def nothing_applied():
    return not Operation.objects.exists() and not LiftSet.objects.exists()


class TestMe:
    def test_says_who_is_signed_in(self, client, athlete):
        response = client.get("/me/")

        assert response.headers["Cache-Control"] == "private, no-store"
        answer = response.json()
        assert answer["athlete"] == str(athlete.pk)
        assert (answer["schema"], answer["min_schema"]) == (1, 1)
        assert answer["server_time"].endswith("+00:00")

    def test_nobody_is_an_answer_too(self, anonymous_client, db):
        response = anonymous_client.get("/me/")

        assert response.status_code == 200
        assert response.json()["athlete"] is None
        # Another tab's form keeps the token it came with.
        assert not response.cookies

    def test_its_token_opens_the_door(self, strict_client, athlete, workout, exercise):
        token = strict_client.get("/me/").json()["csrf"]

        response = post(strict_client, athlete, put_set(workout, exercise), X_CSRFToken=token)

        assert response.status_code == 200
        assert LiftSet.objects.count() == 1

    def test_a_get_changes_nothing(self, client):
        assert client.post("/me/").status_code == 405


class TestRefusals:
    """Nothing is applied, nothing is to be forgotten by the sender."""

    def test_nobody_signed_in(self, anonymous_client, athlete, workout, exercise):
        response = post(anonymous_client, athlete, put_set(workout, exercise))

        assert (response.status_code, response.json()) == (401, {"code": "signed-out"})
        assert response.headers["Content-Type"] == "application/json"
        assert nothing_applied()

    def test_a_stale_token(self, strict_client, athlete, workout, exercise):
        response = post(strict_client, athlete, put_set(workout, exercise), X_CSRFToken="x" * 64)

        assert response.status_code == 403
        assert response.headers["X-CSRF"] == "stale"
        assert response.json() == {"code": "csrf"}
        assert nothing_applied()

    def test_a_stale_token_of_a_form_is_a_page(self, strict_client):
        response = strict_client.post("/log/start/")

        assert response.status_code == 403
        assert response.headers["X-CSRF"] == "stale"
        assert "Load the page again" in response.text

    @pytest.mark.parametrize("site", ["cross-site", "same-site"])
    def test_another_site(self, client, athlete, workout, exercise, site):
        response = post(client, athlete, put_set(workout, exercise), Sec_Fetch_Site=site)

        assert response.status_code == 403
        assert nothing_applied()

    @pytest.mark.parametrize("site", ["same-origin", "none"])
    def test_our_own_site(self, client, athlete, workout, exercise, site):
        response = post(client, athlete, put_set(workout, exercise), Sec_Fetch_Site=site)

        assert response.status_code == 200

    @pytest.mark.parametrize("content_type", ["text/plain", "application/x-www-form-urlencoded"])
    def test_what_a_form_of_another_site_can_send(
        self, client, athlete, workout, exercise, content_type
    ):
        body = json.dumps({"athlete": str(athlete.pk), "ops": [put_set(workout, exercise)]})

        response = post_body(client, body, content_type)

        assert response.status_code == 415
        assert nothing_applied()

    @pytest.mark.parametrize(
        "body",
        [" ", "{", "[]", "null", '"ops"', '{"ops": {}}', "[" * 100_000, b"\xff\xfe"],
        ids=["nothing", "half", "list", "null", "text", "ops", "deep", "bytes"],
    )
    def test_what_is_no_batch(self, client, body):
        assert post_body(client, body).status_code == 400

    @pytest.mark.parametrize("athlete_sent", [None, 7, "", "no uuid"])
    def test_nobodys_batch(self, client, workout, exercise, athlete_sent):
        body = json.dumps({"athlete": athlete_sent, "ops": [put_set(workout, exercise)]})

        response = post_body(client, body)

        assert (response.status_code, response.json()) == (409, {"code": "other-athlete"})
        assert nothing_applied()

    def test_another_athletes_batch(self, stranger_client, athlete, workout, exercise):
        response = post(stranger_client, athlete, put_set(workout, exercise))

        assert response.status_code == 409
        assert nothing_applied()

    def test_a_body_that_is_too_big(self, client, athlete, workout, exercise):
        note = "x" * limits.MAX_BYTES

        response = post(client, athlete, put_set(workout, exercise, {"note": note}))

        assert response.status_code == 413
        assert nothing_applied()

    def test_a_batch_that_is_too_long(self, client, athlete, workout, exercise):
        one = put_set(workout, exercise)

        assert post(client, athlete, *[one] * 51).status_code == 413
        assert nothing_applied()

    def test_fifty_are_a_batch(self, client, athlete, workout, exercise):
        response = post(client, athlete, *[put_set(workout, exercise) for _ in range(50)])

        assert {ack["status"] for ack in response.json()["acks"]} == {"applied"}

    def test_a_get_is_no_batch(self, client):
        assert client.get("/sync/").status_code == 405

    def test_too_many_requests_say_when_to_come_again(
        self, client, athlete, workout, exercise, monkeypatch
    ):
        monkeypatch.setattr(limiting, "_requests", RateLimit(most=1))
        operation = put_set(workout, exercise)
        assert post(client, athlete, operation).status_code == 200

        response = post(client, athlete, put_set(workout, exercise))

        assert response.status_code == 429
        assert 1 <= int(response.headers["Retry-After"]) <= 60
        assert LiftSet.objects.count() == 1

    def test_no_answer_is_kept_by_anybody(self, client, athlete):
        assert post(client, athlete).headers["Cache-Control"] == "private, no-store"


class TestSchemas:
    @pytest.fixture(autouse=True)
    def third_schema(self, monkeypatch):
        """Read schemas 2 and 3, as the next but one version will."""
        monkeypatch.setattr(envelopes, "SCHEMA", 3)
        monkeypatch.setattr(envelopes, "OLDEST_SCHEMA", 2)
        monkeypatch.setattr("apps.lifts.services.changes.SCHEMA", 3)

    @pytest.mark.parametrize("schema", [2, 3])
    def test_the_current_and_the_one_before_are_read(
        self, client, athlete, workout, exercise, schema
    ):
        answer = ack(client, athlete, put_set(workout, exercise, schema=schema))

        assert answer["status"] == "applied"

    def test_an_older_client_is_told_to_renew_itself(self, client, athlete, workout, exercise):
        fresh, old = put_set(workout, exercise, schema=3), put_set(workout, exercise, schema=1)

        response = post(client, athlete, fresh, old)

        assert response.status_code == 426
        assert nothing_applied()

    def test_a_newer_clients_operation_waits_with_it(self, client, athlete, workout, exercise):
        answer = ack(client, athlete, put_set(workout, exercise, schema=4, later_key=1))

        assert (answer["status"], answer["code"]) == ("rejected", "newer_schema")
        assert nothing_applied()


def test_the_one_before_is_always_read():
    assert max(1, operations.SCHEMA - 1) >= operations.OLDEST_SCHEMA
