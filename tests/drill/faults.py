"""Everything that breaks in a soak, each with its repair."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any, ClassVar

from playwright.sync_api import Error as BrowserError

from tests.drill.hooks import AFTER, BEFORE
from tests.drill.proxy import Rule, canned
from tests.drill.waiting import wait_until

if TYPE_CHECKING:
    from tests.drill.soak import Soak

PORTAL = "<!doctype html><title>Wi-Fi</title><p>Accept our terms to go on."


class Fault:
    """Something breaks; some operations later it is mended."""

    name: ClassVar[str] = ""

    def __init__(self, soak: Soak) -> None:
        self.soak = soak
        self.stack = soak.stack
        self.device = soak.random.choice(soak.devices)

    def begin(self) -> None:
        """Break it."""

    def heal(self) -> None:
        """Mend it."""


class Network(Fault):
    """The proxy does something else than pass."""

    rule: ClassVar[dict[str, Any]]

    def begin(self) -> None:
        self.added = self.stack.proxy.add(Rule(**self.rule))

    def heal(self) -> None:
        self.stack.proxy.heal(self.added)


def network(name: str, action: str, *, path: str = "/", **more: Any) -> type[Fault]:
    """A fault of the network."""
    return type(
        "Made", (Network,), {"name": name, "rule": {"path": path, "action": action, **more}}
    )


def answered(name: str, *parts: str, kind: str = "text/html", path: str = "/") -> type[Fault]:
    """A fault in which somebody else answers."""
    return network(name, "canned", path=path, answer=canned(*parts, kind=kind))


class KilledBefore(Fault):
    name = "server killed before a commit"
    place: ClassVar[str] = BEFORE

    def begin(self) -> None:
        self.stack.server.arm(self.place)

    def heal(self) -> None:
        # Nobody may have sent anything meanwhile: then it is killed at rest.
        with suppress(AssertionError):
            wait_until("it gets there", self._reached, seconds=1)
        self.stack.restart_server()

    def _reached(self) -> bool:
        return (self.stack.server.faults / f"{self.place}.reached").exists()


class KilledAfter(KilledBefore):
    name = "server killed after a commit"
    place = AFTER


class ServerDown(Fault):
    name = "server down"

    def begin(self) -> None:
        self.stack.server.kill()

    def heal(self) -> None:
        self.stack.server.start()


class Suspended(Fault):
    name = "server suspended"

    def begin(self) -> None:
        self.frozen = self.stack.server.suspended()
        self.frozen.__enter__()

    def heal(self) -> None:
        self.frozen.__exit__(None, None, None)


class DatabaseKilled(Fault):
    name = "database killed"

    def begin(self) -> None:
        self.stack.postgres.kill()

    def heal(self) -> None:
        self.stack.postgres.start()


class DatabaseStopped(DatabaseKilled):
    name = "database stopped"

    def begin(self) -> None:
        self.stack.postgres.stop()


class Offline(Fault):
    name = "device offline"

    def begin(self) -> None:
        self.device.device.context.set_offline(True)

    def heal(self) -> None:
        self.device.device.context.set_offline(False)


class Reloaded(Fault):
    name = "tab loaded again"

    def begin(self) -> None:
        self.device.reload(self.soak.random.choice(self.device.tabs))


class TabClosed(Fault):
    name = "tab closed at once"

    def begin(self) -> None:
        self.device.tabs.pop(0).page.close()

    def heal(self) -> None:
        self.device.tabs.append(self.device.new_tab())


class BrowserKilled(Fault):
    name = "browser killed"

    def begin(self) -> None:
        self.device.phone.kill()
        self.device.open()


class ColdStart(Fault):
    name = "browser killed and opened without a server"

    def begin(self) -> None:
        self.stack.server.kill()
        self.device.phone.kill()
        self.device.open()

    def heal(self) -> None:
        self.stack.server.start()


class SessionGone(Fault):
    name = "session gone"

    def begin(self) -> None:
        with self.stack.postgres.connection() as connection:
            self.row = connection.execute(
                "DELETE FROM django_session WHERE session_key = %s RETURNING *",
                [self.soak.person.session],
            ).fetchone()

    def heal(self) -> None:
        assert self.row is not None
        with self.stack.postgres.connection() as connection:
            connection.execute(
                "INSERT INTO django_session (session_key, session_data, expire_date) "
                "VALUES (%(session_key)s, %(session_data)s, %(expire_date)s)",
                self.row,
            )
        # Whoever was told meanwhile that nobody is signed in has dropped the cookie.
        for device in self.soak.devices:
            device.device.sign_in(self.soak.person)


class AnotherAthlete(Fault):
    """Somebody else signs in on the device and looks at the log; then it is given back."""

    name = "another athlete signs in"

    def begin(self) -> None:
        self.device.device.sign_in(self.soak.stranger)
        tab = self.device.new_tab()
        stranger = self.soak.stranger.athlete
        wait_until(
            "the owner has changed", lambda: tab.page.evaluate("() => drill.owner()") == stranger
        )
        shown = tab.page.evaluate(
            "async () => (await drill.entries()).length + ((await drill.read('log'))?.sets?.length ?? 0)"
        )
        self.soak.seen_by_stranger += shown
        tab.page.close()
        self.device.device.sign_in(self.soak.person)
        for own in self.device.tabs:
            self.device.reload(own)
        person = self.soak.person.athlete
        for own in self.device.tabs:
            wait_until(
                "the device is the first one's again",
                lambda own=own: own.page.evaluate("() => drill.owner()") == person,
            )


class WrongClock(Fault):
    name = "clock wrong by ten years"
    hours: ClassVar[float] = 87_660

    def begin(self) -> None:
        self._turn(self.hours * 3_600_000)

    def heal(self) -> None:
        self._turn(0)

    def _turn(self, by_ms: float) -> None:
        for tab in self.device.tabs:
            with suppress(BrowserError):
                tab.page.evaluate(TURN_CLOCK, by_ms)


TURN_CLOCK = """
(by) => {
  const Real = (globalThis.RealDate ??= Date);
  globalThis.Date = class extends Real {
    constructor(...parts) { parts.length ? super(...parts) : super(Real.now() + by); }
    static now() { return Real.now() + by; }
  };
}
"""


class EarlierClock(WrongClock):
    name = "clock back in 1970"
    hours = -490_000


class QuotaFull(Fault):
    name = "quota full"

    def begin(self) -> None:
        self._quota(quotaSize=1)

    def heal(self) -> None:
        self._quota()

    def _quota(self, **limit: int) -> None:
        cdp = self.device.device.context.new_cdp_session(self.device.tabs[0].page)
        cdp.send("Storage.overrideQuotaForOrigin", {"origin": self.stack.site, **limit})
        cdp.detach()


FAULTS: list[type[Fault]] = [
    KilledBefore, KilledAfter, ServerDown, Suspended, DatabaseKilled, DatabaseStopped, Offline,
    Reloaded, TabClosed, BrowserKilled, ColdStart, SessionGone, AnotherAthlete, WrongClock,
    EarlierClock, QuotaFull,
    network("cut before", "cut-before", path="/sync/"),
    network("cut before anything", "cut-before"),
    network("cut after", "cut-after", path="/sync/", number=0),
    network("cut in the answer", "cut-after", path="/sync/", number=300),
    network("answer swallowed", "swallow", path="/sync/"),
    network("half-open", "black-hole", path="/sync/"),
    network("lossy", "lossy", number=0.5),
    network("slow", "delay", number=0.3),
    answered("captive portal", "200 OK", PORTAL),
    answered("redirect to a sign-in", "302 Found", "", "Location: /accounts/login/", path="/sync/"),
    answered("502", "502 Bad Gateway", PORTAL),
    answered("413", "413 Content Too Large", PORTAL, path="/sync/"),
    answered("429", "429 Too Many Requests", "", "Retry-After: 1"),
    answered("403", "403 Forbidden", PORTAL, path="/sync/"),
]  # fmt: skip
