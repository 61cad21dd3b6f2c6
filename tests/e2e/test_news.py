"""What is logged while a page is fetching its last news is fetched as well."""

import pytest
from playwright.sync_api import Page, Route, expect

from tests.drill.waiting import wait_until
from tests.e2e.people import settled
from tests.e2e.test_log import SQUAT, start_with

pytestmark = pytest.mark.usefixtures("complaints")

NEWS = """
() => document.body.dispatchEvent(new CustomEvent("levelset:findings-changed", { bubbles: true }))
"""
PARTS = {
    "/today/": ["closing-gap", "levels", "next-session"],
    "/program/": ["program-weeks"],
    "/balance/": ["balance-now"],
    "/balance/knee-dominant/": ["pattern-now"],
    "/balance/knee-dominant/?range=all": ["pattern-now"],
}


class SlowLine:
    """Holds what parts of a page ask for until it is let through."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.held: list[Route] = []
        page.route("**/*", self.hold)

    def hold(self, route: Route) -> None:
        """Let everything pass but what htmx asks for."""
        if route.request.headers.get("hx-request"):
            self.held.append(route)
        else:
            route.fallback()

    def asked(self, parts: list[str]) -> bool:
        """Whether exactly these parts wait for their answers."""
        self.page.wait_for_timeout(20)
        return sorted(one.request.headers.get("hx-target", "") for one in self.held) == parts

    def let_through(self) -> None:
        """Let what is held go on."""
        while self.held:
            self.held.pop().fallback()


def news_twice(page: Page, parts: list[str]) -> None:
    """Bring news, and more while the answer to the first is under way."""
    line = SlowLine(page)
    page.evaluate(NEWS)
    wait_until(f"{parts} asked", lambda: line.asked(parts))
    if parts == ["pattern-now"]:
        assert line.held[0].request.url == page.url
    page.evaluate(NEWS)
    line.let_through()
    wait_until(f"{parts} asked again", lambda: line.asked(parts))
    page.unroute("**/*")
    line.let_through()
    settled(page)


@pytest.mark.parametrize("path", PARTS)
def test_news_during_an_answer_is_asked_for_again(sam: Page, site: str, path: str) -> None:
    sam.goto(f"{site}{path}")
    news_twice(sam, PARTS[path])
    ids = sam.evaluate("Array.from(document.querySelectorAll('[id]'), (one) => one.id)")
    assert sorted(ids) == sorted(set(ids))


def test_an_open_trend_hears_news_during_an_answer(sam: Page, site: str) -> None:
    start_with(sam, site, SQUAT)
    sam.locator("[id$=-trend-summary]").first.click()
    expect(sam.locator(".trend .chart-svg")).to_have_count(1)
    news_twice(sam, ["symmetry-chart"])
    expect(sam.locator(".trend .chart-svg")).to_have_count(1)
