"""A long random day: three devices with two tabs each, everything that can break breaking, one truth at the end.

make soak                          10,000 operations
make soak SEED=7 OPERATIONS=500    others
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections import Counter
from contextlib import ExitStack, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserType, sync_playwright
from playwright.sync_api import Error as BrowserError

from tests.conftest import chromium_options
from tests.drill.devices import Device, Tab
from tests.drill.faults import FAULTS, Fault
from tests.drill.model import Model
from tests.drill.oracle import Oracle
from tests.drill.phones import Phone
from tests.drill.stack import Stack, running_stack
from tests.drill.waiting import wait_until

STEP = (Path(__file__).parent / "step.js").read_text(encoding="utf-8")
KINDS = {"add": 45, "edit": 25, "delete": 9, "undo": 11, "move": 8, "finish": 2}
DEVICES, TABS = 3, 2
FAULT_EVERY = 20
QUIET_SECONDS = 30.0
RETRY = """
async () => {
  const failed = (await drill.entries()).filter((entry) => entry.state === "attention" && entry.code === "server");
  for (const entry of failed) await drill.retry(entry.seq);
  return failed.length;
}
"""


class SoakDevice:
    """A phone with its tabs, open again whatever happened to it."""

    def __init__(self, soak: Soak) -> None:
        self.soak = soak
        self.phone = Phone(soak.stack, soak.browser_type, soak.options)
        self.open()

    def open(self) -> None:
        """Open the browser and its tabs."""
        self.device: Device = self.phone.open()
        self.device.sign_in(self.soak.person)
        self.tabs: list[Tab] = []
        for _ in range(TABS):
            self.tabs.append(self.new_tab())

    def new_tab(self) -> Tab:
        """Open one tab on the log."""
        return self.device.tab()

    def reload(self, tab: Tab) -> None:
        """Load a tab again."""
        tab.page.reload()
        tab.ready()


class Soak:
    """So many operations under faults, then peace, then the comparison."""

    def __init__(self, stack: Stack, browser_type: BrowserType, options: dict[str, Any], *, seed: int) -> None:  # fmt: skip
        self.stack, self.browser_type, self.options = stack, browser_type, options
        self.random = random.Random(seed)
        self.person, self.stranger = stack.people.pop(), stack.people.pop()
        self.oracle = Oracle(stack.postgres, self.person.athlete)
        self.faults: Counter[str] = Counter()
        self.kinds: Counter[str] = Counter()
        self.refused = 0
        self.retried = 0
        self.talks = False
        self.seen_by_stranger = 0
        self.devices = [SoakDevice(self) for _ in range(DEVICES)]
        for device in self.devices:
            device.device.offline_ready(device.tabs[0])

    def run(self, operations: int) -> dict[str, Any]:
        """Do it all; the figures are returned only if nothing is wrong."""
        began = time.monotonic()
        active: Fault | None = None
        heal_at = fault_at = 0
        deck: list[type[Fault]] = []
        while len(self.oracle.accepted) < operations:
            done = len(self.oracle.accepted)
            if active and done >= heal_at:
                active.heal()
                active = None
            if not active and done >= fault_at:
                deck = deck or self.random.sample(FAULTS, len(FAULTS))
                active = deck.pop()(self)
                self.faults[active.name] += 1
                self.say(f"{done} {active.name}")
                active.begin()
                heal_at = done + self.random.randint(3, 12)
                fault_at = done + FAULT_EVERY
            self.step()
        if active:
            active.heal()
        quiet = self.come_to_rest()
        self.compare()
        return {
            "operations": len(self.oracle.accepted),
            "kinds": dict(sorted(self.kinds.items())),
            "faults": self.faults.total(),
            "faults by kind": dict(sorted(self.faults.items())),
            "refused by a full disk": self.refused,
            "tried again by hand": self.retried,
            "merged": self.statuses("merged"),
            "conflicts": self.statuses("conflict"),
            "lost": 0,
            "doubled": 0,
            "under another name": 0,
            "seconds to quiet": round(quiet, 1),
            "minutes": round((time.monotonic() - began) / 60, 1),
        }

    def say(self, line: str) -> None:
        """Tell whoever waits how far it is."""
        if self.talks:
            sys.stderr.write(f"{line}\n")

    def step(self) -> None:
        """Let somebody do something in one of the tabs."""
        device = self.random.choice(self.devices)
        tab = self.random.choice(device.tabs)
        kind = self.random.choices(list(KINDS), list(KINDS.values()))[0]
        dice = [self.random.random() for _ in range(4)]
        exercises = sorted(self.stack.exercises.values())
        asked = {"kind": kind, "dice": dice, "exercises": exercises}
        answer = tab.page.evaluate(STEP, asked)
        self.retried += answer["retried"]
        if answer.get("refused"):
            self.refused += 1
            return
        self.oracle.accept(answer["made"])
        self.kinds.update(f"{op['kind']} {op['entity']}" for op in answer["made"])

    def come_to_rest(self) -> float:
        """Wait until every outbox is empty; return how long after the last repair that was."""
        self.stack.heal()
        healed = time.monotonic()
        tabs = [tab for device in self.devices for tab in device.tabs]
        for tab in tabs:
            # What a failing server refused by itself three times waits for a person.
            self.retried += tab.page.evaluate(RETRY)
            tab.back_online()
        try:
            for tab in tabs:
                wait_until(
                    "the outbox is empty", lambda tab=tab: tab.unsent() == 0, seconds=QUIET_SECONDS
                )
        except AssertionError as error:
            raise AssertionError("\n".join(map(self.standing, self.devices))) from error
        return time.monotonic() - healed

    def standing(self, device: SoakDevice) -> str:
        """What a device that does not come to rest says."""
        tab = device.tabs[0]
        stuck = [e for e in tab.entries() if e["state"] in ("waiting", "attention")]
        status = tab.page.evaluate("() => drill.status()")
        return json.dumps([tab.page.url, status, len(stuck), stuck[:4]], indent=1)

    def compare(self) -> None:
        """Every accepted operation is there once, and what they came to is what the model says."""
        for device in self.devices:
            states = Counter(entry["state"] for entry in device.tabs[0].entries())
            assert not states["attention"], [
                e for e in device.tabs[0].entries() if e["state"] == "attention"
            ]
        self.oracle.sent()
        strangers = Oracle(self.stack.postgres, self.stranger.athlete)
        assert (strangers.ledger(), self.seen_by_stranger) == ([], 0)
        model = Model()
        order = [str(entry["id"]) for entry in self.oracle.arrivals()]
        for op_id in order:
            model.apply(self.oracle.accepted[op_id])
        assert len(order) == len(self.oracle.accepted)
        differences = self.oracle.differences(model)
        assert not differences, differences[:20]
        self.devices_show_what_is_stored()

    def devices_show_what_is_stored(self) -> None:
        """Every device ends with the same log on its screen, and it is the database's."""
        stored = self.oracle.rows("lift_set")
        running = [w["id"] for w in self.oracle.rows("workout").values() if not w["ended_at"]]
        expected = {k: r["reps"] for k, r in stored.items() if r["workout_id"] in running}
        shown = """async () => Object.fromEntries(drillFold.fold((await drill.read("log")) ?? {}, await drill.entries()).sets.map((set) => [set.id, set.reps]))"""
        for device in self.devices:
            for tab in device.tabs:
                device.reload(tab)
                wait_until(
                    "a device shows what is stored",
                    lambda tab=tab: tab.page.evaluate(shown) == expected,
                )

    def statuses(self, status: str) -> int:
        """How many operations came to this."""
        return sum(entry["status"] == status for entry in self.oracle.ledger())

    def close(self) -> None:
        """Throw the devices away."""
        for device in self.devices:
            with suppress(BrowserError):
                device.phone.throw_away()


def soak(operations: int, seed: int) -> dict[str, Any]:
    """Run one in a stack of its own."""
    with ExitStack() as held:
        stack = held.enter_context(running_stack(people=4))
        playwright = held.enter_context(sync_playwright())
        one = Soak(stack, playwright.chromium, chromium_options(), seed=seed)
        held.callback(one.close)
        one.talks = True
        return one.run(operations)


def main() -> None:
    """Print the seed first: a failure is of use only with it."""
    parser = argparse.ArgumentParser(prog="make soak")
    parser.add_argument("--operations", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=None)
    options = parser.parse_args()
    seed = options.seed if options.seed is not None else int(datetime.now(UTC).timestamp())
    print(f"seed {seed}", flush=True)  # noqa: T201 (a report)
    print(json.dumps(soak(options.operations, seed), indent=1))  # noqa: T201 (a report)


if __name__ == "__main__":
    main()
