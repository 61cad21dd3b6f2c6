"""Levelset's server under load, beside what Django and PostgreSQL cost alone.

Run ``make bench-http`` or ``python -m benchmarks.http --quick``. A PostgreSQL of its own, durable
like the product's, holds a million sets; gunicorn serves the production settings on loopback.
"""

from __future__ import annotations

import argparse
import sys

from .surroundings import own_surroundings

USUAL = {"rounds": 6, "requests": 100, "others": 200}


def main() -> int:
    options = _options()
    with own_surroundings():
        from . import running  # noqa: PLC0415 (imports Django)

        return running.run(options)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.http", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="two short rounds, 20 others")
    parser.add_argument("--rounds", type=int)
    parser.add_argument("--requests", type=int, help="of one scenario in one round")
    parser.add_argument("--others", type=int)
    parser.add_argument("--port", type=int, default=8110, help="this one and the next two")
    parser.add_argument("--seed", type=int, default=20)
    parser.add_argument("--no-install", action="store_true", help="leave out the installations")
    options = parser.parse_args()
    usual = {"rounds": 2, "requests": 40, "others": 20} if options.quick else USUAL
    for name, value in usual.items():
        if getattr(options, name) is None:
            setattr(options, name, value)
    options.no_install |= options.quick
    return options


if __name__ == "__main__":
    sys.exit(main())
