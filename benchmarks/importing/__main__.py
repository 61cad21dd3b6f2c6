"""How long other trackers' files take from the upload to the verdicts, and the way out again; and the memory.

Run ``make bench-import`` or ``python -m benchmarks.importing --quick``. A PostgreSQL of its own, durable
like the product's, takes files of FitNotes of growing size. Each is read and stored by the process that
the product starts for long files; its peak of memory is the operating system's own figure, once when all
rows are in the log and once when the whole log has been judged as well. Then a process packs the ZIP with
everything of that athlete.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from benchmarks.http.surroundings import own_surroundings

from .working import peak_mb

SIZES = (20_000, 100_000, 200_000)
QUICK_SIZES = (8_000, 20_000)
"""Both too long for a request, so that both have a process to measure."""
TARGET_S, TARGET_GROWTH_MB = 60.0, 64.0
SETS_A_DAY = 20
NAMES = ("Curl (Left)", "Curl (Right)", "Bench Press", "Row", "Squat")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.importing", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="8,000 and 20,000 rows")
    options = parser.parse_args()
    sizes = QUICK_SIZES if options.quick else SIZES
    with own_surroundings():
        os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.prod"
        import django  # noqa: PLC0415 (after its surroundings)

        django.setup()
        from django.core.management import call_command  # noqa: PLC0415

        call_command("migrate", verbosity=0)
        from apps.exercises.services import load_catalogue, read_catalogue  # noqa: PLC0415

        load_catalogue(specs=read_catalogue())
        print(
            f"{'rows':>8} {'MB':>6} {'upload':>8} {'read':>8} {'store':>8} {'peak MB':>8} {'judge':>8} {'peak MB':>8}"
            f" {'all':>8} {'of it CPU':>10} {'rows/s':>7} {'ZIP':>8} {'of it CPU':>10} {'peak MB':>8}"
        )
        found = [_one(size) for size in sizes]
    seconds = found[-1].seconds
    growth, judged = (
        found[-1].stored_mb - found[0].stored_mb,
        found[-1].judged_mb - found[0].judged_mb,
    )
    print(f"{sizes[-1]} rows: {seconds:.1f} s (target {TARGET_S:.0f} s).")
    print(
        f"{sizes[-1] / sizes[0]:g} times the rows take {growth:+.0f} MB until they are in the log (the file itself is kept "
        f"whole) and {judged:+.0f} MB when the longer log is judged (target {TARGET_GROWTH_MB:.0f} MB)."
    )
    return 0 if seconds < TARGET_S and max(growth, judged) < TARGET_GROWTH_MB else 1


def file_of(rows: int) -> Iterator[str]:
    """A file of FitNotes: twenty sets a day for as many days as it takes."""
    yield "Date,Exercise,Category,Weight,Weight Unit,Reps,Distance,Distance Unit,Time\r\n"
    for number in range(rows):
        day, place = divmod(number, SETS_A_DAY)
        year, rest = divmod(day, 12 * 28)
        month, date = divmod(rest, 28)
        name = NAMES[place // 4]
        yield (
            f"{1991 + year}-{month + 1:02}-{date + 1:02},{name},A,{40 + place / 2},kgs,{5 + place % 7},,,\r\n"
        )


class Imported(NamedTuple):
    """Seconds from the upload to the verdicts; the peak of memory with all rows stored, and at the end, MB."""

    seconds: float
    stored_mb: float
    judged_mb: float


class Worked(NamedTuple):
    """Seconds, seconds of the processor and peak of memory, MB, of a process; the first and the last at half-way too."""

    seconds: float = 0.0
    computed: float = 0.0
    peak_mb: float = 0.0
    half_way: float = 0.0
    half_way_mb: float = 0.0


def _one(rows: int) -> Imported:
    from django.utils import timezone  # noqa: PLC0415

    from apps.core.units import WeightUnit  # noqa: PLC0415
    from apps.exchange import services  # noqa: PLC0415
    from apps.exchange.models import Import  # noqa: PLC0415
    from apps.lifts.models import LiftSet  # noqa: PLC0415

    athlete = _athlete(rows)
    content = "".join(file_of(rows)).encode()
    began = time.monotonic()
    kept = services.create_import(
        athlete=athlete,
        filename="fitnotes.csv",
        content=content,
        unit=WeightUnit.KG,
        time_zone="UTC",
        now=timezone.now(),
        start=lambda _pk: None,
    )
    uploaded = time.monotonic() - began
    reading = kept.status == Import.Status.READING
    read = _worked("continue_import", kept.pk) if reading else Worked()
    kept.refresh_from_db()
    unknown = [count["name"] for count in kept.summary["names"] if count["slug"] is None]
    services.accept_import(
        athlete=athlete,
        pending=kept,
        said=services.Said(own=tuple(unknown)),
        now=timezone.now(),
        start=lambda _pk: None,
    )
    kept.refresh_from_db()
    storing = kept.status == Import.Status.STORING
    accepted = Import.objects.filter(pk=kept.pk, status=Import.Status.ACCEPTED)
    stored = _worked("continue_import", kept.pk, accepted.exists) if storing else Worked()
    whole = time.monotonic() - began
    assert LiftSet.objects.filter(athlete=athlete).count() == rows
    stored_mb = max(read.peak_mb, stored.half_way_mb)
    judged_mb = max(stored_mb, stored.peak_mb)
    made = services.create_download(
        athlete=athlete, language="en", now=timezone.now(), start=lambda _pk: None
    )
    packed = _worked("continue_download", made.pk)
    made.refresh_from_db()
    assert made.is_ready
    print(
        f"{rows:>8} {len(content) / 1e6:>6.1f} {uploaded:>6.1f} s {read.seconds:>6.1f} s {stored.half_way:>6.1f} s"
        f" {stored_mb:>8.0f} {stored.seconds - stored.half_way:>6.1f} s {judged_mb:>8.0f}"
        f" {whole:>6.1f} s {read.computed + stored.computed:>8.1f} s {rows / whole:>7.0f}"
        f" {packed.seconds:>6.1f} s {packed.computed:>8.1f} s {packed.peak_mb:>8.0f}",
        flush=True,
    )
    return Imported(whole, stored_mb, judged_mb)


def _athlete(rows: int) -> Any:
    from django.contrib.auth import get_user_model  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from apps.core.units import WeightUnit  # noqa: PLC0415
    from apps.profiles.domain.people import Experience, Goal, Handedness, Sex  # noqa: PLC0415
    from apps.profiles.services import create_athlete  # noqa: PLC0415

    user = get_user_model().objects.create_user(f"bench{rows}@bench.invalid")
    profile = {
        "name": "Bench",
        "birth_year": 1980,
        "sex": Sex.UNKNOWN,
        "handedness": Handedness.RIGHT,
        "experience": Experience.ONE_YEAR,
        "goal": Goal.CLOSE_GAP,
        "training_days": [0, 2, 4],
        "session_minutes": 45,
        "equipment": ["bodyweight"],
        "weight_unit": WeightUnit.KG,
        "time_zone": "UTC",
    }
    return create_athlete(
        user=user, profile=profile, body_mass=None, measured_on=timezone.localdate()
    )


def _worked(work: str, key: object, is_half_way: Callable[[], bool] | None = None) -> Worked:
    """What a process takes that does one thing; half-way is looked for ten times a second."""
    from apps.exchange.services.jobs import LEAN  # noqa: PLC0415

    command = [sys.executable, "-m", "benchmarks.importing.working", work, str(key)]
    surroundings = os.environ | LEAN
    began, before = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
    half_way = half_way_mb = 0.0
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=surroundings) as process:  # noqa: S603 (ourselves)
        while is_half_way is not None and not half_way and process.poll() is None:
            time.sleep(0.1)
            if is_half_way():
                half_way, half_way_mb = time.monotonic() - began, peak_mb(process.pid)
        told, _ = process.communicate()
    if process.returncode:
        msg = f"{work} ended with {process.returncode}"
        raise RuntimeError(msg)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Worked(time.monotonic() - began, cpu, float(told.split()[-1]), half_way, half_way_mb)


if __name__ == "__main__":
    sys.exit(main())
