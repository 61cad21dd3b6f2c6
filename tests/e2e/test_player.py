"""The player under a thumb that taps twice, for ears, in a cellar, and in two tabs."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from apps.lifts.models import LiftSet, Workout
from apps.programs.models import ProgramChange, Session, SkippedSet
from apps.programs.queries import walk_of
from tests.e2e.outbox import kept_offline, until
from tests.e2e.people import settled
from tests.e2e.player import do_set, follow_session, press, sent, start_session, step_of
from tests.e2e.test_log import SQUAT, start_with

pytestmark = pytest.mark.usefixtures("complaints")

TEN_CLICKS = "button => { for (let i = 0; i < 10; i += 1) button.click(); }"


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


def one_visit(page: Page, site: str) -> None:
    """Look at Today until the device keeps what the player needs."""
    page.goto(f"{site}/today/")
    kept(page)


def kept(page: Page) -> None:
    """Wait until the device keeps the player's page and what it shows."""
    kept_offline(page)
    until(page, "return Boolean(await caches.match('/program/play/', { ignoreVary: true }));")


def test_the_second_half_of_a_double_click_logs_nothing(sam: Page, site: str) -> None:
    start_session(sam, site)
    before = LiftSet.objects.count()
    at = middle_of(sam, "#player-done")

    sam.mouse.click(*at)
    # The button of the other side has come up under the same thumb.
    expect(sam.locator(".player-side")).to_contain_text("RIGHT")
    click_again(sam, at)
    sent(sam)
    assert LiftSet.objects.count() == before + 1

    sam.mouse.click(*at)
    expect(sam.locator(".player-side")).to_contain_text("LEFT")
    sent(sam)
    assert LiftSet.objects.count() == before + 2


def test_ten_instant_clicks_log_one_set(sam: Page, site: str) -> None:
    start_session(sam, site)
    before = LiftSet.objects.count()

    sam.locator("#player-done").evaluate(TEN_CLICKS)

    expect(sam.locator(".player-side")).to_contain_text("RIGHT")
    sent(sam)
    assert LiftSet.objects.count() == before + 1


def test_each_step_is_spoken_and_the_focus_stays_on_done(sam: Page, site: str) -> None:
    start_session(sam, site)
    voice = sam.locator("#player-voice")
    expect(voice).to_have_text("")

    sam.locator("#player-done").focus()
    sam.keyboard.press("Enter")
    expect(voice).to_contain_text("right side, set 1 of")
    expect(sam.locator("#player-done")).to_be_focused()


def test_the_log_takes_one_set_from_a_double_click(sam: Page, site: str) -> None:
    start_with(sam, site, SQUAT)
    before = LiftSet.objects.count()
    sam.locator(".next-both").first.click()
    expect(sam.locator("button.set-cell")).to_have_count(2)

    click_again(sam, middle_of(sam, ".next-both"))
    sent(sam)
    assert LiftSet.objects.count() == before + 2


def test_a_whole_session_without_a_network(sam: Page, context: BrowserContext, site: str) -> None:
    one_visit(sam, site)
    before = set(LiftSet.objects.values_list("pk", flat=True))
    context.set_offline(True)

    # The page of Today that is open has a button for the server; without one it leads here.
    sam.locator("#today-start").click()
    sam.locator("#player-start").click()
    expect(sam.locator("#player-done")).to_be_visible()
    first = step_of(sam)
    assert do_set(sam) != first
    # A closed tab and a fresh one: everything is where it was.
    here = step_of(sam)
    sam.reload()
    expect(sam.locator("#player-done")).to_be_visible()
    assert step_of(sam) == here
    done = 1 + follow_session(sam)
    sam.locator("#player-finish").click()
    expect(sam.get_by_text("It is kept on this device.")).to_be_visible()
    assert not Workout.objects.filter(ended_at=None).exists()
    assert LiftSet.objects.count() == len(before)

    context.set_offline(False)
    sent(sam)
    session = Session.objects.filter(status="done").latest("workout__started_at")
    walk = walk_of(session)
    logged = LiftSet.objects.exclude(pk__in=before)
    assert done == len(walk.steps) == logged.count()
    assert {row.workout for row in logged} == {session.workout}
    assert session.workout is not None
    assert session.workout.ended_at is not None
    assert ProgramChange.objects.filter(session=session).exists()
    expect(sam.get_by_role("heading", name="Because of this session")).to_be_visible()


def test_begun_online_it_goes_on_without_a_network(
    sam: Page, context: BrowserContext, site: str
) -> None:
    start_session(sam, site)
    kept(sam)
    before = LiftSet.objects.count()
    context.set_offline(True)
    here = do_set(sam)
    sam.reload()
    expect(sam.locator("#player-done")).to_be_visible()
    assert step_of(sam) == here
    do_set(sam)

    context.set_offline(False)
    sent(sam)
    assert LiftSet.objects.count() == before + 2


def test_a_killed_tab_is_resumed_at_the_same_step(
    sam: Page, context: BrowserContext, site: str
) -> None:
    start_session(sam, site)
    do_set(sam)
    here = do_set(sam)
    sam.close(run_before_unload=False)

    again = context.new_page()
    again.goto(f"{site}/today/")
    again.locator("#today-go-on").click()
    expect(again.locator("#player-done")).to_be_visible()
    assert step_of(again) == here
    sent(again)


