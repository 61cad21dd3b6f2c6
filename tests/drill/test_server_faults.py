"""The server or its database dies in the middle of it: what was accepted is kept once."""

from datetime import UTC, datetime

import pytest

from tests.drill.devices import Device, Tab
from tests.drill.operations import Op, add_line, log_set, start_workout
from tests.drill.oracle import Oracle
from tests.drill.server import AFTER, BEFORE
from tests.drill.stack import Stack
from tests.drill.waiting import wait_until


def begun(tab: Tab, oracle: Oracle, stack: Stack) -> Op:
    """Start a workout with one exercise, and wait until the server has it."""
    workout = start_workout(datetime.now(UTC))
    oracle.accept(tab.put(workout, add_line(workout, stack.exercise)))
    tab.drain()
    return workout


def test_f01_server_killed_after_the_commit_and_before_its_answer(
    stack: Stack, device: Device, oracle: Oracle
) -> None:
    tab = device.tab()
    workout = begun(tab, oracle, stack)
    stack.server.arm(AFTER)
    (logged,) = oracle.accept(tab.put(log_set(workout, stack.exercise, 1)))
    stack.server.reached(AFTER)
    stack.server.kill()
    assert tab.unsent() == 1
    assert logged["id"] in oracle.rows("lift_set")
    stack.server.start()
    tab.drain()
    oracle.sent()
    oracle.sets_are(logged)


def test_f02_server_killed_before_the_commit(stack: Stack, device: Device, oracle: Oracle) -> None:
    tab = device.tab()
    workout = begun(tab, oracle, stack)
    stack.server.arm(BEFORE)
    (logged,) = oracle.accept(tab.put(log_set(workout, stack.exercise, 1)))
    stack.server.reached(BEFORE)
    stack.server.kill()
    assert tab.unsent() == 1
    assert oracle.rows("lift_set") == {}
    stack.server.start()
    tab.drain()
    oracle.sent()
    oracle.sets_are(logged)


@pytest.mark.parametrize("place", [BEFORE, AFTER])
def test_f03_database_killed_in_the_middle_of_a_transaction(
    stack: Stack, device: Device, oracle: Oracle, place: str
) -> None:
    tab = device.tab()
    workout = begun(tab, oracle, stack)
    stack.server.arm(place)
    first = tab.put(*(log_set(workout, stack.exercise, n) for n in (1, 2)))
    stack.server.reached(place)
    stack.postgres.kill()
    stack.server.release(place)
    logged = first + tab.put(log_set(workout, stack.exercise, 3))
    oracle.accept(logged)
    # After its commit the first one may have been acknowledged before the second one failed.
    assert tab.unsent() in ({3} if place == BEFORE else {2, 3})
    stack.postgres.start()
    tab.drain()
    oracle.sent()
    oracle.sets_are(*logged)


def test_f04_database_down_for_a_while(stack: Stack, device: Device, oracle: Oracle) -> None:
    tab = device.tab()
    workout = begun(tab, oracle, stack)
    stack.postgres.stop()
    asked = stack.proxy.ended.total()
    logged = oracle.accept(tab.put(*(log_set(workout, stack.exercise, n) for n in range(1, 6))))
    wait_until("the server has failed to answer", lambda: stack.proxy.ended.total() > asked)
    assert tab.unsent() == 5
    stack.postgres.start()
    tab.drain()
    oracle.sent()
    oracle.sets_are(*logged)
