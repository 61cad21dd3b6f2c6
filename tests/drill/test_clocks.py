"""Clocks that are wrong by years, jump by an hour, or pass midnight; devices that travel."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from tests.drill.devices import Device
from tests.drill.operations import log_set, start_workout
from tests.drill.oracle import Oracle
from tests.drill.stack import Person, Stack
from tests.drill.test_server_faults import begun
from tests.drill.waiting import wait_until

type NewDevice = Callable[..., Device]


def close(one: str, other: str) -> bool:
    """Whether two moments are the same but for the seconds that the test took."""
    return abs(datetime.fromisoformat(one) - datetime.fromisoformat(other)) < timedelta(seconds=20)


@pytest.fixture
def berlin(new_device: NewDevice, person: Person) -> Device:
    """Return a browser in Berlin."""
    return new_device(person, timezone_id="Europe/Berlin")


@pytest.mark.parametrize(
    "wrong", [datetime(2036, 5, 1, tzinfo=UTC), datetime(1970, 1, 1, tzinfo=UTC)]
)
def test_f11_a_clock_wrong_by_years_refuses_nothing(
    stack: Stack, device: Device, oracle: Oracle, wrong: datetime
) -> None:
    tab = device.tab()
    tab.page.clock.set_system_time(wrong)
    workout = start_workout(wrong)
    logged = oracle.accept(tab.put(workout, *(log_set(workout, stack.exercise, n) for n in (1, 2))))
    assert all(op["made_at"].startswith(str(wrong.year)) for op in logged)
    tab.drain()
    oracle.sent()
    oracle.sets_are(*logged[1:])
    # The clock orders nothing: what arrives later wins, whenever it says it was made.
    tab.page.clock.set_system_time(datetime(2001, 1, 1, tzinfo=UTC))
    oracle.accept(
        tab.put(
            {"kind": "patch", "entity": "lift_set", "id": logged[1]["id"], "fields": {"reps": 9}}
        )
    )
    tab.drain()
    assert oracle.rows("lift_set")[logged[1]["id"]]["reps"] == 9


def test_f11_a_clock_that_was_ahead_when_sending_failed_holds_nothing_back(
    stack: Stack, device: Device, oracle: Oracle
) -> None:
    tab = device.tab()
    workout = begun(tab, oracle, stack)
    tab.page.clock.set_system_time("2036-05-01T00:00:00Z")
    with stack.proxy.fault("cut-before", path="/sync/"):
        cuts = stack.proxy.hits["cut-before"]
        logged = oracle.accept(tab.put(log_set(workout, stack.exercise, 1)))
        wait_until("the cut", lambda: stack.proxy.hits["cut-before"] > cuts)
        tab.wait_for_unsent(1)
        tab.page.clock.set_system_time("2026-11-22T00:00:00Z")
    tab.drain()
    oracle.sent()
    oracle.sets_are(*logged)


@pytest.mark.parametrize(
    ("instants", "offsets"),
    [
        pytest.param(
            ("2027-03-28T00:59:30Z", "2027-03-28T01:00:30Z"), ("+01:00", "+02:00"), id="gap"
        ),
        pytest.param(
            ("2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z"), ("+02:00", "+01:00"), id="fold"
        ),
    ],
)
def test_f12_an_hour_that_is_missing_or_comes_twice(
    stack: Stack, berlin: Device, oracle: Oracle, instants: tuple[str, str], offsets: tuple[str, str]
) -> None:  # fmt: skip
    tab = berlin.tab()
    tab.page.clock.set_system_time(instants[0])
    begin = datetime.fromisoformat(instants[0])
    workout = start_workout(begin, zone="Europe/Berlin")
    made = tab.put(workout, log_set(workout, stack.exercise, 1))
    tab.page.clock.set_system_time(instants[1])
    made += tab.put(log_set(workout, stack.exercise, 2))
    oracle.accept(made)
    assert [op["made_at"][-6:] for op in made[1:]] == list(offsets)
    assert all(map(close, [op["made_at"] for op in made[1:]], instants))
    assert {op["tz"] for op in made} == {"Europe/Berlin"}
    tab.drain()
    oracle.sent()
    oracle.sets_are(*made[1:])
    performed = [oracle.rows("lift_set")[op["id"]]["performed_at"] for op in made[1:]]
    assert all(map(close, map(str, performed), instants))


def test_f12_midnight_and_a_flight_leave_the_date_alone(
    stack: Stack, device: Device, oracle: Oracle
) -> None:
    tab = device.tab()
    cdp = device.context.new_cdp_session(tab.page)
    cdp.send("Emulation.setTimezoneOverride", {"timezoneId": "Europe/Berlin"})
    with stack.proxy.fault("cut-before", path="/sync/"):
        tab.page.clock.set_system_time("2026-11-14T22:59:00Z")  # 23:59 in Berlin
        workout = start_workout(datetime(2026, 11, 14, 22, 59, tzinfo=UTC), zone="Europe/Berlin")
        made = tab.put(workout, log_set(workout, stack.exercise, 1))
        tab.page.clock.set_system_time("2026-11-14T23:01:00Z")  # 00:01 of the next day
        made += tab.put(log_set(workout, stack.exercise, 2))
        cdp.send("Emulation.setTimezoneOverride", {"timezoneId": "America/New_York"})
        made += tab.put(log_set(workout, stack.exercise, 3))
        oracle.accept(made)
        assert [op["local_date"] for op in made] == [
            "2026-11-14", "2026-11-14", "2026-11-15", "2026-11-14",
        ]  # fmt: skip
        assert [op["tz"] for op in made[2:]] == ["Europe/Berlin", "America/New_York"]
        # Kept as they were made, whatever the clock and the zone say when they are sent.
        tab.page.clock.set_system_time("2026-11-20T12:00:00Z")
        assert [entry["op"] for entry in tab.entries()] == made
    tab.drain()
    oracle.sent()
    oracle.sets_are(*made[1:])
    (stored,) = oracle.rows("workout").values()
    assert stored["local_date"] == date(2026, 11, 14)
    assert stored["time_zone"] == "Europe/Berlin"


def test_f12_the_workout_goes_on_after_midnight_from_another_zone(
    stack: Stack, new_device: NewDevice, person: Person, oracle: Oracle
) -> None:
    """A second phone, hours behind, logs into the workout that runs; nothing is put on another day."""
    tab = new_device(person, timezone_id="Asia/Tokyo").tab()
    workout = begun(tab, oracle, stack)
    other = new_device(person, timezone_id="America/Los_Angeles").tab()
    logged = oracle.accept(other.put(log_set(workout, stack.exercise, 1, "right")))
    other.drain()
    logged += oracle.accept(tab.put(log_set(workout, stack.exercise, 1, "left")))
    tab.drain()
    oracle.sent()
    oracle.sets_are(*logged)
    assert len(oracle.rows("workout")) == 1
