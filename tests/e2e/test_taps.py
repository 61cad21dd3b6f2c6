"""How many taps the commonest actions take. ``pytest tests/e2e/test_taps.py -s`` prints the table."""

from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Locator, Page, expect

from apps.lifts.models import LiftSet, Workout, WorkoutExercise
from tests.drill.waiting import wait_until
from tests.e2e.test_log import SQUAT, saved, start_with

pytestmark = pytest.mark.usefixtures("complaints")

BOUNDS = {
    "log both sides as planned": 1,
    "log both sides as planned, reps left told for each": 3,
    "log both sides, one side changed": 3,
    "add an exercise from the recent ones": 2,
    "swap an exercise": 3,
    "undo": 1,
    "superset with the next exercise": 2,
    "skip the rest": 1,
    "finish the workout": 1,
    "repeat the last workout": 1,
    "log a warm-up of both sides": 2,
}
"""Most taps that each may take."""


@dataclass
class Thumb:
    """Taps, and nothing else: what it cannot reach by a tap it cannot do."""

    page: Page
    counted: dict[str, int] = field(default_factory=dict)
    doing: str = ""

    def does(self, action: str) -> None:
        """Count the next taps for ``action``."""
        assert action in BOUNDS
        self.doing = action
        self.counted[action] = 0

    def tap(self, target: Locator | str) -> None:
        """Tap once, on a target that a thumb can hit."""
        found = (self.page.locator(target) if isinstance(target, str) else target).first
        found.scroll_into_view_if_needed()
        box = found.bounding_box()
        assert box
        assert box["height"] >= 48, f"{target} is {box['height']} px high"
        found.click()
        self.counted[self.doing] += 1


@pytest.fixture
def thumb(sam: Page) -> Thumb:
    sam.set_viewport_size({"width": 390, "height": 844})
    return Thumb(sam)


def test_taps_of_the_commonest_actions(thumb: Thumb, site: str) -> None:
    thumb.page.goto(f"{site}/log/")
    repeat_and_discard(thumb)
    fill_the_list(thumb)
    start_with(thumb.page, site, SQUAT)
    log_sets(thumb)
    take_back_and_end(thumb)
    # Nothing may be under way when the database is emptied.
    expect(thumb.page.locator("ls-sync")).to_have_attribute("data-state", "saved")
    thumb.page.goto(f"{site}/offline/")

    report(thumb.counted)
    assert thumb.counted.keys() == BOUNDS.keys()
    assert not {what: taps for what, taps in thumb.counted.items() if taps > BOUNDS[what]}


def repeat_and_discard(thumb: Thumb) -> None:
    page = thumb.page
    thumb.does("repeat the last workout")
    thumb.tap("[id^=repeat-]")
    cards = page.locator(".exercise-card")
    expect(cards).not_to_have_count(0)
    wait_until("the list is saved", lambda: listed() == cards.count())
    page.locator("#discard-workout").click()
    expect(page.locator("#start-workout")).to_be_visible()


def fill_the_list(thumb: Thumb) -> None:
    page = thumb.page
    page.locator("#start-workout").click()
    thumb.does("add an exercise from the recent ones")
    thumb.tap("#add-exercise")
    thumb.tap(page.locator(".picker .choose-one").filter(has_text="Recent"))
    expect(page.locator(".exercise-card")).to_have_count(1)
    name = page.locator(".exercise-card h2")
    recent = name.inner_text()

    thumb.does("swap an exercise")
    thumb.tap("[id^=menu-][id$=-open]")
    thumb.tap("[id^=swap-]")
    thumb.tap(page.locator(".picker .choose-one").filter(has_text="Same movement"))
    expect(name).not_to_have_text(recent)
    expect(name).to_have_count(1)


def log_sets(thumb: Thumb) -> None:
    page = thumb.page
    squat = page.locator(".exercise-card").filter(has_text=SQUAT)
    both, efforts = squat.locator(".next-both"), squat.locator(".effort-row")

    thumb.does("log a warm-up of both sides")
    thumb.tap(squat.get_by_role("button", name="Warm-up set"))
    thumb.tap(both)
    saved(page, 2)
    work_kg = float(squat.locator(".next-side.is-left input").last.input_value())
    assert {row.kind for row in newest(2)} == {"warm_up"}
    assert {work_kg / 4 < row.typed_load <= work_kg / 2 for row in newest(2)} == {True}

    thumb.does("log both sides as planned, reps left told for each")
    thumb.tap(both)
    thumb.counted["log both sides as planned"] = thumb.counted[thumb.doing]
    saved(page, 4)
    thumb.tap(efforts.first.locator("button").nth(2))
    expect(efforts).to_have_count(1)
    thumb.tap(efforts.first.locator("button").nth(0))
    expect(efforts).to_have_count(0)
    wait_until("told", lambda: {row.side: row.rir for row in newest(2)} == {"left": 2, "right": 0})

    thumb.does("log both sides, one side changed")
    thumb.tap(squat.locator(".next-side.is-right [data-by='-1']"))
    thumb.tap(both)
    saved(page, 6)
    left, right = sorted(newest(2), key=lambda row: row.side)
    assert right.reps == left.reps - 1
    assert (left.capped_by_plan, right.capped_by_plan) == (True, False)

    thumb.does("skip the rest")
    expect(page.locator("ls-rest")).to_have_class("rest is-resting")
    thumb.tap("#rest-skip")
    expect(page.locator("ls-rest")).to_have_class("rest")


def take_back_and_end(thumb: Thumb) -> None:
    page = thumb.page
    thumb.does("undo")
    page.locator("[data-do=effort]").first.click()
    expect(page.locator(".effort-row")).to_have_count(1)
    thumb.tap("#log-undo")
    expect(page.locator(".effort-row")).to_have_count(2)

    thumb.does("superset with the next exercise")
    thumb.tap("[id^=menu-][id$=-open]")
    thumb.tap("[id^=join-]")
    expect(page.locator(".card-group")).to_have_count(2)

    thumb.does("finish the workout")
    thumb.tap("#finish-workout")
    expect(page.locator("#log-done")).to_be_focused()
    # The warm-up is no set of work.
    expect(page.locator("#log-summary")).to_contain_text("Left 2 · right 2")
    wait_until("finished", lambda: not Workout.objects.filter(ended_at=None, deleted_at=None))


def newest(count: int) -> list[LiftSet]:
    """The sets that were logged last."""
    return list(LiftSet.objects.filter(deleted_at=None).order_by("-performed_at", "-id")[:count])


def listed() -> int:
    """How many exercises the server has on the list."""
    running = Workout.objects.filter(ended_at=None, deleted_at=None)
    return WorkoutExercise.objects.filter(workout__in=running, deleted_at=None).count()


def report(counted: dict[str, int]) -> None:
    """Print the table that docs/logging.md shows."""
    print("\n| Action | Taps | At most |\n| --- | --- | --- |")  # noqa: T201
    for what, most in BOUNDS.items():
        print(f"| {what} | {counted[what]} | {most} |")  # noqa: T201
