"""The detector on real people: ``make bench-real LEVELSET_REAL_DATA=/path/to/files``."""

from __future__ import annotations

import argparse
from pathlib import Path

from . import grip, legs


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help=f"holds {grip.FILE} and {legs.FILE}")
    folder = parser.parse_args().folder
    for title, part in (("Grip, one sitting", grip), ("Legs, twelve weeks", legs)):
        print(f"{title} ({part.FILE})\n")
        if any(folder.glob(part.FILE)):
            print("\n".join(part.report(folder)), end="\n\n")
        else:
            print("not there\n")


if __name__ == "__main__":
    main()
