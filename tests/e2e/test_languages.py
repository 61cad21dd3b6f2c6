"""Every page in German and in a made-up language of longer words: nothing is cut, nothing is left out."""

import calendar
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from apps.demo.domain import sample_athlete
from apps.profiles.models import Athlete
from apps.programs.models import Session
from config import pseudo
from tests.e2e.languages import PHONE, cut_off, untranslated
from tests.e2e.outbox import kept_offline, until
from tests.e2e.test_accessibility import PUBLIC, SIGNED_IN, last_workout_url

NAMES = {"Levelset", "Sam", "UTC", "RIR", "CSV", "RM", "programs", "pseudo", "Pseudo"}
"""The same in every language: the app, the sample athlete, its time zone, versions of rules."""
DAYS = {*calendar.day_name, *calendar.month_name, *calendar.day_abbr, *calendar.month_abbr}
"""The browser itself writes some dates, and does not know the language."""
TITLES = [day.title for day in sample_athlete.DAYS]
KEEPS_GERMAN = """
const kept = [];
for (const name of await caches.keys()) {
  kept.push(await (await caches.match("/log/", { cacheName: name, ignoreVary: true }))?.text());
}
return kept.length === 1 && kept[0]?.includes('<html lang="de"');
"""
MORE = (
    "/data/everything/",
    "/profile/delete/",
    "/profile/tokens/",
    "/profile/tokens/new/",
    "/accounts/email/",
    "/accounts/password/change/",
    "/exercises/own/new/?like=split-squat",
    "/profile/weights/machine/",
)
PEOPLE_S_OWN = {"/profile/time-zone/", "/profile/language/"}
"""Lists of names that are nobody's language."""


@pytest.fixture(params=["de", pseudo.CODE])
def spoken(request: pytest.FixtureRequest, settings: Any) -> Iterator[str]:
    settings.LANGUAGES = [*settings.LANGUAGES, (pseudo.CODE, pseudo.NAME)]
    pseudo.register()
    return request.param


def look(page: Page, spoken: str, path: str) -> list[str]:
    """What is wrong with the page that is shown."""
    wrong = cut_off(page)
    if spoken == pseudo.CODE and path not in PEOPLE_S_OWN:
        wrong += untranslated(page, known=NAMES | DAYS, data=TITLES)
    return [f"{path}: {one}" for one in wrong]


@pytest.mark.long
def test_pages_of_an_athlete(sam: Page, site: str, spoken: str) -> None:
    Athlete.objects.update(language=spoken)
    sam.set_viewport_size(PHONE)
    sam.goto(f"{site}/profile/")
    assert sam.locator("html").get_attribute("lang") == spoken
    session = Session.objects.filter(status="planned").order_by("date").first()
    assert session is not None
    wrong = []
    for path in (*SIGNED_IN, *MORE, last_workout_url(), session.get_absolute_url()):
        sam.goto(f"{site}{path}")
        sam.wait_for_load_state("networkidle")
        wrong += look(sam, spoken, path)
    sam.locator("#session-start").click()
    sam.wait_for_url("**/play/")
    sam.wait_for_load_state("networkidle")
    wrong += look(sam, spoken, "play")
    sam.goto(f"{site}/log/")
    sam.wait_for_load_state("networkidle")
    wrong += look(sam, spoken, "log")
    assert not wrong, "\n".join(wrong)


def test_pages_of_nobody(page: Page, site: str, spoken: str) -> None:
    page.set_extra_http_headers({"Accept-Language": spoken})
    page.set_viewport_size(PHONE)
    wrong = []
    for path in PUBLIC:
        page.goto(f"{site}{path}")
        page.wait_for_load_state("networkidle")
        assert page.locator("html").get_attribute("lang") == spoken
        wrong += look(page, spoken, path)
    assert not wrong, "\n".join(wrong)


def test_a_device_hears_of_another_language_and_speaks_it_without_a_network(
    sam: Page, site: str
) -> None:
    sam.goto(f"{site}/log/")
    kept_offline(sam)
    sam.goto(f"{site}/profile/language/")
    sam.get_by_label("Deutsch").check()
    sam.get_by_role("button", name="Save").click()
    expect(sam.get_by_role("heading", level=1)).to_have_text("Einstellungen")
    sam.goto(f"{site}/log/")
    expect(sam.get_by_text("Einbeinige Beinpresse").first).to_be_visible()
    kept_offline(sam)
    until(sam, KEEPS_GERMAN)

    sam.context.set_offline(True)
    cold = sam.context.new_page()
    cold.goto(f"{site}/log/")

    expect(cold.locator("html")).to_have_attribute("lang", "de")
    expect(cold.get_by_text("Einbeinige Beinpresse").first).to_be_visible()
    cold.goto(f"{site}/today/")
    expect(cold.get_by_role("heading", level=1)).to_have_text("Keine Verbindung")