def test_two_tabs_show_the_same_step(sam: Page, context: BrowserContext, site: str) -> None:
    start_session(sam, site)
    other = context.new_page()
    other.goto(sam.url)
    expect(other.locator("#player-done")).to_be_visible()

    following = do_set(sam)

    expect(other.locator("#player-form")).to_have_attribute("data-step", following)


def test_a_step_pressed_in_two_deaf_tabs_is_one_row(
    sam: Page, context: BrowserContext, site: str
) -> None:
    start_session(sam, site)
    other = context.new_page()
    # What this tab does the other one does not hear of.
    other.add_init_script("BroadcastChannel.prototype.postMessage = () => {}")
    other.goto(sam.url)
    expect(other.locator("#player-done")).to_be_visible()
    before = LiftSet.objects.count()

    for tab in (other, sam):
        tab.locator("#player-done").evaluate(TEN_CLICKS)
    for tab in (other, sam):
        expect(tab.locator(".player-side")).to_contain_text("RIGHT")
        sent(tab)

    assert LiftSet.objects.count() == before + 1


def test_a_step_is_left_out_taken_back_and_mended(sam: Page, site: str) -> None:
    start_session(sam, site)
    first = step_of(sam)
    second = press(sam, "#player-skip")
    assert press(sam, "#player-undo") == first

    sam.locator("#player-reps").fill("9")
    assert press(sam, "#player-done") == second
    assert sam.locator("#player-reps").input_value() == "9"
    sam.locator("#player-edit").click()
    sam.locator("#player-reps").fill("7")
    sam.locator("#player-done").click()
    expect(sam.locator(".player-table .is-done")).to_have_text("7")
    assert step_of(sam) == second
    sent(sam)
    assert LiftSet.objects.latest("performed_at").reps == 7
    assert not SkippedSet.objects.exists()

    assert press(sam, "#player-undo") == first
    assert press(sam, "#player-done") == second
    sent(sam)
    rows = LiftSet.objects.filter(workout__ended_at=None, deleted_at=None)
    assert [row.reps for row in rows] == [8]


def test_what_cannot_be_logged_is_said_beside_its_field(sam: Page, site: str) -> None:
    start_session(sam, site)
    before = LiftSet.objects.count()
    sam.locator("#player-reps").fill("8.5")
    sam.locator("#player-done").click()

    expect(sam.locator("#player-reps-error")).to_be_visible()
    expect(sam.locator("#player-reps")).to_be_focused()
    assert sam.locator("#player-reps").input_value() == "8.5"
    assert LiftSet.objects.count() == before


def test_pain_ends_the_exercise_and_keeps_only_what_it_may(sam: Page, site: str) -> None:
    start_session(sam, site)
    exercise = sam.locator("#player-exercise").inner_text()
    sam.locator("#player-hurts").click()
    dialog = sam.get_by_role("dialog", name=f"{exercise} ends here for today")
    expect(dialog.get_by_role("link", name="When to get help")).to_be_visible()
    # Half an answer is asked again.
    dialog.locator("#pain-stop").click()
    expect(dialog).to_be_visible()
    dialog.get_by_label("Left").check()
    dialog.get_by_label("6", exact=True).check()
    dialog.locator("#pain-stop").click()

    expect(sam.locator("#player-exercise")).not_to_have_text(exercise)
    expect(sam.locator("#player-voice")).to_contain_text("set 1 of")
    sent(sam)
    line = Session.objects.get(status="running").prescriptions.get(stopped_for_pain=True)
    assert (line.exercise.name, line.pain, line.pain_side) == (exercise, None, "")


def test_the_rest_is_counted_and_said(sam: Page, site: str) -> None:
    start_session(sam, site)
    expect(sam.locator(".rest-next")).to_have_text("starts at your first set")
    expect(sam.locator(".rest-clock")).to_have_text("0:00")
    do_set(sam)
    expect(sam.locator(".rest-next")).to_have_text("rest, then right")
    sam.locator("#rest-more").click()
    expect(sam.locator(".rest-clock")).not_to_have_text("0:00")


def test_what_the_server_refuses_is_corrected_in_place(
    sam: Page, context: BrowserContext, site: str
) -> None:
    start_session(sam, site)
    kept(sam)
    load = sam.locator("#player-load")
    while not load.is_visible():
        do_set(sam)
    context.set_offline(True)
    load.fill("20.12345")
    press(sam, "#player-done")
    load.fill("20")
    here = do_set(sam)
    context.set_offline(False)

    told = sam.locator(".player-needs")
    expect(told).to_contain_text("Weight: Three decimals at most.")
    # The rest goes on without it.
    assert step_of(sam) == here
    told.get_by_role("button", name="Correct this set").click()
    expect(load).to_have_value("20.12345")
    expect(load).to_have_accessible_description("Three decimals at most.")
    load.fill("20.5")
    sam.locator("#player-done").click()

    expect(told).to_have_count(0)
    assert step_of(sam) == here
    sent(sam)
    assert LiftSet.objects.filter(typed_load="20.5").count() == 1
