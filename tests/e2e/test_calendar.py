"""The days of a program in a real browser: moved, left out, brought back, paused, on a trip, on paper."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.test_accessibility import violations
from tests.support.days import iso


def open_entry(page: Page, place: int) -> None:
    """Open one of the month's sessions with the keyboard alone."""
    page.locator(".calendar-entry").nth(place).focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/day/")


def looks_right(page: Page, axe_source: str, name: str) -> list[str]:
    """What axe finds in light and in dark, once nothing is said in passing any more."""
    wrong = []
    expect(page.locator(".toast")).to_have_count(0)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type] # one of two words
        wrong += [f"{name}, {scheme}: {line}" for line in violations(page, axe_source)]
    return wrong


@pytest.mark.long
def test_days_are_the_athletes(sam: Page, site: str, axe_source: str) -> None:
    wrong: list[str] = []
    sam.goto(f"{site}/program/")
    sam.locator("#program-calendar").click()
    expect(sam.locator("[aria-current=date]")).to_contain_text("Today")
    wrong += looks_right(sam, axe_source, "calendar")

    open_entry(sam, 1)
    sam.locator("#id_date").fill("2020-01-01")
    sam.locator("#session-move").click()
    expect(sam.locator(".field-errors")).to_contain_text("That day is over")
    wrong += looks_right(sam, axe_source, "a day that is over")
    sam.locator("#id_date").fill(iso(100))
    sam.locator("#session-move").click()
    # Far behind the program, where no other session is near.
    expect(sam.locator(".calendar-entry.is-moved")).to_contain_text("moved")

    sam.goto(f"{site}/program/calendar/")
    open_entry(sam, 0)
    sam.locator("#session-leave-out").click()
    expect(sam.locator(".lede")).to_contain_text("left out")
    sam.locator("#session-bring-back").click()
    expect(sam.locator(".lede")).to_contain_text("planned")

    sam.goto(f"{site}/program/calendar/")
    sam.locator("#pause-ask").click()
    sam.locator("#id_starts_on").fill(iso(8))
    sam.locator("#id_ends_on").fill(iso(12))
    sam.locator("#pause-create").click()
    expect(sam.locator(".calendar-absence")).to_contain_text("Paused from")

    sam.locator("#trip").click()
    sam.locator("#id_starts_on").fill(iso(0))
    sam.locator("#id_ends_on").fill(iso(7))
    sam.get_by_label("Resistance band").check()
    wrong += looks_right(sam, axe_source, "trip")
    sam.locator("#trip-create").click()
    expect(sam.get_by_text("With: resistance band.")).to_have_count(1)
    open_entry(sam, 0)
    sam.get_by_role("link", name="What is in it, and why").click()
    expect(sam.locator(".session-lines")).to_contain_text("It stands in for")

    sam.goto(f"{site}/program/print/")
    wrong += looks_right(sam, axe_source, "paper")
    sam.emulate_media(media="print", color_scheme="dark")
    expect(sam.locator(".rail")).to_be_hidden()
    assert _colours_of(sam) == {"color": "rgb(0, 0, 0)", "background": "rgb(255, 255, 255)"}
    assert wrong == [], "\n".join(wrong)


def _colours_of(page: Page) -> Any:
    return page.locator(".sheet").first.evaluate(
        "sheet => { const s = getComputedStyle(sheet); "
        "return { color: s.color, background: s.backgroundColor }; }"
    )
