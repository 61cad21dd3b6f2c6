"""What the people do: the requests of a phone, made ready before the clock runs."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from msgspec import Struct

from apps.core.identifiers import new_uuid7

from .client import request
from .world import Person, World

BATCH = 20
SIDES = ("left", "right")
MOST_NUMBERS = 200
DEVICE = new_uuid7()
APPLIED = b'"applied"'
READ_PAGES = {
    "running": "/log/data/",
    "today": "/today/",
    "history": "/history/exercises/{slug}/",
    "balance": "/balance/",
    "pattern": "/balance/knee-dominant/?range=all",
}


class Scenario(Struct):
    """One line of the table: who sends what to which server, a request for each turn."""

    key: str
    server: str
    requests: list[bytes]
    expect: bytes = b""


def page(person: Person, key: str, slug: str) -> bytes:
    path = READ_PAGES[key].format(slug=slug)
    return request("GET", path, cookies=person.cookies)


def sync(person: Person, operations: list[dict[str, Any]]) -> bytes:
    body = json.dumps({"athlete": str(person.athlete.pk), "ops": operations}).encode()
    headers = f"X-CSRFToken: {person.token}\r\nSec-Fetch-Site: same-origin"
    return request("POST", "/sync/", cookies=person.cookies, body=body, headers=headers)


def operation(person: Person, kind: str, entity_id: UUID, **rest: Any) -> dict[str, Any]:
    person.sent += 1
    now = dt.datetime.now(dt.UTC)
    return {
        "op_id": str(new_uuid7()),
        "entity": "lift_set",
        "id": str(entity_id),
        "kind": kind,
        "base_rev": None,
        "base_op": None,
        "fields": {},
        "dev": str(DEVICE),
        "dev_seq": person.sent,
        "made_at": now.isoformat(),
        "tz": "UTC",
        "local_date": now.date().isoformat(),
        "schema": 1,
    } | rest


def new_set(person: Person, set_id: UUID) -> dict[str, Any]:
    number, place = divmod(person.sent, len(SIDES))
    fields = {
        "workout_id": str(person.workout_id),
        "exercise_id": str(person.exercise_id),
        "set_index": number % MOST_NUMBERS + 1,
        "side": SIDES[place],
        "pair_order": place + 1,
        "kind": "work",
        "typed_load": "32.5",
        "typed_unit": "kg",
        "reps": 8 + number % 4,
    }
    return operation(person, "put", set_id, fields=fields)


def edited(person: Person, set_id: UUID, reps: int, base: int | None = 1) -> dict[str, Any]:
    return operation(person, "patch", set_id, base_rev=base, fields={"reps": reps})


def deleted(person: Person, set_id: UUID, base: int | None) -> dict[str, Any]:
    return operation(person, "delete", set_id, base_rev=base)


def writes(person: Person, suffix: str, count: int) -> Iterator[Scenario]:
    """Log ``count`` sets, change each, delete each: afterwards the workout is as it was."""
    ids = [new_uuid7() for _ in range(count)]
    for key, operations in (
        ("log", [new_set(person, one) for one in ids]),
        ("edit", [edited(person, one, 5 + n % 9) for n, one in enumerate(ids)]),
        ("delete", [deleted(person, one, 2) for one in ids]),
    ):
        requests = [sync(person, [one]) for one in operations]
        yield Scenario(f"{key}{suffix}", "product", requests, APPLIED)


def floors(person: Person, count: int) -> list[Scenario]:
    insert = request("POST", f"/insert?athlete={person.athlete.pk}", body=b"")
    return [
        Scenario("ok", "floor", [request("GET", "/ok")] * count),
        Scenario("insert", "floor", [insert] * count),
    ]


def one_connection(world: World, count: int) -> list[Scenario]:
    """Everything that is timed at one connection, in one round."""
    heavy, few = world.heavy, max(5, count // 4)
    past = [world.past_sets.pop() for _ in range(max(2, count // 20))]
    return [
        *floors(heavy, count),
        *writes(heavy, "", count),
        *writes(world.new, "-new", count),
        Scenario("batch", "product", [_batch(heavy) for _ in range(few)], APPLIED),
        Scenario("past", "product", [sync(heavy, [edited(heavy, x, 6)]) for x in past], APPLIED),
        *(
            Scenario(key, "product", [page(heavy, key, world.exercise_slug)] * few)
            for key in READ_PAGES
        ),
    ]


def eight_connections(world: World, count: int) -> list[list[Scenario]]:
    """What eight people do at once: the scenarios of each."""
    few = max(5, count // 4)
    return [
        [
            *floors(person, 2 * count),
            *writes(person, "", count),
            Scenario("batch", "product", [_batch(person) for _ in range(few)], APPLIED),
            *(
                Scenario(key, "product", [page(person, key, world.exercise_slug)] * few)
                for key in READ_PAGES
            ),
        ]
        for person in world.crowd
    ]


def _batch(person: Person) -> bytes:
    """Ten sets logged and deleted again, as after a visit without a network."""
    operations = []
    for _ in range(BATCH // 2):
        one = new_uuid7()
        operations += [new_set(person, one), deleted(person, one, 1)]
    return sync(person, operations)
