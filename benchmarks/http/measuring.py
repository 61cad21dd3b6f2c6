"""Rounds: each scenario in turn against its server, so that a slow moment hits all of them alike."""

from __future__ import annotations

import statistics
import time
from collections import defaultdict
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor

from django.db import connection
from msgspec import Struct, field

from apps.core.identifiers import new_uuid7

from .client import Connection, Timed, drive
from .scenarios import (
    READ_PAGES,
    Scenario,
    deleted,
    eight_connections,
    new_set,
    one_connection,
    page,
    sync,
)
from .servers import Server
from .world import World

HEAD_START_S = 0.05
SECONDS_TO_MS = 1000
FSYNC_SETS = 100
STATISTICS_LAG_S = 1.5


class Figures(Struct):
    """One scenario's: a value for each round."""

    p50: list[float] = field(default_factory=list)
    p95: list[float] = field(default_factory=list)
    rate: list[float] = field(default_factory=list)

    def add(self, seconds: list[float], elapsed: float) -> None:
        cuts = statistics.quantiles(seconds, n=20, method="inclusive")
        self.p50.append(SECONDS_TO_MS * statistics.median(seconds))
        self.p95.append(SECONDS_TO_MS * cuts[-1])
        self.rate.append(len(seconds) / elapsed)


class Cost(Struct):
    """What one request takes from the database, and how long its answer is."""

    sql: int
    commits: int
    raw: int
    gz: int
    fsyncs: float | None = None


class Results(Struct):
    one: dict[str, Figures] = field(default_factory=lambda: defaultdict(Figures))
    eight: dict[str, Figures] = field(default_factory=lambda: defaultdict(Figures))
    after_write: dict[str, Figures] = field(default_factory=lambda: defaultdict(Figures))
    before_write: dict[str, Figures] = field(default_factory=lambda: defaultdict(Figures))
    costs: dict[str, Cost] = field(default_factory=dict)
    failures: dict[str, str] = field(default_factory=dict)

    def ratio(self, key: str, base: str = "insert") -> float:
        """Median over the rounds of p50 against another scenario's p50 in the same round."""
        return _ratio(self.one[key].p50, self.one[base].p50)

    def p95_ratio(self, key: str, base: str) -> float:
        return _ratio(self.one[key].p95, self.one[base].p95)

    def rate_ratio(self, key: str, base: str = "insert") -> float:
        """How many times fewer requests a second than the base at eight connections."""
        return _ratio(self.eight[base].rate, self.eight[key].rate)

    def freshness(self, key: str) -> float:
        return _ratio(self.after_write[key].p50, self.before_write[key].p50)


def _ratio(above: list[float], below: list[float]) -> float:
    return statistics.median(a / b for a, b in zip(above, below, strict=True))


def run_rounds(
    world: World, servers: Mapping[str, Server], *, rounds: int, count: int, clients: int
) -> Results:
    results = Results()
    with ProcessPoolExecutor(clients) as pool:
        _round(pool, world, servers, results=Results(), count=10)  # warms workers and caches
        for _ in range(rounds):
            _round(pool, world, servers, results=results, count=count)
            _before_and_after(world, servers["product"], results, max(5, count // 8))
    return results


def _round(
    pool: ProcessPoolExecutor,
    world: World,
    servers: Mapping[str, Server],
    *,
    results: Results,
    count: int,
) -> None:
    for scenario in one_connection(world, count):
        _time(pool, [scenario], servers, results, results.one)
    crowd = eight_connections(world, count)
    for scenarios in zip(*crowd, strict=True):
        _time(pool, list(scenarios), servers, results, results.eight)


def _time(
    pool: ProcessPoolExecutor,
    scenarios: list[Scenario],
    servers: Mapping[str, Server],
    results: Results,
    into: dict[str, Figures],
) -> None:
    key, port = scenarios[0].key, servers[scenarios[0].server].port
    start_at = time.monotonic() + HEAD_START_S
    seen: list[Timed] = list(
        pool.map(
            drive,
            [port] * len(scenarios),
            [one.requests for one in scenarios],
            [start_at] * len(scenarios),
            [one.expect for one in scenarios],
        )
    )
    failure = next((timed.failure for timed in seen if timed.failure), "")
    if failure:
        results.failures[key] = failure
        return
    seconds = [second for timed in seen for second in timed.seconds]
    into[key].add(seconds, max(timed.ended_at for timed in seen) - start_at)


def _before_and_after(world: World, server: Server, results: Results, count: int) -> None:
    """Each page as it is read again and again, and as it is read right after a logged set."""
    person = world.heavy
    for key in READ_PAGES:
        if key in results.failures or "log" in results.failures:
            continue
        get = page(person, key, world.exercise_slug)
        ids = [new_uuid7() for _ in range(count)]
        write = [sync(person, [new_set(person, one)]) for one in ids]
        clean = [sync(person, [deleted(person, one, 1)]) for one in ids]
        _sample(server.port, [[get]] * count, results.before_write[key])
        _sample(server.port, [[one, get] for one in write], results.after_write[key])
        drive(server.port, clean, 0.0)


def _sample(port: int, turns: list[list[bytes]], into: Figures) -> None:
    """Time the last request of each turn."""
    link, seconds = Connection(port), []
    for turn in turns:
        for one in turn:
            began = time.perf_counter()
            link.exchange(one)
        seconds.append(time.perf_counter() - began)
    link.close()
    into.add(seconds, sum(seconds))


def count_costs(world: World, counted: Server, results: Results) -> None:
    """Statements, commits and bytes of one request each, by the application that tells them."""
    link = Connection(counted.port)
    for scenario in one_connection(world, 4):
        if scenario.server != "product" or scenario.key in results.failures:
            continue
        for one in scenario.requests[:2]:  # the first may still open a connection
            answer = link.exchange(one)
        results.costs[scenario.key] = Cost(
            sql=int(answer.headers["x-sql"]),
            commits=int(answer.headers["x-commits"]),
            raw=len(answer.text),
            gz=len(answer.body),
        )
        for one in scenario.requests[2:]:
            link.exchange(one)
    link.close()


def count_fsyncs(world: World, server: Server, results: Results) -> None:
    """How often the database waits for the disk in one logged set; the server's workers end first."""
    if "log" in results.failures:
        return
    requests = [sync(world.heavy, [new_set(world.heavy, new_uuid7())]) for _ in range(FSYNC_SETS)]
    before = _fsyncs()
    drive(server.port, requests, 0.0)
    server.stop()  # a session tells its counts at the latest when it ends
    # A checkpoint in between may wait once on its own account.
    results.costs["log"].fsyncs = round((_fsyncs() - before) / FSYNC_SETS, 1)


def _fsyncs() -> int:
    time.sleep(STATISTICS_LAG_S)
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(sum(fsyncs), 0) FROM pg_stat_io WHERE object = 'wal'")
        return int(cursor.fetchone()[0])
