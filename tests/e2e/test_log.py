"""Logging with one thumb: taps counted, nothing doubled, nothing lost."""

import pytest
from playwright.sync_api import Page, expect

from apps.lifts.models import LiftSet
from tests.e2e.people import settled

pytestmark = pytest.mark.usefixtures("complaints")


def start_with(page: Page, site: str, exercise: str) -> None:
    """Begin a workout with one exercise on its list."""
    page.goto(f"{site}/log/")
    if page.locator("#start-workout").count():
        page.locator("#start-workout").click()
    page.wait_for_load_state("networkidle")
    page.get_by_role("link", name="Add exercise").first.click()
    page.locator("#choose-q").fill(exercise)
    page.get_by_role("button", name=exercise).first.click()
    expect(page.locator(".exercise-card").filter(has_text=exercise)).to_have_count(1)


def test_both_sides_as_planned_is_one_tap(sam: Page, site: str) -> None:
    start_with(sam, site, "Rear-foot-elevated split squat")
    before = LiftSet.objects.count()
    sam.locator(".next-both").first.click()
    settled(sam)
    expect(sam.locator(".set-cell:not(.is-missing)")).to_have_count(2)
    assert LiftSet.objects.count() == before + 2
    # A planned effort is never taken for an observed one.
    assert set(LiftSet.objects.order_by("-performed_at").values_list("rir", flat=True)[:2]) == {
        None
    }


def test_ten_instant_clicks_log_one_set(sam: Page, site: str) -> None:
    start_with(sam, site, "Rear-foot-elevated split squat")
    before = LiftSet.objects.count()
    sam.locator(".next-both").first.evaluate(
        "button => { for (let i = 0; i < 10; i += 1) button.click(); }"
    )
    settled(sam)
    expect(sam.locator(".set-cell:not(.is-missing)")).to_have_count(2)
    assert LiftSet.objects.count() == before + 2


def test_an_open_trend_moves_with_a_logged_set(sam: Page, site: str) -> None:
    start_with(sam, site, "Rear-foot-elevated split squat")
    sam.locator("[id$=-trend-summary]").first.click()
    dots = sam.locator(".trend .chart-dot")
    expect(dots.first).to_be_visible()
    before = dots.count()
    sam.locator(".next-both").first.click()
    settled(sam)
    for side in sam.locator(".effort-row").all():
        assert side.is_visible()
    sam.locator(".effort-row").first.locator("button").nth(1).click()
    settled(sam)
    sam.locator(".effort-row").first.locator("button").nth(2).click()
    expect(dots).to_have_count(before + 1)


def test_open_trends_are_kept_apart_and_each_is_fetched_once(sam: Page, site: str) -> None:
    for exercise in ("Rear-foot-elevated split squat", "Single-leg press"):
        start_with(sam, site, exercise)
    for summary in sam.locator("[id$=-trend-summary]").all():
        summary.click()
    expect(sam.locator(".trend .chart-svg")).to_have_count(2)
    settled(sam)
    asked: list[str] = []
    sam.on("request", lambda request: "slot=" in request.url and asked.append(request.url))
    sam.locator(".next-both").first.click()
    settled(sam)
    expect(sam.locator(".trend .chart-svg")).to_have_count(2)
    assert len(asked) == len(set(asked)) == 2
    ids = sam.evaluate("Array.from(document.querySelectorAll('[id]'), (one) => one.id)")
    assert sorted(ids) == sorted(set(ids))
