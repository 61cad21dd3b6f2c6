"""How long ten years of one athlete take, in a PostgreSQL of the benchmark's own."""

from __future__ import annotations

import gc
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, NamedTuple

from benchmarks.http.surroundings import own_surroundings

from .tables import Table

SIZES = (9_250, 18_500, 37_000)
QUICK_SIZES = (600, 1_200, 2_400)
TARGET_ALL_MS, TARGET_EDIT_MS = 100.0, 10.0
MOST_APART = 1e-9
COMPARED_RUNS = 5
SEED = 20


class Times(NamedTuple):
    """Milliseconds of several runs of the same thing, and how long this process computed in each."""

    runs: tuple[float, ...]
    computed: tuple[float, ...]

    @property
    def median(self) -> float:
        return statistics.median(self.runs)

    @property
    def cells(self) -> tuple[str, ...]:
        low, high = min(self.runs), max(self.runs)
        computed = statistics.median(self.computed)
        return (
            f"{self.median:.2f}",
            f"{low:.2f} to {high:.2f}",
            f"{computed:.2f}",
            f"{len(self.runs)}",
        )


def measure(*, quick: bool) -> list[Table]:
    """Start a database, write histories, and time."""
    with own_surroundings():
        import django  # noqa: PLC0415 (settings read the environment that was just made)

        django.setup()
        from config.prepare import prepare  # noqa: PLC0415 (the same)

        _say("A PostgreSQL of its own: tables and catalogue")
        prepare()
        # As the server's processes do: what is loaded for good is never looked through for garbage.
        gc.collect()
        gc.freeze()
        return _measured(QUICK_SIZES if quick else SIZES, runs=3 if quick else 15)


def _measured(sizes: Sequence[int], *, runs: int) -> list[Table]:
    from django.db import connection  # noqa: PLC0415 (after the set-up)
    from django.utils import timezone  # noqa: PLC0415

    from apps.imbalances.queries.replay import findings_replayed_for  # noqa: PLC0415
    from apps.imbalances.services import refresh  # noqa: PLC0415

    from .ten_years import write_history  # noqa: PLC0415

    now = timezone.now()
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
    people = []
    for size in sizes:
        _say(f"Writing {size:,} sets")
        people.append(write_history(size, seed=SEED, now=now))
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    rows: list[Sequence[str]] = [
        ("floor: SELECT 1, there and back", *_floor(20 * runs, "SELECT 1").cells, "")
    ]
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE benchmark_floor (id bigint GENERATED ALWAYS AS IDENTITY, at timestamptz)")  # fmt: skip
    insert = "INSERT INTO benchmark_floor (at) VALUES (now())"
    rows.append(("floor: one INSERT with commit", *_floor(20 * runs, insert).cells, ""))
    costs = []
    for person in people:
        _say(f"Reading {person.sets:,} sets")
        times = timed(partial(findings_replayed_for, person.athlete, as_of=now), runs)
        costs.append(times.median / person.sets * 1000)
        rows.append(_row(f"all patterns from the log, {person.sets:,} sets", times, TARGET_ALL_MS))
    longest = people[-1]
    for pattern in longest.patterns_today[:1]:
        rows += _edits(longest, pattern, now, 4 * runs)
    times = timed(lambda: refresh(athlete_id=longest.athlete.pk, as_of=now), max(3, runs // 5))
    rows.append(_row("the same, and everything stored anew", times, None))
    growth = " / ".join(f"{cost:.2f}" for cost in costs)
    return [
        Table(
            "Speed",
            f"Milliseconds; computing is without the database's part. Per 1,000 sets at {' / '.join(f'{p.sets:,}' for p in people)} sets: {growth} ms.",
            ("what", "median", "range", "computing", "runs", "target"),
            rows,
        )
    ]


def _edits(person: Any, pattern: Any, now: Any, runs: int) -> list[Sequence[str]]:
    """A set of the running workout gets another count, and its pattern is judged again."""
    from apps.imbalances.queries import current_finding_for  # noqa: PLC0415
    from apps.imbalances.queries.replay import findings_replayed_for  # noqa: PLC0415
    from apps.imbalances.services import refresh  # noqa: PLC0415
    from apps.lifts.models import LiftSet, Workout  # noqa: PLC0415

    today = Workout.objects.filter(pk=person.today.pk)
    today.update(ended_at=None)
    refresh(athlete_id=person.athlete.pk, as_of=now)
    edited = LiftSet.objects.filter(workout=person.today).order_by("performed_at")[0]
    times, apart, said = [], 0.0, set()
    for run in range(runs):
        LiftSet.objects.filter(pk=edited.pk).update(reps=6 + run % 5)
        found, *lasted = clocked(lambda: current_finding_for(person.athlete, pattern, as_of=now))
        times.append(lasted)
        if found is not None and run < COMPARED_RUNS:
            said.add(found.mean_log_pct)
            today.update(ended_at=person.today.ended_at)
            replayed = findings_replayed_for(person.athlete, as_of=now)
            today.update(ended_at=None)
            whole = next(one for one in replayed if one.pattern is pattern)
            apart = max(
                apart,
                abs(whole.mean_log_pct - found.mean_log_pct),
                abs(whole.sd_log_pct - found.sd_log_pct),
            )
    today.update(ended_at=person.today.ended_at)
    # Edits that move nothing would agree with anything.
    same = "ok" if apart <= MOST_APART and len(said) > 1 else "MISSED"
    return [
        _row("a set of today edited, its pattern judged again", _times(times), TARGET_EDIT_MS),
        (
            "  its distance from a full replay, log-%",
            f"{apart:.1e}",
            "",
            "",
            str(min(runs, COMPARED_RUNS)),
            f"<= {MOST_APART:g} {same}",
        ),
    ]


def timed(work: Callable[[], object], runs: int) -> Times:
    """Run something often, once beforehand."""
    work()
    times = []
    for _ in range(runs):
        _answer, *lasted = clocked(work)
        times.append(lasted)
    return _times(times)


def clocked[T](work: Callable[[], T]) -> tuple[T, float, float]:
    """The answer, and milliseconds by the clock and of this process."""
    gc.collect()
    began, computed = time.perf_counter(), time.process_time()
    answer = work()
    return (
        answer,
        (time.perf_counter() - began) * 1000,
        (time.process_time() - computed) * 1000,
    )


def _times(pairs: Sequence[Sequence[float]]) -> Times:
    runs, computed = zip(*pairs, strict=True)
    return Times(runs, computed)


def _floor(runs: int, statement: str) -> Times:
    from django.db import connection  # noqa: PLC0415

    def once() -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement)

    return timed(once, runs)


def _row(what: str, times: Times, target: float | None) -> Sequence[str]:
    if target is None:
        return (what, *times.cells, "-")
    met = "ok" if times.median <= target else "MISSED"
    return (what, *times.cells, f"<= {target:g} {met}")


def _say(line: str) -> None:
    sys.stderr.write(f"==> {line}\n")
    sys.stderr.flush()
