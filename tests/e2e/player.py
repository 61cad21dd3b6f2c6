"""What a person does in the session player, and how a test knows where it stands."""

from playwright.sync_api import Page, expect

MOST_STEPS = 60

STEP = "document.querySelector('#player-form')?.dataset.step ?? ''"


def start_session(page: Page, site: str) -> None:
    """Begin the session that is due."""
    page.goto(f"{site}/today/")
    page.locator("#today-start").click()
    page.wait_for_url("**/play/")
    expect(page.locator("#player-done")).to_be_visible()


def step_of(page: Page) -> str:
    """The key of the set that is asked for, empty when none is left."""
    return str(page.evaluate(STEP))


def press(page: Page, button: str) -> str:
    """Press a button and wait for another step; return its key."""
    before = step_of(page)
    page.locator(button).click()
    page.wait_for_function(f"before => ({STEP}) !== before", arg=before)
    return step_of(page)


def do_set(page: Page) -> str:
    """Do the set as planned, saying two reps were left; return the key of the next one."""
    if page.locator("#player-rir_2").count():
        page.locator("#player-rir_2").check()
    load = page.locator("#player-load")
    if load.count() and load.input_value() == "":
        load.fill("10")
    return press(page, "#player-done")


def follow_session(page: Page) -> int:
    """Do every set that is left; return how many were done."""
    for done in range(MOST_STEPS):
        if page.locator("#player-finish").is_visible():
            return done
        do_set(page)
    raise AssertionError("The session never ended.")


def sent(page: Page) -> None:
    """Wait until the server has everything."""
    expect(page.locator("ls-sync")).to_have_attribute("data-state", "saved", timeout=30_000)


def finish(page: Page) -> None:
    """End the session, and wait until the server has all of it."""
    page.locator("#player-finish").click()
    expect(page.get_by_role("heading", name="Session done")).to_be_visible()
    expect(page.get_by_text("It is in your log.")).to_be_visible(timeout=30_000)
