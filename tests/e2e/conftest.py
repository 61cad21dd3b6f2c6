"""A real browser on a real server and a real PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from playwright.sync_api import ConsoleMessage, Page, expect
from pytest_django.live_server_helper import LiveServer

from apps.demo.services import create_demo_athlete
from apps.exercises.services import load_catalogue, read_catalogue
from tests.e2e.beginnings import Beginnings
from tests.e2e.people import sign_in_as
from tests.e2e.visitors import Visitors
from tests.support.clock import now
from tests.support.factories.profiles import AthleteFactory

# A machine that does other things as well is slow, not wrong. What has to be quick says so itself.
expect.set_options(timeout=15_000)


@pytest.fixture(scope="session", autouse=True)
def collected_files() -> None:
    """Collect the static files, as a server finds them."""
    call_command("collectstatic", interactive=False, verbosity=0)


@pytest.fixture(scope="session")
def visitors(live_server: LiveServer) -> Visitors:
    """Return who is connected to the server."""
    return Visitors(live_server)


@pytest.fixture(autouse=True)
def answered_requests(visitors: Visitors, transactional_db: None) -> Iterator[None]:
    """Empty the database only when nobody is connected any more.

    A closed tab may leave a request behind, and its locks and the emptying's would deadlock.
    What is used automatically is set up first, hence ends after the pages have been closed.
    """
    yield
    visitors.wait_until_gone()


@pytest.fixture(scope="session")
def beginnings() -> Beginnings:
    """Return what was made once; the database is emptied after each browser test."""
    return Beginnings()


@pytest.fixture
def catalogue(transactional_db: None, beginnings: Beginnings) -> None:
    """Load the shared exercises."""
    beginnings.begin("catalogue", lambda: load_catalogue(specs=read_catalogue()))


@pytest.fixture
def site(live_server: LiveServer, catalogue: None) -> str:
    """Return the address of a running site with its catalogue."""
    return live_server.url


@pytest.fixture
def complaints(page: Page) -> Iterator[list[str]]:
    """Fail on anything the browser complains about: a broken script, a refused style."""
    said: list[str] = []

    def note(message: ConsoleMessage) -> None:
        # A page may answer 404 or 422 on purpose, and Chromium reports that as an error too.
        if message.type == "error" and "Failed to load resource" not in message.text:
            said.append(message.text)

    page.on("console", note)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.set_default_timeout(15_000)
    yield said
    assert said == []


@pytest.fixture
def sam(site: str, page: Page, beginnings: Beginnings) -> Page:
    """Return a page on which the demo athlete is signed in."""
    beginnings.begin("sam", lambda: create_demo_athlete(now=now()))
    sign_in_as(page, site, get_user_model().objects.get())
    return page


@pytest.fixture
def phone(page: Page, site: str) -> Page:
    """Return the page of somebody without a log, after one visit of it."""
    sign_in_as(page, site, AthleteFactory().user)
    page.goto(f"{site}/log/")
    return page


@pytest.fixture
def csv_file(tmp_path: Path) -> Path:
    """Return where a test may write its file."""
    return tmp_path / "log.csv"
