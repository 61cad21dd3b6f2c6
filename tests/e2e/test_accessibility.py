"""Every page in light and dark: axe finds nothing, nothing scrolls sideways on a phone."""

from typing import Any

import pytest
from playwright.sync_api import Page

from apps.lifts.models import Workout
from apps.programs.models import Session

# What is in order is neither listed nor sent over: it is most of the work, and nobody reads it.
VIOLATIONS = """
async (tags) => {
  // Colours that are still on their way to another theme are nobody's choice.
  await new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)));
  const passing = document.getAnimations().filter((one) => one.effect?.getComputedTiming().endTime < Infinity);
  await Promise.allSettled(passing.map((one) => one.finished));
  const found = await axe.run(document, { runOnly: tags, resultTypes: ["violations"] });
  return found.violations;
}
"""
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 800}

PUBLIC = (
    "/",
    "/accounts/login/",
    "/accounts/signup/",
    "/accounts/password/reset/",
    "/offline/",
    "/sync/attention/",
    "/no-such-page/",
)
SIGNED_IN = (
    "/today/",
    "/log/",
    "/history/",
    "/exercises/",
    "/exercises/rear-foot-elevated-split-squat/",
    "/balance/",
    "/balance/knee-dominant/",
    "/balance/how-levelset-decides/",
    "/program/",
    "/program/inputs/",
    "/program/other/",
    "/program/ruled-out/",
    "/program/calendar/",
    "/program/calendar/trip/",
    "/program/print/",
    "/assess/",
    "/assess/screening/",
    "/assess/questions/",
    "/assess/consent/",
    "/assess/consent/signs/",
    "/assess/pain/",
    "/assess/something-feels-wrong/tell/",
    "/assess/something-feels-wrong/",
    "/data/",
    "/exercises/own/",
    "/exercises/own/new/",
    "/profile/",
    "/profile/about/",
    "/profile/unit/",
    "/profile/weights/",
    "/profile/weights/dumbbells/",
    "/profile/weights/plates/",
    "/profile/rests/",
    "/profile/sides/",
    "/profile/body-mass/",
    "/profile/time-zone/",
    "/profile/language/",
    "/profile/colours/",
)


def last_workout_url() -> str:
    """Address of the newest finished workout."""
    workout = Workout.objects.exclude(ended_at=None).order_by("-started_at").first()
    assert workout is not None
    return workout.get_absolute_url()


def violations(page: Page, axe_source: str) -> list[str]:
    """What axe finds on the page, a line each.

    The window is as tall as the page, or axe takes what lies under the fixed bar for too small.
    """
    size = page.viewport_size
    assert size is not None
    height = page.evaluate("document.documentElement.scrollHeight") + 200
    page.set_viewport_size({"width": size["width"], "height": max(height, size["height"])})
    page.evaluate(axe_source)
    found: list[dict[str, Any]] = page.evaluate(VIOLATIONS, TAGS)
    page.set_viewport_size(size)
    return [
        f"{page.url}: {violation['id']}: {node['target']} {node['failureSummary']}"
        for violation in found
        for node in violation["nodes"]
    ]


def check(page: Page, site: str, paths: tuple[str, ...], axe_source: str) -> list[str]:
    """Visit every path at one size and collect what is wrong."""
    wrong: list[str] = []
    for path in paths:
        page.goto(f"{site}{path}")
        page.wait_for_load_state("networkidle")
        wrong += violations(page, axe_source)
        width = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        if width > 0:
            wrong.append(f"{path}: scrolls sideways by {width} px")
    return wrong


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
class TestAxe:
    def test_public_pages(
        self, page: Page, site: str, axe_source: str, scheme: Any, size: Any
    ) -> None:
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size(size)
        assert not (wrong := check(page, site, PUBLIC, axe_source)), "\n".join(wrong)

    @pytest.mark.long
    def test_pages_of_an_athlete(
        self, sam: Page, site: str, axe_source: str, scheme: Any, size: Any
    ) -> None:
        sam.emulate_media(color_scheme=scheme)
        sam.set_viewport_size(size)
        session = Session.objects.filter(status="planned").order_by("date").first()
        assert session is not None
        wrong = check(sam, site, (*SIGNED_IN, session.get_absolute_url()), axe_source)
        sam.goto(f"{site}{session.get_absolute_url()}")
        sam.locator("#session-start").click()
        sam.wait_for_url("**/play/")
        sam.wait_for_load_state("networkidle")
        wrong += violations(sam, axe_source)
        sam.locator("#player-hurts").click()
        sam.wait_for_load_state("networkidle")
        wrong += violations(sam, axe_source)
        wrong += check(sam, site, ("/log/", last_workout_url()), axe_source)
        assert not wrong, "\n".join(wrong)
