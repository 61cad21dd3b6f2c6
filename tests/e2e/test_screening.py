"""Health questions, red flags and pain: by touch, by keyboard alone, and without a network."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from apps.assessments.models import PainStop, RedFlagReport, Screening
from apps.demo.services import create_demo_athlete
from apps.profiles.domain.equipment import Equipment
from apps.profiles.models import Athlete, HealthConsent
from apps.programs.models import Prescription, Session
from tests.e2e.outbox import kept_offline
from tests.e2e.people import sign_in_as
from tests.e2e.player import sent
from tests.e2e.test_accessibility import DESK, PHONE, check, violations
from tests.e2e.test_assess import tab_to
from tests.support.clock import now
from tests.support.factories.assessments import (
    PainBlockFactory,
    PainStopFactory,
    RedFlagReportFactory,
)
from tests.support.factories.profiles import AthleteFactory

PAGES = (
    "/assess/screening/",
    "/assess/questions/",
    "/assess/questions/places/",
    "/assess/consent/",
    "/assess/consent/pain/",
    "/assess/pain/",
    "/assess/something-feels-wrong/",
    "/assess/something-feels-wrong/tell/",
    "/today/",
)


@pytest.fixture
def newcomer(site: str) -> Athlete:
    """Return somebody who has everything at hand and answered nothing yet."""
    return AthleteFactory(
        equipment=[item.value for item in Equipment],
        training_days=list(range(7)),
        session_minutes=60,
    )


@pytest.fixture
def thumb(browser: Browser) -> Iterator[Page]:
    """Return a phone with a finger."""
    context = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.set_default_timeout(15_000)
    yield page
    context.close()


def today_is(page: Page, words: str) -> None:
    """Wait for the page's first heading."""
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


class TestScreeningByTouch:
    def test_screening_goes_around_a_knee_stops_for_an_emergency_and_finds_the_way_back(
        self, thumb: Page, site: str, newcomer: Athlete
    ) -> None:
        sign_in_as(thumb, site, newcomer.user)
        thumb.goto(f"{site}/today/")
        thumb.get_by_role("link", name="Answer the questions").tap()
        thumb.locator("#consent-give").tap()
        thumb.get_by_label("A joint that locks or gives way").tap()
        for name in ("cautions", "extras"):
            thumb.locator(f"#div_id_{name}").get_by_label("None of these").tap()
        for answer in thumb.get_by_label("No", exact=True).all():
            answer.tap()
        thumb.get_by_role("button", name="That is right").tap()

        today_is(thumb, "Where is it?")
        thumb.get_by_label("Knee").tap()
        thumb.locator("#places-save").tap()
        today_is(thumb, "You can train the rest")
        expect(thumb.get_by_text("Left alone for now: knee.")).to_be_visible()

        thumb.goto(f"{site}/today/")
        thumb.locator("#today-create").tap()
        thumb.wait_for_url("**/program/")
        lines = Prescription.objects.filter(athlete=newcomer).select_related("exercise")
        assert lines
        assert not any({"knee"} & set(line.exercise.joints) for line in lines)

        thumb.goto(f"{site}/today/")
        thumb.locator("footer").get_by_role("link", name="Something feels wrong").tap()
        thumb.locator("#red-flag-tell").tap()
        thumb.get_by_label("Chest pain or pressure").tap()
        thumb.locator("#red-flag-save").tap()
        thumb.wait_for_url("**/assess/screening/")
        thumb.goto(f"{site}/today/")
        today_is(thumb, "Training waits")
        expect(thumb.locator("#today-start")).to_have_count(0)

        thumb.locator("#today-gate").tap()
        expect(thumb.get_by_text("Call your local emergency number").first).to_be_visible()
        for box in thumb.locator("#clearance-form [type=checkbox]").all():
            box.tap()
        thumb.get_by_label("On", exact=True).fill(timezone.localdate().isoformat())
        thumb.locator("#clearance-save").tap()
        today_is(thumb, "Something stopped you")
        assert not RedFlagReport.objects.filter(lifted_on=None).exists()

    def test_screening_is_taken_back_with_one_tap_and_is_gone(self, thumb: Page, site: str) -> None:
        sam = create_demo_athlete(now=now())
        sign_in_as(thumb, site, sam.user)
        thumb.goto(f"{site}/profile/")
        thumb.get_by_role("link", name="Your health data and consent").tap()
        thumb.locator("#withdraw-screening").tap()

        expect(thumb.get_by_text("Taken back, and deleted.")).to_be_visible()
        assert not Screening.objects.filter(athlete=sam).exists()
        thumb.goto(f"{site}/today/")
        expect(thumb.locator("#today-questions")).to_be_visible()


