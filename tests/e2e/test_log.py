"""Logging with one thumb: nothing doubled, nothing lost, nothing invented."""

import re
from decimal import Decimal

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from apps.exercises.models import Exercise
from apps.lifts.models import LiftSet
from apps.lifts.queries import first_side_for
from apps.profiles.models import Athlete
from tests.drill.waiting import wait_until
from tests.e2e.people import settled

pytestmark = pytest.mark.usefixtures("complaints")

SQUAT = "Rear-foot-elevated split squat"
DONE = "button.set-cell"
TEN_CLICKS_AT = """(button, at) => void setTimeout(() => {
  for (let i = 0; i < 10; i += 1) button.click();
}, at - Date.now())"""
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
    # At one moment: a tab also looks at what is kept whenever it wakes up, and would press the next set.
    at = other.evaluate("Math.ceil(Date.now() / 1000 + 1) * 1000")
    for tab in (other, sam):
        tab.locator(".next-both").evaluate(TEN_CLICKS_AT, at)
    saved(sam, 2)
    assert LiftSet.objects.count() == before + 2


def test_an_open_trend_moves_with_a_logged_set(sam: Page, site: str) -> None:
    start_with(sam, site, SQUAT)
    sam.locator("[id$=-trend-summary]").first.click()
    dots = sam.locator(".trend .chart-read")
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


def test_the_second_half_of_a_double_click_logs_nothing(sam: Page, site: str) -> None:
    start_with(sam, site, SQUAT)
    before = LiftSet.objects.count()
    sam.locator(".next-both").dblclick()
    saved(sam, 2)
    assert LiftSet.objects.count() == before + 2


def test_a_workout_without_a_network(sam: Page, context: BrowserContext, site: str) -> None:
    start_with(sam, site, SQUAT)
    before = LiftSet.objects.count()
    saved(sam, 0)
    context.set_offline(True)
    sam.locator("[id$=-log-left]").click()
    expect(sam.locator(".next-cue")).to_have_text("Now the right side")
    expect(sam.locator("ls-rest [data-cue]")).to_have_text("Now the right side")
    expect(sam.locator(DONE)).to_contain_text("on this device")

    # Corrected in place, with a comma, before any server has heard of it.
    sam.locator(DONE).click()
    expect(sam.locator(".set-edit h3")).to_be_focused()
    sam.locator(".set-edit input[id^=load-]").fill("17,5")
    sam.locator(".set-edit input[name^='rir-'][value='0']").check()
    sam.locator(".set-edit [type=submit]").click()
    expect(sam.locator(DONE)).to_contain_text("8 × 17.5 RIR 0")
    expect(sam.locator(DONE)).to_be_focused()

    # Deleted and brought back.
    sam.locator(DONE).click()
    sam.locator("[id$=-delete]").click()
    expect(sam.locator(DONE)).to_have_count(0)
    expect(sam.locator("#log-undo")).to_be_focused()
    sam.locator("#log-undo").click()
    expect(sam.locator(DONE)).to_contain_text("8 × 17.5 RIR 0")
    assert LiftSet.objects.count() == before

    # The other side is left out: the exercise goes on.
    sam.locator(".next-skip").click()
    expect(sam.locator(".next-both")).to_be_visible()
    context.set_offline(False)
    saved(sam, 1)
    row = LiftSet.objects.get(pk=sam.locator(DONE).get_attribute("data-id"))
    assert (row.side, row.reps, str(row.typed_load.normalize()), row.rir) == ("left", 8, "17.5", 0)
    assert row.capped_by_plan is False
    assert LiftSet.objects.filter(deleted_at=None).count() == before + 1


def test_what_is_typed_survives_a_set_of_another_tab(
    sam: Page, context: BrowserContext, site: str
) -> None:
    start_with(sam, site, SQUAT)
    other = context.new_page()
    other.goto(f"{site}/log/")
    other.locator(".next-side.is-right input").first.fill("6")
    other.locator("[id^=log-rename-summary]").click()
    sam.locator("[id$=-log-left]").click()
    saved(other, 1)
    reps = other.locator(".next-side.is-right input").first
    expect(reps).to_have_value("6")
    expect(other.locator("#log-rename")).to_have_attribute("open", "")
    other.reload()
    expect(reps).to_have_value("6")


def test_what_the_server_refuses_is_said_beside_its_number_and_mended_there(
    sam: Page, context: BrowserContext, site: str
) -> None:
    start_with(sam, site, SQUAT)
    sam.locator(".next-both").first.click()
    saved(sam, 2)
    context.set_offline(True)
    cell = sam.locator(f"{DONE}.is-left")
    cell.click()
    load = sam.get_by_role("form").get_by_label(re.compile("^Weight"))
    load.fill("20.12345")
    sam.get_by_role("button", name="Save", exact=True).click()
    expect(cell).to_contain_text("on this device")
    context.set_offline(False)

    expect(cell).to_have_accessible_description("Weight: Three decimals at most.")
    cell.click()
    expect(load).to_have_value("20.12345")
    expect(load).to_have_attribute("aria-invalid", "true")
    expect(load).to_have_accessible_description("Three decimals at most.")
    load.fill("20.5")
    expect(load).to_have_accessible_description("")
    sam.get_by_role("button", name="Save", exact=True).click()

    saved(sam, 2)
    expect(sam.get_by_text("Three decimals")).to_have_count(0)
    assert LiftSet.objects.get(pk=(cell.get_attribute("id") or "")[4:]).typed_load == Decimal(
        "20.5"
    )


def test_the_side_to_start_with_is_remembered_without_a_network(
    sam: Page, context: BrowserContext, site: str
) -> None:
    start_with(sam, site, SQUAT)
    leads = sam.locator(".next-side:has(.set-first) legend")
    expect(leads).to_contain_text("Left")
    settled(sam)
    context.set_offline(True)
    sam.get_by_role("button", name="Change", exact=False).first.click()
    sam.get_by_role("button", name="Start with right").click()
    expect(leads).to_contain_text("Right")
    expect(sam.locator(".card-foot")).to_contain_text("Your choice")
    sam.locator("#discard-workout").click()
    sam.locator("#start-workout").click()
    sam.locator("#add-exercise").click()
    sam.locator("#choose-q").fill(SQUAT)
    sam.locator(".picker .choose-one").first.click()
    expect(leads).to_contain_text("Right")
    context.set_offline(False)

    expect(sam.locator("ls-sync")).to_have_attribute("data-state", "saved", timeout=30_000)
    exercise = Exercise.objects.get(name=SQUAT)
    athlete = Athlete.objects.exclude(demo_expires_at=None).get()
    assert first_side_for(athlete, exercise) == "right"
    # Switched back, the finding is followed again.
    sam.get_by_role("button", name="Change", exact=False).first.click()
    sam.get_by_role("button", name="Start with left").click()
    expect(leads).to_contain_text("Left")
    expect(sam.locator(".card-foot")).to_contain_text("Weaker side first", timeout=30_000)
