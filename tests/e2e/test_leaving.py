"""Deleting an account takes what the device kept, and keeping it loses nothing that was not sent."""

from collections.abc import Callable

import pytest
from django.contrib.auth import get_user_model
from playwright.sync_api import Page, expect

from apps.lifts.models import LiftSet
from tests.e2e.outbox import OUTBOX, begin, put, states, until, wait_until_sent
from tests.e2e.people import PASSWORD, sign_in_as
from tests.e2e.test_accessibility import PHONE, violations
from tests.support.factories.profiles import AthleteFactory

KEPT = """() => new Promise((done) => {
  indexedDB.open('levelset').onsuccess = ({ target }) => {
    const asked = target.result.transaction('kept').objectStore('kept').count();
    asked.onsuccess = () => done(asked.result);
  };
})"""


@pytest.fixture
def phone(page: Page, site: str) -> Page:
    """Return the page of somebody with a password and no log, after one visit of it."""
    user = AthleteFactory().user
    user.set_password(PASSWORD)
    user.save()
    sign_in_as(page, site, user)
    page.goto(f"{site}/log/")
    return page


def delete_account(phone: Page, site: str, look: Callable[[], None] = lambda: None) -> None:
    """Go the whole way from the settings to the last press, with a look at each page."""
    phone.goto(f"{site}/profile/")
    phone.get_by_role("link", name="Delete my account").click()
    phone.wait_for_url(f"{site}/profile/delete/")
    look()
    phone.get_by_role("link", name="Go on to delete").click()
    phone.get_by_label("Password").fill(PASSWORD)
    phone.get_by_role("button", name="Confirm").click()
    phone.wait_for_url(f"{site}/profile/delete/confirm/")
    look()
    phone.get_by_role("button", name="Delete my account").click()


def sign_in(phone: Page, site: str) -> None:
    """Type address and password."""
    phone.goto(f"{site}/accounts/login/")
    phone.get_by_label("Email").fill(get_user_model().objects.get().email)
    phone.get_by_label("Password").fill(PASSWORD)
    phone.get_by_role("button", name="Sign in").click()


def test_nothing_of_them_stays_on_the_device(phone: Page, site: str, axe_source: str):
    wrong = []

    def look():
        for scheme in ("light", "dark"):
            phone.emulate_media(color_scheme=scheme)
            wrong.extend(violations(phone, axe_source))

    phone.set_viewport_size(PHONE)
    until(phone, f"{OUTBOX} return Boolean(await o.read('catalogue'));")
    assert phone.evaluate(KEPT) > 0
    delete_account(phone, site, look)
    phone.wait_for_url(f"{site}/profile/leaving/")
    look()
    assert not wrong, "\n".join(wrong)
    until(phone, f"{OUTBOX} return (await o.owner()) === null;")
    assert phone.evaluate(KEPT) == 0


def test_what_was_not_sent_waits_for_them_to_come_back(phone: Page, site: str, complaints):
    workout = begin(phone)
    wait_until_sent(phone)
    phone.route("**/sync/", lambda route: route.fulfill(status=503, body=""))
    (row,) = put(phone, workout, {"set_index": 1, "reps": 8})
    delete_account(phone, site)
    dialog = phone.get_by_role("dialog", name="Not everything is sent")
    dialog.get_by_role("button", name="Sign out anyway").click()
    phone.wait_for_url(f"{site}/profile/leaving/")
    expect(phone.locator("ls-sync [data-words]")).to_have_text("Sign in to send 1")
    assert states(phone) == []
    phone.unroute("**/sync/")
    assert not LiftSet.objects.filter(pk=row).exists()

    sign_in(phone, site)
    phone.wait_for_url(f"{site}/profile/leaving/")
    phone.get_by_role("button", name="Keep my account").click()
    phone.wait_for_url(f"{site}/accounts/login/")
    sign_in(phone, site)
    phone.wait_for_url(f"{site}/today/")
    phone.goto(f"{site}/log/")
    wait_until_sent(phone)
    assert LiftSet.objects.filter(pk=row).exists()
