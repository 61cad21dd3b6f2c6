"""The table: each figure beside its target and the figure that was aimed at."""

from __future__ import annotations

import argparse
import platform
import statistics

from msgspec import Struct

from .install import Installed
from .measuring import Results
from .servers import Memory
from .world import World

NAMES = {
    "ok": "floor: a view that says ok",
    "insert": "floor: one INSERT with commit",
    "log": "log a set",
    "edit": "edit it",
    "delete": "delete it",
    "batch": "sync a batch of 20",
    "past": "edit a set of years ago, verdicts judged again",
    "running": "running workout",
    "today": "Today",
    "history": "ten years of one exercise",
    "balance": "Balance",
    "pattern": "ten years of one pattern",
    "log-new": "log a set, began today",
    "edit-new": "edit it, began today",
    "delete-new": "delete it, began today",
}


class Goal(Struct, frozen=True):
    """One row of the goals; smaller is better throughout."""

    row: str
    what: str
    value: float | None
    target: float
    stretch: float
    unit: str = ""

    def cells(self) -> list[str]:
        if self.value is None:
            return [self.row, self.what, "not measured", *self._wanted(), ""]
        met = (
            "aim met"
            if self.value <= self.stretch
            else "met"
            if self.value <= self.target
            else "MISSED"
        )
        return [self.row, self.what, _short(self.value, self.unit), *self._wanted(), met]

    def _wanted(self) -> list[str]:
        return [_short(self.target, self.unit), _short(self.stretch, self.unit)]


def show(
    results: Results,
    *,
    memory: dict[str, list[Memory]],
    start_s: float,
    installed: Installed | None,
    world: World,
    options: argparse.Namespace,
    load: tuple[float, float],
) -> None:
    print(
        f"\n{world.rows:,} sets, {world.heavy_rows:,} of them one athlete's. {options.rounds} alternating rounds"
        f" of {options.requests} requests, median of the rounds. Python {platform.python_version()},"
        f" {platform.machine()}, load {load[0]:.1f} before and {load[1]:.1f} after. Seed {options.seed}.\n"
    )
    _times(results)
    goals = [*_ratios(results), *_sizes(results), *_machine(memory, start_s, installed)]
    print()
    _table(("#", "goal", "measured", "target", "aim", ""), [goal.cells() for goal in goals])
    for key, failure in results.failures.items():
        print(f"\n{NAMES[key]} FAILED: {failure}")


def _times(results: Results) -> None:
    rows = []
    for key, name in NAMES.items():
        if key in results.failures:
            continue
        one, eight, cost = results.one[key], results.eight.get(key), results.costs.get(key)
        row = [name, _median(one.p50), _median(one.p95)]
        row += ["" if key == "insert" else f"{results.ratio(key):.1f}"]
        row += (
            [_median(eight.p50), _median(eight.p95), f"{statistics.median(eight.rate):.0f}"]
            if eight
            else [""] * 3
        )
        row += (
            [f"{cost.sql}", f"{cost.commits}", f"{cost.raw:,}", f"{cost.gz:,}"]
            if cost
            else [""] * 4
        )
        rows.append(row)
    head = ("request", "p50 ms", "p95 ms", "x INSERT", "p50 of 8", "p95 of 8", "a second, 8", "SQL", "commits", "bytes", "gzipped")  # fmt: skip
    _table(head, rows)