class TestScreeningByKeyboard:
    def test_screening_from_the_question_to_the_answer(
        self, page: Page, site: str, newcomer: Athlete
    ) -> None:
        page.set_viewport_size(DESK)
        sign_in_as(page, site, newcomer.user)
        page.goto(f"{site}/assess/questions/")
        tab_to(page, "I agree, go on")
        page.keyboard.press("Enter")
        page.wait_for_url("**/assess/questions/")
        for _list in ("stops", "cautions"):
            tab_to(page, "None of these")
            page.keyboard.press("Space")
        for _question in range(7):
            page.keyboard.press("Tab")
            page.keyboard.press("Space")
        tab_to(page, "None of these")
        page.keyboard.press("Space")
        tab_to(page, "That is right")
        page.keyboard.press("Enter")

        today_is(page, "You can train")
        assert Screening.objects.get().yes == []

    def test_screening_says_what_is_wrong_and_where(
        self, page: Page, site: str, newcomer: Athlete
    ) -> None:
        page.set_viewport_size(DESK)
        HealthConsent.objects.create(athlete=newcomer, purpose="screening", given_at=now())
        sign_in_as(page, site, newcomer.user)
        page.goto(f"{site}/assess/something-feels-wrong/")
        tab_to(page, "One of these is true for me")
        page.keyboard.press("Enter")
        page.wait_for_url("**/tell/")
        tab_to(page, "Stop these")
        page.keyboard.press("Enter")
        expect(page.get_by_text("Tick what is true for you.")).to_be_visible()

        tab_to(page, "A headache that comes with moving your neck")
        page.keyboard.press("Space")
        tab_to(page, "Stop these")
        page.keyboard.press("Enter")
        today_is(page, "A few questions first")
        expect(page.get_by_role("heading", name="A headache that comes")).to_be_visible()


class TestPain:
    def test_pain_in_a_session_and_the_morning_after_by_touch(self, thumb: Page, site: str) -> None:
        sam = create_demo_athlete(now=now())
        Session.objects.filter(athlete=sam, week=1, day_index=0).update(date=timezone.localdate())
        sign_in_as(thumb, site, sam.user)
        thumb.goto(f"{site}/today/")
        thumb.locator("#today-start").tap()
        thumb.wait_for_url("**/play/")
        exercise = thumb.locator("#player-exercise").inner_text()
        thumb.locator("#player-hurts").tap()
        thumb.locator("#pain-form").get_by_label("Left").tap()
        thumb.locator("#pain-form").get_by_label("4", exact=True).tap()
        thumb.locator("#pain-keep").tap()
        thumb.locator("#pain-stop").tap()
        expect(thumb.locator("#player-exercise")).not_to_have_text(exercise)
        sent(thumb)

        thumb.goto(f"{site}/assess/pain/")
        expect(thumb.get_by_role("heading", name="Held for a week")).to_be_visible()

        PainStop.objects.filter(athlete=sam).update(on=timezone.localdate() - dt.timedelta(days=1))
        thumb.goto(f"{site}/today/")
        thumb.locator("#morning-1-higher").tap()
        expect(thumb.get_by_text("Noted. What comes next follows it.")).to_be_visible()
        expect(thumb.locator("#pain-morning")).to_have_count(0)
        thumb.goto(f"{site}/assess/pain/")
        expect(thumb.get_by_role("heading", name="Easier the next time")).to_be_visible()

    def test_pain_that_stops_an_area_is_narrowed_by_keyboard(self, sam: Page, site: str) -> None:
        sam.set_viewport_size(DESK)
        block = PainBlockFactory(athlete=Athlete.objects.get(), regions=["hip", "knee"])
        sam.goto(f"{site}/assess/pain/")
        tab_to(sam, "Knee")
        sam.keyboard.press("Space")
        tab_to(sam, "That is where")
        sam.keyboard.press("Enter")

        expect(sam.get_by_text("Left alone: knee.")).to_be_visible()
        block.refresh_from_db()
        assert block.regions == ["knee"]
        tab_to(sam, "Enter the day")
        sam.keyboard.press("Enter")
        today_is(sam, "You can train the rest")


def test_screening_something_feels_wrong_opens_without_a_network(
    sam: Page, site: str, complaints: list[str]
) -> None:
    sam.goto(f"{site}/log/")
    kept_offline(sam)
    sam.context.set_offline(True)
    cold = sam.context.new_page()

    cold.goto(f"{site}/log/")
    cold.locator("footer").get_by_role("link", name="Something feels wrong").click()

    today_is(cold, "Something feels wrong")
    expect(cold.get_by_text("Call your local emergency number")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_screening_pages_are_clean_with_everything_on_them(
    sam: Page, site: str, axe_source: str, scheme: Any, size: Any
) -> None:
    athlete = Athlete.objects.get()
    exercise = Prescription.objects.filter(athlete=athlete).first()
    assert exercise is not None
    week_ago = now() - dt.timedelta(days=8)
    RedFlagReportFactory(athlete=athlete, places=["knee"])
    RedFlagReportFactory(athlete=athlete, flag="neck_headache", reported_at=week_ago)
    PainBlockFactory(athlete=athlete, regions=["shoulder", "elbow"])
    PainStopFactory(
        athlete=athlete,
        exercise=exercise.exercise,
        pain=4,
        on=timezone.localdate() - dt.timedelta(days=1),
    )
    sam.emulate_media(color_scheme=scheme)
    sam.set_viewport_size(size)

    wrong = check(sam, site, PAGES, axe_source)
    sam.goto(f"{site}/assess/questions/")
    sam.get_by_role("button", name="That is right").click()
    wrong += violations(sam, axe_source)

    assert not wrong, "\n".join(wrong)
