"""Pack the ZIP with everything of one athlete, for its time and memory: ``python -m ... KEY``."""

from __future__ import annotations

import sys

import django


def main(key: str) -> None:
    django.setup()
    from django.utils import timezone  # noqa: PLC0415 (after its set-up)

    from apps.exchange import services  # noqa: PLC0415
    from apps.profiles.queries import athlete_by_id  # noqa: PLC0415

    athlete = athlete_by_id(key)  # type: ignore[arg-type]
    assert athlete is not None
    with services.zip_of_everything(athlete, now=timezone.now()) as packed:
        packed.seek(0, 2)
        print(f"{'':>8} ZIP of {packed.tell() / 1e6:.1f} MB")


if __name__ == "__main__":
    main(sys.argv[1])
