"""What a person does in the browser, in the words of the page."""

import re
from urllib.parse import urlsplit

from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, expect

from apps.profiles.models import User

PASSWORD = "correct horse battery staple"


def sign_in_as(page: Page, site: str, user: User) -> None:
    """Give the browser the session of somebody signed in, without driving the form."""
    client = Client()
    client.force_login(user)
    page.context.add_cookies(
        [
            {
                "name": settings.SESSION_COOKIE_NAME,
                "value": client.cookies[settings.SESSION_COOKIE_NAME].value,
                "domain": str(urlsplit(site).hostname),
                "path": "/",
            }
        ]
    )


def sign_up(page: Page, site: str, email: str) -> None:
    """Make an account on the public page."""
    page.goto(site)
    page.get_by_role("link", name="Sign up").first.click()
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.locator("#sign-up").click()


def onboard(page: Page, name: str) -> None:
    """Answer the one page of questions."""
    expect(page.get_by_role("heading", level=1)).to_have_text("A little about you")
    page.get_by_label("What should we call you?").fill(name)
    page.get_by_label("Body mass").fill("70,5")
    page.get_by_label("Year of birth").fill("1990")
    page.get_by_label("I am 16 or older").check()
    page.get_by_role("group", name=re.compile("Which hand")).get_by_label("Right").check()
    page.get_by_label("One to three years").check()
    page.get_by_label("Bring a weaker side up").check()
    # Every day, so that a session is due whenever the test runs.
    for day in ("Tuesday", "Thursday", "Saturday", "Sunday"):
        page.get_by_label(day).check()
    for item in ("Dumbbells", "Bench", "Leg extension", "Leg curl", "Leg press"):
        page.get_by_label(item, exact=True).check()
    page.get_by_role("button", name="Start").click()
    page.wait_for_url("**/today/")


def answer_screening(page: Page) -> None:
    """Agree that answers are kept, and answer that nothing stands in the way."""
    page.get_by_role("link", name="Answer the questions").first.click()
    page.get_by_role("button", name="I agree, go on").click()
    for nothing in page.get_by_label("None of these").all():
        nothing.check()
    for answer in page.get_by_label("No", exact=True).all():
        answer.check()
    page.get_by_role("button", name="That is right").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You can train")


def settled(page: Page) -> None:
    """Wait until htmx has nothing under way."""
    expect(
        page.locator(".htmx-request, .htmx-settling, .htmx-swapping, .htmx-added")
    ).to_have_count(0)
