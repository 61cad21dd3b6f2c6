"""Balance in a browser: ranges and pages with and without script, muscles, charts, paper."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e.test_accessibility import violations

KNEE = "/balance/knee-dominant/"
PHONE = {"width": 390, "height": 844}
SHIFTS = """
window.shifts = [];
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) {
    // What follows a press counts here too: the reader's eye moves all the same.
    const nodes = entry.sources.map((one) => one.node?.id || one.node?.className?.baseVal || one.node?.className);
    window.shifts.push({ value: entry.value, nodes });
  }
}).observe({ type: "layout-shift", buffered: true });
"""


def shifts(page: Page) -> list[object]:
    """Everything that moved since the page was opened, once the observer has been heard."""
    page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done, 100)))")
    moved: list[object] = page.evaluate("window.shifts")
    return moved


def dots(page: Page) -> int:
    """How many workouts or weeks the trend shows."""
    found: int = page.evaluate(
        "JSON.parse(document.querySelector('#symmetry-chart [data-readings]').dataset.readings).length"
    )
    return found


@pytest.fixture(autouse=True)
def quiet_browser(request: pytest.FixtureRequest) -> None:
    """Let the browser complain of nothing, but for the test that brings a script of its own."""
    if "axe_source" not in request.fixturenames:
        request.getfixturevalue("complaints")


@pytest.fixture
def plain(sam: Page, browser: Browser) -> Iterator[Page]:
    """Return the demo athlete's page in a browser that runs no script."""
    context = browser.new_context(
        java_script_enabled=False, storage_state=sam.context.storage_state()
    )
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("size", [PHONE, {"width": 1280, "height": 800}], ids=["phone", "desk"])
def test_a_range_is_swapped_without_a_new_page_and_nothing_moves(
    sam: Page, site: str, size: dict[str, int]
) -> None:
    sam.set_viewport_size(size)  # type: ignore[arg-type]
    sam.add_init_script(SHIFTS)
    sam.goto(f"{site}{KNEE}")
    sam.wait_for_load_state("networkidle")
    assert shifts(sam) == []
    sam.evaluate("window.same = true")
    twelve = dots(sam)
    sam.locator("#range-12w").scroll_into_view_if_needed()

    for key in ("4w", "year", "all", "12w"):
        sam.locator(f"#range-{key}").click()
        expect(sam.locator(f"#range-{key}[aria-current]")).to_be_visible()
        expect(sam).to_have_url(re.compile(f"range={key}"))
        expect(sam.locator(f"#range-{key}")).to_be_focused()
    assert dots(sam) == twelve
    assert sam.evaluate("window.same") is True
    assert shifts(sam) == []

    sam.go_back()
    expect(sam.locator("#range-all[aria-current]")).to_be_visible()


def test_balance_arrives_without_moving(sam: Page, site: str) -> None:
    sam.set_viewport_size(PHONE)  # type: ignore[arg-type]
    sam.add_init_script(SHIFTS)
    sam.goto(f"{site}/balance/")
    sam.wait_for_load_state("networkidle")
    assert shifts(sam) == []


def test_everything_can_be_seen_without_script(plain: Page, site: str) -> None:
    plain.goto(f"{site}{KNEE}")
    expect(plain.locator("#symmetry-chart .chart-line").first).to_be_attached()
    expect(plain.locator("#print-page")).to_be_hidden()
    plain.locator("#range-all").click()
    plain.wait_for_url("**range=all**")
    assert plain.locator("#range-all").get_attribute("aria-current") == "true"

    # A page of a table is an address of its own, and the table is open there.
    expect(plain.locator("#symmetry-table table")).to_be_hidden()
    plain.goto(f"{site}{KNEE}?range=all&trend=2")
    expect(plain.locator("#symmetry-table table")).to_be_visible()

    seen = set()
    plain.locator("#evidence-older").click()
    plain.wait_for_url("**before=**")
    seen.add(plain.locator("#evidence-table tbody th a").first.get_attribute("href"))
    plain.locator("#evidence-latest").click()
    expect(plain.locator("#evidence-latest")).to_have_count(0)
    seen.add(plain.locator("#evidence-table tbody th a").first.get_attribute("href"))
    assert len(seen) == 2

    plain.goto(f"{site}/balance/")
    plain.locator("#body-knee-dominant").click(position={"x": 5, "y": 40}, force=True)
    plain.goto(f"{site}/balance/how-levelset-decides/")
    expect(plain.locator("#example .is-deciding")).to_be_visible()


