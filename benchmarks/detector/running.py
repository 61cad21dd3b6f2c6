"""Simulating and judging in several processes, the same whatever their number.

One seed stands for so many athletes of a world; seeds 1 to 100 are for tuning, from 10,001 on
for reporting. Work goes out a seed at a time and is joined in the order of seeds.
"""

from __future__ import annotations

import multiprocessing
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing.pool import Pool

import numpy as np
from msgspec import Struct

from . import baselines, changes, detecting, variants
from .changes import Followed
from .detecting import Judged
from .simulating import Array, simulate
from .world import World

ATHLETES_A_SEED = 250
FIRST_TUNING_SEED, LAST_TUNING_SEED, FIRST_REPORTED_SEED = 1, 100, 10_001


class Job(Struct, frozen=True, kw_only=True):
    """One seed's athletes of one world, and the variant by name or by its prior's SD."""

    world: World
    seed: int
    athletes: int
    with_rules: bool = False
    variant: str = variants.PRODUCT.name
    prior_sd: float | None = None


class Sample(Struct, frozen=True, kw_only=True):
    """Athletes, what is true of them, and what was said."""

    truth: Array
    said: Judged
    rules: dict[str, Array]


class Workshop:
    """Where jobs are done; see :func:`workshop`."""

    def __init__(self, pool: Pool | None) -> None:
        self._pool = pool

    def judge(self, jobs: Sequence[Job]) -> Sample:
        """All athletes of some jobs as one sample."""
        parts = list(self._done(_judge, jobs))
        said = {
            name: np.concatenate([getattr(part.said, name) for part in parts])
            for name in Judged.__struct_fields__
        }
        return Sample(
            truth=np.concatenate([part.truth for part in parts]),
            said=Judged(**said),
            rules={
                rule: np.concatenate([part.rules[rule] for part in parts])
                for rule in parts[0].rules
            },
        )

    def follow(self, jobs: Sequence[Job]) -> Followed:
        """All athletes of some jobs, after each session."""
        return changes.joined(list(self._done(_follow, jobs)))

    def _done[T](self, task: Callable[[Job], T], jobs: Sequence[Job]) -> Iterator[T]:
        return map(task, jobs) if self._pool is None else self._pool.imap(task, jobs)


@contextmanager
def workshop(processes: int) -> Iterator[Workshop]:
    """Do jobs in so many processes; in this one if there is to be but one."""
    if processes == 1:
        yield Workshop(None)
        return
    # Spawned, so that nothing of this process leaks into the answer.
    with multiprocessing.get_context("spawn").Pool(processes) as pool:
        yield Workshop(pool)


def jobs_of(
    world: World,
    *,
    athletes: int,
    first_seed: int,
    with_rules: bool = False,
    variant: str = variants.PRODUCT.name,
    prior_sd: float | None = None,
) -> list[Job]:
    """One job for each seed that so many athletes need.

    Raises
    ------
    ValueError
        The seeds would run from those for tuning into others.
    """
    count = -(-athletes // ATHLETES_A_SEED)
    last = first_seed + count - 1
    if first_seed <= LAST_TUNING_SEED < last:
        msg = f"{athletes} athletes need seeds {first_seed} to {last}; tuning ends at 100"
        raise ValueError(msg)
    return [
        Job(
            world=world,
            seed=first_seed + number,
            athletes=min(ATHLETES_A_SEED, athletes - number * ATHLETES_A_SEED),
            with_rules=with_rules,
            variant=variant,
            prior_sd=prior_sd,
        )
        for number in range(count)
    ]


def _generator(job: Job) -> np.random.Generator:
    return np.random.default_rng([job.seed, zlib.crc32(job.world.name.encode())])


def _variant(job: Job) -> variants.Variant:
    if job.prior_sd is None:
        return variants.VARIANTS[job.variant]
    return variants.fitted(job.prior_sd)


def _judge(job: Job) -> Sample:
    logs = simulate(job.world, job.athletes, _generator(job))
    return Sample(
        truth=logs.truth,
        said=detecting.judged(logs, _variant(job)),
        rules=baselines.estimates_of(logs) if job.with_rules else {},
    )


def _follow(job: Job) -> Followed:
    logs = simulate(job.world, job.athletes, _generator(job))
    return changes.follow(logs, _variant(job))
