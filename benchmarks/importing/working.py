"""One piece of work in a process of its own, which says at its end how much memory it took at most.

``python -m benchmarks.importing.working continue_import KEY`` goes on with a file as the product's own process
does, ``continue_download KEY`` with the ZIP with everything.
"""

from __future__ import annotations

import resource
import sys
from pathlib import Path

import django


def main(work: str, key: str) -> None:
    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 (after its set-up)

    call_command(work, key)
    print(peak_mb())


def peak_mb(process: int | str = "self") -> float:
    """The most memory that a program took so far, MB; of another program 0 where the system does not say.

    What the system says of a child that has ended includes the process that made it, so that one may not ask
    from there.
    """
    status = Path(f"/proc/{process}/status")
    if status.exists():
        lines = status.read_text().splitlines()
        told = next((line for line in lines if line.startswith("VmHWM")), "VmHWM: 0 kB")
        return int(told.split()[1]) / 1024
    if process != "self":
        return 0.0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main(*sys.argv[1:])
