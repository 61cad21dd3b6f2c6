"""Pages in German: words and numbers for people, dots for machines, and no statement more."""

import json
import re
from html.parser import HTMLParser

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from apps.demo.services import create_demo_athlete
from apps.exercises.services import load_catalogue, read_catalogue
from apps.profiles.models import Athlete
from apps.programs.models import Session
from tests.support.clock import now

PAGES = {
    "/today/": ("Heute", "Einheit beginnen"),
    "/log/": ("Training beginnen", "Wie vorher"),
    "/log/plain/": ("Training beginnen",),
    "/history/": ("Verlauf",),
    "/exercises/": ("Einbeinige Beinpresse", "Kniedominant"),
    "/balance/": ("schwächer", "Bulgarian Split Squat"),
    "/balance/knee-dominant/": ("Links gegen rechts", "112,"),
    "/program/": ("Woche 1", "Einbeinige Beinpresse"),
    "/program/calendar/": ("Kalender",),
    "/program/print/": ("Einbeinige Beinpresse",),
    "/assess/": ("Selbsttest",),
    "/data/": ("Deine Daten",),
    "/profile/": ("Einstellungen",),
    "/profile/weights/plates/": ("Scheiben",),
    "/profile/body-mass/": ("Körpergewicht",),
}
READ_BY_MACHINES = {
    "x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "d", "points", "width", "height", "transform",
    "viewbox", "offset", "min", "max", "step", "datetime", "content",
}  # fmt: skip
WITH_COMMA = re.compile(r"^\s*[−-]?\d+,\d+%?\s*$")
FILES = ("/data/export.csv", "/data/export-strong.csv", "/data/export-hevy.csv")


class MachineValues(HTMLParser):
    """Gathers attributes that scripts and pictures read, and have a decimal comma."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        for name, value in attrs:
            is_read = name in READ_BY_MACHINES or (name == "value" and tag in {"progress", "meter"})
            if is_read and name not in {"d", "points", "transform", "viewbox", "content"}:
                self.found += [(tag, name, value)] if WITH_COMMA.match(value or "") else []
            if name.startswith("data-") and WITH_COMMA.match(value or ""):
                self.found.append((tag, name, value))


@pytest.mark.parametrize(
    "source",
    ['<rect x="1,5"/>', '<p data-load="12,5">', '<progress value="0,5">', '<line y1="−1,25%"/>'],
)
def test_a_comma_for_a_machine_is_found(source):
    parser = MachineValues()
    parser.feed(source)
    assert parser.found


@pytest.fixture
def sam(db, django_capture_on_commit_callbacks) -> Athlete:
    load_catalogue(specs=read_catalogue())
    with django_capture_on_commit_callbacks(execute=True):
        create_demo_athlete(now=now())
    return Athlete.objects.get()


def client_of(athlete: Athlete, language: str) -> Client:
    Athlete.objects.filter(pk=athlete.pk).update(language=language)
    client = Client()
    client.force_login(athlete.user)
    client.get("/profile/")  # the device learns the language
    return client


def numbers_with_a_comma(data) -> list[str]:
    if isinstance(data, dict):
        return [found for value in data.values() for found in numbers_with_a_comma(value)]
    if isinstance(data, list):
        return [found for value in data for found in numbers_with_a_comma(value)]
    return [data] if isinstance(data, str) and WITH_COMMA.match(data) else []


def test_a_german_athlete(sam):
    """One athlete is made once: it takes seconds."""
    counted = {}
    files = {}
    for language in ("en", "de"):
        client = client_of(sam, language)
        for path, said in PAGES.items():
            client.get(path)
            with CaptureQueriesContext(connection) as asked:
                response = client.get(path)
            assert response.status_code == 200, path
            assert f'<html lang="{language}"' in response.text, path
            counted[path, language] = len(asked)
            if language == "de":
                for words in said:
                    assert words in response.text, (path, words)
                parser = MachineValues()
                parser.feed(response.text)
                assert parser.found == [], path
        session = Session.objects.filter(status="planned").earliest("date")
        snapshots = {
            name: client.get(path).json()
            for name, path in {
                "log": "/log/data/",
                "catalogue": "/log/catalogue/",
                "session": f"/program/session-data/?session={session.pk}",
            }.items()
        }
        assert numbers_with_a_comma(snapshots) == []
        files[language] = [b"".join(client.get(path)) for path in FILES]
        names = {one["slug"]: one["name"] for one in snapshots["catalogue"]["exercises"].values()}
        assert (
            names["single-leg-press"]
            == {
                "en": "Single-leg press",
                "de": "Einbeinige Beinpresse",
            }[language]
        )
        assert snapshots["log"]["settings"]["decimal"] == {"en": ".", "de": ","}[language]
    assert files["en"] == files["de"]
    assert {path: counted[path, "de"] for path in PAGES} == {
        path: counted[path, "en"] for path in PAGES
    }


@pytest.mark.django_db
class TestNobody:
    @pytest.mark.parametrize(
        ("asked", "spoken"),
        [
            ("de", "de"),
            ("de-AT,de;q=0.9,en;q=0.5", "de"),
            ("fr,de;q=0.5", "de"),
            ("fr", "en"),
            ("", "en"),
        ],
    )
    def test_is_spoken_to_as_the_browser_asks(self, anonymous_client, asked, spoken):
        response = anonymous_client.get("/accounts/login/", headers={"Accept-Language": asked})

        assert f'<html lang="{spoken}"' in response.text
        assert ("Anmelden" in response.text) == (spoken == "de")
        assert "Accept-Language" in response["Vary"]

    def test_missing_pages_too(self, anonymous_client):
        response = anonymous_client.get("/nothing/", headers={"Accept-Language": "de"})

        assert response.status_code == 404
        assert '<html lang="de"' in response.text


@pytest.mark.django_db
class TestKeptPages:
    def test_the_worker_fetches_them_in_the_language_it_was_asked_for_in(self, anonymous_client):
        builds = {}
        for language in ("en", "de"):
            script = anonymous_client.get("/sw.js", headers={"Accept-Language": language}).text
            builds[language] = json.loads(script[len("const BUILD = ") : script.index(";\n")])

        assert builds["de"]["language"] == "de"
        assert builds["de"]["version"] != builds["en"]["version"]
        assert builds["de"]["shells"] == builds["en"]["shells"]
        assert '"Accept-Language":' in script

    @pytest.mark.parametrize(
        ("path", "words"),
        [
            ("/offline/", "offline"),
            ("/log/", "Jeder Satz ist gespeichert"),
            ("/sync/attention/", "Braucht dich"),
        ],
    )
    def test_shells_speak_german(self, anonymous_client, path, words):
        html = anonymous_client.get(path, headers={"Accept-Language": "de"}).text

        assert '<html lang="de"' in html
        assert words in html


class TestSending:
    def test_what_is_sent_is_read_alike_whatever_is_spoken(self, client):
        answers = [
            client.post(
                "/sync/",
                b"[]",
                content_type="application/json",
                headers={"Accept-Language": language},
            )
            for language in ("en", "de")
        ]

        assert answers[0].status_code == answers[1].status_code
        assert answers[0].content == answers[1].content