def test_tables_turn_their_pages_where_they_stand(sam: Page, site: str) -> None:
    sam.goto(f"{site}{KNEE}?range=all")
    sam.evaluate("window.same = true")
    sam.locator("#symmetry-table-summary").click()
    first = sam.locator("#symmetry-table tbody th").first
    newest = first.inner_text()
    sam.locator("#symmetry-table-older").click()
    expect(sam.locator("#symmetry-table [role=status]")).to_have_text(re.compile(r"Page 2 of \d"))
    assert first.inner_text() != newest
    expect(sam.locator("#symmetry-table")).to_have_attribute("open", "")

    sam.locator("#evidence-older").click()
    expect(sam.locator("#evidence-heading")).to_contain_text("earlier")
    sam.locator("#evidence-latest").click()
    expect(sam.locator("#evidence-heading")).to_have_text("The evidence")

    choices = sam.locator("#strength-chart .range-choice")
    other = choices.and_(sam.locator(":not([aria-current])")).first
    name = other.inner_text()
    other.click()
    expect(sam.locator("#strength-heading")).to_contain_text(name)
    assert sam.evaluate("window.same") is True


def test_a_muscle_is_pressed_with_a_finger(sam: Page, browser: Browser, site: str) -> None:
    context: BrowserContext = browser.new_context(
        has_touch=True,
        viewport=PHONE,  # type: ignore[arg-type]
        storage_state=sam.context.storage_state(),
    )
    page = context.new_page()
    page.goto(f"{site}/balance/")
    thigh = page.locator("#body-knee-dominant .body-part.is-right").first
    thigh.scroll_into_view_if_needed()
    thigh.tap()
    page.wait_for_url(f"**{KNEE}")
    context.close()


def test_a_muscle_is_found_by_keyboard_and_says_its_name(sam: Page, site: str) -> None:
    sam.goto(f"{site}/balance/")
    sam.locator("#featured-open").focus()
    names = []
    for _step in range(14):
        sam.keyboard.press("Tab")
        names.append(sam.evaluate("document.activeElement.getAttribute('aria-label')"))
    assert len(set(names)) == 14
    assert all(re.fullmatch(r"[A-Z][\w -]+: .+", name) for name in names), names
    sam.locator("#body-knee-dominant").focus()
    sam.keyboard.press("Shift+Tab")
    sam.keyboard.press("Tab")
    name = sam.locator("#body-knee-dominant .body-name")
    expect(name).to_be_visible()
    expect(name).to_have_text(re.compile(r"Knee-dominant: Left \d+.% weaker"))
    expect(sam.locator(".body-hint")).to_be_hidden()
    sam.keyboard.press("Enter")
    sam.wait_for_url(f"**{KNEE}")


def test_a_chart_is_read_by_arrow_keys(sam: Page, site: str) -> None:
    sam.goto(f"{site}{KNEE}?range=all")
    for chart in sam.locator("ls-chart").all():
        reading = chart.locator("[data-reading-out]")
        at_rest = reading.inner_text()
        chart.focus()
        sam.keyboard.press("ArrowLeft")
        expect(reading).to_contain_text(re.compile(r"\d{4}"))
        latest = reading.inner_text()
        sam.keyboard.press("ArrowLeft")
        expect(reading).not_to_have_text(latest)
        expect(chart.locator(".is-read")).to_have_count(1)
        sam.keyboard.press("Escape")
        expect(reading).to_have_text(at_rest)


def test_paper_is_black_on_white_and_holds_the_tables(sam: Page, site: str) -> None:
    sam.emulate_media(color_scheme="dark", media="print")
    sam.goto(f"{site}{KNEE}")
    expect(sam.locator(".paper-head")).to_contain_text(re.compile(r"printed .* version \S+"))
    for shown in ("#symmetry-table table", "#strength-table table", "#evidence-table table"):
        expect(sam.locator(shown)).to_be_visible()
    for hidden in (".rail", ".bar", ".range-picker", "#print-page", "#evidence-older"):
        expect(sam.locator(hidden).first).to_be_hidden()
    colours = sam.evaluate(
        "[document.body, document.querySelector('.card')].map((one) => {"
        " const style = getComputedStyle(one); return [style.color, style.backgroundColor]; })"
    )
    assert {ink for ink, _paper in colours} == {"rgb(0, 0, 0)"}
    assert {paper for _ink, paper in colours} <= {"rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"}


def test_the_button_prints(sam: Page, site: str) -> None:
    sam.add_init_script("window.printed = 0; window.print = () => { window.printed += 1; };")
    sam.goto(f"{site}{KNEE}")
    sam.locator("#print-page").click()
    assert sam.evaluate("window.printed") == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_is_folded_away_is_accessible_too(
    sam: Page, site: str, axe_source: str, scheme: str
) -> None:
    sam.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    sam.set_viewport_size(PHONE)  # type: ignore[arg-type]
    wrong = []
    for path in (
        f"{KNEE}?range=all&trend=1",
        f"{KNEE}?range=all&strength=1",
        "/balance/how-levelset-decides/",
    ):
        sam.goto(f"{site}{path}")
        sam.evaluate("document.querySelectorAll('main details').forEach((one) => one.open = true)")
        wrong += violations(sam, axe_source)
    assert not wrong, "\n".join(wrong)
