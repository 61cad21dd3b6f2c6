"""Let simulated athletes follow Levelset and fixed plans, and print what became of their gaps.

Also shows what the simulator rests on: the trials that it reproduces, and its table of fixed plans.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence

from .judging import Verdict, verdicts_on, verdicts_without_gap
from .model import MODEL, PLAIN, Model
from .plans import BASELINES, REFERENCES, Plan, attended, followed
from .printed import reproduced
from .report import anchor_table, loop_table, printed_table, verdict_table, world_table
from .running import course_of, jobs_of, traces
from .scoring import HORIZON_WEEKS, Score, score
from .tracing import Trace
from .worlds import NO_IMBALANCE, WORLDS, World

FIRST_REPORTED_SEED = 10_001
ATHLETES, QUICK_ATHLETES = 200, 18
FIXED_ATHLETES, QUICK_FIXED = 5_000, 500


def main(arguments: Sequence[str] | None = None) -> int:
    """Print all tables; 1 where a target is missed and ``--strict`` was given."""
    options = _options().parse_args(arguments)
    athletes = options.athletes or (QUICK_ATHLETES if options.quick else ATHLETES)
    fixed = QUICK_FIXED if options.quick else FIXED_ATHLETES
    model = PLAIN if options.as_written else MODEL
    began = time.monotonic()
    markdown = options.markdown
    print(anchor_table().text(markdown=markdown))
    print(printed_table(reproduced(fixed, options.seed)).text(markdown=markdown))
    verdicts: list[Verdict] = []
    found: dict[str, Sequence[Trace]] = {}
    for world in (*WORLDS, *NO_IMBALANCE):
        jobs = jobs_of(
            world,
            athletes=athletes,
            seed=options.seed,
            model=model,
            rir_share=options.rir,
            offers_are_capped=options.offers_capped,
        )
        found[world.name] = traces(jobs, processes=options.processes)
        product = score(course_of(found[world.name]))
        baselines = _fixed(world, BASELINES, fixed, options.seed, model)
        references = _fixed(world, REFERENCES, fixed, options.seed, model)
        table = world_table(world.name, product, baselines, references)
        print(table.text(markdown=markdown), flush=True)
        if world.has_gap:
            verdicts += verdicts_on(world.name, product, baselines)
        else:
            equal = baselines[BASELINES[0].name]
            verdicts += verdicts_without_gap(world.name, product, equal)
    print(loop_table(found).text(markdown=markdown))
    print(verdict_table(verdicts).text(markdown=markdown))
    missed = sum(not one.is_met for one in verdicts)
    print(
        f"{len(verdicts) - missed} of {len(verdicts)} targets met; seed {options.seed}, "
        f"{athletes} athletes a world in the loop, {fixed} for each fixed plan, "
        f"{time.monotonic() - began:.0f} s."
    )
    return int(bool(missed) and options.strict)


def _fixed(
    world: World, plans: Sequence[Plan], athletes: int, seed: int, model: Model
) -> dict[str, Score]:
    people = world.athletes(athletes, seed, model)
    done = attended(athletes, HORIZON_WEEKS, world.rng(seed, "sessions"), model)
    return {plan.name: score(followed(plan, people, done, model)) for plan in plans}


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.programs", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="few athletes, for a short look")
    parser.add_argument("--athletes", type=int, help="athletes a world in the loop")
    parser.add_argument("--seed", type=int, default=FIRST_REPORTED_SEED)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--as-written", action="store_true", help="the model without additions")
    parser.add_argument("--rir", type=float, default=0.5, help="share of sets with RIR logged")
    parser.add_argument(
        "--offers-capped",
        action="store_true",
        help="log every working set of as many repetitions as offered as stopped by the plan",
    )
    parser.add_argument("--markdown", action="store_true", help="tables as Markdown")
    parser.add_argument("--strict", action="store_true", help="fail where a target is missed")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
