"""The player under a thumb that taps twice, and for ears."""

import pytest
from playwright.sync_api import Page, expect

from apps.lifts.models import LiftSet
from tests.e2e.people import settled

pytestmark = pytest.mark.usefixtures("complaints")


def start_session(page: Page, site: str) -> None:
    """Begin the session that is due."""
    page.goto(f"{site}/today/")
    page.locator("#today-start").click()
    page.wait_for_url("**/play/")
    settled(page)


def test_the_second_half_of_a_double_click_logs_nothing(sam: Page, site: str) -> None:
    start_session(sam, site)
    before = LiftSet.objects.count()
    box = sam.locator("#player-done").bounding_box()
    assert box
    at = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)

    with sam.expect_response(lambda answer: answer.url.endswith("/sets/")):
        sam.mouse.click(*at)
    settled(sam)
    # The button of the other side has come up under the same thumb.
    expect(sam.locator("#player-form [name=side]")).to_have_value("right")
    sam.mouse.move(*at)
    sam.mouse.down(click_count=2)
    sam.mouse.up(click_count=2)
    settled(sam)
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
