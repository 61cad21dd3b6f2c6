"""Pages that belong to no one part."""

import pytest
from django.urls import reverse


class TestLanding:
    def test_says_to_a_visitor_what_it_is(self, db, anonymous_client):
        html = anonymous_client.get("/").text

        assert reverse("account_signup") in html
        assert reverse("demo:demo_create") in html
        assert 'class="rail"' not in html

    def test_somebody_signed_in_goes_to_today(self, client):
        response = client.get("/")

        assert (response.status_code, response["Location"]) == (302, reverse("programs:today"))

    def test_takes_no_post(self, anonymous_client, db):
        assert anonymous_client.post("/").status_code == 405


class TestHealth:
    def test_asks_the_database(self, db, anonymous_client, django_assert_num_queries):
        with django_assert_num_queries(1):
            response = anonymous_client.get(reverse("core:health"))

        assert response.json() == {"status": "ok"}


class TestOffline:
    def test_is_open_and_asks_nothing(self, db, anonymous_client, django_assert_num_queries):
        with django_assert_num_queries(0):
            assert anonymous_client.get(reverse("core:offline")).status_code == 200


class TestStyleGuide:
    @pytest.mark.parametrize(("debug", "status"), [(True, 200), (False, 404)])
    def test_is_for_those_who_build_it(self, db, anonymous_client, settings, debug, status):
        settings.DEBUG = debug

        assert anonymous_client.get(reverse("core:style_guide")).status_code == status


class TestNotFound:
    def test_has_a_page_in_the_same_look(self, client):
        response = client.get("/nothing/here/")

        assert response.status_code == 404
        assert "Levelset" in response.text
