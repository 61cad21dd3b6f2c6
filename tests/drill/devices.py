"""A phone as the drill uses it: tabs on the log page, taps, and the outbox underneath."""

from __future__ import annotations

import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from playwright.sync_api import BrowserContext, Page
from playwright.sync_api import Error as BrowserError

from tests.drill.operations import Op
from tests.drill.waiting import wait_until

if TYPE_CHECKING:
    from tests.drill.stack import Person, Stack

# The page's own copy of the module, whatever its name's hash is: a second one would be another sender.
OUTBOX = """
async () => {
  const app = await import(document.querySelector("script[type=module]").src);
  window.drill = app.outbox;
  window.drillIds = { uuid7: app.uuid7 };
  window.drillFold = { fold: app.fold };
}
"""

UNSENT = """
async () => {
  const waiting = (await drill.entries()).filter(({ state }) => state === "waiting");
  return (await drill.owner()) ? waiting.length : null;
}
"""


class Tab:
    """One tab on the log page."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def load(self, address: str) -> Tab:
        """Open a page of the app and find its outbox."""
        self.page.goto(address, wait_until="load")
        return self.ready()

    def ready(self) -> Tab:
        """Find the outbox again after a load."""
        self.page.evaluate(OUTBOX)
        wait_until("it knows whose it is", lambda: self.page.evaluate("() => drill.owner()"))
        return self

    def put(self, *ops: Op) -> list[Op]:
        """Hand operations to the outbox; return them as kept, once it has said that they are."""
        return self.page.evaluate("(ops) => drill.put(ops)", list(ops))

    def entries(self) -> list[dict[str, Any]]:
        """Return what lies in this athlete's outbox."""
        return self.page.evaluate("() => drill.entries()")

    def unsent(self) -> int | None:
        """Return how many operations the server has not answered yet; None while nobody is known.

        Somebody who signs in is not known at once, and meanwhile nobody's operations are shown.
        """
        return self.page.evaluate(UNSENT)

    def back_online(self) -> None:
        """Say what a phone says when it finds a network: the outbox tries at once."""
        self.page.evaluate("() => void window.dispatchEvent(new Event('online'))")

    def wait_for_unsent(self, count: int) -> None:
        """Wait until so many operations wait, seen three times in a row: a page may be between two states."""

        def seen_thrice() -> bool:
            return all(self.unsent() == count for _ in range(3))

        wait_until(f"{count} unsent", seen_thrice)

    def drain(self, *, seconds: float = 30.0) -> None:
        """Wait until everything has been sent."""
        self.back_online()
        with suppress(AssertionError):
            wait_until("the first try", lambda: self.unsent() == 0, seconds=2)
        self.back_online()
        wait_until("the outbox is empty", lambda: self.unsent() == 0, seconds=seconds)
        self.wait_for_unsent(0)


class Device:
    """One browser with its own storage, clock and time zone."""

    def __init__(self, stack: Stack, context: BrowserContext) -> None:
        self.stack = stack
        self.context = context
        context.set_default_timeout(15_000)

    def sign_in(self, person: Person) -> None:
        """Give the browser this person's session."""
        self.context.clear_cookies(name="sessionid")
        cookie = {"name": "sessionid", "value": person.session, "url": self.stack.site}
        # As the app gives it: it outlives the browser.
        self.context.add_cookies([cookie | {"expires": time.time() + 86_400}])

    def tab(self, path: str = "/log/") -> Tab:
        """Open another tab."""
        return Tab(self.context.new_page()).load(f"{self.stack.site}{path}")

    def offline_ready(self, tab: Tab) -> None:
        """Wait until the service worker could open the log without a server."""
        tab.page.evaluate("async () => { await navigator.serviceWorker.ready; }")
        wait_until(
            "the shell is kept",
            lambda: tab.page.evaluate(
                "async () => Boolean(await caches.match('/log/', { ignoreVary: true }))"
            ),
        )


def closed(page: Page) -> None:
    """Close a page that may be gone already."""
    with suppress(BrowserError):
        page.close()
