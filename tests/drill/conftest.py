"""One stack for all the drills of a worker, and devices that are thrown away."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.drill.devices import Device
from tests.drill.oracle import Oracle
from tests.drill.stack import Person, Stack, running_stack

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark everything here, so that it runs with the browser tests."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def shared_stack() -> Iterator[Stack]:
    with running_stack(people=60) as stack:
        yield stack


@pytest.fixture
def stack(shared_stack: Stack) -> Iterator[Stack]:
    """Return the shared stack, whole again however the test before it ended."""
    shared_stack.heal()
    yield shared_stack
    shared_stack.heal()


@pytest.fixture
def person(stack: Stack) -> Person:
    """Return somebody with an empty log."""
    return stack.people.pop()


@pytest.fixture
def oracle(stack: Stack, person: Person) -> Oracle:
    return Oracle(stack.postgres, person.athlete)


@pytest.fixture
def new_device(stack: Stack, browser: Browser) -> Iterator[Callable[..., Device]]:
    """Return a maker of devices that are closed after the test."""
    devices = []

    def make(person: Person | None, **options: object) -> Device:
        devices.append(Device(stack, browser.new_context(**options)))
        if person is not None:
            devices[-1].sign_in(person)
        return devices[-1]

    yield make
    for device in devices:
        device.context.close()


@pytest.fixture
def device(new_device: Callable[..., Device], person: Person) -> Device:
    """Return a browser in which the person is signed in."""
    return new_device(person)
