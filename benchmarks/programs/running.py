"""Many athletes through the loop in several processes, the same whatever their number."""

from __future__ import annotations

import multiprocessing
from collections.abc import Sequence

import numpy as np
from msgspec import Struct
from msgspec.structs import fields, replace

from apps.exercises.domain.vocabulary import MovementPattern, Side
from apps.programs.domain.courses import Leeway
from apps.programs.domain.policy import POLICY, ProgramPolicy

from .athlete import Athletes
from .loop import run
from .model import MODEL, Model
from .overloaded import overloads_of
from .plans import attended
from .scoring import HORIZON_WEEKS, Course
from .tracing import Case, Trace
from .worlds import World

PATTERNS = (
    MovementPattern.KNEE_DOMINANT,
    MovementPattern.HORIZONTAL_PULL,
    MovementPattern.VERTICAL_PUSH,
)
"""A leg, a pull and a push take turns as the pattern with the gap."""

_LEAST_SETS = 0.5
_USUAL_LEEWAY = Leeway()


class Job(Struct, frozen=True, kw_only=True):
    """One athlete of a world."""

    world: World
    seed: int
    athletes: int
    number: int
    rir_share: float = 0.5
    offers_are_capped: bool = False
    leeway: Leeway = _USUAL_LEEWAY
    policy: ProgramPolicy = POLICY
    model: Model = MODEL


def jobs_of(world: World, *, athletes: int, seed: int, **options: object) -> list[Job]:
    """A job for each athlete of a world."""
    job = Job(world=world, seed=seed, athletes=athletes, number=0, **options)  # type: ignore[arg-type] # passed on
    return [replace(job, number=number) for number in range(athletes)]


def traces(jobs: Sequence[Job], *, processes: int) -> list[Trace]:
    """Each athlete's way, in the order of jobs."""
    if processes == 1:
        return [trace(job) for job in jobs]
    with multiprocessing.get_context("spawn").Pool(processes) as pool:
        return pool.map(trace, jobs, chunksize=8)


def trace(job: Job) -> Trace:
    """One athlete's way."""
    everybody = job.world.athletes(job.athletes, job.seed, job.model)
    done = attended(job.athletes, HORIZON_WEEKS, job.world.rng(job.seed, "sessions"), job.model)
    rng = job.world.rng(job.seed, f"log {job.number}")
    case = Case(
        people=_one(everybody, job.number),
        pattern=PATTERNS[job.number % len(PATTERNS)],
        weaker_side=Side.LEFT if rng.random() < 0.5 else Side.RIGHT,  # noqa: PLR2004 - an even coin
        experience=job.world.experience,
        done=done[:, :, job.number],
        rng=rng,
        rir_share=job.rir_share,
        offers_are_capped=job.offers_are_capped,
    )
    return run(case, policy=job.policy, leeway=job.leeway, model=job.model)


def course_of(found: Sequence[Trace]) -> Course:
    """What all athletes of a world went through."""
    apart = np.array([one.apart for one in found])
    more, less = apart.max(2), apart.min(2)
    ratios = np.where(more > 0, more / np.maximum(less, _LEAST_SETS), 1.0)
    return Course(
        gaps=np.array([one.gaps for one in found]).T,
        strong=np.array([one.strong for one in found]).T,
        sets=np.array([[weak + strong for weak, strong in one.sets] for one in found]).T,
        breaches=np.array([len(overloads_of(one)) for one in found], float),
        watched=np.array([one.is_watched for one in found]),
        widest_ratio=ratios.max(1),
        last_ratio=ratios[:, -1],
    )


def _one(everybody: Athletes, number: int) -> Athletes:
    return Athletes(
        **{
            item.name: getattr(everybody, item.name)[number : number + 1]
            for item in fields(Athletes)
        }
    )
