"""Fuzz each reader for a while: nothing but refusals, within two seconds and 256 MB.

Run ``make fuzz-import`` (ten minutes a reader) or ``python -m tests.exchange.fuzz --seconds 10``.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import time
from dataclasses import dataclass

from apps.exchange.domain.dialects import DIALECTS, read_items
from apps.exchange.domain.registry import Dialect
from apps.exchange.domain.sniffing import sniff
from apps.exchange.domain.text_files import FileRefusedError
from tests.exchange.fuzzing import mutated, samples_of

LONGEST_S = 2.0
MOST_MB = 256.0


@dataclass(slots=True)
class Tally:
    files: int = 0
    refused: int = 0
    rows: int = 0
    slowest_s: float = 0.0


def fuzz(dialect: Dialect, *, seed: int, seconds: float, files: int = sys.maxsize) -> Tally:
    """Read mutated samples, through the registry and by the reader itself, until time is up."""
    luck = random.Random(f"{seed} {dialect.name}")
    samples = samples_of(dialect.name)
    tally = Tally()
    until = time.monotonic() + seconds
    while tally.files < files and time.monotonic() < until:
        data = mutated(luck.choice(samples), luck)
        began = time.perf_counter()
        try:
            tally.rows += sum(1 for _item in read_items(data))
        except FileRefusedError:
            tally.refused += 1
        _read_directly(dialect, data)
        took = time.perf_counter() - began
        tally.slowest_s = max(tally.slowest_s, took)
        if took > LONGEST_S:
            raise TimeoutError(f"{dialect.name}: {took:.1f} s for {data[:200]!r}")
        tally.files += 1
    return tally


def _read_directly(dialect: Dialect, data: bytes) -> None:
    """The reader must hold when it recognises a file that another reads."""
    try:
        start = sniff(data)
        if dialect.recognises(start):
            for _item in dialect.read(start):
                pass
    except FileRefusedError:
        pass


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.exchange.fuzz", description=__doc__)
    parser.add_argument("--seconds", type=float, default=600, help="for each reader")
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    print(f"seed {options.seed}, {options.seconds:.0f} s a reader")
    for dialect in DIALECTS:
        tally = fuzz(dialect, seed=options.seed, seconds=options.seconds)
        print(
            f"{dialect.name:18} {tally.files:>9,} files {tally.refused:>9,} refused {tally.rows:>12,} rows"
            f"  slowest {tally.slowest_s * 1000:6.0f} ms",
            flush=True,
        )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak of memory {peak:.0f} MB")
    return 0 if peak < MOST_MB else 1


if __name__ == "__main__":
    sys.exit(main())
