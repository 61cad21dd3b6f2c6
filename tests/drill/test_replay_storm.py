"""The same operations from everywhere at once."""

import json
import random
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from http.client import HTTPConnection

import pytest

from tests.drill.operations import Op, add_line, edit, log_set, on_the_wire, start_workout
from tests.drill.oracle import Oracle
from tests.drill.stack import Person, Stack

THREADS = 8
BATCH = 13


class Sender:
    """Somebody's session without a browser."""

    def __init__(self, stack: Stack, person: Person) -> None:
        self.stack, self.person = stack, person
        self.cookies = f"sessionid={person.session}"
        answer, cookie = self._ask("GET", "/me/", None, {})
        assert answer["athlete"] == person.athlete
        self.csrf = answer["csrf"]
        if cookie:
            self.cookies += f"; {cookie.partition(';')[0]}"

    def send(self, ops: list[Op]) -> list[dict]:
        """Post a batch and return the acknowledgements."""
        body = json.dumps({"athlete": self.person.athlete, "ops": ops})
        headers = {
            "Content-Type": "application/json",
            "X-CSRFToken": self.csrf,
            "Origin": self.stack.site,
        }
        return self._ask("POST", "/sync/", body, headers)[0]["acks"]

    def _ask(self, method: str, path: str, body: str | None, headers: dict) -> tuple[dict, str]:
        connection = HTTPConnection("127.0.0.1", self.stack.proxy.port, timeout=30)
        try:
            connection.request(method, path, body, {"Cookie": self.cookies} | headers)
            response = connection.getresponse()
            text = response.read().decode()
            assert response.status == 200, (response.status, text[:300])
            return json.loads(text), response.headers.get("Set-Cookie", "")
        finally:
            connection.close()


@pytest.mark.long
def test_f09_replay_storm(stack: Stack, person: Person, oracle: Oracle) -> None:
    """130 operations, each sent by 8 threads in 8 orders: 100 rows and 130 entries, nothing besides."""
    now = datetime.now(UTC)
    workout = start_workout(now)
    sets = [
        log_set(workout, stack.exercise, n, side)
        for n in range(1, 51)
        for side in ("left", "right")
    ]
    first = [on_the_wire(op, now=now) for op in (workout, add_line(workout, stack.exercise), *sets)]
    edits = [on_the_wire(edit(op, rir="2"), now=now) for op in sets[:28]]
    storm = oracle.accept(first[2:] + edits)
    assert len(storm) + 2 == 130
    Sender(stack, person).send(oracle.accept(first[:2]))

    def replay(seed: int) -> list[str]:
        sender = Sender(stack, person)
        order = list(storm)
        random.Random(seed).shuffle(order)
        # An edit whose set has not come yet is refused by name, and sent again with the next round.
        left, rounds = order, 0
        statuses = []
        while left and rounds < 20:
            rounds += 1
            again = []
            for start in range(0, len(left), BATCH):
                batch = left[start : start + BATCH]
                acks = sender.send(batch)
                assert [ack["op_id"] for ack in acks] == [op["op_id"] for op in batch]
                for op, ack in zip(batch, acks, strict=True):
                    statuses.append(ack["status"])
                    if ack["status"] in ("rejected", "later"):
                        again.append(op)
            left = again
        assert left == []
        return statuses

    with ThreadPoolExecutor(THREADS) as pool:
        statuses = [s for found in pool.map(replay, range(THREADS)) for s in found]
    assert statuses.count("applied") + statuses.count("merged") == len(storm)
    assert statuses.count("replayed") == len(storm) * (THREADS - 1)
    oracle.sent()
    oracle.sets_are(*sets)
    assert sum(row["rir"] is not None for row in oracle.rows("lift_set").values()) == 28
