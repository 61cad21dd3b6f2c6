"""The detector against simulated athletes whose true difference is known, and against the clock.

Run ``make bench-detector`` or ``python -m benchmarks.detector --quick``. The athletes live in
worlds of docs/detector.md; the detector is the product's own and is told nothing of their truth,
their slopes, or who types wrong. The same seed gives the same tables.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence

from msgspec import Struct

from apps.imbalances.domain.policy import DEFAULT_POLICY

from . import report, speed
from .changes import Followed, changes_of
from .fitting import fitted_sd
from .metrics import figures_of
from .running import (
    FIRST_REPORTED_SEED,
    FIRST_TUNING_SEED,
    LAST_TUNING_SEED,
    Sample,
    Workshop,
    jobs_of,
    workshop,
)
from .tables import Table
from .variants import ABLATIONS, PRODUCT
from .world import World
from .worlds import ALL_WORLDS, CHANGING_WORLDS, STEP_UP

ABLATED = (
    "own effort",
    "own, first 2 weeks",
    "matched, RIR half",
    "matched, RIR always",
    "matched + checks, RIR never",
    "noise x 1.5",
)


class Bench(Struct, frozen=True):
    """The options, and where the work is done."""

    options: argparse.Namespace
    shop: Workshop

    def judge(
        self,
        world: World,
        athletes: int,
        *,
        first_seed: int | None = None,
        with_rules: bool = False,
        variant: str = PRODUCT.name,
        prior_sd: float | None = None,
    ) -> Sample:
        _say(f"{world.name}: {athletes:,} athletes, {variant}")
        return self.shop.judge(
            jobs_of(
                world,
                athletes=athletes,
                first_seed=first_seed or self.options.seed,
                with_rules=with_rules,
                variant=variant,
                prior_sd=prior_sd,
            )
        )

    def follow(self, world: World, variant: str = PRODUCT.name) -> Followed:
        athletes = self.options.others
        _say(f"{world.name}: {athletes:,} athletes, workout by workout")
        return self.shop.follow(
            jobs_of(world, athletes=athletes, first_seed=self.options.seed, variant=variant)
        )

    def wanted(self, world: World) -> bool:
        parts = self.options.worlds
        return not parts or any(part in world.name for part in parts)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables; 0 whatever they say."""
    options = _options(arguments)
    began = time.monotonic()
    tables: list[Table] = []
    if not options.only_speed:
        kind = "tuning" if options.seed <= LAST_TUNING_SEED else "reported"
        print(f"Policy {DEFAULT_POLICY.version}, {kind} seeds from {options.seed:,} on.\n")
        tables += _simulated(options)
    if not options.no_speed:
        tables += speed.measure(quick=options.quick)
    for table in tables:
        print(table.text(markdown=options.markdown), flush=True)
    _say(f"Done ({time.monotonic() - began:.0f} s)")
    return 0


def _simulated(options: argparse.Namespace) -> list[Table]:
    with workshop(options.processes) as shop:
        bench = Bench(options, shop)
        tables = _worlds(bench)
        if options.fit:
            tables.append(_fitted(bench))
        if options.ablate:
            tables += _ablated(bench)
    return tables


def _worlds(bench: Bench) -> list[Table]:
    options = bench.options
    samples: dict[World, Sample] = {}
    aims: list[report.Aim] = []
    for world in ALL_WORLDS:
        if world in CHANGING_WORLDS or not bench.wanted(world):
            continue
        athletes = options.athletes if world.main else options.others
        samples[world] = bench.judge(world, athletes, with_rules=world.main)
        figures = figures_of(samples[world].said, samples[world].truth)
        aims += report.aims_of(world, figures)
    changing = []
    for world in filter(bench.wanted, CHANGING_WORLDS):
        changed = changes_of(bench.follow(world), world)
        changing.append((world.name, PRODUCT.name, changed))
        aims += report.aims_of(world, changed, changing=True)
    tables = report.world_tables(samples) if samples else []
    if changing:
        tables.append(report.changes_table(changing))
    main = {world: sample for world, sample in samples.items() if world.main}
    if main:
        tables.append(report.rules_table(main))
        tables.append(report.reliability_table(*next(iter(main.items()))))
    return [*tables, report.target_table(aims)]


def _fitted(bench: Bench) -> Table:
    """The product told how far apart each world's people are."""
    rows = []
    for world in filter(bench.wanted, (one for one in ALL_WORLDS if one.main)):
        athletes = bench.options.others
        tuning = bench.judge(world, athletes, first_seed=FIRST_TUNING_SEED)
        sd = fitted_sd(tuning.said, world)
        plain = bench.judge(world, athletes)
        fitted = bench.judge(world, athletes, prior_sd=sd)
        for name, one in ((PRODUCT.name, plain), (f"prior SD {sd:.1f}", fitted)):
            rows.append((world.name, name, figures_of(one.said, one.truth)))
    return report.variants_table(
        "Spread of people fitted to each world",
        f"Empirical Bayes on tuning seeds from {FIRST_TUNING_SEED} on; never in the product.",
        rows,
    )


def _ablated(bench: Bench) -> list[Table]:
    """What each part of the detector buys."""
    rows = []
    variants = (PRODUCT, *ABLATIONS)
    for world in (one for one in ALL_WORLDS if one.name in ABLATED and bench.wanted(one)):
        for variant in variants:
            one = bench.judge(world, bench.options.others, variant=variant.name)
            rows.append((world.name, variant.name, figures_of(one.said, one.truth)))
    tables = []
    if rows:
        tables.append(
            report.variants_table("Ablations", "The product with one part taken away.", rows)
        )
    if bench.wanted(STEP_UP):
        steps = [(v.name, changes_of(bench.follow(STEP_UP, v.name), STEP_UP)) for v in variants]
        tables.append(report.step_table(steps))
    return tables


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.detector", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="few athletes, short history")
    parser.add_argument("--athletes", type=int, help="of each main world (20,000)")
    parser.add_argument("--others", type=int, help="of each other world (4,000)")
    parser.add_argument("--seed", type=int, default=FIRST_REPORTED_SEED, help="first seed")
    parser.add_argument("--worlds", action="append", help="only worlds with this in their name")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--ablate", action="store_true", help="take away one part at a time")
    parser.add_argument("--fit", action="store_true", help="learn each world's spread of people")
    parser.add_argument("--markdown", action="store_true")
    parser.add_argument("--no-speed", action="store_true")
    parser.add_argument("--only-speed", action="store_true")
    options = parser.parse_args(arguments)
    usual = (500, 250) if options.quick else (20_000, 4_000)
    for name, value in zip(("athletes", "others"), usual, strict=True):
        if getattr(options, name) is None:
            setattr(options, name, value)
    return options


def _say(line: str) -> None:
    sys.stderr.write(f"==> {line}\n")
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main())
