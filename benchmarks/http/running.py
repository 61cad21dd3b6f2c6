"""The order of things: database, past, start-ups, rounds, counts, installations, table."""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import time
from contextlib import ExitStack

import django
from django.core.management import call_command

django.setup()

from config.prepare import prepare  # noqa: E402

from . import install, measuring, report, world  # noqa: E402 (models need the apps)
from .servers import Server  # noqa: E402


def run(options: argparse.Namespace) -> int:
    """Make the world, serve it, measure, and print; 1 if anything failed."""
    load = os.getloadavg()[0]
    began = time.monotonic()
    _say("A PostgreSQL of its own: tables, catalogue, static files")
    prepare()
    call_command("collectstatic", interactive=False, verbosity=0)
    _say(f"Writing the past of {options.others + 2} athletes")
    people = world.build(options.others, options.seed)
    _say(f"{people.rows:,} sets, {people.heavy_rows:,} of one athlete ({_since(began)})")
    product, floor = "config.wsgi:application", "benchmarks.http.floor:application"
    starts = []
    for _ in range(1 if options.quick else 5):
        with Server(product, options.port, "/") as server:
            starts.append(server.started_in_s)
    with ExitStack() as stack:
        servers = {
            "product": stack.enter_context(Server(product, options.port, "/health/")),
            "floor": stack.enter_context(Server(floor, options.port + 1, "/ok")),
        }
        _say(f"{options.rounds} rounds, {options.requests} requests a scenario and connection")
        results = measuring.run_rounds(
            people, servers, rounds=options.rounds, count=options.requests, clients=8
        )
        memory = {name: server.memory() for name, server in servers.items()}
    counted = "benchmarks.http.counted:application"
    with Server(counted, options.port + 2, "/health/") as server:
        measuring.count_costs(people, server, results)
    with Server(counted, options.port + 2, "/health/", WEB_CONCURRENCY="1") as server:
        measuring.count_fsyncs(people, server, results)
    installed = None if options.no_install else install.measure(options.port + 3)
    report.show(
        results,
        memory=memory,
        start_s=statistics.median(starts),
        installed=installed,
        world=people,
        options=options,
        load=(load, os.getloadavg()[0]),
    )
    _say(f"Done ({_since(began)})")
    return 1 if results.failures else 0


def _say(line: str) -> None:
    sys.stderr.write(f"==> {line}\n")
    sys.stderr.flush()


def _since(began: float) -> str:
    return f"{time.monotonic() - began:.0f} s"
