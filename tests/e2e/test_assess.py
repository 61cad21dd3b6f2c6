"""Check-ins, self-tests, habits and the report: by touch, by keyboard alone, and without script."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from apps.assessments.models import CheckIn, HabitTick, SelfTest
from apps.demo.services import create_demo_athlete
from apps.profiles.models import Athlete, HealthConsent
from tests.e2e.people import settled, sign_in_as
from tests.e2e.test_accessibility import DESK, PHONE, check
from tests.support.clock import now
from tests.support.factories.assessments import CheckInFactory, SelfTestFactory

LEFT_KNEE = "Left knee, from the front"


def agree(athlete: Athlete) -> None:
    """Let everything be kept, as if each page had asked."""
    for purpose in ("signs", "causes", "self_tests"):
        HealthConsent.objects.get_or_create(
            athlete=athlete, purpose=purpose, defaults={"given_at": timezone.now()}
        )


def tab_to(page: Page, name: str, *, most: int = 160) -> None:
    """Move the focus by Tab until it is on what has this accessible name."""
    for _press in range(most):
        page.keyboard.press("Tab")
        if focused_name(page) == name:
            return
    raise AssertionError(f"Tab never came to {name!r}")


def focused_name(page: Page) -> str:
    """What a screen reader would call the focused element: its label, else its text."""
    name: str = page.evaluate(
        """() => {
          const one = document.activeElement;
          const label = one.getAttribute("aria-label") ?? one.labels?.[0]?.textContent ?? one.textContent;
          return label.replace(/\\s+/g, " ").trim();
        }"""
    )
    return name


@pytest.fixture
def phone(browser: Browser, site: str) -> Iterator[Page]:
    """Return a phone with a finger, on which the sample athlete is signed in."""
    context = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True)
    page = context.new_page()
    sign_in_as(page, site, create_demo_athlete(now=now()).user)
    yield page
    context.close()


class TestByTouch:
    def test_a_sign_in_seven_taps_and_the_same_again_in_one(self, phone: Page, site: str) -> None:
        phone.goto(f"{site}/assess/check-in/")
        phone.get_by_role("button", name="I agree").tap()
        phone.get_by_role("link", name=LEFT_KNEE).tap()
        expect(phone.get_by_role("heading", level=1)).to_have_text("Left knee")
        phone.get_by_label("Tight", exact=True).tap()
        phone.get_by_label("4", exact=True).tap()
        phone.get_by_label("Weeks", exact=True).tap()
        phone.get_by_label("Stairs", exact=True).tap()
        phone.get_by_role("button", name="Keep it").tap()
        expect(phone.get_by_text("Kept: Tight: left knee, 4 of 10.")).to_be_visible()
        expect(phone.get_by_role("link", name=f"{LEFT_KNEE}: 4 of 10 last time")).to_be_visible()

        CheckIn.objects.update(day=timezone.localdate() - dt.timedelta(days=7))
        phone.goto(f"{site}/assess/check-in/")
        phone.get_by_role("button", name="Same as last time").tap()
        expect(phone.get_by_text("Kept as last time: 1 sign.")).to_be_visible()
        assert CheckIn.objects.count() == 2

    def test_the_back_is_one_tap_away(self, phone: Page, site: str) -> None:
        agree(Athlete.objects.get())
        phone.goto(f"{site}/assess/check-in/")
        expect(phone.get_by_role("link", name="Left lower back, from behind")).to_be_hidden()
        phone.get_by_role("radio", name="Back").tap()
        phone.get_by_role("link", name="Left lower back, from behind").tap()
        expect(phone.get_by_role("heading", level=1)).to_have_text("Left lower back")

    def test_what_may_be_serious_leads_to_the_stop_list(self, phone: Page, site: str) -> None:
        agree(Athlete.objects.get())
        phone.goto(f"{site}/assess/check-in/knee/left/")
        phone.get_by_label("Gives way", exact=True).tap()
        phone.get_by_label("2", exact=True).tap()
        phone.get_by_label("Days", exact=True).tap()
        phone.get_by_role("button", name="Keep it").tap()
        expect(phone.get_by_role("heading", level=1)).to_have_text("Is this true for you?")
        phone.get_by_role("link", name="No, that is not it").tap()
        expect(phone.get_by_role("link", name="Gives way: left knee", exact=True)).to_be_visible()

    def test_a_reach_test_twice(self, phone: Page, site: str) -> None:
        agree(Athlete.objects.get())
        for first in ("Left", "Right"):
            phone.goto(f"{site}/assess/tests/")
            phone.get_by_text("Ankle and foot").tap()
            phone.get_by_role("link", name="Knee to wall").last.tap()
            phone.get_by_role("link", name="Do it now").tap()
            expect(phone.locator(".lede")).to_contain_text(f"{first} first")
            for side, reach in (("Left", "8"), ("Right", "11,1")):
                group = phone.get_by_role("group", name=side)
                group.get_by_label("Try 1").fill(reach)
            phone.get_by_role("button", name="Keep it").tap()
            expect(phone.get_by_text("Kept.")).to_be_visible()
            SelfTest.objects.filter(day=timezone.localdate()).update(
                day=timezone.localdate() - dt.timedelta(days=30 if first == "Left" else 0)
            )
        expect(phone.locator("#result-heading")).to_have_text(
            re.compile(r"Left reaches 3\.1\s+cm less: more than this test.s error of 1\.9\s+cm\.")
        )

    def test_a_habit_is_one_tap(self, phone: Page, site: str) -> None:
        agree(Athlete.objects.get())
        phone.goto(f"{site}/assess/habits/")
        habit = phone.locator("#habit-sleep_hours")
        habit.tap()
        expect(habit).to_have_attribute("aria-pressed", "true")
        settled(phone)
        assert HabitTick.objects.count() == 1
        expect(habit).to_be_focused()
        habit.tap()
        expect(habit).to_have_attribute("aria-pressed", "false")


@pytest.mark.usefixtures("complaints")
class TestInstruments:
    def test_the_stopwatch_writes_into_the_sides_in_turn(self, sam: Page, site: str) -> None:
        agree(Athlete.objects.get())
        sam.clock.install()
        sam.goto(f"{site}/assess/tests/one-leg-stand/do/")
        left, right = sam.locator("#id_left_1"), sam.locator("#id_right_1")
        sam.get_by_role("button", name="Start").click()
        sam.clock.run_for(12_300)
        sam.get_by_role("button", name="Stop and write it").click()
        expect(left).to_have_value(re.compile(r"1[23]\.\d"))
        expect(sam.locator("ls-measure [role=status]")).to_contain_text("Left Try 1: 1")

        sam.get_by_role("button", name="Start").click()
        sam.clock.run_for(60_000)
        expect(right).to_have_value("45.0")

    def test_the_angle_is_read_from_gravity_however_the_phone_lies(
        self, sam: Page, site: str
    ) -> None:
        agree(Athlete.objects.get())
        sam.goto(f"{site}/assess/tests/hip-turn-in/do/")
        sam.get_by_role("button", name="Zero here").click()
        for x, y, z in ((1.0, 2.0, 9.5), (-4.1, 5.0, 7.3)):
            sam.evaluate(
                """([x, y, z]) => {
                  const event = new Event("devicemotion");
                  event.accelerationIncludingGravity = { x, y, z };
                  dispatchEvent(event);
                }""",
                [x, y, z],
            )
        sam.locator("#id_right_1").focus()
        sam.get_by_role("button", name="Write it").click()
        expect(sam.locator("#id_right_1")).to_have_value("38")

    def test_without_a_sensor_it_says_so_and_typing_does(self, sam: Page, site: str) -> None:
        agree(Athlete.objects.get())
        sam.goto(f"{site}/assess/tests/hip-turn-in/do/")
        sam.get_by_role("button", name="Zero here").click()
        expect(sam.locator("ls-measure [role=status]")).to_contain_text("Type it instead")
        for name in ("left", "right"):
            sam.locator(f"#id_{name}_1").fill("32°")
        sam.get_by_role("button", name="Keep it").click()
        expect(sam.get_by_text("Kept.")).to_be_visible()


@pytest.mark.usefixtures("complaints")
class TestByKeyboardAlone:
    def test_a_sign_from_the_picture(self, sam: Page, site: str) -> None:
        agree(Athlete.objects.get())
        sam.set_viewport_size(DESK)
        sam.goto(f"{site}/assess/check-in/")
        tab_to(sam, LEFT_KNEE)
        sam.keyboard.press("Enter")
        expect(sam.get_by_role("heading", level=1)).to_have_text("Left knee")
        tab_to(sam, "Pain")
        sam.keyboard.press("ArrowDown")
        sam.keyboard.press("ArrowDown")
        assert focused_name(sam) == "Tight"
        sam.keyboard.press("Tab")
        for _press in range(4):
            sam.keyboard.press("ArrowRight")
        tab_to(sam, "Today")
        sam.keyboard.press("Space")
        tab_to(sam, "Stairs")
        sam.keyboard.press("Space")
        tab_to(sam, "Keep it")
        sam.keyboard.press("Enter")
        expect(sam.get_by_text("Kept: Tight: left knee")).to_be_visible()

    def test_a_sign_from_the_list(self, sam: Page, site: str) -> None:
        agree(Athlete.objects.get())
        sam.goto(f"{site}/assess/check-in/")
        tab_to(sam, "Where")
        sam.keyboard.type("upper back")
        tab_to(sam, "Go on")
        sam.keyboard.press("Enter")
        expect(sam.get_by_role("heading", level=1)).to_have_text("Upper back, middle or both")

    def test_a_test_and_a_habit(self, sam: Page, site: str) -> None:
        agree(Athlete.objects.get())
        sam.goto(f"{site}/assess/tests/knee-to-wall/")
        tab_to(sam, "Do it now")
        sam.keyboard.press("Enter")
        expect(sam.locator("#test-form")).to_be_visible()
        for reach in ("8", "9", "9", "11", "11", "11"):
            sam.keyboard.press("Tab")
            while not focused_name(sam).startswith("Try"):
                sam.keyboard.press("Tab")
            sam.keyboard.type(reach)
        sam.keyboard.press("Enter")
        expect(sam.get_by_text("Kept.")).to_be_visible()

        sam.goto(f"{site}/assess/habits/")
        tab_to(sam, "A walk 20 minutes")
        sam.keyboard.press("Enter")
        expect(sam.locator("#habit-daily_walk")).to_have_attribute("aria-pressed", "true")


@pytest.mark.usefixtures("complaints")
class TestNames:
    def test_every_place_has_one_name_and_every_group_its_own(self, sam: Page, site: str) -> None:
        agree(Athlete.objects.get())
        sam.set_viewport_size(DESK)
        sam.goto(f"{site}/assess/check-in/")
        for figure in ("Front", "Back"):
            links = sam.get_by_role("group", name=figure).get_by_role("link")
            names = [link.get_attribute("aria-label") for link in links.all()]
            assert len(names) == len(set(names)) == 27
        sam.get_by_role("link", name=LEFT_KNEE).click()
        for group in ("What is it?", "How strong, from 0 to 10?", "Since when?"):
            expect(sam.get_by_role("group", name=group)).to_be_visible()

    def test_tries_are_told_apart_by_their_side(self, sam: Page, site: str) -> None:
        agree(Athlete.objects.get())
        sam.goto(f"{site}/assess/tests/knee-to-wall/do/")
        for side in ("Left", "Right"):
            group = sam.get_by_role("group", name=side)
            expect(group.get_by_role("textbox", name="Try 1")).to_be_visible()


def test_everything_works_without_script(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)
    page = context.new_page()
    athlete = create_demo_athlete(now=now())
    agree(athlete)
    sign_in_as(page, site, athlete.user)

    page.goto(f"{site}/assess/check-in/")
    page.get_by_role("radio", name="Back").check()
    page.get_by_role("link", name="Right lower back, from behind").click()
    page.get_by_label("Tight", exact=True).check()
    page.get_by_label("4", exact=True).check()
    page.get_by_label("Weeks", exact=True).check()
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_role("link", name="Tight: right lower back", exact=True)).to_be_visible()

    page.goto(f"{site}/assess/tests/side-plank-hold/do/")
    expect(page.get_by_role("button", name="Start")).to_be_hidden()
    page.locator("#id_left_1").fill("1:05")
    page.locator("#id_right_1").fill("70")
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_text("That was practice")).to_be_visible()

    page.goto(f"{site}/assess/habits/")
    page.locator("#habit-sleep_hours").click()
    expect(page.locator("#habit-sleep_hours")).to_have_attribute("aria-pressed", "true")
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_axe_finds_nothing(sam: Page, site: str, axe_source: str, scheme: Any, size: Any) -> None:
    athlete = Athlete.objects.get()
    agree(athlete)
    month = timezone.now() - dt.timedelta(days=30)
    CheckInFactory(athlete=athlete, told_at=month)
    CheckInFactory(athlete=athlete, score=2)
    for at in (month, timezone.now()):
        SelfTestFactory(athlete=athlete, measured_at=at)
    sam.emulate_media(color_scheme=scheme)
    sam.set_viewport_size(size)
    paths = (
        "/assess/check-in/",
        "/assess/check-in/knee/left/",
        "/assess/check-in/knee/left/pain/",
        "/assess/check-in/question/giving_way/",
        "/assess/causes/",
        "/assess/habits/",
        "/assess/tests/",
        "/assess/tests/knee-to-wall/",
        "/assess/tests/side-plank-hold/do/",
        "/assess/tests/one-arm-row/do/",
        "/balance/report/",
        "/today/",
    )
    wrong = check(sam, site, paths, axe_source)
    assert not wrong, "\n".join(wrong)