def _ratios(results: Results) -> list[Goal]:
    def has(*keys: str) -> bool:
        return not results.failures.keys() & set(keys)

    def ratio(key: str) -> float | None:
        return results.ratio(key) if has(key) else None

    goals = [
        Goal("1", "log a set, p50, against one INSERT", ratio("log"), 9, 6, "x"),
        Goal("2", "the same, throughput of eight, 1/x of INSERT's", results.rate_ratio("log") if has("log") else None, 9, 6, "x"),
    ]  # fmt: skip
    if cost := results.costs.get("log"):
        goals += [
            Goal("4", "log a set, SQL statements", cost.sql, 10, 6),
            Goal("4", "log a set, commits", cost.commits, 1, 1),
            Goal("4", "log a set, waits for the disk", cost.fsyncs, 1, 1),
        ]
    for key in ("log", "edit", "delete"):
        value = results.ratio(key, f"{key}-new") if has(key, f"{key}-new") else None
        goals.append(
            Goal("5", f"{NAMES[key]}, ten years against none, p50", value, 1.15, 1.05, "x")
        )
    for key in ("edit", "delete"):
        value = results.p95_ratio(key, "log") if has(key, "log") else None
        goals.append(Goal("6", f"{NAMES[key]}, p95, against a log", value, 2.5, 1.5, "x"))
    goals += [
        Goal("7", "ten years of one exercise, p50, against one INSERT", ratio("history"), 25, 15, "x"),
        Goal("7", "ten years of one pattern, p50, against one INSERT", ratio("pattern"), 25, 15, "x"),
        Goal("8", "Today, p50, against one INSERT", ratio("today"), 20, 12, "x"),
        Goal("8", "Balance, p50, against one INSERT", ratio("balance"), 20, 12, "x"),
    ]  # fmt: skip
    goals += [
        Goal("9", f"{NAMES[key]}, right after a write", results.freshness(key), 1.2, 1.05, "x")
        for key in results.after_write
    ]
    return goals


def _sizes(results: Results) -> list[Goal]:
    goals = []
    if cost := results.costs.get("history"):
        goals += [
            Goal("7", "ten years of one exercise, gzipped", cost.gz / 1000, 40, 15, " kB"),
            Goal("7", "ten years of one exercise, SQL statements", cost.sql, 6, 3),
        ]
    if cost := results.costs.get("pattern"):
        goals += [
            Goal("7", "ten years of one pattern, gzipped", cost.gz / 1000, 40, 15, " kB"),
            Goal("7", "ten years of one pattern, SQL statements", cost.sql, 10, 10),
        ]
    if cost := results.costs.get("today"):
        goals.append(Goal("8", "Today, SQL statements", cost.sql, 10, 5))
    if cost := results.costs.get("balance"):
        goals += [
            Goal("8", "Balance, gzipped", cost.gz / 1000, 40, 40, " kB"),
            Goal("8", "Balance, SQL statements", cost.sql, 10, 5),
        ]
    return goals


def _machine(
    memory: dict[str, list[Memory]], start_s: float, installed: Installed | None
) -> list[Goal]:
    def peak(name: str) -> float | None:
        return max((worker.peak_mb for worker in memory[name]), default=None)

    product, stock = peak("product"), peak("floor")
    own = max((worker.own_mb for worker in memory["product"]), default=None)
    print(
        f"\nA worker's own memory, not shared with the other: {_short(own, ' MB') if own else 'unknown'}."
    )
    aim = 1.5 * stock if stock else 82.5
    goals = [
        Goal("11", "memory of a worker, peak", product, 110, aim, " MB"),
        Goal("13", "gunicorn's start to the first page", start_s, 1.2, 0.7, " s"),
    ]
    if installed:
        goals += [
            Goal("14", "fresh checkout to the first page, packages downloaded", installed.first_page_s, 10, 5, " s"),
            Goal("15", "environment of a server", installed.megabytes, 190, 145, " MB"),
            Goal("15", "its packages", installed.packages, 32, 28),
        ]  # fmt: skip
    return goals


def _median(values: list[float]) -> str:
    return f"{statistics.median(values):.2f}"


def _short(value: float, unit: str) -> str:
    digits = 0 if value == int(value) or value >= 100 else 1 if value >= 10 else 2  # noqa: PLR2004
    return f"{value:.{digits}f}{unit}"


def _table(head: tuple[str, ...], rows: list[list[str]]) -> None:
    widths = [max(len(row[n]) for row in (list(head), *rows)) for n in range(len(head))]
    for line in (list(head), ["-" * width for width in widths], *rows):
        print(
            "| "
            + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True))
            + " |"
        )
