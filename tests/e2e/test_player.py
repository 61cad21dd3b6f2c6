"""The player under a thumb that taps twice, and for ears."""

import pytest
from playwright.sync_api import Page, expect

from apps.lifts.models import LiftSet
from tests.e2e.people import settled
from tests.e2e.test_log import start_with

pytestmark = pytest.mark.usefixtures("complaints")


def click_again(page: Page, at: tuple[float, float]) -> None:
    """Send the second half of a double click, after the page has already changed."""
    page.mouse.move(*at)
    page.mouse.down(click_count=2)
    page.mouse.up(click_count=2)
    settled(page)


def middle_of(page: Page, button: str) -> tuple[float, float]:
    """Where a thumb would tap."""
    page.locator(button).first.scroll_into_view_if_needed()
    box = page.locator(button).first.bounding_box()
    assert box
    return (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def start_session(page: Page, site: str) -> None:
    """Begin the session that is due."""
    page.goto(f"{site}/today/")
    page.locator("#today-start").click()
    page.wait_for_url("**/play/")
    settled(page)


def test_the_second_half_of_a_double_click_logs_nothing(sam: Page, site: str) -> None:
    start_session(sam, site)
    before = LiftSet.objects.count()
    at = middle_of(sam, "#player-done")

    with sam.expect_response(lambda answer: answer.url.endswith("/sets/")):
        sam.mouse.click(*at)
    settled(sam)
    # The button of the other side has come up under the same thumb.
    expect(sam.locator("#player-form [name=side]")).to_have_value("right")
    click_again(sam, at)
    assert LiftSet.objects.count() == before + 1

    with sam.expect_response(lambda answer: answer.url.endswith("/sets/")):
        sam.mouse.click(*at)
    settled(sam)
    assert LiftSet.objects.count() == before + 2


def test_each_step_is_spoken_and_the_focus_stays_on_done(sam: Page, site: str) -> None:
    start_session(sam, site)
    voice = sam.locator("#player-voice")
    expect(voice).to_have_text("")

    sam.locator("#player-done").focus()
    sam.keyboard.press("Enter")
    expect(voice).to_contain_text("right side, set 1 of")
    expect(sam.locator("#player-done")).to_be_focused()


def test_the_log_takes_one_set_from_a_double_click(sam: Page, site: str) -> None:
    start_with(sam, site, "Rear-foot-elevated split squat")
    before = LiftSet.objects.count()
    with sam.expect_response(lambda answer: answer.url.endswith("/sets/")):
        sam.locator(".next-both").first.click()
    settled(sam)

    click_again(sam, middle_of(sam, ".next-both"))
    assert LiftSet.objects.count() == before + 2
