"""What browsers keep to open without a network, and how they are told to let go of it."""

import json
import re

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse

from apps.core import precache

WORKER = reverse("core:service_worker")


def listed(client):
    first_line = client.get(WORKER).text.partition("\n")[0]
    return json.loads(first_line.removeprefix("const BUILD = ").removesuffix(";"))


class TestServiceWorker:
    def test_is_open_to_all_and_asked_for_again_at_every_visit(self, db, anonymous_client):
        response = anonymous_client.get(WORKER)

        assert response["Content-Type"] == "text/javascript; charset=utf-8"
        assert response["Cache-Control"] == "no-cache"
        assert 'addEventListener("fetch"' in response.text

    def test_keeps_every_shell(self, db, anonymous_client):
        assert listed(anonymous_client)["shells"] == list(precache.SHELLS)

    def test_keeps_no_page_that_asks_for_a_sign_in(self, db, anonymous_client, monkeypatch):
        monkeypatch.setattr(precache, "SHELLS", ("/offline/", "/today/", "/no-such-page/"))

        assert listed(anonymous_client)["shells"] == ["/offline/"]

    @pytest.mark.parametrize("path", precache.SHELLS)
    def test_a_kept_page_is_the_same_for_everybody(self, client, anonymous_client, path):
        theirs, nobodys = client.get(path), anonymous_client.get(path)

        assert theirs.content == nobodys.content
        assert "csrfmiddlewaretoken" not in theirs.text
        assert "Cookie" not in theirs.get("Vary", "")

    def test_keeps_what_the_pages_need_and_what_that_needs(self, db, anonymous_client):
        files = listed(anonymous_client)["files"]

        for part in ("css/app.css", "css/tokens.css", "theme.js", "app.js", "img/icons.svg"):
            assert any(name.endswith(part) for name in files), part
        assert any("htmx" in name for name in files)
        assert sum(name.endswith(".woff2") for name in files) == 2
        for name in files:
            assert finders.find(name.removeprefix("/static/")), name

    def test_names_everything_that_a_shell_loads(self, db, anonymous_client):
        files = listed(anonymous_client)["files"]

        for path in precache.SHELLS:
            page = anonymous_client.get(path).text
            loaded = re.findall(
                r'<(?:script|link)[^>]+(?:src|href)="(/static/[^"]+\.(?:js|css))"', page
            )
            assert loaded
            assert set(loaded) <= set(files)

    def test_the_version_follows_the_bytes(self, db, anonymous_client, monkeypatch):
        before = listed(anonymous_client)["version"]
        assert listed(anonymous_client)["version"] == before
        read = precache._read
        monkeypatch.setattr(
            precache,
            "_read",
            lambda name: (read(name) or b"") + b"/* new */" * name.endswith("app.css"),
        )

        assert listed(anonymous_client)["version"] != before

    def test_the_list_can_be_switched_off(self, db, anonymous_client, settings):
        settings.LEVELSET_OFFLINE_PAGES = False

        script = anonymous_client.get(WORKER).text

        assert "unregister()" in script
        assert "BUILD" not in script
        assert "indexedDB" not in script
