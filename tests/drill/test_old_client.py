"""A client that was shipped once meets the servers that come after it."""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Route

from tests.drill.devices import OUTBOX, Device, Tab
from tests.drill.operations import log_set
from tests.drill.oracle import Oracle
from tests.drill.stack import Person, Stack
from tests.drill.test_server_faults import begun
from tests.drill.waiting import wait_until

FIRST = Path(__file__).parent / "clients" / "1"
OURS = re.compile(r"/static/js/offline/(\w+)(\.[0-9a-f]{12})?\.js$")
APP = re.compile(r"/static/built/app(\.[0-9a-f]{12})?\.js$")
OLD_APP = """
export * as outbox from "/static/js/offline/outbox.js";
export { fold } from "/static/js/offline/fold.js";
export { uuid7 } from "/static/js/offline/ids.js";
"""


def frozen(route: Route) -> None:
    """Serve the file as it was shipped."""
    found = OURS.search(route.request.url)
    assert found
    route.fulfill(path=FIRST / f"{found[1]}.js", content_type="text/javascript")


def old_tab(device: Device, person: Person) -> Tab:
    """Open a page that runs nothing but the outbox as it was shipped."""
    device.context.route(OURS, frozen)
    device.context.route(
        APP,
        lambda route: route.fulfill(body=OLD_APP, content_type="text/javascript"),
    )
    page = device.context.new_page()
    page.goto(f"{device.stack.site}/offline/")
    page.evaluate(OUTBOX)
    page.evaluate("(athlete) => drill.start(athlete)", person.athlete)
    return Tab(page)


def test_f18_the_first_client_against_the_servers_after_it(
    stack: Stack, new_device: Callable[..., Device], person: Person, oracle: Oracle
) -> None:
    tab = old_tab(new_device(person, service_workers="block"), person)
    workout = begun(tab, oracle, stack)
    try:
        # One version on: the old client's operations are taken.
        stack.restart_server(LEVELSET_DRILL_SCHEMA="2")
        logged = oracle.accept(tab.put(log_set(workout, stack.exercise, 1)))
        assert logged[0]["schema"] == 1
        tab.drain()
        oracle.sent()
        # Two versions on: they are refused as a whole, said so, and every one is kept.
        stack.restart_server(LEVELSET_DRILL_SCHEMA="3")
        kept = oracle.accept(tab.put(*(log_set(workout, stack.exercise, n) for n in (2, 3))))
        tab.back_online()
        wait_until("it knows", lambda: tab.page.evaluate("() => drill.status().trouble") == "old")
        assert [entry["op"] for entry in tab.entries() if entry["state"] == "waiting"] == kept
        oracle.sets_are(*logged)
    finally:
        stack.restart_server()
    tab.drain()
    oracle.sent()
    oracle.sets_are(*logged, *kept)
