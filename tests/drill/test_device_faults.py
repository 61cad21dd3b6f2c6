"""What happens to the phone: cold start without a server, a killed browser, two tabs, a full disk."""

from collections.abc import Callable, Iterator
from secrets import token_urlsafe
from typing import Any

import pytest
from playwright.sync_api import BrowserType, expect

from tests.drill.devices import Device
from tests.drill.operations import Op, log_set
from tests.drill.oracle import Oracle
from tests.drill.phones import Phone
from tests.drill.stack import Person, Stack
from tests.drill.test_server_faults import begun

ROOM = 150_000
PUT_OR_NAME = """
async (ops) => { try { return await drill.put(ops); } catch (error) { return error.name; } }
"""


@pytest.fixture
def phone(
    stack: Stack, browser_type: BrowserType, browser_type_launch_args: dict[str, Any]
) -> Iterator[Phone]:
    found = Phone(stack, browser_type, browser_type_launch_args)
    yield found
    found.throw_away()


def test_f06_cold_start_without_a_server_and_logging_on(
    stack: Stack, phone: Phone, person: Person, oracle: Oracle
) -> None:
    device = phone.open()
    device.sign_in(person)
    tab = device.tab()
    workout = begun(tab, oracle, stack)
    device.offline_ready(tab)
    stack.server.kill()
    logged = oracle.accept(tab.put(log_set(workout, stack.exercise, 1)))
    tab.wait_for_unsent(1)
    phone.close()
    # The phone is switched on again where there is no network at all.
    device = phone.open()
    tab = device.tab()
    tab.wait_for_unsent(1)
    logged += oracle.accept(tab.put(log_set(workout, stack.exercise, 2)))
    tab.page.reload()
    tab.ready().wait_for_unsent(2)
    stack.server.start()
    tab.drain()
    oracle.sent()
    oracle.sets_are(*logged)


def test_f06_taps_on_a_cold_start_without_a_server(
    stack: Stack, phone: Phone, person: Person, oracle: Oracle
) -> None:
    device = phone.open()
    device.sign_in(person)
    tab = device.tab()
    workout = begun(tab, oracle, stack)
    sides = [log_set(workout, stack.exercise, 1, side) for side in ("left", "right")]
    oracle.accept(tab.put(*sides))
    tab.drain()
    device.offline_ready(tab)
    stack.server.kill()
    phone.close()
    tab = phone.open().tab()
    # One tap, as planned from the set before: the tick is there, so it is on the disk.
    tab.page.locator(".next-both").first.click()
    expect(tab.page.locator(".set-cell:not(.is-missing)")).to_have_count(4)
    tapped = oracle.accept([entry["op"] for entry in tab.entries() if entry["state"] == "waiting"])
    assert [op["fields"]["set_index"] for op in tapped] == [2, 2]
    phone.kill()
    stack.server.start()
    device = phone.open()
    device.sign_in(person)
    device.tab().drain()
    oracle.sent()
    oracle.sets_are(*sides, *tapped)


def test_f07_browser_killed_a_tenth_of_a_second_after_the_tap(
    stack: Stack, phone: Phone, person: Person, oracle: Oracle
) -> None:
    device = phone.open()
    device.sign_in(person)
    tab = device.tab()
    workout = begun(tab, oracle, stack)
    with stack.proxy.fault("black-hole", path="/sync/"):
        logged = oracle.accept(tab.put(*(log_set(workout, stack.exercise, n) for n in (1, 2))))
        tab.page.wait_for_timeout(100)  # this is the fault's own measure
        phone.kill()
    device = phone.open()
    # Chromium writes cookies down twice a minute: a young one is gone with it, the outbox is not.
    device.sign_in(person)
    tab = device.tab()
    tab.drain()
    oracle.sent()
    oracle.sets_are(*logged)


def test_f07_tab_closed_at_once(stack: Stack, device: Device, oracle: Oracle) -> None:
    tab = device.tab()
    workout = begun(tab, oracle, stack)
    with stack.proxy.fault("black-hole", path="/sync/"):
        logged = oracle.accept(tab.put(log_set(workout, stack.exercise, 1)))
        tab.page.close()
    device.tab().drain()
    oracle.sent()
    oracle.sets_are(*logged)


def test_f16_quota_full_says_so_and_writes_nothing(
    stack: Stack, new_device: Callable[..., Device], person: Person, oracle: Oracle
) -> None:
    device = new_device(person, service_workers="block")
    # Chromium remembers for a while how much room there was: it must be little from the beginning.
    cdp = device.context.new_cdp_session(device.context.new_page())
    cdp.send("Storage.overrideQuotaForOrigin", {"origin": stack.site, "quotaSize": ROOM})
    tab = device.tab()
    workout = begun(tab, oracle, stack)
    kept: list[Op] = []
    with stack.proxy.fault("cut-before", path="/sync/"):
        while True:
            number = 1 + len(kept)
            # What repeats itself is packed small, and the disk would take long to fill.
            note = token_urlsafe(300)
            ops = [log_set(workout, stack.exercise, number + n, note=note) for n in range(40)]
            if (made := tab.page.evaluate(PUT_OR_NAME, ops)) == "QuotaExceededError":
                break
            kept += oracle.accept(made)
        assert [entry["op"] for entry in tab.entries() if entry["state"] == "waiting"] == kept
        cdp.send("Storage.overrideQuotaForOrigin", {"origin": stack.site})
        tab.page.close()
        tab = device.tab()
        kept += oracle.accept(tab.put(log_set(workout, stack.exercise, 1 + len(kept))))
    assert len(kept) > 1
    tab.drain()
    oracle.sent()
    oracle.sets_are(*kept)


def test_f08_two_tabs_ten_instant_operations_each(
    stack: Stack, device: Device, oracle: Oracle
) -> None:
    one = device.tab()
    workout = begun(one, oracle, stack)
    two = device.tab()
    burst = "(ops) => { globalThis.burst = Promise.all(ops.map((op) => drill.put([op]))); }"
    sets = [log_set(workout, stack.exercise, n) for n in range(1, 21)]
    for tab, ops in ((one, sets[:10]), (two, sets[10:])):
        tab.page.evaluate(burst, ops)
    for tab in (one, two):
        tab.page.evaluate("async () => { await burst; }")
    one.drain()
    two.wait_for_unsent(0)
    assert len(oracle.ledger()) == 2 + len(sets)
    oracle.sets_are(*sets)
