"""Two people on one phone: nobody's operation goes under another's name, and nobody sees another's log."""

import json

from tests.drill.devices import Device
from tests.drill.operations import log_set
from tests.drill.oracle import Oracle
from tests.drill.stack import Person, Stack
from tests.drill.test_server_faults import begun
from tests.drill.waiting import wait_until

WATCH = """
globalThis.shown = [];
const look = () => {
  const page = document.documentElement?.outerHTML ?? "";
  for (const secret of %s) if (page.includes(secret)) shown.push(secret);
};
new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true });
"""
"""Notes whatever of somebody else's log is in the page at any moment."""


def expire(stack: Stack, person: Person) -> None:
    """End a session on the server; the browser still believes in it."""
    with stack.postgres.connection() as connection:
        connection.execute("DELETE FROM django_session WHERE session_key = %s", [person.session])


def sign_in_by_the_form(device: Device, person: Person) -> None:
    """Sign in as people do."""
    page = device.context.new_page()
    page.goto(f"{device.stack.site}/accounts/login/")
    page.get_by_label("Email").fill(person.email)
    page.get_by_label("Password", exact=True).fill(person.password)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(lambda url: "/accounts/" not in url)
    page.close()


def test_f10_session_gone_another_signs_in_then_the_first_again(
    stack: Stack, device: Device, person: Person, oracle: Oracle
) -> None:
    stranger = stack.people.pop()
    tab = device.tab()
    workout = begun(tab, oracle, stack)
    note = "only for my own eyes"
    expire(stack, person)
    logged = oracle.accept(tab.put(log_set(workout, stack.exercise, 1, note=note)))
    asked = stack.proxy.ended.total()
    tab.back_online()
    wait_until("the server was asked", lambda: stack.proxy.ended.total() > asked)
    tab.wait_for_unsent(1)

    sign_in_by_the_form(device, stranger)
    theirs = Oracle(stack.postgres, stranger.athlete)
    # Straight to the log, before any other page has said who it is now.
    device.context.add_init_script(WATCH % json.dumps([note, workout["id"], logged[0]["id"]]))
    other = device.tab()
    assert other.page.evaluate("() => drill.owner()") == stranger.athlete
    assert other.entries() == []
    begun(other, theirs, stack)
    assert other.page.evaluate("() => shown") == []
    # The first one's tab is still open and still tries.
    tab.back_online()
    other.drain()
    theirs.sent()
    assert theirs.rows("lift_set") == {}
    assert oracle.rows("lift_set") == {}
    other.page.close()

    device.context.clear_cookies()
    sign_in_by_the_form(device, person)
    mine = device.tab()
    mine.drain()
    oracle.sent()
    oracle.sets_are(*logged)
    theirs.sent()
    assert theirs.rows("lift_set") == {}
    assert set(theirs.rows("workout")).isdisjoint(oracle.rows("workout"))


def test_f10_signing_in_again_turns_the_token_and_sends_everything(
    stack: Stack, device: Device, person: Person, oracle: Oracle
) -> None:
    tab = device.tab()
    workout = begun(tab, oracle, stack)
    expire(stack, person)
    logged = oracle.accept(tab.put(*(log_set(workout, stack.exercise, n) for n in (1, 2, 3))))
    tab.wait_for_unsent(3)
    sign_in_by_the_form(device, person)
    tab.drain()
    oracle.sent()
    oracle.sets_are(*logged)


def test_f10_the_log_page_stays_when_the_session_is_gone(
    stack: Stack, device: Device, person: Person, oracle: Oracle
) -> None:
    tab = device.tab()
    workout = begun(tab, oracle, stack)
    logged = oracle.accept(tab.put(log_set(workout, stack.exercise, 1)))
    tab.drain()
    expire(stack, person)
    with tab.page.expect_response(lambda response: "/chip/" in response.url):
        tab.page.reload()
    tab.ready()
    logged += oracle.accept(tab.put(log_set(workout, stack.exercise, 2)))
    asked = stack.proxy.ended["/me/"]
    tab.back_online()
    wait_until("the server was asked", lambda: stack.proxy.ended["/me/"] > asked)
    tab.page.wait_for_load_state("networkidle")
    assert tab.page.url == f"{stack.site}/log/"
    tab.wait_for_unsent(1)
    sign_in_by_the_form(device, person)
    tab.drain()
    oracle.sent()
    oracle.sets_are(*logged)
