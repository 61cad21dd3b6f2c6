"""Between browser and server: cut, slow, half-open, suspended, or answered by somebody else."""

import pytest

from tests.drill.devices import Device
from tests.drill.operations import log_set
from tests.drill.oracle import Oracle
from tests.drill.proxy import Action, canned
from tests.drill.stack import Stack
from tests.drill.test_server_faults import begun
from tests.drill.waiting import wait_until


@pytest.mark.parametrize(
    ("action", "bytes_back"),
    [("cut-before", 0), ("cut-after", 0), ("cut-after", 40), ("cut-after", 700)],
)
def test_f05_network_cut_before_and_after_the_server_has_it(
    stack: Stack, device: Device, oracle: Oracle, action: Action, bytes_back: int
) -> None:
    tab = device.tab()
    workout = begun(tab, oracle, stack)
    with stack.proxy.fault(action, path="/sync/", number=bytes_back):
        hits = stack.proxy.hits[action]
        logged = oracle.accept(tab.put(*(log_set(workout, stack.exercise, n) for n in (1, 2, 3))))
        wait_until("the cut", lambda: stack.proxy.hits[action] > hits)
        if action == "cut-after":
            wait_until("the server has it", lambda: len(oracle.rows("lift_set")) == 3)
        assert tab.unsent() == 3
    tab.drain()
    oracle.sent()
    oracle.sets_are(*logged)


def test_f05_network_cut_while_asking_who_is_signed_in(
    stack: Stack, device: Device, oracle: Oracle
) -> None:
    tab = device.tab()
    workout = begun(tab, oracle, stack)
    with stack.proxy.fault("cut-before"):
        cuts = stack.proxy.hits["cut-before"]
        logged = oracle.accept(tab.put(log_set(workout, stack.exercise, 1)))
        wait_until("the cut", lambda: stack.proxy.hits["cut-before"] > cuts)
        assert tab.unsent() == 1
    tab.drain()
    oracle.sent()
    oracle.sets_are(*logged)


def test_f17_slow_and_lossy_network(stack: Stack, device: Device, oracle: Oracle) -> None:
    tab = device.tab()
    workout = begun(tab, oracle, stack)
    cdp = device.context.new_cdp_session(tab.page)
    slow = {"offline": False, "latency": 120, "downloadThroughput": 6250, "uploadThroughput": 6250}
    cdp.send("Network.enable")
    cdp.send("Network.emulateNetworkConditions", slow)
    logged = []
    with stack.proxy.fault("lossy", number=0.5):
        for number in range(1, 41):
            logged += oracle.accept(tab.put(log_set(workout, stack.exercise, number)))
        tab.back_online()
        wait_until("something is lost", lambda: stack.proxy.hits["lossy"] >= 3)
    tab.drain()
    oracle.sent()
    oracle.sets_are(*logged)


LOGIN_PAGE = "<!doctype html><title>Wi-Fi</title><p>Accept our terms to go on."


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(canned("200 OK", LOGIN_PAGE), id="captive portal"),
        pytest.param(canned("200 OK", "{}", kind="application/json"), id="empty JSON"),
        pytest.param(
            canned("200 OK", '{"acks": []}', kind="application/json"), id="no acknowledgement"
        ),
        pytest.param(canned("302 Found", "", "Location: /accounts/login/"), id="redirect"),
        pytest.param(canned("502 Bad Gateway", LOGIN_PAGE), id="502"),
        pytest.param(canned("503 Service Unavailable", LOGIN_PAGE), id="503"),
        pytest.param(canned("413 Content Too Large", LOGIN_PAGE), id="413"),
        pytest.param(canned("429 Too Many Requests", "", "Retry-After: 1"), id="429"),
        pytest.param(canned("404 Not Found", LOGIN_PAGE), id="404"),
        pytest.param(canned("400 Bad Request", LOGIN_PAGE), id="400"),
        pytest.param(canned("401 Unauthorized", "{}", kind="application/json"), id="401"),
        pytest.param(canned("403 Forbidden", LOGIN_PAGE), id="403"),
        pytest.param(canned("204 No Content", ""), id="204"),
    ],
)
def test_f19_somebody_else_answers(
    stack: Stack, device: Device, oracle: Oracle, answer: bytes
) -> None:
    tab = device.tab()
    workout = begun(tab, oracle, stack)
    with stack.proxy.fault("canned", path="/sync/", answer=answer):
        hits = stack.proxy.hits["canned"]
        logged = oracle.accept(tab.put(*(log_set(workout, stack.exercise, n) for n in (1, 2))))
        wait_until("the answer", lambda: stack.proxy.hits["canned"] > hits)
        tab.back_online()
        tab.wait_for_unsent(2)
    tab.drain()
    oracle.sent()
    oracle.sets_are(*logged)


def test_f19_a_portal_answers_everything(stack: Stack, device: Device, oracle: Oracle) -> None:
    tab = device.tab()
    workout = begun(tab, oracle, stack)
    with stack.proxy.fault("canned", answer=canned("200 OK", LOGIN_PAGE)):
        hits = stack.proxy.hits["canned"]
        logged = oracle.accept(tab.put(log_set(workout, stack.exercise, 1)))
        wait_until("the answer", lambda: stack.proxy.hits["canned"] > hits)
        tab.wait_for_unsent(1)
    tab.drain()
    oracle.sent()
    oracle.sets_are(*logged)


def test_f20_server_suspended_until_the_browser_gives_up(
    stack: Stack, device: Device, oracle: Oracle
) -> None:
    tab = device.tab()
    workout = begun(tab, oracle, stack)
    with stack.server.suspended():
        gone = stack.proxy.ended.total()
        logged = oracle.accept(tab.put(log_set(workout, stack.exercise, 1)))
        # The request waits in the frozen server, which will do it when it wakes, besides the one sent again.
        tab.page.wait_for_event("requestfailed", timeout=20_000)
        assert tab.unsent() == 1
        logged += oracle.accept(tab.put(log_set(workout, stack.exercise, 2)))
    tab.drain()
    wait_until("the late request has ended", lambda: stack.proxy.ended.total() > gone)
    oracle.sent()
    oracle.sets_are(*logged)
