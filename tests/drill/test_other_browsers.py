"""The outbox in Firefox and WebKit: a dead server, a reload, a killed browser, and nothing lost."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from tests.drill.devices import OUTBOX
from tests.drill.operations import add_line, log_set, start_workout
from tests.drill.oracle import Oracle
from tests.drill.other_browsers import Firefox, OtherBrowser, WebKit, installed
from tests.drill.stack import Person, Stack
from tests.drill.waiting import wait_until

PACKAGES = {Firefox: "firefox-esr", WebKit: "webkit2gtk-driver and xvfb"}
# Firefox runs a driver's script beside the page and its modules once more: a second sender, as another
# tab would be, whose elements the page has already.
BESIDE = f"""
async () => {{
  customElements.define = () => {{}};
  await ({OUTBOX})();
  delete customElements.define;
}}
"""
WAITING = "async () => (await drill.entries()).filter((entry) => entry.state === 'waiting').length"
ONLINE = "async () => void window.dispatchEvent(new Event('online'))"
KEPT = "async () => { await navigator.serviceWorker.ready; return Boolean(await caches.match('/log/', { ignoreVary: true })); }"


@pytest.fixture(params=[Firefox, WebKit], ids=["Firefox", "WebKit"])
def other(request: pytest.FixtureRequest) -> Iterator[OtherBrowser]:
    """Return one of the other browsers, if this machine has it."""
    if request.param not in installed():
        pytest.skip(f"NOT TESTED HERE: there is no {PACKAGES[request.param]} on this machine")
    browser = request.param()
    yield browser
    browser.end()


@pytest.mark.long
def test_outbox_drill(other: OtherBrowser, stack: Stack, person: Person, oracle: Oracle) -> None:
    log = f"{stack.site}/log/"

    def opened() -> None:
        other.open(log)
        other.call(BESIDE)

    def unsent(count: int) -> None:
        wait_until(f"{count} unsent", lambda: other.call(WAITING) == count)

    def put(*ops: dict) -> list[dict]:
        return oracle.accept(other.call("(ops) => drill.put(ops)", list(ops)))

    other.open(f"{stack.site}/offline/")
    other.sign_in(person.session)
    opened()
    workout = start_workout(datetime.now(UTC))
    wait_until("somebody is known", lambda: other.call("() => drill.owner()") == person.athlete)
    put(workout, add_line(workout, stack.exercise))
    unsent(0)
    wait_until("the shell is kept", lambda: other.call(KEPT))
    logged = put(log_set(workout, stack.exercise, 1))
    unsent(0)
    stack.server.kill()
    logged += put(*(log_set(workout, stack.exercise, n) for n in (2, 3)))
    # The shell comes from the service worker, what was logged from the disk.
    opened()
    unsent(2)
    logged += put(log_set(workout, stack.exercise, 4))
    if isinstance(other, Firefox):
        # WebKit's driver gives each session an empty disk, so only Firefox can be killed.
        other.kill_and_open()
        opened()
        unsent(3)
    logged += put(log_set(workout, stack.exercise, 5))
    stack.server.start()
    other.call(ONLINE)
    unsent(0)
    oracle.sent()
    oracle.sets_are(*logged)
