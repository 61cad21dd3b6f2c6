"""Page or partial, and where a form leads."""

import pytest
from django.http import HttpResponse
from django.template import Context, Template
from django.test import RequestFactory
from django.urls import reverse
from django_htmx.middleware import HtmxMiddleware

from apps.core.htmx import dom_id, redirect_to, render_page, requested_partial

PARTIALS = ("next_session", "closing_gap")


def asked(**headers):
    request = RequestFactory().get("/", headers=headers)
    HtmxMiddleware(lambda _request: HttpResponse())(request)
    return request


def test_a_partials_id_is_its_name_with_hyphens():
    assert dom_id("symmetry_chart") == "symmetry-chart"


class TestRequestedPartial:
    def test_the_target_names_it(self):
        request = asked(**{"HX-Request": "true", "HX-Target": "closing-gap"})

        assert requested_partial(request, PARTIALS) == "closing_gap"

    @pytest.mark.parametrize(
        "headers",
        [
            {},
            {"HX-Target": "closing-gap"},
            {"HX-Request": "true"},
            {"HX-Request": "true", "HX-Target": "secret-part"},
            {"HX-Request": "true", "HX-Target": "closing_gap"},
            {"HX-Request": "true", "HX-Target": "levels"},
            {
                "HX-Request": "true",
                "HX-Target": "closing-gap",
                "HX-History-Restore-Request": "true",
            },
            {"HX-Request": "true", "HX-Target": "closing-gap", "HX-Boosted": "true"},
        ],
    )
    def test_otherwise_it_is_the_page(self, headers):
        assert requested_partial(asked(**headers), PARTIALS) is None

    def test_without_the_middleware_it_is_the_page(self):
        assert requested_partial(RequestFactory().get("/"), PARTIALS) is None


class TestRenderPage:
    def get(self, client, **headers):
        return client.get(reverse("programs:today"), headers=headers)

    def test_page_partial_and_forged_target(self, client):
        page = self.get(client)
        partial = self.get(client, **{"HX-Request": "true", "HX-Target": "next-session"})
        forged = self.get(client, **{"HX-Request": "true", "HX-Target": "today-levels"})

        assert "<!doctype html>" in page.text
        assert "<!doctype html>" not in partial.text
        assert 'id="next-session"' in partial.text
        assert 'id="closing-gap"' not in partial.text
        assert "<!doctype html>" in forged.text

    def test_going_back_in_history_gets_the_page(self, client):
        response = self.get(
            client,
            **{
                "HX-Request": "true",
                "HX-Target": "next-session",
                "HX-History-Restore-Request": "true",
            },
        )

        assert "<!doctype html>" in response.text

    @pytest.mark.parametrize("headers", [{}, {"HX-Request": "true", "HX-Target": "next-session"}])
    def test_no_cache_may_mix_or_keep_them(self, client, headers):
        response = self.get(client, **headers)

        vary = {name.strip().lower() for name in response["Vary"].split(",")}
        assert {"hx-request", "hx-target"} <= vary
        assert response["Cache-Control"] == "private, no-store"

    def test_carries_its_status(self, client):
        page = render_page(asked_by(client), "500.html", status=422)

        assert page.status_code == 422


def asked_by(client):
    return client.get(reverse("core:offline")).wsgi_request


class TestRedirectTo:
    def test_a_browser_is_told_to_look_elsewhere(self):
        response = redirect_to(asked(), "core:landing")

        assert (response.status_code, response["Location"]) == (303, "/")
        assert "HX-Redirect" not in response

    def test_htmx_is_told_to_load_another_page(self):
        response = redirect_to(asked(**{"HX-Request": "true"}), "/today/")

        assert (response.status_code, response["HX-Redirect"]) == (200, "/today/")

    def test_arguments_are_part_of_the_address(self):
        pk = "0198a1b2-0000-7000-8000-000000000000"

        assert pk in redirect_to(asked(), "programs:session_detail", pk)["Location"]


def test_templates_escape_what_people_type():
    assert Template("{{ name }}").render(Context({"name": "<b>"})) == "&lt;b&gt;"
