"""Every request's athlete and zone, and reads that do not write."""

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.test.signals import template_rendered
from django.urls import reverse
from django.utils import timezone

from apps.core.middleware import AthleteMiddleware, ReadOnlyGetMiddleware, WriteOnReadError
from apps.profiles.models import Athlete, User
from tests.support.factories.profiles import AthleteFactory, UserFactory


@pytest.fixture
def zones():
    """Return the zones that were active while pages were rendered."""
    seen = []

    def note(**_what):
        seen.append(timezone.get_current_timezone_name())

    template_rendered.connect(note)
    yield seen
    template_rendered.disconnect(note)
    timezone.deactivate()


class TestReadOnlyGet:
    def answer(self, method, view):
        with transaction.atomic():
            return ReadOnlyGetMiddleware(view)(RequestFactory().generic(method, "/"))

    @pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
    @pytest.mark.parametrize(
        "write",
        [
            lambda: Athlete.objects.update(name="changed"),
            lambda: Athlete.objects.get().save(),
            lambda: Athlete.objects.all().delete(),
            UserFactory,
            lambda: User.objects.bulk_create([User(email="a@example.org")]),
        ],
    )
    def test_refuses_a_view_that_writes(self, athlete, method, write):
        def view(_request):
            write()
            return HttpResponse()

        with pytest.raises(WriteOnReadError, match="tried to write"):
            self.answer(method, view)

        assert Athlete.objects.get().name == "Alex"
        assert User.objects.count() == 1

    @pytest.mark.parametrize(
        "sql",
        [
            "DELETE FROM profiles_athlete",
            "  (\n UPDATE profiles_athlete SET name = 'x')",
            "TRUNCATE profiles_athlete CASCADE",
            "CREATE TABLE mine (id int)",
        ],
    )
    def test_refuses_raw_statements_too(self, athlete, sql):
        def view(_request):
            with connection.cursor() as cursor:
                cursor.execute(sql)
            return HttpResponse()

        with pytest.raises(WriteOnReadError):
            self.answer("GET", view)
        assert Athlete.objects.exists()

    def test_a_common_table_expression_hides_no_change(self, athlete):
        def view(_request):
            with connection.cursor() as cursor:
                cursor.execute(
                    "WITH gone AS (DELETE FROM profiles_athlete RETURNING id) SELECT * FROM gone"
                )
            return HttpResponse()

        with pytest.raises(WriteOnReadError):
            self.answer("GET", view)

        assert Athlete.objects.exists()

    def test_lets_reads_through(self, athlete):
        def view(_request):
            names = list(Athlete.objects.values_list("name", flat=True))
            with connection.cursor() as cursor:
                cursor.execute("WITH one AS (SELECT 1) SELECT * FROM one")
            return HttpResponse(",".join(names))

        assert self.answer("GET", view).content == b"Alex"

    def test_a_post_may_write_and_a_get_after_it_not(self, athlete):
        def view(_request):
            Athlete.objects.update(name="changed")
            return HttpResponse()

        assert self.answer("POST", view).status_code == 200
        assert Athlete.objects.get().name == "changed"
        with pytest.raises(WriteOnReadError):
            self.answer("GET", view)

    def test_sits_innermost_so_that_sessions_around_it_may_be_saved(self):
        assert settings.MIDDLEWARE[-1].endswith("ReadOnlyGetMiddleware")


class TestAthleteMiddleware:
    def signed_in(self, user):
        client = Client()
        client.force_login(user)
        return client

    @pytest.mark.parametrize(
        "name",
        ["programs:today", "lifts:log_plain", "imbalances:balance", "profiles:athlete_update"],
    )
    def test_without_a_profile_every_page_leads_to_it(self, db, name):
        response = self.signed_in(UserFactory()).get(reverse(name))

        assert response["Location"] == reverse("profiles:athlete_create")

    @pytest.mark.parametrize(
        "name", ["profiles:athlete_create", "account_logout", "core:health", "core:offline"]
    )
    def test_what_is_open_without_one(self, db, name):
        assert self.signed_in(UserFactory()).get(reverse(name)).status_code == 200

    def test_nobody_is_asked_for_before_somebody_looks(self, db, django_assert_num_queries):
        request = RequestFactory().get("/")
        request.user = UserFactory()
        middleware = AthleteMiddleware(lambda _request: HttpResponse())

        with django_assert_num_queries(0):
            middleware(request)

    def test_is_none_for_somebody_not_signed_in(self, anonymous_client, db):
        response = anonymous_client.get(reverse("core:landing"))

        assert not response.wsgi_request.athlete

    def test_pages_are_in_the_athletes_own_zone(self, db, zones):
        for zone in ("Asia/Tokyo", "America/New_York"):
            zones.clear()
            self.signed_in(AthleteFactory(time_zone=zone).user).get(reverse("programs:today"))
            assert set(zones) == {zone}

    def test_the_next_visitor_does_not_inherit_it(self, db, anonymous_client, zones):
        self.signed_in(AthleteFactory(time_zone="Asia/Tokyo").user).get(reverse("programs:today"))
        zones.clear()

        anonymous_client.get(reverse("core:landing"))

        assert set(zones) == {settings.TIME_ZONE}


class TestSignedOutHalfWay:
    """Somebody's session ends between two sets."""

    address = "/history/01890a5d-ac96-774b-bcce-b302099a8057/finish/"
    page = "http://testserver/log/?all=1"

    def test_a_fragment_leaves_for_the_sign_in_and_comes_back_to_the_page(
        self, db, anonymous_client
    ):
        response = anonymous_client.post(
            self.address, headers={"HX-Request": "true", "HX-Current-URL": self.page}
        )

        assert response.headers["HX-Redirect"] == "/accounts/login/?next=/log/%3Fall%3D1"
        assert response.content == b""

    def test_a_form_comes_back_to_its_page_and_not_to_an_address_nobody_can_read(
        self, db, anonymous_client
    ):
        response = anonymous_client.post(self.address, headers={"Referer": self.page})

        assert (response.status_code, response["Location"]) == (
            302,
            "/accounts/login/?next=/log/%3Fall%3D1",
        )
        assert "You were signed out" in anonymous_client.get(response["Location"]).text

    @pytest.mark.parametrize(
        "source", ["", "https://elsewhere.example/log/", "//elsewhere.example/", "javascript:x"]
    )
    def test_nobody_is_sent_elsewhere(self, db, anonymous_client, source):
        response = anonymous_client.post(self.address, headers={"Referer": source})

        assert response["Location"] == "/accounts/login/"

    def test_a_page_asked_for_is_the_page_that_comes(self, db, anonymous_client):
        response = anonymous_client.get("/history/", headers={"Referer": self.page})

        assert response["Location"] == "/accounts/login/?next=/history/"
