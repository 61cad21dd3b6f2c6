"""Fuzz each reader for a while: nothing but refusals, within two seconds and 256 MB.

Run ``make fuzz-import`` (ten minutes a reader) or ``python -m tests.exchange.fuzz --seconds 10``.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

from tests.exchange.fuzzing import READERS, Reader

LONGEST_S = 2.0
MOST_MB = 256.0


@dataclass(slots=True)
class Tally:
    files: int = 0
    refused: int = 0
    rows: int = 0
    slowest_s: float = 0.0
    peak_mb: float = 0.0


def fuzz(reader: Reader, *, seed: int, seconds: float, files: int = sys.maxsize) -> Tally:
    """Let it read broken samples until time is up.

    All time is the processor's: a reader waits for nothing, and other work of the machine is not its own.
    """
    luck = random.Random(f"{seed} {reader.name}")
    tally = Tally()
    until = time.process_time() + seconds
    while tally.files < files and time.process_time() < until:
        data = reader.break_(luck.choice(reader.samples), luck)
        began = time.process_time()
        rows = reader.read(data)
        took = time.process_time() - began
        tally.refused += rows is None
        tally.rows += rows or 0
        tally.slowest_s = max(tally.slowest_s, took)
        if took > LONGEST_S:
            raise TimeoutError(f"{reader.name}: {took:.1f} s for {data[:200]!r}")
        tally.files += 1
    tally.peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return tally


def _by_name(name: str, seed: int, seconds: float) -> tuple[str, Tally]:
    """A process takes names: readers hold functions that cannot be sent."""
    return name, fuzz(READERS[name], seed=seed, seconds=seconds)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.exchange.fuzz", description=__doc__)
    parser.add_argument("--seconds", type=float, default=600, help="for each reader")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--jobs", type=int, default=1, help="readers at a time")
    parser.add_argument("--only", nargs="+", choices=READERS, default=list(READERS), help="readers")
    options = parser.parse_args()
    print(f"seed {options.seed}, {options.seconds:.0f} s a reader, {options.jobs} at a time")
    peak = 0.0
    # A process for each reader: its peak of memory is its own.
    with ProcessPoolExecutor(options.jobs, max_tasks_per_child=1) as pool:
        waiting = [
            pool.submit(_by_name, name, options.seed, options.seconds) for name in options.only
        ]
        for done in waiting:
            name, tally = done.result()
            peak = max(peak, tally.peak_mb)
            print(
                f"{name:18} {tally.files:>9,} files {tally.refused:>9,} refused {tally.rows:>12,} rows"
                f"  slowest {tally.slowest_s * 1000:6.0f} ms  peak {tally.peak_mb:4.0f} MB",
                flush=True,
            )
    return 0 if peak < MOST_MB else 1


if __name__ == "__main__":
    sys.exit(main())
