"""Logging with one thumb: nothing doubled, nothing lost, nothing invented."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from apps.lifts.models import LiftSet
from tests.drill.waiting import wait_until
from tests.e2e.people import settled

pytestmark = pytest.mark.usefixtures("complaints")

SQUAT = "Rear-foot-elevated split squat"
DONE = "button.set-cell"
TEN_CLICKS = "button => { for (let i = 0; i < 10; i += 1) button.click(); }"


def start_with(page: Page, site: str, exercise: str) -> None:
    """Begin a workout with one exercise on its list."""
    page.goto(f"{site}/log/")
    expect(page.locator("#start-workout, #add-exercise").first).to_be_visible()
    if page.locator("#start-workout").count():
        page.locator("#start-workout").click()
    page.locator("#add-exercise").click()
    page.locator("#choose-q").fill(exercise)
    page.locator(".picker .choose-one").filter(has_text=exercise).first.click()
    expect(page.locator(".exercise-card").filter(has_text=exercise)).to_have_count(1)


def saved(page: Page, count: int) -> None:
    """Wait until the server has every set that is shown."""
    expect(page.locator(DONE)).to_have_count(count)
    expect(page.locator(f"{DONE} .set-state:has-text('saved')")).to_have_count(count)


def test_both_sides_as_planned_is_one_tap(sam: Page, site: str) -> None:
    start_with(sam, site, SQUAT)
    before = LiftSet.objects.count()
    sam.locator(".next-both").first.click()
    saved(sam, 2)
    assert LiftSet.objects.count() == before + 2
    # A planned effort is never taken for an observed one.
    logged = LiftSet.objects.order_by("-performed_at")[:2]
    assert {row.rir for row in logged} == {None}
    assert {row.capped_by_plan for row in logged} == {True}
    assert {row.side for row in logged} == {"left", "right"}


def test_ten_instant_clicks_log_one_set(sam: Page, site: str) -> None:
    start_with(sam, site, SQUAT)
    before = LiftSet.objects.count()
    sam.locator(".next-both").first.evaluate(TEN_CLICKS)
    saved(sam, 2)
    assert LiftSet.objects.count() == before + 2


def test_ten_instant_clicks_in_two_tabs_log_one_set_each_at_most(
    sam: Page, context: BrowserContext, site: str
) -> None:
    start_with(sam, site, SQUAT)
    other = context.new_page()
    other.goto(f"{site}/log/")
    expect(other.locator(".next-both")).to_be_visible()
    before = LiftSet.objects.count()
    for tab in (sam, other):
        tab.locator(".next-both").evaluate(TEN_CLICKS)
    expect(sam.locator(DONE).first).to_be_visible()
    settled(sam)
    wait_until("all sent", lambda: "on this device" not in sam.locator("#log-cards").inner_text())
    rows = LiftSet.objects.order_by("-performed_at")[: LiftSet.objects.count() - before]
    # The tab that had not heard of the first set pressed that same set; one that had, the next.
    assert len(rows) in {2, 4}
    places = [(row.side, row.set_index) for row in rows]
    assert len(places) == len(set(places))
    saved(sam, len(rows))
    saved(other, len(rows))


def test_the_same_set_pressed_in_two_deaf_tabs_is_one_row(
    sam: Page, context: BrowserContext, site: str
) -> None:
    start_with(sam, site, SQUAT)
    other = context.new_page()
    # Tabs that cannot hear each other show the same next set.
    other.add_init_script("BroadcastChannel.prototype.postMessage = () => {}")
    other.goto(f"{site}/log/")
    expect(other.locator(".next-both")).to_be_visible()
    before = LiftSet.objects.count()
    other.locator(".next-both").evaluate(TEN_CLICKS)
    sam.locator(".next-both").evaluate(TEN_CLICKS)
    saved(sam, 2)
    assert LiftSet.objects.count() == before + 2


def test_an_open_trend_moves_with_a_logged_set(sam: Page, site: str) -> None:
    start_with(sam, site, SQUAT)
    sam.locator("[id$=-trend-summary]").first.click()
    dots = sam.locator(".trend .chart-dot")
    expect(dots.first).to_be_visible()
    before = dots.count()
    sam.locator(".next-both").first.click()
    saved(sam, 2)
    for side in sam.locator(".effort-row").all():
        assert side.is_visible()
    sam.locator(".effort-row").first.locator("button").nth(1).click()
    expect(sam.locator(".effort-row")).to_have_count(1)
    sam.locator(".effort-row").first.locator("button").nth(2).click()
    expect(dots).to_have_count(before + 1)


def test_open_trends_are_kept_apart_and_each_is_fetched_once(sam: Page, site: str) -> None:
    for exercise in (SQUAT, "Single-leg press"):
        start_with(sam, site, exercise)
    for summary in sam.locator("[id$=-trend-summary]").all():
        summary.click()
    expect(sam.locator(".trend .chart-svg")).to_have_count(2)
    settled(sam)
    asked: list[str] = []
    sam.on("request", lambda request: "slot=" in request.url and asked.append(request.url))
    sam.locator(".next-both").first.click()
    saved(sam, 2)
    wait_until("both asked", lambda: len(asked) >= 2)
    settled(sam)
    expect(sam.locator(".trend .chart-svg")).to_have_count(2)
    assert len(asked) == len(set(asked)) == 2
    ids = sam.evaluate("Array.from(document.querySelectorAll('[id]'), (one) => one.id)")
    assert sorted(ids) == sorted(set(ids))
