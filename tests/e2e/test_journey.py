"""One person does everything that Levelset is for, in one sitting."""

from pathlib import Path

import pytest
from django.utils import timezone
from django.utils.formats import date_format
from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.logs import write_weaker_left_leg
from tests.e2e.people import answer_screening, onboard, sign_up
from tests.e2e.player import finish, follow_session

pytestmark = pytest.mark.usefixtures("complaints")


def bring_history(page: Page, site: str, file: Path) -> None:
    """Upload a file, look, accept."""
    page.goto(f"{site}/data/")
    page.locator("input[type=file]").set_input_files(file)
    page.locator("#import-look").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("96 sets can be read")
    page.locator("#import-accept").click()
    page.wait_for_url("**/balance/")


@pytest.mark.long
def test_from_sign_up_to_a_moving_chart(
    page: Page, context: BrowserContext, site: str, csv_file: Path
) -> None:
    sign_up(page, site, "ada@example.org")
    onboard(page, "Ada")

    write_weaker_left_leg(csv_file, until=timezone.localdate())
    bring_history(page, site, csv_file)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Your left leg is about")
    expect(page.locator("#levels")).to_contain_text("Left")

    page.goto(f"{site}/today/")
    answer_screening(page)
    page.goto(f"{site}/today/")
    page.locator("#today-create").click()
    page.wait_for_url("**/program/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Knee-dominant: left side up")

    # A second tab shows the pattern's chart and must move by itself.
    chart_tab = context.new_page()
    chart_tab.goto(f"{site}/balance/knee-dominant/")
    dots = chart_tab.locator("#symmetry-chart .chart-read")
    before = dots.count()
    # A tab in the background draws once a second, and every press waits for two drawings.
    page.bring_to_front()
    page.goto(f"{site}/program/")
    first_week = page.locator(".program-week").first
    first_week.get_by_role("link").filter(has_text="Knee-dominant").first.click()
    expect(page.get_by_text("Left first").first).to_be_visible()
    page.locator("#session-start").click()
    page.wait_for_url("**/play/")
    expect(page.locator("#player-done")).to_be_visible()
    assert follow_session(page) > 4

    finish(page)
    expect(page.locator("#levels")).to_contain_text("Knee-dominant")
    expect(page.locator("#next-session")).to_be_visible()
    expect(page.get_by_role("heading", name="Because of this session")).to_be_visible()
    expect(dots).to_have_count(before + 1)

    page.goto(f"{site}/history/")
    day = date_format(timezone.localdate(), "j F")
    expect(page.get_by_role("main").get_by_role("link").first).to_contain_text(day)


@pytest.mark.long
def test_other_tabs_follow_a_finished_session(
    sam: Page, context: BrowserContext, site: str
) -> None:
    today, program, balance = (context.new_page() for _tab in range(3))
    today.goto(f"{site}/today/")
    program.goto(f"{site}/program/")
    balance.goto(f"{site}/balance/")
    planned = today.locator("#next-session h2").inner_text()
    for tab in (today, program, balance):
        tab.evaluate("window.sameDocument = true")

    sam.bring_to_front()
    sam.goto(f"{site}/today/")
    sam.locator("#today-start").click()
    sam.wait_for_url("**/play/")
    expect(sam.locator("#player-done")).to_be_visible()
    follow_session(sam)
    with balance.expect_response(f"{site}/balance/"):
        finish(sam)

    expect(today.locator("#next-session h2")).not_to_have_text(planned)
    expect(program.locator(".program-week").first).to_contain_text("done")
    expect(program.get_by_role("heading", name="What changed, and why")).to_be_visible()
    expect(balance.locator("#levels")).to_contain_text("Knee-dominant")
    for tab in (today, program, balance):
        assert tab.evaluate("window.sameDocument"), "the page was loaded again"
